"""Which figure a formula takes, chosen in the editor: kept in copies and workbooks, told where it is gone."""

from decimal import Decimal as D
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from blocs import documents
from blocs.exchange.score_schema import CRITERIA
from blocs.models import Criterion, Movement, ScoreTable, Season
from blocs.selectors import figure_choices, score_table_page
from blocs.services import reports, score_tables
from documents.content import Table
from tests import factories
from tests.blocs.test_services_reckonings import own, type_in

NOON = factories.NOON
CHOSEN = {"source": "target", "source_name": "Nhà đại đoàn kết"}


@pytest.fixture
def table(season):
    return factories.score_table(season.bloc.province, bloc=season.bloc, year=season.year)


@pytest.fixture
def pledged(season, members):
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Nhà đại đoàn kết", value=D(50), unit="nhà")
    pledge.targets.create(text="Kết nạp hội viên", value=D(10), owner=members[1])
    pledge.targets.create(text="Kết nạp hội viên", value=D(20), owner=members[2], order=1)
    for name, year in (("Dân vận khéo", season.year), ("Năm khác", season.year - 1)):
        movement = Movement.objects.create(
            province=season.bloc.province, name=name, form="regular", level="province", sort_key=name
        )
        movement.years.create(year=year)
    return pledge


def ratio(table):
    return Criterion.objects.get(group__table=table, name="Chỉ tiêu")


def choose(table, **terms):
    Criterion.objects.filter(pk=ratio(table).pk).update(terms=terms)


def form_of(client, table):
    url = reverse("blocs:score-part-edit", args=[table.pk, "criteria", ratio(table).pk])
    return url, client.get(url).context["form"]


def typed(form, **changes):
    drawn = {name: form.fields[name].prepare_value(form[name].value()) for name in form.fields}
    return {
        name: value for name, value in (drawn | changes).items() if value is not None and value is not False
    }


def offered(form):
    found = []
    for value, rows in form.fields["term_source"].choices:
        found += [each for each, _label in rows] if isinstance(rows, list) else [value]
    return found


def test_the_editor_offers_what_the_report_holds_and_keeps_the_choice(client, table, pledged, leader_officer):
    client.force_login(leader_officer)
    url, form = form_of(client, table)

    assert [value for value in offered(form) if ":" in value] == [
        "target:Nhà đại đoàn kết",
        "target:Kết nạp hội viên",
        "movement:Dân vận khéo",
    ]
    assert form["term_source"].value() == ""
    response = client.post(url, typed(form, term_source="target:Nhà đại đoàn kết"))

    assert response.status_code == 302
    assert ratio(table).terms == CHOSEN
    url, form = form_of(client, table)
    assert form["term_source"].value() == "target:Nhà đại đoàn kết"
    client.post(url, typed(form, term_source=""))
    assert ratio(table).terms == {}


@pytest.mark.parametrize("value", ["target:", "target:Không có", "weather", "late:x"])
def test_what_is_not_offered_is_refused_at_its_field(client, table, pledged, leader_officer, value):
    client.force_login(leader_officer)
    url, form = form_of(client, table)

    response = client.post(url, typed(form, term_source=value))

    assert "term_source" in response.context["form"].errors
    assert ratio(table).terms == {}


def test_a_share_is_no_figure_for_points_off(client, table, pledged, leader_officer):
    late = Criterion.objects.get(group__table=table, name="Báo cáo chậm")
    url = reverse("blocs:score-part-edit", args=[table.pk, "criteria", late.pk])
    client.force_login(leader_officer)

    response = client.post(url, typed(client.get(url).context["form"], term_source="targets_met"))

    assert "term_source" in response.context["form"].errors


def test_a_choice_that_is_gone_stays_until_another_is_made(client, table, pledged, leader_officer):
    choose(table, source="target", source_name="Quỹ vì người nghèo")
    client.force_login(leader_officer)
    url, form = form_of(client, table)

    assert client.post(url, typed(form, evidence="Số liệu")).status_code == 302

    assert ratio(table).terms["source_name"] == "Quỹ vì người nghèo"
    page = client.get(table.get_absolute_url())
    assert [one.chosen.name for one in page.context["page"].gone] == ["Quỹ vì người nghèo"]
    assert "Quỹ vì người nghèo" in page.content.decode()


