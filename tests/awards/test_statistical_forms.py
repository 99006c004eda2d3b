from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards import catalogue
from awards.models import Award, StatisticalForm, StatisticalLine, StatisticalSheet
from awards.selectors import statistical_forms as reading
from awards.services import honours, statistical_forms
from awards.services.statistical_forms import Asked
from blocs.models import Movement
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.parallel import at_once
from tests.documents.reading import text_of
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db
FLAGS = "CO_TINH"


@pytest.fixture
def province(season):
    return season.bloc.province


@pytest.fixture
def flag(members, standing):
    """A member's flag of the year."""
    return honours.record(
        honours.of_organisation(members[0]),
        award=Award.objects.get(code=FLAGS),
        year=YEAR,
        decision_number="05/QĐ-UBND",
        decided_on=date(YEAR, 2, 1),
        by=standing,
        at=NOON,
    )


def form(code):
    return StatisticalForm.objects.get(code=code, province=None)


def line(rows, label):
    return next(row for row in rows if row.label == label)


def of_flags(province, sheet=None):
    kept = reading.form(province, "0603")
    name = Award.objects.get(code=FLAGS).name
    return line(reading.lines(kept, province, YEAR, sheet), name)


def values(row):
    return {cell.column: cell.value for cell in row.cells}


def test_honours_of_the_year_are_counted_by_who_received_them(province, flag):
    assert values(of_flags(province)) == {"total": 1, "collectives": 1, "people": 0, "households": 0}


def test_what_is_revoked_counts_no_longer(province, flag, standing):
    honours.revoke(flag, decision="9/QĐ", on=date(YEAR, 3, 1), because="Kê khai sai.", by=standing, at=NOON)

    assert values(of_flags(province))["total"] == 0


def test_movements_are_counted_by_level_and_duration(province):
    for ends in (date(YEAR, 12, 31), date(YEAR, 6, 30), None):
        Movement.objects.create(
            province=province,
            name=f"Phong trào đến {ends}",
            form="regular",
            level="province",
            starts=date(YEAR, 1, 1),
            ends=ends,
        )

    row = line(reading.lines(form("0601"), province, YEAR, None), "Tỉnh phát động")

    expected = {"total": 3, "short": 1, "one": 1, "under_three": 0, "under_five": 0, "long": 0, "undated": 1}
    assert values(row) == expected


def test_of_another_province_nothing_is_counted(flag):
    elsewhere = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")

    assert values(of_flags(elsewhere))["total"] == 0


def test_what_is_typed_goes_before_the_count_until_it_is_emptied(province, flag, standing):
    kept = form("0603")
    key = of_flags(province).key
    sheet = statistical_forms.keep(kept, province, YEAR, {(key, "total"): 4}, by=standing, at=NOON)
    cell = of_flags(province, sheet).cells[0]
    assert (cell.value, cell.counted, cell.is_typed) == (4, 1, True)

    statistical_forms.keep(kept, province, YEAR, {(key, "total"): None}, by=standing, at=NOON)

    assert of_flags(province, sheet).cells[0].value == 1


def test_a_closed_form_stays_as_it_was(province, flag, standing, members):
    kept = form("0603")
    sheet = statistical_forms.close(kept, province, YEAR, by=standing, at=NOON)
    honours.record(
        honours.of_organisation(members[1]),
        award=Award.objects.get(code=FLAGS),
        year=YEAR,
        decision_number="06/QĐ-UBND",
        decided_on=date(YEAR, 2, 2),
        by=standing,
        at=NOON,
    )
    statistical_forms.write(
        kept, province, {"title": "Khác"}, [Asked(None, 1, "Dòng khác")], by=standing, at=NOON
    )

    assert values(of_flags_closed(sheet))["total"] == 1
    with pytest.raises(Refused, match="chốt"):
        statistical_forms.keep(kept, province, YEAR, {}, by=standing, at=NOON)


def of_flags_closed(sheet):
    name = Award.objects.get(code=FLAGS).name
    return line(reading.lines(sheet.form, sheet.province, sheet.year, sheet), name)


def test_a_mistake_is_put_right_in_a_new_version_with_its_reason(province, flag, standing):
    kept = form("0603")
    key = of_flags(province).key
    statistical_forms.keep(kept, province, YEAR, {(key, "people"): 2}, by=standing, at=NOON)
    first = statistical_forms.close(kept, province, YEAR, by=standing, at=NOON)
    with pytest.raises(Refused):
        statistical_forms.correct(kept, province, YEAR, reason=" ", by=standing, at=NOON)

    second = statistical_forms.correct(kept, province, YEAR, reason="Thiếu.", by=standing, at=NOON)

    assert (second.version, values(of_flags(province, second))["people"]) == (2, 2)
    statistical_forms.keep(kept, province, YEAR, {(key, "people"): 3}, by=standing, at=NOON)
    assert values(of_flags_closed(first))["people"] == 2


