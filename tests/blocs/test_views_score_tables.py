from decimal import Decimal as D
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from blocs.exchange.score_schema import SHEETS
from blocs.models import Criterion, ScoreTable
from blocs.selectors.score_exports import as_workbook
from blocs.services import score_tables
from tests import factories

LIST = "blocs:score-table-list"


@pytest.fixture
def table(agency):
    return factories.score_table(agency.province, name="Bảng điểm chung", year=2026)


def address(name, *args):
    return reverse(f"blocs:{name}", args=args)


def shown(response):
    return [table for table in response.context["page"].object_list if not table.is_example]


def criterion(name):
    return Criterion.objects.get(name=name, group__table__is_example=False)


def sent(form, **changes):
    """What the browser sends back from a form as drawn, with some of it typed over."""
    values = {name: form[name].value() for name in form.fields} | changes
    drawn = {}
    for name, value in values.items():
        field = form.fields[name]
        value = field.prepare_value(value)
        if value is True:
            drawn[name] = "on"
        elif value is not None and value is not False:
            drawn[name] = value
    return drawn


def test_the_list_shows_what_one_sees_with_the_examples(client, officer, table, season, outsider):
    own = factories.score_table(season.bloc.province, bloc=season.bloc, name="Bảng điểm của khối")
    factories.score_table(factories.ProvinceFactory(code="K", name="tỉnh Khác"), name="Nơi khác")
    client.force_login(officer)

    response = client.get(reverse(LIST))

    assert set(shown(response)) == {table, own}
    assert sum(each.is_example for each in response.context["page"].object_list) == 2
    client.force_login(outsider)
    assert shown(client.get(reverse(LIST))) == [table]


def test_it_is_filtered_searched_and_sorted(client, standing, table, agency):
    old = factories.score_table(
        agency.province, name="Bảng cũ", year=2024, bloc_kind="cluster", status="open"
    )
    gone = factories.score_table(agency.province, name="Đã bỏ", status="discarded")
    client.force_login(standing)

    def found(**query):
        return shown(client.get(reverse(LIST), query))

    assert found(q="bang cu") == [old]
    assert found(year="2024") == [old]
    assert found(kind="cluster") == [old]
    assert found(status="open") == [old]
    assert found(status="discarded") == [gone]
    assert found(sort="year") == [old, table]
    assert found(sort="-year") == [table, old]
    assert found(q="không có") == []
    assert found(year="chín", kind="x", status="y", sort="z", page="p") == [table, old]


def test_the_list_is_taken_away_as_a_workbook(client, standing, table):
    client.force_login(standing)

    response = client.get(reverse(LIST), {"q": "chung", "format": "xlsx"})

    rows = list(load_workbook(BytesIO(response.getvalue())).active.values)
    assert rows[1][:2] == ("Bảng điểm chung", 2026)
    assert len(rows) == 2


def test_who_holds_no_mandate_is_told_why_the_list_is_empty(client, table):
    client.force_login(factories.UserFactory())

    response = client.get(reverse(LIST))

    assert list(response.context["page"].object_list) == []
    assert "empty-state" in response.content.decode()


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_costs_the_same_however_long(
    client, standing, agency, how_many, django_assert_max_num_queries
):
    for _number in range(how_many):
        factories.score_table(agency.province)
    client.force_login(standing)

    with django_assert_max_num_queries(8):
        response = client.get(reverse(LIST))

    assert len(shown(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 30])
@pytest.mark.parametrize("status", ["draft", "open"])
def test_a_page_costs_the_same_however_long(
    client, leader_officer, season, how_many, status, django_assert_max_num_queries
):
    table = factories.score_table(season.bloc.province, bloc=season.bloc, status=status)
    for number in range(how_many):
        group = table.groups.create(name=f"Nhóm {number}", order=number + 5)
        for inner in range(3):
            group.criteria.create(name=f"Tiêu chí {inner}", max=1, order=inner)
    client.force_login(leader_officer)

    with django_assert_max_num_queries(8):
        response = client.get(table.get_absolute_url())

    assert len(response.context["page"].groups) == how_many + 2


def test_a_draft_shows_its_tools_to_editors_only(client, standing, officer, table):
    for user, has_tools in ((standing, True), (officer, False)):
        client.force_login(user)
        page = client.get(table.get_absolute_url()).content.decode()
        assert ("data-sortable" in page) is has_tools
        assert (address("score-table-edit", table.pk) in page) is has_tools
        assert "Tuyên truyền" in page


