from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from awards import honour_file
from awards.models import Award, Honour, HonourImport, Recipient
from awards.selectors import honour_imports as reading
from awards.services import honour_imports, honours, nominations
from emulation.verdicts import Refused
from tests import factories
from tests.awards.nominees import complete, nominated
from tests.factories import NOON, YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEADS = [field.name for field in honour_file.HONOURS.fields]
FLAG = {
    "organisation": "Hội Nông dân tỉnh Thử Nghiệm",
    "award": "Cờ thi đua của Ủy ban nhân dân tỉnh",
    "year": 2023,
    "decision_number": "05/QĐ-UBND",
    "decided_on": date(2024, 1, 20),
}


def workbook(*rows):
    """The template, filled in by hand."""
    book = load_workbook(BytesIO(honour_file.template()))
    sheet = book[book.sheetnames[1]]
    for place, row in enumerate(rows, start=2):
        for column, name in enumerate(HEADS, start=1):
            sheet.cell(place, column).value = row.get(name)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def kept(rows, members, standing):
    return honour_imports.keep(
        "khen-thuong.xlsx", workbook(*rows), province=members[0].province, by=standing, at=NOON
    )


def planned(rows, members, standing):
    read, found = honour_imports.preview(kept(rows, members, standing))
    assert read.findings.problems == []
    return found


def fate(row, members, standing):
    [found] = planned([FLAG | row], members, standing)
    return found.fate, found.errors + found.doubts


def taken(rows, members, standing, confirmed=()):
    batch = kept(rows, members, standing)
    seen = reading.digest(honour_imports.preview(batch)[1])
    honour_imports.save(batch, seen=seen, confirmed=confirmed, by=standing, at=NOON)
    return batch


def somebody(member, standing, **known):
    return honours.create(member, kind="person", name="Nguyễn Văn Mẫu", by=standing, at=NOON, **known)


PERSON = {"kind": "person", "name": "Nguyễn Văn Mẫu", "award": "CSTD_CS"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hội Nông dân tỉnh Thử Nghiệm", "new"),
        ("hội nông dân", "new"),
        ("HND", "new"),
        ("Nông dân tỉnh nhà", "new"),
        ("Hoi Nong dan tinh Thu Nghiem", "doubt"),
        ("Hội Nhà báo", "wrong"),
    ],
)
def test_an_organisation_is_found_by_any_of_its_names(members, standing, name, expected):
    members[1].aliases.create(text="Nông dân tỉnh nhà")

    assert fate({"organisation": name}, members, standing)[0] == expected


def test_a_name_of_several_is_an_error_with_their_codes(members, standing):
    for member in members[:2]:
        member.aliases.create(text="Hội tỉnh")

    found, told = fate({"organisation": "Hội tỉnh"}, members, standing)

    assert (found, "hnd" in told[0], "td" in told[0]) == ("wrong", True, True)


def test_an_unknown_award_is_told(members, standing):
    assert fate({"award": "Huân chương Sao băng"}, members, standing) == (
        "wrong",
        ["No award goes by the name “Huân chương Sao băng”."],
    )


def test_a_person_is_found_by_name_year_of_birth_and_organisation(members, standing):
    known = somebody(members[1], standing, birth_year=1980)
    [found] = planned([FLAG | PERSON | {"birth_year": 1980}], members, standing)

    assert (found.fate, found.recipient) == ("new", known)


@pytest.mark.parametrize(
    ("known", "given", "is_same", "words"),
    [
        (1980, None, True, "on one side only"),
        (None, 1980, True, "on one side only"),
        (1980, 1981, False, "another year of birth"),
    ],
)
def test_a_year_of_birth_that_does_not_fit_is_a_doubt(members, standing, known, given, is_same, words):
    person = somebody(members[1], standing, birth_year=known)
    [found] = planned([FLAG | PERSON | {"birth_year": given}], members, standing)

    assert (found.fate, found.recipient) == ("doubt", person if is_same else None)
    assert words in found.doubts[0]


def test_a_person_of_another_organisation_is_somebody_else(members, standing):
    somebody(members[2], standing, birth_year=1980)
    [found] = planned([FLAG | PERSON | {"birth_year": 1980}], members, standing)

    assert (found.fate, found.recipient) == ("new", None)


def test_a_wrong_cell_is_told_with_its_place_and_nothing_is_taken_in(members, standing):
    batch = kept([FLAG | {"decided_on": "31/02/2024"}], members, standing)
    read, rows = honour_imports.preview(batch)
    assert ["row 2" in str(problem) for problem in read.findings.problems] == [True]

    with pytest.raises(Refused, match="Correct the file first"):
        honour_imports.save(batch, seen=reading.digest(rows), confirmed=[], by=standing, at=NOON)
    assert Honour.objects.count() == 0


def test_what_is_taken_in_is_recorded_with_its_file(members, standing):
    batch = taken([FLAG, FLAG | PERSON | {"birth_year": 1980}], members, standing)

    assert batch.count == 2
    rows = Honour.objects.order_by("pk").values_list(
        "recipient__kind", "decision_number", "imported", "batch"
    )
    assert list(rows) == [
        ("organisation", "05/QĐ-UBND", True, batch.pk),
        ("person", "05/QĐ-UBND", True, batch.pk),
    ]


