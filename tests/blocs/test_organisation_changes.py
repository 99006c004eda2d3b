"""Changes of organisations out of a workbook: looked at, saved all or nothing, undone."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from blocs.exchange import event_file
from blocs.models import OrganisationEvent
from blocs.services import event_files
from tests import factories
from tests.blocs.season_files import changes_workbook
from tests.factories import YEAR

pytestmark = pytest.mark.django_db
MAY = date(YEAR, 5, 15)
EVE = MAY - timedelta(days=1)
RENAME = ("rename", "td", MAY, None, "Đoàn Thanh niên tỉnh Thử Nghiệm", None)
MERGE = ("merge", "hnd", MAY, "pn", None, "Quyết định số 12/QĐ-UBND")


def send(client, *rows):
    sent = {"file": SimpleUploadedFile("thay-doi.xlsx", changes_workbook(*rows))}
    return client.post(reverse("blocs:organisation-changes"), sent, follow=True)


def save(client, looked, **changed):
    seen = looked.context["form"].initial["seen"]
    pk = looked.context["file"].pk
    address = reverse("blocs:organisation-changes-save", args=[pk])
    return client.post(address, {"seen": seen} | changed, follow=True)


def problems(response):
    return [(problem.place.row, problem.place.column) for problem in response.context["problems"]]


@pytest.fixture
def client(client, standing):
    client.force_login(standing)
    return client


@pytest.fixture
def head(season, members):
    return factories.someone(members[1], "head")


def test_what_is_shown_is_not_done_before_it_is_saved(client, season, members):
    looked = send(client, RENAME, MERGE)

    page = looked.content.decode()
    assert "Đoàn Thanh niên tỉnh Thử Nghiệm" in page
    assert "14/05/2026" in page
    assert [row.row for row in looked.context["looked"].new] == [2, 3]
    assert not OrganisationEvent.objects.exists()
    members[1].refresh_from_db()
    assert members[1].last_day is None


def test_saved_it_holds_from_its_day_and_undone_nothing_is_left(client, season, members, head):
    saved = save(client, send(client, RENAME, MERGE))

    file = saved.context["file"]
    assert OrganisationEvent.objects.filter(sent_with=file).count() == 2
    assert members[0].name_on(EVE) == "Tỉnh Đoàn Thử Nghiệm"
    assert members[0].name_on(MAY) == "Đoàn Thanh niên tỉnh Thử Nghiệm"
    assert not season.memberships.on(MAY).filter(organisation=members[1]).exists()
    assert head.mandates.get().ends == EVE

    for _twice in range(2):
        client.post(reverse("blocs:organisation-changes-undo", args=[file.pk]))

    assert members[0].name_on(MAY) == "Tỉnh Đoàn Thử Nghiệm"
    assert season.memberships.on(MAY).filter(organisation=members[1]).exists()
    assert head.mandates.get().ends is None
    assert not OrganisationEvent.objects.standing().exists()


def test_a_row_builds_on_the_one_above_it(client, season, members):
    later = ("rename", "pn", date(YEAR, 6, 1), None, "Hội Phụ nữ và Nông dân tỉnh", None)

    save(client, send(client, MERGE, later))

    assert members[2].name_on(date(YEAR, 6, 1)) == "Hội Phụ nữ và Nông dân tỉnh"
    after_its_end = ("dissolve", "hnd", date(YEAR, 7, 1), None, None, "Quyết định số 13")
    assert problems(send(client, after_its_end)) == [(2, "day")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("merge", "hnd", MAY, "hnd", None, "QĐ 12"), "targets"),
        (("merge", "hnd", MAY, "pn, td", None, "QĐ 12"), "targets"),
        (("merge", "hnd", MAY, None, None, "QĐ 12"), "targets"),
        (("merge", "hnd", MAY, "khong-co", None, "QĐ 12"), "targets"),
        (("merge", "khong-co", MAY, "pn", None, "QĐ 12"), "organisation"),
        (("merge", "hnd", MAY, "pn", None, None), "decision"),
        (("merge", "hnd", MAY, "pn", "Tên mới", "QĐ 12"), "name"),
        (("dissolve", "hnd", MAY, "pn", None, "QĐ 12"), "targets"),
        (("rename", "hnd", MAY, None, None, None), "name"),
        (("rename", "hnd", MAY, None, "Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm", None), "name"),
        (("rename", "hnd", "hôm qua", None, "Hội khác hẳn", None), "day"),
        (("xoá", "hnd", MAY, None, None, "QĐ 12"), "kind"),
    ],
)
def test_a_wrong_cell_is_named_and_no_row_is_saved(client, season, members, row, column):
    looked = send(client, RENAME, row)

    assert problems(looked) == [(3, column)]
    assert "form" not in looked.context or "Lưu toàn bộ</button>" not in looked.content.decode()
    assert not OrganisationEvent.objects.exists()


def test_the_same_row_twice_is_a_mistake_and_the_same_file_again_does_nothing(client, season, members):
    assert problems(send(client, MERGE, MERGE)) == [(3, "organisation")]
    save(client, send(client, MERGE))

    again = send(client, MERGE)

    assert not again.context["looked"].new
    assert OrganisationEvent.objects.count() == 1


def test_what_changed_since_the_preview_is_shown_again(client, standing, season, members):
    looked = send(client, MERGE)
    factories.someone(members[1], "head")  # whose mandate would end, too

    answer = save(client, looked)

    assert "Dữ liệu trên hệ thống đã thay đổi" in answer.content.decode()
    assert not OrganisationEvent.objects.exists()
    save(client, answer)
    assert OrganisationEvent.objects.get().sent_with_id == looked.context["file"].pk


def test_a_name_much_like_anothers_is_told(client, season, members):
    looked = send(client, ("rename", "td", MAY, None, "Hội Nông dân tỉnh Thử Nghiệm mới", None))

    assert [warning.place.column for warning in looked.context["looked"].outcome.warnings] == ["name"]
    assert looked.context["looked"].new


def test_after_a_day_it_cannot_be_undone(client, standing, season, members):
    file = save(client, send(client, MERGE)).context["file"]
    events = OrganisationEvent.objects.filter(sent_with=file)
    earlier = file.saved_at - timedelta(days=2)
    events.update(made_at=earlier)
    type(file).objects.update(saved_at=earlier)

    page = client.post(reverse("blocs:organisation-changes-undo", args=[file.pk]), follow=True)

    assert not page.context["can_undo"]
    assert not events.get().is_undone


def test_the_empty_workbook_is_read_as_it_is_filled_in(client, season, members, standing):
    content = client.get(reverse("blocs:organisation-changes-template")).content
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[1]
    heads = [str(field.label) for field in event_file.CHANGES.fields]
    row = dict.fromkeys(heads) | {heads[0]: "Đổi tên", heads[1]: "td", heads[2]: MAY, heads[4]: "Đoàn mới"}
    for place, value in enumerate(row.values(), start=1):
        sheet.cell(2, place, value)
    file = BytesIO()
    book.save(file)

    looked = event_files.look(
        event_files.keep("mau.xlsx", file.getvalue(), by=standing), season.bloc.province, by=standing
    )

    assert [row.kind for row in looked.rows] == ["Đổi tên"]


def test_what_is_no_workbook_is_told(client, season):
    sent = {"file": SimpleUploadedFile("a.xlsx", b"name;day")}
    page = client.post(reverse("blocs:organisation-changes"), sent, follow=True)

    assert "Đây không phải tệp Excel (.xlsx)" in page.content.decode()