def test_what_keeps_a_draft_shut_is_told_with_the_way_to_it(client, standing, table):
    Criterion.objects.filter(name="Họp khối", group__table=table).update(max=D("5.5"))
    client.force_login(standing)

    page = client.get(table.get_absolute_url()).content.decode()

    assert f'href="#group-{table.groups.get(order=1).pk}"' in page
    assert address("score-table-open", table.pk) not in page


def test_the_table_of_another_province_is_hidden(client, table, season):
    far = factories.ProvinceFactory(code="K", name="tỉnh Khác")
    client.force_login(factories.someone(factories.organisation(province=far), "standing"))

    assert client.get(table.get_absolute_url()).status_code == 404


def test_a_new_table_is_made_from_an_example(client, standing, agency):
    example = ScoreTable.objects.get(is_example=True, total=90)
    client.force_login(standing)
    form = client.get(address("score-table-new"), {"source": example.pk}).context["form"]

    response = client.post(
        address("score-table-new"), sent(form, name="Bảng điểm 2026", year="2026", owner="province-TT")
    )

    made = ScoreTable.objects.get(name="Bảng điểm 2026")
    assert response["Location"] == made.get_absolute_url()
    assert (made.total, made.bonus_cap, made.groups.count(), made.is_example) == (D(90), D(10), 7, False)


def test_a_leader_makes_one_for_its_bloc_and_for_nothing_else(client, leader_officer, season, bloc):
    client.force_login(leader_officer)
    form = client.get(address("score-table-new")).context["form"]
    assert [key for key, _label in form.fields["owner"].choices] == [f"bloc-{bloc.code}"]

    wrong = client.post(address("score-table-new"), sent(form, name="X", total="10", owner="province-TT"))
    right = client.post(
        address("score-table-new"), sent(form, name="X", total="10,5", owner=f"bloc-{bloc.code}")
    )

    assert set(wrong.context["form"].errors) == {"owner"}
    assert right.status_code == 302
    made = ScoreTable.objects.get(name="X")
    assert (made.bloc, made.bloc_kind, made.total) == (bloc, "bloc", D("10.5"))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("total", "một trăm"),
        ("total", "-1"),
        ("total", "10.001"),
        ("total", ""),
        ("total", "1,234"),
        ("year", "1900"),
        ("year", "năm nay"),
        ("name", " "),
        ("bonus_cap", "-0,5"),
    ],
)
def test_what_is_typed_wrong_is_told_at_its_field_and_kept(client, standing, table, field, typed):
    client.force_login(standing)
    url = address("score-table-edit", table.pk)
    form = client.get(url).context["form"]

    response = client.post(url, sent(form, **{field: typed}))

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert response.context["form"][field].value() == typed
    assert ScoreTable.objects.get(pk=table.pk).revision == 0


def test_two_who_edit_the_facts_see_each_others(client, standing, table):
    client.force_login(standing)
    url = address("score-table-edit", table.pk)
    form = client.get(url).context["form"]
    client.post(url, sent(form, name="Của người trước"))

    late = client.post(url, sent(form, name="Của người sau"))

    assert "Của người trước" in late.content.decode()
    assert client.post(url, sent(late.context["form"])).status_code == 302
    assert ScoreTable.objects.get(pk=table.pk).name == "Của người sau"