def test_a_table_of_the_province_offers_what_several_pledges_share(season, pledged, agency):
    others = [factories.organisation(code=f"o-{number}") for number in range(2)]
    other = factories.season(factories.bloc("Khối Khác", code="khoi-khac"), others)
    second = other.pledges.create(status="in_force", agreed_hash="1" * 64, agreed_at=NOON)
    second.targets.create(text="Nhà Đại đoàn kết", value=D(5))
    second.targets.create(text="Trồng cây", value=D(5))
    table = factories.score_table(agency.province, year=season.year)

    found = figure_choices.of_table(table)

    assert found.targets == ("Nhà đại đoàn kết",)
    assert found.movements == ("Dân vận khéo",)
    choose(table, source="target", source_name="Trồng cây")
    assert figure_choices.gone_of(table) == []


@pytest.fixture
def report(season, table, pledged, members, officer):
    choose(table, **CHOSEN)
    ScoreTable.objects.filter(pk=table.pk).update(status="open", opened_at=NOON)
    season.stage, season.score_table = Season.Stage.RUNNING, table
    season.save()
    return reports.start(season, members[2], kind="annual", by=officer, at=NOON)


def value_of(pledged, text):
    return f"target-{pledged.targets.filter(text=text).order_by('-pk')[0].pk}-value"


def test_the_chosen_target_gives_the_points_and_not_the_one_with_like_words(report, pledged, officer):
    name = "Kết nạp hội viên"
    Criterion.objects.filter(pk=ratio(report.season.score_table).pk).update(name=name)

    type_in(report, officer, **{value_of(pledged, name): D(20), value_of(pledged, "Nhà đại đoàn kết"): D(25)})

    assert own(report, name) == (D(5), D(0), True)


def test_a_target_that_is_gone_gives_no_points_and_the_pages_say_so(
    client, report, pledged, officer, leader_head
):
    type_in(report, officer, **{value_of(pledged, "Nhà đại đoàn kết"): D(25)})
    assert own(report, "Chỉ tiêu") == (D(5), D(0), True)
    pledged.targets.filter(text="Nhà đại đoàn kết").update(removed_in=1)
    told = "Giao ước không có hoặc không còn chỉ tiêu “Nhà đại đoàn kết”"  # as the officer reads it

    type_in(report, officer, **{value_of(pledged, "Kết nạp hội viên"): D(3)})

    assert own(report, "Chỉ tiêu") is None
    client.force_login(officer)
    args = (report.season.bloc.code, report.season.year)
    page = reverse("blocs:report-detail", args=[*args, report.organisation.code, "annual"])
    assert told in client.get(page).content.decode()
    type(report).objects.filter(pk=report.pk).update(status="submitted", submitted_at=NOON)
    client.force_login(leader_head)
    cell = reverse(
        "blocs:score-cell", args=[*args, report.organisation_id, ratio(report.season.score_table).pk]
    )
    assert told in client.get(cell).content.decode()
    chosen = client.get(reverse("blocs:season-score-table", args=args))
    assert [one.criterion for one in chosen.context["gone"]] == ["Chỉ tiêu"]


def test_last_years_table_keeps_the_choice_and_names_what_is_gone(
    client, season, bloc, members, pledged, leader_officer
):
    past = factories.score_table(bloc.province, name="Bảng điểm 2025", status="open")
    choose(past, **CHOSEN)
    late = Criterion.objects.filter(group__table=past, name="Báo cáo chậm")
    late.update(terms={"points": "0.5", "source": "late"})
    more = Criterion.objects.filter(group__table=past, name="Họp khối")
    more.update(formula="per_unit", terms={"points": "1", "source": "movement", "source_name": "Ba nhất"})
    factories.season(bloc, members, year=season.year - 1, stage="closed", score_table=past)

    draft = score_tables.seasons.take_last(season, by=leader_officer)

    assert ratio(draft).terms == CHOSEN
    client.force_login(leader_officer)
    page = client.get(reverse("blocs:season-score-table", args=[bloc.code, season.year]))
    assert [(one.criterion, one.chosen.name) for one in page.context["gone"]] == [("Họp khối", "Ba nhất")]
    assert [one.criterion for one in figure_choices.gone_of(draft)] == ["Họp khối"]


