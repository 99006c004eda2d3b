import pytest

from awards.models import Award, Nomination, Part, Proposal, RecipientKind
from awards.rules import dossiers, nominating, proposing
from blocs.rules.rights import Seat

State = Nomination.State
EVERY_SEAT = frozenset(Seat)
NOBODY: frozenset[Seat] = frozenset()


@pytest.mark.parametrize("name", nominating.STEPS)
@pytest.mark.parametrize("state", State)
def test_each_step_is_taken_from_its_states_alone(name, state):
    step = nominating.STEPS[name]

    verdict = nominating.can_step(name, state=state, seats=EVERY_SEAT, reason="Vì sao")

    assert bool(verdict) == (state in step.sources)


@pytest.mark.parametrize("name", [name for name, step in nominating.STEPS.items() if step.act])
def test_a_step_of_somebody_is_not_anybodys(name):
    state = next(iter(nominating.STEPS[name].sources))

    assert not nominating.can_step(name, state=state, seats=NOBODY, reason="Vì sao")


@pytest.mark.parametrize("name", [name for name, step in nominating.STEPS.items() if step.needs_reason])
def test_what_stops_a_nomination_needs_its_reason(name):
    state = next(iter(nominating.STEPS[name].sources))

    assert not nominating.can_step(name, state=state, seats=EVERY_SEAT, reason="  ")


@pytest.mark.parametrize("state", [State.COUNCIL_VOTED, State.DECIDED, State.REVOKED])
def test_nothing_is_withdrawn_after_the_council_has_voted(state):
    assert not nominating.can_step("withdraw", state=state, seats=EVERY_SEAT, reason="Không")


@pytest.mark.parametrize(
    ("seat", "submits", "appraises"),
    [
        (Seat.OFFICER, False, False),
        (Seat.HEAD, True, False),
        (Seat.LEADER_OFFICER, False, False),
        (Seat.LEADER_HEAD, True, False),
        (Seat.STANDING, False, True),
        (Seat.COUNCIL, False, False),
        (Seat.AUDITOR, False, False),
    ],
)
def test_heads_hand_in_and_the_standing_agency_appraises(seat, submits, appraises):
    seats = frozenset({seat})

    assert bool(nominating.can_step("submit", state=State.DRAFT, seats=seats)) == submits
    assert bool(nominating.can_step("appraise", state=State.RECEIVED, seats=seats)) == appraises


@pytest.mark.parametrize("state", State)
def test_a_dossier_is_written_until_it_is_proposed_and_after_its_return(state):
    writable = {State.DRAFT, State.SUBMITTED, State.VOTED, State.RETURNED}

    assert bool(nominating.can_write(state=state, seats=frozenset({Seat.OFFICER}))) == (state in writable)


@pytest.mark.parametrize(
    ("channel", "kind", "way", "fits"),
    [
        ("bloc", RecipientKind.ORGANISATION, "bloc", True),
        ("bloc", RecipientKind.ORGANISATION, "vertical", False),
        ("vertical", RecipientKind.ORGANISATION, "bloc", False),
        ("either", RecipientKind.ORGANISATION, "vertical", True),
        ("either", RecipientKind.ORGANISATION, "bloc", True),
        ("either", RecipientKind.SUB_COLLECTIVE, "bloc", False),
        ("either", RecipientKind.SUB_COLLECTIVE, "vertical", True),
        ("movement", RecipientKind.ORGANISATION, "vertical", True),
        ("vertical", RecipientKind.PERSON, "vertical", False),  # this award is for collectives alone
        ("", RecipientKind.ORGANISATION, "bloc", True),
    ],
)
def test_an_award_goes_its_way_and_to_those_it_is_for(channel, kind, way, fits):
    award = Award(name="Cờ", channel=channel, for_collectives=True)

    assert bool(nominating.suits(award, kind=kind, channel=way)) == fits


@pytest.mark.parametrize("name", proposing.STEPS)
@pytest.mark.parametrize("state", Proposal.State)
def test_each_step_of_a_proposal_is_taken_from_its_states_alone(name, state):
    assert bool(proposing.can_step(name, state=state, seats=EVERY_SEAT)) == (
        state in proposing.STEPS[name].sources
    )
    assert not proposing.can_step(name, state=state, seats=NOBODY)


def test_a_dossier_says_what_is_missing_and_what_comes_later():
    lines = dossiers.needed(
        ["submission", "report", "rating", "council_minutes"], files=["other"], made=["submission"]
    )

    assert [line.part for line in lines] == ["submission", "report", "rating", "council_minutes", "other"]
    assert [line.part for line in lines if line.is_missing] == ["report", "rating"]
    assert len(dossiers.is_complete(lines).reasons) == 2
    assert dossiers.is_complete(dossiers.needed(["report"], files=["report"], made=[]))


def test_the_standing_agency_adds_only_what_comes_from_others():
    standing = frozenset({Seat.STANDING})

    assert dossiers.can_file(Part.COUNCIL_MINUTES, state=State.APPRAISED, seats=standing)
    assert not dossiers.can_file(Part.REPORT, state=State.DRAFT, seats=standing)
    assert not dossiers.can_file(Part.COUNCIL_MINUTES, state=State.WITHDRAWN, seats=standing)