def test_a_criterion_is_written_with_commas_and_a_formula(client, standing, table):
    group = table.groups.get(order=1)
    client.force_login(standing)
    url = address("criterion-new", table.pk, group.pk)
    form = client.get(url).context["form"]

    response = client.post(
        url,
        sent(
            form,
            name="Tỷ lệ đúng hạn",
            kind="quantitative",
            max="2,5",
            step="0.25",
            formula="steps",
            term_steps="≥ 95: 2,5\n80 % = 1,25",
            term_of_target="on",
            term_points="9",
        ),
    )

    made = Criterion.objects.get(name="Tỷ lệ đúng hạn")
    assert response["Location"] == f"{table.get_absolute_url()}#criterion-{made.pk}"
    assert (made.max, made.bonus_max, made.step) == (D("2.5"), D(0), D("0.25"))
    assert made.terms == {"steps": [["95", "2.5"], ["80", "1.25"]], "of_target": True}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"max": "nhiều"}, "max"),
        ({"max": "-1"}, "max"),
        ({"max": "0,3"}, "max"),
        ({"max": "10001"}, "max"),
        ({"max": "0"}, "max"),
        ({"name": ""}, "name"),
        ({"kind": "penalty"}, "max"),
        ({"formula": "per_unit"}, "term_points"),
        ({"formula": "per_unit", "term_points": "nửa"}, "term_points"),
        ({"formula": "steps", "term_steps": "chín mươi"}, "term_steps"),
        ({"formula": "steps", "term_steps": "95: 8"}, "term_steps"),
        ({"formula": "steps", "term_steps": ""}, "term_steps"),
        ({"formula": "ratio", "term_lowest": "101"}, "term_lowest"),
        ({"formula": "eval"}, "formula"),
        ({"parent": "999999"}, "parent"),
    ],
)
def test_a_criterion_typed_wrong_is_told_at_its_field(client, standing, table, typed, wrong):
    group = table.groups.get(order=1)
    client.force_login(standing)
    url = address("criterion-new", table.pk, group.pk)
    form = client.get(url).context["form"]
    before = Criterion.objects.count()

    response = client.post(url, sent(form, **({"name": "Tiêu chí", "max": "2"} | typed)))

    assert response.status_code == 200
    assert wrong in response.context["form"].errors
    assert Criterion.objects.count() == before


def test_a_criterion_is_drawn_and_saved_as_it_is(client, standing, agency):
    example = ScoreTable.objects.get(is_example=True, total=90)
    table = score_tables.copy(example, province=agency.province, name="Bản sao", by=standing)
    client.force_login(standing)

    for row in Criterion.objects.filter(group__table=table):
        url = address("score-part-edit", table.pk, "criteria", row.pk)
        form = client.get(url).context["form"]
        assert client.post(url, sent(form)).status_code == 302

    assert table.events.count() == 1


def test_two_who_edit_a_criterion_see_each_others(client, standing, table):
    row = criterion("Chỉ tiêu")
    client.force_login(standing)
    url = address("score-part-edit", table.pk, "criteria", row.pk)
    form = client.get(url).context["form"]
    client.post(url, sent(form, max="9"))

    late = client.post(url, sent(form, max="8"))

    assert late.context["meanwhile"].happened
    assert [row["theirs"] for row in late.context["meanwhile"].differences] == ["9"]
    assert client.post(url, sent(late.context["form"])).status_code == 302
    assert criterion("Chỉ tiêu").max == 8


def test_the_sum_of_the_group_follows_what_is_typed(client, standing, table):
    group, row = table.groups.get(order=0), criterion("Chỉ tiêu")
    client.force_login(standing)
    url = address("score-balance", table.pk, group.pk)

    def given(**query):
        found = client.get(url, query).context["allotted"]
        return found.given, found.most

    assert given(max="0") == (D(15), D(15))
    assert given(max="2,5") == (D("17.5"), D(15))
    assert given(max="9", criterion=row.pk) == (D(14), D(15))
    assert given(max="1", parent=criterion("Tuyên truyền").pk) == (D(6), D(5))
    assert client.get(url, {"max": "nhiều"}).content == b""


def test_the_sum_of_a_form_is_there_without_scripts(client, standing, table):
    row = criterion("Kế hoạch")
    client.force_login(standing)

    response = client.get(address("score-part-edit", table.pk, "criteria", row.pk))

    assert (response.context["allotted"].given, response.context["allotted"].most) == (D(5), D(5))


def test_parts_are_moved_taken_out_and_put_back_by_buttons(client, standing, table):
    group, row = table.groups.get(order=1), criterion("Họp khối")
    client.force_login(standing)
    other = criterion("Báo cáo chậm")

    client.post(address("score-part-move", table.pk, "criteria", row.pk), {"direction": "down"})
    assert list(group.criteria.live()) == [other, row]
    client.post(
        address("criterion-order", table.pk, group.pk),
        {f"position-{row.pk}": "1", f"position-{other.pk}": "2", "position-x": "3"},
    )
    assert list(group.criteria.live()) == [row, other]
    client.post(address("score-part-remove", table.pk, "groups", group.pk))
    page = client.get(table.get_absolute_url())
    assert page.context["page"].taken_out == [group]
    client.post(address("score-part-put-back", table.pk, "groups", group.pk))
    first = table.groups.get(order=0)
    client.post(
        address("score-group-order", table.pk), {f"position-{group.pk}": "1", f"position-{first.pk}": "2"}
    )
    assert list(table.groups.live()) == [group, first]


