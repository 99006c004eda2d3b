"""The papers of a season: read, taken away, issued."""

from datetime import date

import pytest

from blocs.models import Leadership, Pledge
from blocs.rules import issuing
from blocs.rules.rights import LEADERS, Seat
from blocs.services import papers, pledges
from documents.models import Paper
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import address
from tests.documents.reading import texts_of_word, words_of

NOON = factories.NOON
SCRIPT = '<script>alert("1")</script> & <b>đậm</b>'


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("status", ["", *Pledge.Status])
@pytest.mark.parametrize("issued", [False, True])
def test_who_issues_what_and_when(seat, status, issued):
    def can(kind, has_leader):
        return bool(
            issuing.can_issue(
                kind, frozenset({seat}), has_leader=has_leader, pledge_status=status, issued=issued
            )
        )

    settled = status in ("agreed", "signing", "in_force", "closed")
    assert can("pledge", True) == (seat == Seat.LEADER_HEAD and settled and not issued)
    assert can("members", True) == (seat in LEADERS | {Seat.STANDING})
    assert not can("pledge", False)
    assert not can("members", False)


def test_the_page_lists_both_papers_before_any_is_issued(client, pledge, officer):
    client.force_login(officer)

    kinds = client.get(address("paper-list")).context["kinds"]

    assert [kind.papers.kind for kind in kinds] == [
        "pledge",
        "members",
        "season-plan",
        "operating-rules",
        "meeting-invitation",
        "handover-minutes",
    ]
    assert all(kind.papers.can_issue.reasons for kind in kinds)


@pytest.mark.parametrize("kind", ["pledge", "season-members"])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_drafts_are_read_by_members_and_hidden_from_strangers(client, pledge, officer, outsider, kind, form):
    client.force_login(officer)
    response = client.get(address(f"{kind}-{form}"))
    client.force_login(outsider)

    assert response.status_code == 200
    assert f".{form}" in response["Content-Disposition"]
    assert client.get(address(f"{kind}-{form}")).status_code == 404


def test_the_leaders_head_issues_the_pledge_once_however_often_it_is_pressed(
    client, settled, season, leader_head, officer
):
    client.force_login(leader_head)
    url = client.get(address("paper-list")).context["kinds"][0].issue

    for _ in range(2):
        client.post(url)

    paper = Paper.objects.get()
    settled.refresh_from_db()
    assert settled.paper == paper
    assert season.events.filter(step="issue_pledge").count() == 1
    client.force_login(officer)
    response = client.get(address("paper-list"))
    page = response.content.decode()
    assert response.context["kinds"][0].papers.is_final
    assert address("paper-issue", "pledge") not in page
    assert paper.number_text in page
    assert paper.code_text in page
    assert client.get(address("pledge-pdf")).content == paper.content()


def test_a_new_list_replaces_the_one_before_and_a_second_press_does_not(client, season, leader_officer):
    client.force_login(leader_officer)

    for _ in range(2):
        url = client.get(address("paper-list")).context["kinds"][1].issue
        for _ in range(2):
            client.post(url)

    kind = client.get(address("paper-list")).context["kinds"][1].papers
    assert Paper.objects.count() == 2
    assert (kind.current.number, [paper.number for paper in kind.earlier]) == (2, [1])
    assert kind.earlier[0].state == Paper.State.SUPERSEDED


def test_who_presses_after_a_colleague_is_told_the_number(client, season, leader_officer, standing):
    client.force_login(leader_officer)
    url = client.get(address("paper-list")).context["kinds"][1].issue
    paper = papers.issue("members", season, by=standing)

    response = client.post(url, follow=True)

    assert Paper.objects.get() == paper
    assert paper.number_text in str(next(iter(response.context["messages"])))


