"""The life of a nomination, as a table. Read it top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from awards.models import Award, Nomination, RecipientKind
from awards.rules.rights import Act, may
from blocs.models import Organisation
from blocs.rules.rights import Seat
from emulation.verdicts import Reason, Verdict, unless

State, Channel = Nomination.State, Nomination.Channel
AFTER_RECEIPT = frozenset({State.RECEIVED, State.APPRAISED, State.COUNCIL_VOTED})
BEFORE_COUNCIL = frozenset(
    {
        State.DRAFT,
        State.SUBMITTED,
        State.VOTED,
        State.PROPOSED,
        State.RECEIVED,
        State.RETURNED,
        State.APPRAISED,
        State.ON_HOLD,
    }
)
WRITABLE = frozenset({State.DRAFT, State.SUBMITTED, State.VOTED, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    not_now: Reason
    act: Act | None  # none: it follows from a ballot, a proposal, a session or a decision
    needs_reason: bool = False


STEPS = {
    "submit": Step(
        frozenset({State.DRAFT}),
        State.SUBMITTED,
        _("The nomination has been handed in already."),
        Act.SUBMIT_NOMINATION,
    ),
    "take_back": Step(
        frozenset({State.SUBMITTED}),
        State.DRAFT,
        _("Only a nomination that was handed in, and not yet voted on, is taken back."),
        Act.SUBMIT_NOMINATION,
    ),
    "vote": Step(
        frozenset({State.DRAFT, State.SUBMITTED}), State.VOTED, _("The nomination is past the vote."), None
    ),
    "not_chosen": Step(
        frozenset({State.DRAFT, State.SUBMITTED, State.VOTED}),
        State.REJECTED,
        _("The nomination is past the vote."),
        None,
        needs_reason=True,
    ),
    "propose": Step(
        frozenset({State.SUBMITTED, State.VOTED, State.RETURNED}),
        State.PROPOSED,
        _("Only a nomination that was handed in is proposed."),
        None,
    ),
    "receive": Step(
        frozenset({State.PROPOSED}),
        State.RECEIVED,
        _("Only a nomination that was proposed is received."),
        None,
    ),
    "return": Step(
        frozenset({State.PROPOSED, State.RECEIVED}),
        State.RETURNED,
        _("Only a nomination that was proposed, and not yet appraised, is returned."),
        None,
        needs_reason=True,
    ),
    "appraise": Step(
        frozenset({State.RECEIVED}),
        State.APPRAISED,
        _("Only a nomination that was received is appraised."),
        Act.APPRAISE,
    ),
    "council_vote": Step(
        frozenset({State.APPRAISED}),
        State.COUNCIL_VOTED,
        _("The council votes on nominations that were appraised."),
        None,
    ),
    "decide": Step(
        frozenset({State.APPRAISED, State.COUNCIL_VOTED}),
        State.DECIDED,
        _("A decision awards what was appraised or passed by the council."),
        None,
    ),
    "reject": Step(
        AFTER_RECEIPT,
        State.REJECTED,
        _("Only a nomination that was received, and not yet decided, is turned down."),
        Act.APPRAISE,
        needs_reason=True,
    ),
    "withdraw": Step(
        BEFORE_COUNCIL,
        State.WITHDRAWN,
        _("A nomination is withdrawn until the council has voted on it."),
        Act.SUBMIT_NOMINATION,
        needs_reason=True,
    ),
    "hold": Step(
        frozenset({State.SUBMITTED, State.VOTED, State.PROPOSED}) | AFTER_RECEIPT,
        State.ON_HOLD,
        _("Only a nomination under way is put on hold."),
        Act.APPRAISE,
        needs_reason=True,
    ),
    "release": Step(
        frozenset({State.ON_HOLD}),
        "",  # back to where it was
        _("The nomination is not on hold."),
        Act.APPRAISE,
    ),
    "revoke": Step(
        frozenset({State.DECIDED}),
        State.REVOKED,
        _("Only an award that was decided is revoked."),
        None,
        needs_reason=True,
    ),
}
SUITS = {
    RecipientKind.ORGANISATION: "for_collectives",
    RecipientKind.SUB_COLLECTIVE: "for_collectives",
    RecipientKind.PERSON: "for_people",
    RecipientKind.HOUSEHOLD: "for_households",
}
_CHANNELS = {
    Award.Channel.BLOC: frozenset({Channel.BLOC}),
    Award.Channel.VERTICAL: frozenset({Channel.VERTICAL}),
    Award.Channel.EITHER: frozenset({Channel.BLOC, Channel.VERTICAL}),
    Award.Channel.MOVEMENT: frozenset({Channel.VERTICAL}),
}


def can_step(name: str, *, state: str, seats: frozenset[Seat], reason: str = "") -> Verdict:
    """May somebody on these seats take this step? The seats are those for this nomination."""
    step = STEPS[name]
    verdict = may(step.act, seats) if step.act else Verdict()
    verdict &= unless(state in step.sources, step.not_now)
    if step.needs_reason:
        verdict &= unless(bool(reason.strip()), _("Say why; the reason is kept."))
    return verdict


def can_write(*, state: str, seats: frozenset[Seat]) -> Verdict:
    """The words and files of a dossier: until it is proposed, and again when it was returned."""
    return may(Act.NOMINATE, seats) & unless(
        state in WRITABLE, _("The nomination has been proposed and does not change now.")
    )


def suits(award: Award, *, kind: str, channel: str) -> Verdict:
    """Is the award for such recipients, and does it go this way? (law §2.2, §6.1)"""
    ways = _CHANNELS[Award.Channel(award.channel)] if award.channel else frozenset(Channel)
    only_organisations = channel == Channel.BLOC and kind != RecipientKind.ORGANISATION
    return (
        unless(getattr(award, SUITS[RecipientKind(kind)]), _("The award is not meant for such recipients."))
        & unless(channel in ways, _("The award does not go this way; choose the other way."))
        & unless(
            not only_organisations,
            _("A bloc nominates its organisations; departments, people and households go straight on."),
        )
    )


def is_there(organisation: Organisation, day: date) -> Verdict:
    last = organisation.last_day
    told = _("%(name)s was dissolved on %(day)s.") % {
        "name": organisation.current_name,
        "day": f"{last:%d/%m/%Y}" if last else "",
    }
    return unless(last is None or last >= day, told)