def test_bands_are_written_in_rows_and_an_empty_row_goes(client, standing, table):
    client.force_login(standing)
    url = address("score-table-bands", table.pk)
    rows = {"band-TOTAL_FORMS": "3", "band-INITIAL_FORMS": "1"}
    rows |= {"band-0-name": "", "band-0-lowest": "", "band-1-name": "Tốt", "band-1-lowest": "12,5"}

    assert client.post(url, rows).status_code == 302
    assert [(band.name, band.lowest) for band in table.bands.all()] == [("Tốt", D("12.5"))]
    for wrong in (
        {"band-1-lowest": ""},
        {"band-1-lowest": "nhiều"},
        {"band-1-lowest": "-1"},
        {"band-1-name": ""},
        {"band-2-name": "Khá", "band-2-lowest": "12,5"},
    ):
        assert client.post(url, rows | wrong).status_code == 200
    assert table.bands.get().lowest == D("12.5")


def test_a_table_is_opened_followed_and_compared(client, standing, table):
    client.force_login(standing)
    client.post(address("score-table-open", table.pk))
    response = client.post(address("score-table-version", table.pk))
    new = ScoreTable.objects.get(series=table.series, version=2)
    assert response["Location"] == new.get_absolute_url()
    row = new.groups.get(order=1).criteria.get(name="Họp khối")
    score_tables.parts.edit(row, name="Họp và hoạt động khối", bonus_max=D(2), seen=0, by=standing)
    part = Criterion.objects.get(group__table=new, name="Kế hoạch")
    score_tables.parts.remove(part, by=standing)
    score_tables.parts.add_criterion(row.group, name="Mới", bonus_max=D(1), by=standing)

    response = client.get(address("score-table-versions", new.pk))

    told = [
        (
            difference.kind,
            difference.line.name,
            [(change.before, change.after) for change in difference.changes],
        )
        for difference in response.context["differences"]
    ]
    assert told == [
        ("moved", "Tin, bài", [("I.1.2", "I.1.1")]),
        ("changed", "Họp và hoạt động khối", [("Họp khối", "Họp và hoạt động khối"), ("1", "2")]),
        ("added", "Mới", []),
        ("removed", "Kế hoạch", []),
    ]
    assert client.get(address("score-table-versions", new.pk), {"older": 1, "newer": 9}).status_code == 404
    same = client.get(address("score-table-versions", new.pk), {"older": 1, "newer": 1})
    assert same.context["differences"] == []


def test_a_draft_is_thrown_away_and_brought_back(client, standing, table):
    client.force_login(standing)
    for step, status in (("discard", "discarded"), ("restore", "draft")):
        client.post(address("score-table-step", table.pk, step))
        table.refresh_from_db()
        assert table.status == status
    assert client.post(address("score-table-step", table.pk, "open")).status_code == 404


@pytest.mark.parametrize("name", ["score-table-open", "score-table-version"])
def test_steps_are_buttons(client, standing, table, name):
    client.force_login(standing)

    assert client.get(address(name, table.pk)).status_code == 405


def workbook(change=None, table=None):
    book = load_workbook(BytesIO(as_workbook(table)))
    if change is not None:
        change(book)
    stream = BytesIO()
    book.save(stream)
    return SimpleUploadedFile("bang-diem.xlsx", stream.getvalue())