@pytest.mark.parametrize(
    ("kind", "seat"),
    [("pledge", "leader_officer"), ("pledge", "standing"), ("pledge", "officer"), ("members", "officer")],
)
def test_a_wrong_role_issues_nothing_and_is_told(client, request, settled, kind, seat):
    client.force_login(request.getfixturevalue(seat))

    response = client.post(address("paper-issue", kind), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Paper.objects.exists()


def test_issuing_is_a_button_for_papers_that_there_are(client, settled, leader_head, outsider):
    client.force_login(leader_head)
    assert client.get(address("paper-issue", "pledge")).status_code == 405
    assert client.post(address("paper-issue", "other")).status_code == 404
    client.force_login(outsider)
    assert client.post(address("paper-issue", "pledge")).status_code == 404


def test_a_text_not_settled_yet_is_not_issued(season, pledge, leader_head):
    with pytest.raises(Refused):
        papers.issue("pledge", season, by=leader_head, at=NOON)


def test_a_theme_changed_after_the_text_was_settled_stops_the_paper(season, settled, leader_head):
    season.theme = "Chủ đề mới"
    season.save()

    with pytest.raises(Refused):
        papers.issue("pledge", season, by=leader_head, at=NOON)

    assert not Paper.objects.exists()


def test_a_leader_that_has_not_begun_yet_issues_nothing(season, members, standing):
    Leadership.objects.filter(season=season).update(starts=date(factories.YEAR, 12, 1))

    with pytest.raises(Refused):
        papers.issue("members", season, by=standing, at=NOON)


def test_a_reopened_pledge_is_issued_anew_with_the_next_number(season, settled, leader_head, leader_officer):
    first = papers.issue("pledge", season, by=leader_head, at=NOON)
    settled.refresh_from_db()
    pledges.reopen(settled, reason="Sai số liệu", by=leader_head, at=NOON)
    pledges.agree(settled, by=leader_head, at=NOON)

    second = papers.issue("pledge", season, by=leader_head, at=NOON)

    first.refresh_from_db()
    assert (first.state, first.number, second.number) == (Paper.State.VOID, 1, 2)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_script_stays_text_on_paper(client, season, draft, members, leader_officer, officer, form):
    season.theme, season.slogan = SCRIPT, SCRIPT
    season.save()
    draft.opening = f"{SCRIPT};\n{SCRIPT}"
    draft.save()
    pledges.lines.add_item(draft, section="other", text=SCRIPT, by=leader_officer)
    pledges.lines.add_target(draft, text=SCRIPT, unit=SCRIPT[:40], by=leader_officer)
    pledges.witnesses.add(draft, organisation=SCRIPT, title=SCRIPT, name=SCRIPT, by=leader_officer)
    client.force_login(officer)

    content = client.get(address(f"pledge-{form}")).content

    text = words_of(content) if form == "pdf" else texts_of_word(content)
    assert text.replace(" ", "").count(SCRIPT.replace(" ", "")) >= 5


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("count", [1, 40])
def test_blocs_of_one_and_of_forty_with_long_names_print(client, bloc, form, count):
    long = ("Hội " + "Rất dài " * 40)[:246]
    members = [factories.organisation(f"{long} {number:02}", code=f"dai-{number}") for number in range(count)]
    season = factories.season(bloc, members)
    officer = factories.someone(members[0], "officer")
    pledges.start(season, by=officer)
    client.force_login(officer)

    for kind in ("pledge", "season-members"):
        content = client.get(address(f"{kind}-{form}")).content
        text = words_of(content) if form == "pdf" else texts_of_word(content)
        assert f"{count - 1:02}" in text


def test_a_member_without_any_name_prints_by_its_code(client, bloc, season, members, officer):
    members[1].names.all().delete()
    type(members[1]).objects.filter(pk=members[1].pk).update(name_now="", short_name_now="")
    client.force_login(officer)

    assert "hnd" in words_of(client.get(address("season-members-pdf")).content)
    assert "HND" in words_of(client.get(address("pledge-pdf")).content).upper()
