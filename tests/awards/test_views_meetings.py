"""A meeting on its pages: prepared, opened, written down and put before its signers."""

import pytest
from django.urls import reverse

from awards.models import Meeting
from awards.services import ballots
from documents.models import Paper
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("english")
PLAN = {"title": "Họp tổng kết", "held_on": "02/03/2026", "held_from": "8h30", "place": "Hội trường"}


@pytest.fixture
def leader(client, sign_in, leader_head, leader_officer, deputy_head):
    sign_in(leader_head)
    return client


@pytest.fixture
def address(season):
    def of(name, *args):
        return reverse(f"awards:meeting-{name}", args=[season.bloc.code, season.year, *args])

    return of


@pytest.fixture
def meeting(leader, address, leader_head, leader_officer):
    leader.post(address("new"), PLAN | {"chair": leader_head.pk, "secretary": leader_officer.pk})
    return Meeting.objects.get()


def text_of(page):
    return page.content.decode()


def agenda_of(meeting, *rows):
    sent = {}
    for place, row in enumerate(rows, start=1):
        sent |= {f"{name}-new{place}": value for name, value in row.items()}
    return sent


def test_chair_and_secretary_are_two_and_what_was_typed_stays(leader, address, leader_head):
    sent = PLAN | {"chair": leader_head.pk, "secretary": leader_head.pk}

    page = text_of(leader.post(address("new"), sent))

    assert "The chair and the secretary are two people." in page
    assert 'value="Họp tổng kết"' in page
    assert not Meeting.objects.exists()


def test_the_agenda_takes_ballots_and_matters_in_the_order_of_their_numbers(
    leader, address, meeting, season, members, leader_head
):
    ballot = ballots.prepare(
        season, question="Ai dẫn đầu?", options=members, board=[], mode="open", by=leader_head, at=NOON
    )
    rows = (
        {"title": "Việc khác", "order": 3},
        {"about": f"ballot-{ballot.pk}", "order": 2},
        {"about": "reports", "order": 1},
    )

    leader.post(address("agenda", meeting.pk), agenda_of(meeting, *rows))

    titles = [item.title for item in meeting.items.order_by("order")]
    assert titles == ["Báo cáo của các đơn vị thành viên", "Ai dẫn đầu?", "Việc khác"]
    again = {}
    for item in meeting.items.all():  # its last line emptied
        title = "" if item.title == "Việc khác" else item.title
        about = f"ballot-{item.ballot_id}" if item.ballot_id else item.kind
        again |= {f"title-{item.pk}": title, f"about-{item.pk}": about, f"order-{item.pk}": item.order}
    leader.post(address("agenda", meeting.pk), again)
    assert [item.title for item in meeting.items.order_by("order")] == titles[:2]


def test_who_is_sent_is_named_at_the_field(leader, address, meeting):
    row = meeting.attendances.first()

    page = text_of(leader.post(address("roll", meeting.pk), {f"who-{row.pk}": "sent"}))

    assert "Write who was sent, and the number of the letter." in page
    row.refresh_from_db()
    assert row.presence == ""


def test_from_the_roll_to_minutes_before_their_signers(leader, address, meeting, leader_head, deputy_head):
    leader.post(address("agenda", meeting.pk), {"title-new1": "Thảo luận"})
    below = text_of(leader.post(address("begin", meeting.pk), follow=True))
    assert "The quorum is not reached: 0 of 3 members are represented" in below
    first, second, third = meeting.attendances.order_by("order")
    who = {
        f"who-{first.pk}": f"mandate-{leader_head.mandates.get().pk}",
        f"who-{second.pk}": f"mandate-{deputy_head.mandates.get().pk}",
        f"who-{third.pk}": "absent",
        f"note-{third.pk}": "bận họp tỉnh",
    }
    leader.post(address("roll", meeting.pk), who)
    leader.post(address("begin", meeting.pk))
    item = meeting.items.get()
    leader.post(address("take-up", meeting.pk, item.pk))
    wall = text_of(leader.get(address("screen", meeting.pk)))
    assert "1. Thảo luận" in wall
    assert 'hx-trigger="every 5s"' in wall
    notes = {f"opinions-{item.pk}": "Thống nhất cao.", "whole": "Nhất trí.", "seen": meeting.version}
    leader.post(address("notes", meeting.pk), notes)
    leader.post(address("end", meeting.pk))
    assert "hx-trigger" not in text_of(leader.get(address("screen", meeting.pk)))

    page = text_of(leader.post(address("minutes-sign", meeting.pk), follow=True))

    paper = Paper.objects.get(kind="meeting-minutes")
    assert paper.number_text in page
    assert paper.state == Paper.State.SIGNING
    assert "Thống nhất cao." in page
    assert leader.get(address("minutes-pdf", meeting.pk)).content == paper.content()
    assert leader.get(address("minutes-docx", meeting.pk)).content.startswith(b"PK")