def test_the_same_file_twice_records_nothing_twice(members, standing):
    taken([FLAG, FLAG | PERSON], members, standing)
    again = planned([FLAG, FLAG | PERSON], members, standing)

    assert [each.fate for each in again] == ["known", "known"]
    with pytest.raises(Refused, match="Nothing of this file is to be recorded"):
        taken([FLAG, FLAG | PERSON], members, standing)
    assert Honour.objects.count() == 2


def test_the_same_row_twice_in_a_file_is_told(members, standing):
    first, second = planned([FLAG, FLAG], members, standing)

    assert (first.fate, second.errors) == ("new", ["The same honour stands in row 2 already."])


def test_taken_in_twice_it_is_done_once(members, standing):
    batch = taken([FLAG], members, standing)

    with pytest.raises(Refused, match="taken in already"):
        honour_imports.save(batch, seen="", confirmed=[], by=standing, at=NOON)


def test_a_doubtful_row_is_recorded_only_when_confirmed(members, standing):
    rows = [FLAG, FLAG | {"organisation": "Tinh Doan"}]

    taken(rows, members, standing)
    assert Honour.objects.count() == 1
    taken(rows, members, standing, confirmed=[3])
    assert Honour.objects.count() == 2


def test_what_changed_since_the_preview_is_looked_at_again(members, standing):
    batch = kept([FLAG], members, standing)
    seen = reading.digest(honour_imports.preview(batch)[1])
    taken([FLAG], members, standing)

    with pytest.raises(Refused, match="look at it again"):
        honour_imports.save(batch, seen=seen, confirmed=[], by=standing, at=NOON)


def test_an_import_is_undone_with_those_whom_it_made(members, standing):
    somebody(members[1], standing, birth_year=1975)
    batch = taken([FLAG, FLAG | PERSON | {"birth_year": 1980}], members, standing, confirmed=[3])
    assert Recipient.objects.filter(kind="person").count() == 2

    honour_imports.undo(batch, by=standing, at=NOON)

    assert Honour.objects.count() == 0
    assert list(Recipient.objects.filter(kind="person").values_list("birth_year", flat=True)) == [1975]
    organisation = honours.of_organisation(members[1])
    assert list(organisation.events.values_list("step", flat=True)) == ["honour", "undo"]
    assert planned([FLAG], members, standing)[0].fate == "new"


def test_an_import_on_which_a_nomination_stands_is_not_undone(season, members, head, standing):
    batch = taken([FLAG | {"organisation": "pn"}], members, standing)
    nomination = complete(nominated(members[2], season=season, by=head), by=head)
    nominations.submit(nomination, by=head, at=NOON)

    with pytest.raises(Refused, match="Nominations were handed in on these honours since"):
        honour_imports.undo(batch, by=standing, at=NOON)

    assert Honour.objects.count() == 1


def test_a_revoked_honour_keeps_its_import(members, standing):
    batch = taken([FLAG], members, standing)
    honours.revoke(
        Honour.objects.get(), on=date(YEAR, 3, 1), because="Khai sai", decision="9", by=standing, at=NOON
    )

    with pytest.raises(Refused, match="was revoked; the import stays"):
        honour_imports.undo(batch, by=standing, at=NOON)


def test_a_head_does_not_import(members, head):
    with pytest.raises(Refused, match="Only the standing agency records"):
        kept([FLAG], members, head)


@pytest.mark.parametrize("how_many", [1, 30])
def test_a_plan_asks_the_same_however_many_rows_there_are(
    members, standing, django_assert_max_num_queries, how_many
):
    rows = [FLAG | {"decision_number": f"{number}/QĐ-UBND"} for number in range(how_many)]
    batch = kept(rows, members, standing)

    with django_assert_max_num_queries(8):
        found = honour_imports.preview(batch)[1]

    assert [each.fate for each in found] == ["new"] * how_many


def test_a_workbook_is_sent_in_looked_at_and_taken_in_on_the_pages(client, sign_in, members, standing):
    sign_in(standing)
    sent = SimpleUploadedFile("khen.xlsx", workbook(FLAG, FLAG | {"organisation": "Tinh Doan"}))
    answer = client.post(reverse("awards:honour-import"), {"file": sent})
    batch = HonourImport.objects.get()
    page = client.get(answer.headers["Location"])
    assert "Found only without its accents" in page.content.decode()

    client.post(
        reverse("awards:honour-import-save", args=[batch.pk]), {"seen": page.context["seen"], "take": ["3"]}
    )

    assert Honour.objects.filter(award=Award.objects.get(code="CO_TINH")).count() == 2
    assert "Undo the import" in client.get(batch.get_absolute_url()).content.decode()


def test_another_provinces_import_is_not_shown(client, sign_in, members, standing):
    batch = kept([FLAG], members, standing)
    far = factories.ProvinceFactory(code="XX")
    agency = factories.organisation("Sở Nội vụ tỉnh Xa", province=far, kind="state_agency")
    sign_in(factories.someone(agency, "standing"))

    assert client.get(batch.get_absolute_url()).status_code == 404
