"""Visits as their pages show them: planned, written, taken over at the score desk."""

from decimal import Decimal as D
from io import BytesIO

import pytest
from openpyxl import load_workbook

from blocs.models import Score
from blocs.rules.report_fields import token
from tests.blocs.visiting import closed, criterion
from tests.documents.reading import text_of
from tests.factories import YEAR

pytestmark = pytest.mark.django_db


def address(visit, more=""):
    season = visit.season
    return f"/blocs/{season.bloc.code}/{season.year}/visits/{visit.pk}/{more}"


def plan_of(season):
    return f"/blocs/{season.bloc.code}/{season.year}/visits/plan/"


def test_the_leader_plans_from_the_suggestion_and_what_is_missing_is_told_at_its_field(
    client, reviewing, members, leader_officer
):
    client.force_login(leader_officer)
    form = client.get(plan_of(reviewing)).context["form"]
    sent = {name: form[name].initial for name in form.fields if name.startswith("visiting")}
    first = members[0].pk

    answer = client.post(plan_of(reviewing), {**sent, f"day-{first}": "05-11-2026"})

    assert sorted(answer.context["form"].errors) == sorted(f"day-{one.pk}" for one in members[1:])
    assert not reviewing.visits.exists()
    client.post(plan_of(reviewing), {**sent, **{f"day-{one.pk}": f"05/11/{YEAR}" for one in members}})
    assert reviewing.visits.count() == 3
    assert "form" not in client.get(plan_of(reviewing)).content.decode().split("<main")[1].split("</main")[0]


def test_what_is_typed_saves_itself_and_a_wrong_figure_is_told_at_its_field(
    client, visit, visitor, visited_report
):
    key = criterion("Chỉ tiêu").pk
    client.force_login(visitor)
    names = {f"criterion-{key}-base": "10,5", f"criterion-{key}-why": "Thiếu.", f"target-{key}-x": "1"}

    answer = client.post(
        address(visit, "fields/"), names | {f"seen-{name}": token("") for name in names}
    ).json()

    assert list(answer["saved"]) == [f"criterion-{key}-why"]
    assert list(answer["errors"]) == [f"criterion-{key}-base"]
    assert visit.findings.get().why == "Thiếu."


def test_without_scripts_the_whole_form_saves_and_keeps_what_was_typed_wrong(
    client, visit, visitor, visited_report
):
    key = criterion("Chỉ tiêu").pk
    client.force_login(visitor)
    page = client.get(address(visit))
    sent = {f"seen-{name}": seen for name, seen in page.context["form"].seen.items()}
    sent |= {f"criterion-{key}-base": "sáu", f"criterion-{key}-finding": "missing", "text-conclusion": "Đạt."}

    answer = client.post(address(visit), sent)

    assert list(answer.context["form"].errors) == [f"criterion-{key}-base"]
    assert 'value="sáu"' in answer.content.decode()
    visit.refresh_from_db()
    assert (visit.conclusion, visit.findings.get().finding) == ("Đạt.", "missing")


def test_the_desk_shows_what_was_found_and_takes_it_over_in_one_press(
    client, visit, visitor, visited_report, leader_officer
):
    closed(visit, visitor)
    key = criterion("Chỉ tiêu").pk
    cell = f"/blocs/{visit.season.bloc.code}/{YEAR}/scores/{visit.visited_id}/{key}/"
    client.force_login(leader_officer)
    hint = client.get(cell).context["hint"]
    assert not visited_report.scores.filter(level=Score.Level.CHECKED).exists()

    client.post(cell, {"base": "6,5", "bonus": "0", "deduction": "0", "why": hint.reason, "seen": ""})

    checked = visited_report.scores.get(level=Score.Level.CHECKED)
    assert (checked.base, checked.why) == (D("6.5"), hint.reason)
    assert 'value="6,5"' not in client.get(plan_of(visit.season)).content.decode()


def test_the_visited_member_sees_the_plan_and_after_the_end_what_was_found(
    client, visit, visitor, visited_report, head
):
    client.force_login(head)
    before = client.get(address(visit))
    assert "checklist" not in before.context
    assert client.get(address(visit, "minutes.pdf")).status_code == 404
    closed(visit, visitor)

    after = client.get(address(visit))

    assert after.context["checklist"].results()["differs"] == 1
    assert client.get(address(visit, "minutes.pdf")).status_code == 200


def test_the_minutes_and_the_blank_checklist_print_what_is_checked(client, visit, visitor, visited_report):
    closed(visit, visitor)
    client.force_login(visitor)

    minutes = " ".join(text_of(client.get(address(visit, "minutes.pdf")).content)).split()
    blank = " ".join(text_of(client.get(address(visit, "checklist.pdf")).content)).split()

    shown = " ".join(minutes)
    for words in (
        "BIÊN BẢN",
        "Trần Thị Mẫu, Phó Chủ tịch",
        "Thiếu 03 nhà so với giao ước.",
        "Không thống nhất",
    ):
        assert words in shown
    assert "PHIẾU KIỂM TRA CHÉO" in " ".join(blank)
    assert "Thiếu 03 nhà so với giao ước." not in " ".join(blank)
    for name in ("minutes.docx", "checklist.docx"):
        assert client.get(address(visit, name)).content.startswith(b"PK")


def test_the_list_goes_out_without_what_one_may_not_read(client, visit, visitor, visited_report, head):
    client.force_login(visitor)
    closed(visit, visitor)
    place = f"/blocs/{visit.season.bloc.code}/{YEAR}/visits/?format=xlsx"

    def counts():
        response = client.get(place)
        rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
        return rows[1][5:8]

    assert counts() == (7, 1, 0)
    visit.__class__.objects.update(status="planned", content=None)
    client.force_login(head)
    assert counts() == (None, None, None)
