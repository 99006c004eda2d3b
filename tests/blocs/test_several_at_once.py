"""One step for many rows: it says what will happen, does it row by row, and tells what was not done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blocs.models import Report
from blocs.services import exemplars, invitations, movements
from tests import factories
from tests.posting import posted

YEAR, NOON = factories.YEAR, factories.NOON
SENDING = reverse("blocs:invitation-send-several")
PUBLISHING = reverse("blocs:exemplar-publish-several")


def text(response):
    return response.content.decode()


def names(lines):
    return [line.name for line in lines]


@pytest.fixture
def reports(season, members):
    """Two that are handed in, of which one was opened, and a draft."""
    season.stage = "reviewing"
    season.save()
    made = []
    for member, status, looked in zip(
        members, ("submitted", "submitted", "draft"), (NOON, None, None), strict=True
    ):
        at = None if status == "draft" else NOON
        given = {"status": status, "submitted_at": at, "looked_at": looked}
        made.append(Report.objects.create(season=season, organisation=member, kind="annual", **given))
    return made


@pytest.fixture
def accepting(bloc, season):
    return reverse("blocs:report-accept-several", args=[bloc.code, season.year])


def states(reports):
    return [Report.objects.get(pk=report.pk).status for report in reports]


def test_the_board_offers_boxes_to_those_who_check_for_what_waits(client, reports, bloc, standing, officer):
    board = reverse("blocs:report-board", args=[bloc.code, YEAR])
    client.force_login(standing)
    page = text(client.get(board))
    assert page.count('form="together"') == 2
    assert "Chọn tất cả (2)" in page

    client.force_login(officer)
    assert 'form="together"' not in text(client.get(board))


def test_it_says_first_what_will_happen_to_which(client, reports, accepting, members, standing):
    client.force_login(standing)

    response = client.post(accepting, {"chosen": [report.pk for report in reports] + [0]})

    assert names(response.context["possible"]) == [members[0].current_name, members[1].current_name]
    assert [bool(line.note) for line in response.context["possible"]] == [False, True], "one is unread"
    assert names(response.context["refused"]) == [members[2].current_name]
    assert response.context["gone"] == 1
    assert states(reports) == ["submitted", "submitted", "draft"]


def test_confirmed_each_goes_its_way_and_pressed_twice_it_is_done_once(
    client, reports, accepting, members, standing, django_capture_on_commit_callbacks
):
    factories.someone(members[0], "officer")
    client.force_login(standing)
    sure = {"chosen": [report.pk for report in reports], "sure": "1"}

    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(accepting, sure)
    told = len(posted())
    with django_capture_on_commit_callbacks(execute=True):
        second = client.post(accepting, sure)

    assert states(reports) == ["accepted", "accepted", "draft"]
    for response in (first, second):
        assert names(response.context["possible"]) == [members[0].current_name, members[1].current_name]
        [line] = response.context["refused"]
        assert line.name == members[2].current_name
        assert line.reasons
    assert told > 0
    assert len(posted()) == told
    assert [report.events.filter(step="accept").count() for report in reports] == [1, 1, 0]


def test_all_of_these_are_those_that_wait(client, reports, accepting, standing):
    client.force_login(standing)

    assert len(client.post(accepting, {"all": "1"}).context["possible"]) == 2
    assert client.post(accepting, {"all": "1"}).context["refused"] == []


def test_nothing_chosen_is_told_on_the_list(client, reports, accepting, standing):
    client.force_login(standing)

    response = client.post(accepting, {"sure": "1"}, follow=True)

    assert "Chưa chọn dòng nào" in text(response)
    assert states(reports) == ["submitted", "submitted", "draft"]


@pytest.mark.parametrize("asked", ["?kind=other", "?kind="])
def test_an_unknown_kind_of_report_is_not_there(client, reports, accepting, standing, asked):
    client.force_login(standing)

    assert client.post(accepting + asked, {"all": "1"}).status_code == 404


def test_invitations_are_sent_again_but_for_what_was_sent_a_moment_ago(client, members, administrator):
    made = []
    for number, since in enumerate((timedelta(days=9), timedelta(days=8), timedelta(seconds=5))):
        made.append(
            invitations.invite(
                members[0],
                full_name=f"Lê Thị Mời {number}",
                email=f"moi{number}@example.vn",
                role="officer",
                title="Chuyên viên",
                starts=date(YEAR, 1, 1),
                send=lambda invitation, token: None,
                by=administrator,
                at=timezone.now() - since,
            )
        )
    client.force_login(administrator)
    keys = [invitation.pk for invitation in made]
    assert [bool(line.note) for line in client.post(SENDING, {"all": "1"}).context["possible"]] == [
        True,
        True,
        False,
    ]
    assert posted() == []

    response = client.post(SENDING, {"chosen": keys, "sure": "1"})

    assert sorted(letter.to[0] for letter in posted()) == ["moi0@example.vn", "moi1@example.vn"]
    assert names(response.context["refused"]) == ["Lê Thị Mời 2 (moi2@example.vn)"]
    client.post(SENDING, {"chosen": keys, "sure": "1"})
    assert len(posted()) == 2, "pressed twice, nobody gets a second mail"


@pytest.fixture
def drafts(season, bloc, leader_head, head, members):
    """Of a person who agreed, and of one who has not yet."""
    movement = movements.launch(
        bloc.province,
        name="Đền ơn đáp nghĩa",
        bloc=bloc,
        years=[YEAR],
        form="thematic",
        by=leader_head,
        at=NOON,
    )
    given = {"kind": "person", "year": YEAR, "story": "Giúp 20 hộ nghèo.", "by": head, "at": NOON}
    return [
        exemplars.write(movement, members[2], name=f"Trần Thị Mẫu {number}", consent=consent, **given)
        for number, consent in enumerate(("bằng văn bản", ""))
    ]


def published(drafts):
    found = []
    for draft in drafts:
        draft.refresh_from_db()
        found.append(draft.is_published)
    return found


def test_exemplars_are_published_but_for_whoever_has_not_agreed(client, drafts, leader_head):
    client.force_login(leader_head)
    shown = text(client.get(reverse("blocs:exemplar-list")))
    assert shown.count('form="together"') == 2

    asked = client.post(PUBLISHING, {"all": "1"})
    assert len(asked.context["possible"]) == len(asked.context["refused"]) == 1
    done = client.post(PUBLISHING, {"chosen": [draft.pk for draft in drafts] + ["x"], "sure": "1"})

    assert published(drafts) == [True, False]
    assert len(done.context["refused"]) == 1
    assert done.context["gone"] == 1


def test_all_of_these_are_those_that_the_filter_shows(client, drafts, leader_head):
    client.force_login(leader_head)

    response = client.post(f"{PUBLISHING}?q=mẫu+0", {"all": "1"})

    assert len(response.context["possible"] + response.context["refused"]) == 1
    assert "?q=m" in response.context["step"].back


def test_the_organisation_itself_publishes_none(client, drafts, head):
    client.force_login(head)
    assert 'form="together"' not in text(client.get(reverse("blocs:exemplar-list")))

    client.post(PUBLISHING, {"chosen": [draft.pk for draft in drafts], "sure": "1"})

    assert published(drafts) == [False, False]