def test_a_copy_for_another_bloc_names_what_its_season_does_not_have(table, pledged, standing):
    choose(table, **CHOSEN)
    others = [factories.organisation(code=f"o-{number}") for number in range(2)]
    bloc = factories.season(factories.bloc("Cụm Khác", code="cum-khac", kind="cluster"), others).bloc

    copied = score_tables.copy(
        table,
        province=bloc.province,
        bloc=bloc,
        bloc_kind="cluster",
        name="Cụm",
        year=table.year,
        by=standing,
    )

    assert ratio(copied).terms == CHOSEN
    assert [one.words.count("Nhà đại đoàn kết") for one in figure_choices.gone_of(copied)] == [1]


def test_the_workbook_carries_the_choice_there_and_back(client, table, pledged, leader_officer):
    choose(table, **CHOSEN, lowest="50")
    client.force_login(leader_officer)
    file = client.get(reverse("blocs:score-table-xlsx", args=[table.pk])).content

    client.post(
        reverse("blocs:score-table-import"),
        {"owner": f"bloc-{table.bloc.code}", "file": SimpleUploadedFile("x.xlsx", file)},
    )

    made = ScoreTable.objects.filter(name=table.name).latest("pk")
    assert made != table
    assert ratio(made).terms == CHOSEN | {"lowest": "50"}


@pytest.mark.parametrize(
    ("column", "value"), [("source", "Thời tiết"), ("source_name", None), ("source", None)]
)
def test_a_choice_that_says_nothing_is_told_at_its_cell(client, table, leader_officer, column, value):
    choose(table, **CHOSEN)
    client.force_login(leader_officer)
    book = load_workbook(BytesIO(client.get(reverse("blocs:score-table-xlsx", args=[table.pk])).content))
    sheet = book.worksheets[2]
    heads = score_heads()
    (row,) = [row for row in range(2, 20) if sheet.cell(row, heads.index("name") + 1).value == "Chỉ tiêu"]
    sheet.cell(row, heads.index(column) + 1).value = value
    stream = BytesIO()
    book.save(stream)

    response = client.post(
        reverse("blocs:score-table-import"),
        {"owner": f"bloc-{table.bloc.code}", "file": SimpleUploadedFile("x.xlsx", stream.getvalue())},
    )

    assert response.status_code == 200
    assert ScoreTable.objects.filter(name=table.name).count() == 1


def score_heads():
    return [each.name for each in CRITERIA.fields]


def test_a_workbook_from_before_has_no_such_columns_and_is_taken(client, table, leader_officer):
    client.force_login(leader_officer)
    book = load_workbook(BytesIO(client.get(reverse("blocs:score-table-xlsx", args=[table.pk])).content))
    book.worksheets[2].delete_cols(score_heads().index("source") + 1, 2)
    stream = BytesIO()
    book.save(stream)

    client.post(
        reverse("blocs:score-table-import"),
        {"owner": f"bloc-{table.bloc.code}", "file": SimpleUploadedFile("x.xlsx", stream.getvalue())},
    )

    assert ScoreTable.objects.filter(name=table.name).count() == 2


def test_the_sentence_of_the_formula_names_its_figure_on_page_and_paper(table, pledged, english):
    choose(table, **CHOSEN)
    told = "Figure: what was achieved of the target “Nhà đại đoàn kết” of the pledge."

    groups = score_table_page.groups(table)
    assert [one.formula for one in groups[0].criteria if told in one.formula]
    paper = documents.score_table_alone(table, on=NOON.date())
    (sheet,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert any("Nhà đại đoàn kết" in str(row) for row in sheet.rows)