def cell(book, sheet, column, row):
    place = [rows.name for rows in SHEETS].index(sheet)
    head = [each.name for each in SHEETS[place].fields]
    return book.worksheets[place].cell(row, head.index(column) + 1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_taken_out_and_sent_in_again_is_the_same_table(client, standing, agency, language):
    standing.language = language
    standing.save()
    example = ScoreTable.objects.get(is_example=True, total=1000)
    client.force_login(standing)
    file = client.get(address("score-table-xlsx", example.pk))

    response = client.post(
        address("score-table-import"),
        {"owner": "province-TT", "file": SimpleUploadedFile("x.xlsx", file.content)},
    )

    made = ScoreTable.objects.get(name=example.name, is_example=False)
    assert response["Location"] == made.get_absolute_url()
    again = client.get(address("score-table-xlsx", made.pk))
    assert again.content == file.content
    names = ("name", "kind", "max", "bonus_max", "deduction_max", "step", "formula", "terms", "order")
    read = (
        Criterion.objects.filter(group__table=made)
        .order_by("group__order", "order", "name")
        .values_list(*names)
    )
    kept = (
        Criterion.objects.filter(group__table=example)
        .order_by("group__order", "order", "name")
        .values_list(*names)
    )
    assert list(read) == list(kept)


@pytest.mark.parametrize(
    ("sheet", "column", "row", "value"),
    [
        ("criteria", "max", 3, "hai"),
        ("criteria", "max", 3, -1),
        ("criteria", "max", 3, 0.3),
        ("criteria", "max", 3, 100000),
        ("criteria", "max", 3, "=1+1"),
        ("criteria", "step", 3, 0.1),
        ("criteria", "group", 3, "IX"),
        ("criteria", "number", 3, "7.1"),
        ("criteria", "number", 3, "1"),
        ("criteria", "name", 3, None),
        ("criteria", "formula", 3, "python"),
        ("criteria", "formula", 3, "per_unit"),
        ("criteria", "steps", 5, "chín"),
        ("groups", "max", 2, -5),
        ("groups", "number", 3, "I"),
        ("bands", "lowest", 2, "cao"),
        ("score_table", "total", 2, "trăm"),
        ("score_table", "year", 2, 1800),
    ],
)
def test_each_wrong_cell_is_shown_and_nothing_is_saved(client, standing, table, sheet, column, row, value):
    def spoil(book):
        cell(book, sheet, column, row).value = value

    if column == "steps":
        Criterion.objects.filter(group__table=table, name="Chỉ tiêu").update(
            formula="steps", terms={"steps": [["1", "5"]]}
        )
    client.force_login(standing)
    before = ScoreTable.objects.count()

    response = client.post(
        address("score-table-import"), {"owner": "province-TT", "file": workbook(spoil, table)}
    )

    places = [problem.place for problem in response.context["problems"]]
    assert places, "nothing was told"
    title = str({rows.name: rows.label for rows in SHEETS}[sheet])
    assert any(place.table == title and place.row == row for place in places)
    assert "cell-1" in response.content.decode()
    assert ScoreTable.objects.count() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"name;max\n", b"{}"])
def test_what_is_no_workbook_is_told(client, standing, content):
    client.force_login(standing)
    before = ScoreTable.objects.count()

    response = client.post(
        address("score-table-import"),
        {"owner": "province-TT", "file": SimpleUploadedFile("x.xlsx", content)},
    )

    assert response.status_code == 200
    assert response.context["form"].errors or response.context["problems"]
    assert ScoreTable.objects.count() == before


def test_text_that_looks_like_a_formula_stays_text(client, standing, table):
    row = criterion("Chỉ tiêu")
    Criterion.objects.filter(pk=row.pk).update(name="=HYPERLINK(1)", evidence="+1")
    client.force_login(standing)

    response = client.get(address("score-table-xlsx", table.pk))

    book = load_workbook(BytesIO(response.content))
    cells = [each for line in book.worksheets[2].iter_rows(min_row=2) for each in line]
    assert {each.data_type for each in cells if str(each.value).startswith(("=", "+"))} == {"s"}


def test_the_empty_workbook_explains_itself(client, standing):
    client.force_login(standing)

    book = load_workbook(BytesIO(client.get(address("score-table-template")).content))

    assert {str(rows.label) for rows in SHEETS} <= set(book.sheetnames)
    criteria = book[str(SHEETS[2].label)]
    assert [each.value for each in criteria[1]] == [str(each.label) for each in SHEETS[2].fields]


def test_a_season_chooses_its_table_and_its_rules(client, leader_head, officer, season, bloc):
    table = factories.score_table(bloc.province, status="open")
    client.force_login(leader_head)
    url = address("season-score-table", bloc.code, season.year)

    assert client.post(url, {"table": table.pk}).status_code == 302
    season.refresh_from_db()
    assert season.score_table == table
    ties = address("season-tie-rules", bloc.code, season.year)
    form = client.get(ties).context["form"]
    assert (
        client.post(ties, sent(form, first="base", second="women", third="", least="75,5")).status_code == 302
    )
    assert [(rule.kind, rule.least) for rule in season.tie_rules.all()] == [
        ("base", None),
        ("women", D("75.5")),
    ]
    for wrong in ({"second": "base"}, {"least": ""}, {"least": "101"}, {"first": ""}):
        assert (
            client.post(ties, sent(form, first="base", second="women", third="") | wrong).status_code == 200
        )
    client.force_login(officer)
    told = client.get(url)
    assert told.context["verdict"].reasons
    assert client.post(ties, sent(form)).context["form"].errors
