"""What goes wrong between the vote and the proposal: each is told at its place, and stays written down."""

from datetime import date, timedelta

import pytest

from awards.models import AwardRule, Honour, Nomination, Proposal, RuleSet
from awards.selectors import honour_imports as reading
from awards.services import holds, honour_imports, nominations, proposals
from emulation.verdicts import Refused
from tests.awards import nominees
from tests.awards.test_honour_imports import FLAG, kept
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
YESTERDAY = NOON.date() - timedelta(days=1)


@pytest.fixture
def proposal(season, members, leader_head):
    """Chosen by the bloc and listed, with its letter issued."""
    return nominees.issued(nominees.proposed(season, members, by=leader_head), by=leader_head)


@pytest.fixture
def sent(proposal, leader_head):
    proposals.send(proposal, way="site", by=leader_head, at=NOON)
    return proposal


def dissolve(nomination, by):
    organisation = nomination.recipient.organisation
    organisation.last_day = YESTERDAY
    organisation.save()


def hold(nomination, by):
    given = {"ground": "complaint", "starts": YESTERDAY, "document": "Đơn số 5", "by": by, "at": NOON}
    holds.place(nomination.recipient, **given)


def rules_end(nomination, by):
    RuleSet.objects.filter(pk=RuleSet.objects.in_force(NOON.date()).get().pk).update(ends=YESTERDAY)


def message(act, *args, **given):
    with pytest.raises(Refused) as refused:
        act(*args, **given)
    return str(refused.value)


def nominee(proposal, place=0):
    return proposal.nominations.order_by("place", "pk")[place]


def notes(row):
    return " ".join(row.events.values_list("note", flat=True))


@pytest.mark.parametrize(
    ("happens", "told", "state"),
    [
        (dissolve, "Tỉnh Đoàn Thử Nghiệm was dissolved on 01/03/2026.", "submitted"),
        (hold, "On hold since 01/03/2026: Đơn số 5.", "on_hold"),
    ],
)
def test_between_vote_and_sending_it_stops_the_sending_by_name(
    proposal, leader_head, standing, happens, told, state
):
    happens(nominee(proposal), standing)

    assert told in message(proposals.send, proposal, way="site", by=leader_head, at=NOON)
    proposal.refresh_from_db()
    assert (proposal.state, nominee(proposal).state) == (Proposal.State.DRAFT, state)
    assert nominee(proposal, 1).state == "submitted"


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (dissolve, "was dissolved on 01/03/2026."),
        (hold, "Complaint or denunciation being verified: Đơn số 5"),
    ],
)
def test_between_sending_and_receipt_the_nominee_is_held_and_the_others_go_on(sent, standing, happens, told):
    happens(nominee(sent), standing)

    proposals.receive(sent, by=standing, at=NOON)

    held, *others = sent.nominations.order_by("place", "pk")
    assert (held.state, {row.state for row in others}) == ("on_hold", {"received"})
    assert told in notes(held)


def test_a_hold_after_the_vote_is_lifted_by_its_conclusion_and_the_nominee_goes_on(sent, standing):
    hold(nominee(sent), standing)
    proposals.receive(sent, by=standing, at=NOON)
    held = nominee(sent)

    [placed] = held.recipient.holds.all()
    holds.lift(placed, ends=YESTERDAY, conclusion="Kết luận số 7", by=standing, at=NOON)

    held.refresh_from_db()
    assert held.state != Nomination.State.ON_HOLD
    assert "Kết luận số 7" in notes(held)


@pytest.mark.parametrize(
    ("leading", "told"),
    [
        (4, "Government flags in the province: 1 proposed, at most 0 (20 per cent of 4 leading units). "
            "The quota is exceeded."),
        (5, ""),
    ],
)  # fmt: skip
def test_an_exceeded_quota_is_told_on_the_page_and_stands_in_the_log_of_the_receipt(
    client, sign_in, bloc, season, members, sent, standing, leading, told
):
    for number in range(leading):
        _first(bloc, season, members, number)
    row = nominee(sent)
    row.award = nominees.award("CO_CP")
    row.save()

    proposals.receive(sent, by=standing, at=NOON)
    sign_in(standing)
    page = client.get(sent.get_absolute_url()).content.decode()

    assert sent.events.get(step="receive").note == told
    assert ("The quota is exceeded." in page) is bool(told)
    assert "(20 per cent of" in page


def _first(bloc, season, members, number):
    """Another bloc of the province with its leading unit."""
    from tests import factories

    own = season if number == 0 else factories.season(factories.bloc(code=f"khoi-{number}"), members[:1])
    publication = own.publications.create(version=1, at=NOON)
    publication.places.create(organisation=members[0], order=1, rank=1, base=90, bonus=0, deduction=0)


def test_no_rules_on_the_day_stop_handing_in_and_receipt(season, members, sent, head, standing):
    draft = nominees.complete(nominees.nominated(members[2], season=season, by=head, code="CO_TINH"), by=head)
    rules_end(nominee(sent), standing)
    told = "No rules of awards hold on 02/03/2026; the standing agency enters them first."

    assert told in message(nominations.submit, draft, by=head, at=NOON)
    assert told in message(proposals.receive, sent, by=standing, at=NOON)
    sent.refresh_from_db()
    assert (sent.state, {row.state for row in sent.nominations.all()}) == ("sent", {"proposed"})
    assert AwardRule.objects.exists()


def test_honours_taken_in_twice_are_known_by_their_decision(members, standing):
    for count in (1, 0):
        batch = kept([FLAG], members, standing)
        [row] = honour_imports.preview(batch)[1]
        assert str(row.fate.pill[1]) == ("to be recorded" if count else "recorded already")
        seen = reading.digest([row])
        if count:
            assert honour_imports.save(batch, seen=seen, confirmed=set(), by=standing, at=NOON) == 1
        else:
            refused = message(honour_imports.save, batch, seen=seen, confirmed=set(), by=standing, at=NOON)
            assert refused == "Nothing of this file is to be recorded."

    assert Honour.objects.filter(decided_on__gte=date(2000, 1, 1)).count() == 1
