"""What goes wrong around the year: the words at the place, nothing half done. docs/year.md has all."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from blocs.models import Handover, Leadership, Mandate, OrganisationEvent
from blocs.selectors import signers
from blocs.services import handovers, papers, seasons
from documents.models import Paper
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import address

YEAR, NOON = factories.YEAR, factories.NOON
TODAY = timezone.localdate(NOON)
pytestmark = pytest.mark.usefixtures("english")


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def change_of(organisation, kind):
    return reverse("blocs:organisation-event-new", args=[organisation.province.code, organisation.code, kind])


def reads_english(user):
    user.language = "en"
    user.save()
    return user


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("merge", {"targets": "own"}, "targets"),
        ("rename", {"name": "Hội Nông dân Mẫu", "day": "01/01/2001"}, "day"),
        ("dissolve", {}, "day"),  # the leader, in mid-season, without a deputy
    ],
)
def test_a_change_that_cannot_be_is_told_at_its_field(client, season, members, standing, kind, given, field):
    season.leaderships.filter(role="deputy").delete()
    who = members[0] if kind == "dissolve" else members[1]
    who.names.update(valid_from=date(2020, 1, 1))
    typed = {"targets": members[2].pk, "day": f"15/05/{YEAR}", "decision": "Quyết định số 12"} | given
    if typed["targets"] == "own":
        typed["targets"] = who.pk
    client.force_login(standing)

    response = client.post(change_of(who, kind), typed)

    assert list(response.context["form"].errors) == [field]
    assert "Quyết định số 12" in response.content.decode()
    assert not OrganisationEvent.objects.exists()
    assert season.leaderships.get().role == Leadership.Role.LEADER


def test_a_date_before_its_predecessor_is_told_at_its_field(client, season, standing):
    season.milestones.create(kind="pledge", due=date(YEAR, 2, 28))
    season.milestones.create(kind="mid_year", due=date(YEAR, 7, 15))
    client.force_login(standing)

    response = client.post(
        address("season-dates"), {"kind": "mid_year", "due": f"01/02/{YEAR}", "reason": "Dời."}
    )

    assert list(response.context["form"].errors) == ["due"]
    assert f"01/02/{YEAR}" in response.content.decode()
    assert season.milestones.get(kind="mid_year").due == date(YEAR, 7, 15)


def test_a_handover_confirmed_twice_is_confirmed_once(client, season, bloc, members, leader_head):
    december = NOON.replace(month=12, day=20)
    seasons.start(
        bloc,
        year=YEAR + 1,
        members=members,
        leader=members[1],
        deputy=members[2],
        by=leader_head,
        at=december,
    )
    handovers.prepare(season, by=leader_head, at=december)
    client.force_login(leader_head)

    for _twice in range(2):
        response = client.post(address("handover-confirm"))

    assert response.status_code == 302
    assert Handover.objects.get().given_by == leader_head
    assert not Handover.objects.get().is_confirmed


@pytest.fixture
def authorised(season, members, leader_officer):
    """Signs for the leader by authorisation; tells until when."""

    def until(last):
        user = factories.someone(members[0], "officer")
        return factories.mandate(
            members[0],
            "head",
            user=user,
            title="Chánh Văn phòng",
            signing_form=Mandate.SigningForm.AUTHORISED,
            on_behalf_of="Bí thư",
            authorisation="12/GUQ",
            starts=date(YEAR - 1, 1, 1),
            ends=last,
        )

    return until


def test_an_authorisation_signs_to_its_last_day(season, leader_officer, authorised):
    authorised(TODAY)

    assert papers.issue("season-plan", season, by=leader_officer, at=NOON).state == Paper.State.ISSUED


@pytest.mark.parametrize("kind", ["season-plan", "members"])
def test_no_paper_is_issued_under_an_authorisation_that_ended_yesterday(
    season, leader_officer, authorised, kind
):
    mandate = authorised(TODAY - timedelta(days=1))

    with pytest.raises(Refused) as refused:
        papers.issue(kind, season, by=leader_officer, at=NOON)

    reason = str(refused.value.reasons[0])
    assert mandate.user.full_name in reason
    assert f"{mandate.ends:%d/%m/%Y}" in reason
    assert not Paper.objects.exists()


def test_a_pledge_waits_for_each_member_whose_authorisation_ended(settled, season, leader_head, members):
    factories.mandate(
        members[2],
        "head",
        title="Phó",
        signing_form=Mandate.SigningForm.AUTHORISED,
        on_behalf_of="Chủ tịch",
        authorisation="3/GUQ",
        starts=date(YEAR - 1, 1, 1),
        ends=TODAY - timedelta(days=1),
    )

    with pytest.raises(Refused) as refused:
        papers.issue("pledge", season, by=leader_head, at=NOON)

    assert members[2].short_name_now in str(refused.value.reasons[0])
    assert not Paper.objects.exists()


def test_whoever_signs_since_is_printed_even_after_the_year(season, members, leader_officer, authorised):
    authorised(season.last_day)
    newer = factories.someone(members[0], "officer")
    day = season.last_day + timedelta(days=5)
    factories.mandate(members[0], "head", user=newer, title="Bí thư", starts=day)

    paper = papers.issue(
        "season-plan", season, by=leader_officer, at=NOON.replace(year=day.year, month=day.month, day=day.day)
    )

    assert paper.state == Paper.State.ISSUED
    (leader,) = [row for row in signers.members_of(season, on=season.last_day, signing=day) if row.leads]
    assert leader.head.user == newer


def test_the_button_of_the_paper_tells_of_the_ended_authorisation(client, season, leader_officer, authorised):
    authorised(timezone.localdate() - timedelta(days=1))
    client.force_login(reads_english(leader_officer))

    response = client.post(address("paper-issue", "season-plan"))

    assert "(TUQ.) ended on" in told(response)
    assert not Paper.objects.exists()