def test_a_form_without_lines_is_not_closed(province, standing):
    with pytest.raises(Refused):
        statistical_forms.close(form("0604"), province, YEAR, by=standing, at=NOON)

    assert not StatisticalSheet.objects.exists()


def test_the_province_asks_in_its_own_way_and_keeps_what_was_typed(province, flag, standing):
    kept = form("0603")
    row = of_flags(province)
    sheet = statistical_forms.keep(kept, province, YEAR, {(row.key, "people"): 7}, by=standing, at=NOON)
    lines = [Asked(row.key, 2, "Cờ của tỉnh", FLAGS), Asked(None, 1, "Nhập tay")]

    own = statistical_forms.write(kept, province, {"title": "Cấp tỉnh"}, lines, by=standing, at=NOON)

    assert reading.form(province, "0603") == own
    rows = reading.lines(own, province, YEAR, sheet)
    assert [one.label for one in rows] == ["Nhập tay", "Cờ của tỉnh"]
    assert values(rows[1]) == {"total": 1, "collectives": 1, "people": 7, "households": 0}
    assert values(rows[0])["total"] is None
    assert form("0603").title == "Số lượng khen thưởng cấp bộ, ban, ngành, tỉnh"


def test_a_line_without_words_is_taken_out(province, standing):
    kept = form("0605")
    asked = [Asked(None, 1, "Một"), Asked(None, 2, "Hai")]
    own = statistical_forms.write(kept, province, {"title": "Quỹ"}, asked, by=standing, at=NOON)
    first, second = own.lines.all()

    statistical_forms.write(
        own, province, {}, [Asked(first.pk, 1, ""), Asked(second.pk, 2, "Hai")], by=standing, at=NOON
    )

    assert [row.label for row in own.lines.all()] == ["Hai"]


def test_a_form_without_title_is_refused_whole(province, standing):
    with pytest.raises(ValidationError):
        statistical_forms.write(
            form("0605"), province, {"title": ""}, [Asked(None, 1, "Một")], by=standing, at=NOON
        )

    assert reading.form(province, "0605") == form("0605")


def test_only_the_standing_agency_fills_them_in(province, leader_head):
    with pytest.raises(Refused):
        statistical_forms.close(form("0603"), province, YEAR, by=leader_head, at=NOON)


def test_the_known_forms_are_loaded_once():
    assert catalogue.load_statistical_forms(StatisticalForm, StatisticalLine, Award) == 0

    codes = StatisticalForm.objects.values_list("code", flat=True)
    assert list(codes) == ["0601", "0602", "0603", "0604", "0605"]


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_one(province, standing):
    kept = form("0603")

    def close():
        return statistical_forms.close(kept, province, YEAR, by=standing, at=NOON)

    first, second = at_once(close, close)

    assert first == second == StatisticalSheet.objects.get()
    assert first.closed_at == NOON


# On the page


def address(name, *args):
    return reverse(f"awards:statistics-{name}", args=args)


def test_a_figure_that_is_none_is_named_at_its_cell(client, sign_in, standing, province, flag):
    sign_in(standing)
    key = of_flags(province).key

    page = client.post(address("sheet", YEAR, "0603"), {f"total-{key}": "hai", f"people-{key}": "3"})

    assert "Enter a whole number." in page.content.decode()
    assert 'value="3"' in page.content.decode()
    assert not StatisticalSheet.objects.exists()


def test_the_count_stands_in_grey_and_the_closed_form_prints_it(client, sign_in, standing, province, flag):
    sign_in(standing)
    assert 'placeholder="1"' in client.get(address("sheet", YEAR, "0603")).content.decode()

    client.post(address("close", YEAR, "0603"))

    assert "Closed by" in client.get(address("sheet", YEAR, "0603")).content.decode()
    pages = text_of(b"".join(client.get(address("pdf", YEAR, "0603"))))
    text = " ".join("".join(pages).split())
    assert "SỐ LƯỢNG KHEN THƯỞNG CẤP BỘ, BAN, NGÀNH, TỈNH" in text
    assert "DỰ THẢO" not in text


def test_a_year_out_of_range_is_no_page(client, sign_in, standing, season):
    sign_in(standing)

    assert client.get(address("sheet", 1800, "0603")).status_code == 404
    assert client.get(address("sheet", YEAR, "9999")).status_code == 404
