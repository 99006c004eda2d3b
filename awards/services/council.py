"""Everything that changes a session of the council. Call as council.prepare(…), council.record(…)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import CouncilOpinion, CouncilQuestion, CouncilSeat, CouncilSession, Nomination, RuleSet
from awards.rules import council as rules
from awards.selectors import council as reading
from awards.selectors import rules as awarding
from awards.selectors.council import Line, Sitting
from awards.selectors.rules import Rules
from awards.services import nominations
from blocs.models import Province
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless

Outcome, Presence = CouncilQuestion.Outcome, CouncilSeat.Presence


@dataclass(frozen=True, slots=True)
class Named:
    """A member as the session's paper names them; with an account they may write their opinion here."""

    name: str
    position: str = ""
    user: User | None = None


@transaction.atomic
def prepare(
    province: Province,
    *,
    name: str,
    held_on: date,
    place: str,
    secretary: str,
    members: Sequence[Named],
    agenda: Sequence[Nomination],
    by: User,
    held_from: time | None = None,
    quorum_percent: int = 80,
    usual_percent: int = 80,
    at: datetime | None = None,
) -> CouncilSession:
    """A session with its roll and the nominees on its agenda; the pass mark of each is its rules'."""
    at = at or timezone.now()
    session = CouncilSession(
        province=province,
        name=name,
        held_on=held_on,
        held_from=held_from,
        place=place,
        secretary=secretary,
        quorum_percent=quorum_percent,
        usual_percent=usual_percent,
    )
    _records(session, by, at)
    session.full_clean(exclude=["province"])
    session.save()
    _fill(session, members, agenda)
    _tell(session, "prepare", by, at)
    return session


@transaction.atomic
def edit(
    session: CouncilSession,
    *,
    name: str,
    held_on: date,
    place: str,
    secretary: str,
    members: Sequence[Named],
    agenda: Sequence[Nomination],
    held_from: time | None = None,
    quorum_percent: int,
    usual_percent: int,
    by: User,
    at: datetime | None = None,
) -> None:
    """Set anew until it is recorded; what was entered of members and nominees that stay is kept."""
    at = at or timezone.now()
    _open(session, by, at)
    session.name, session.held_on, session.place, session.secretary = name, held_on, place, secretary
    session.held_from = held_from
    session.quorum_percent, session.usual_percent = quorum_percent, usual_percent
    session.full_clean(exclude=["province"])
    session.save()
    _fill(session, members, agenda)
    _tell(session, "edit", by, at)


@transaction.atomic
def attend(
    session: CouncilSession, told: Mapping[int, tuple[str, str]], *, by: User, at: datetime | None = None
) -> None:
    """By key of the seat: who came, and why not."""
    at = at or timezone.now()
    _open(session, by, at)
    for seat in session.seats.filter(pk__in=told):
        seat.presence, seat.reason = told[seat.pk]
        if seat.presence in (Presence.PRESENT, Presence.UNKNOWN):
            seat.reason = ""
        seat.full_clean(exclude=["session", "user"], validate_unique=False)
        seat.save(update_fields=["presence", "reason"])
    _tell(session, "attend", by, at)


@transaction.atomic
def opine(
    session: CouncilSession,
    seat: CouncilSeat,
    told: Mapping[int, tuple[bool | None, str]],
    *,
    by: User,
    at: datetime | None = None,
) -> None:
    """What a member writes of the nominees, by key of the question; None takes an opinion back.

    Members write their own; the secretary enters what came on paper. The member then counts as absent.
    """
    at = at or timezone.now()
    _lock(session)
    rules.can_change(session.state).or_refuse()
    if seat.user_id != by.pk:
        _records(session, by, at)
    for question in session.questions.filter(pk__in=told):
        agrees, words = told[question.pk]
        if agrees is None:
            question.opinions.filter(seat=seat).delete()
            continue
        CouncilOpinion.objects.update_or_create(
            question=question, seat=seat, defaults={"agrees": agrees, "words": words}
        )
    if seat.opinions.exists():
        CouncilSeat.objects.filter(pk=seat.pk).update(presence=Presence.WRITTEN)
    _tell(session, "opine", by, at, seat.name)


@transaction.atomic
def vote(
    session: CouncilSession, told: Mapping[int, tuple[int, int, int]], *, by: User, at: datetime | None = None
) -> None:
    """By key of the question: ballots that agree, that disagree, and blank or spoilt ones."""
    at = at or timezone.now()
    _open(session, by, at)
    for question in session.questions.filter(pk__in=told):
        question.agreeing, question.disagreeing, question.blank = told[question.pk]
        question.save(update_fields=["agreeing", "disagreeing", "blank"])
    sitting = Sitting(session)
    for line in sitting.lines:
        if line.question.pk in told:
            rules.fits(line.tally, present=len(sitting.present), writing=len(sitting.writing)).or_refuse()
    _tell(session, "vote", by, at)


@transaction.atomic
def record(
    session: CouncilSession,
    *,
    discussion: str,
    conclusion: str,
    held_until: time | None = None,
    by: User,
    at: datetime | None = None,
) -> None:
    """The results hold: who passed goes on to the decision, who did not is turned down with the figures.

    A nominee that was stopped since the agenda was made, by a hold, a withdrawal or its end, is not decided.
    """
    at = at or timezone.now()
    _lock(session)
    _records(session, by, at)
    if session.is_recorded:
        return
    sitting = Sitting(session)
    sitting.can_record.or_refuse()
    for line in sitting.lines:
        _settle(line, by, at)
    session.discussion, session.conclusion = discussion.strip(), conclusion.strip()
    session.held_until, session.state = held_until, CouncilSession.State.RECORDED
    session.full_clean(exclude=["province"])
    session.save(update_fields=["discussion", "conclusion", "held_until", "state"])
    _tell(session, "record", by, at)


def _settle(line: Line, by: User, at: datetime) -> None:
    question, nomination = line.question, line.question.nomination
    nominations.lock(nomination)
    clear = nominations.clear(nomination, timezone.localdate(at))
    figures = f"{line.tally.all_agreeing}/{line.members}"
    if nomination.state != Nomination.State.APPRAISED:
        question.outcome, question.note = Outcome.STOPPED, nomination.get_state_display()
    elif not clear:
        question.outcome, question.note = Outcome.STOPPED, " ".join(str(each) for each in clear.reasons)[:500]
    elif line.tally.passes(line.members):
        question.outcome = Outcome.PASSED
        nominations.follow("council_vote", nomination, by=by, at=at, note=figures)
    else:
        question.outcome = Outcome.BELOW
        reason = _("The council: %(figures)s agreed, %(needed)s are needed.") % {
            "figures": figures,
            "needed": line.needed,
        }
        nominations.follow("reject", nomination, by=by, at=at, reason=str(reason))
    question.save(update_fields=["outcome", "note"])


def _fill(session: CouncilSession, members: Sequence[Named], agenda: Sequence[Nomination]) -> None:
    unless(bool(members), _("Name the members of the council.")).or_refuse()
    keys = {(named.name, named.position) for named in members}
    unless(len(keys) == len(members), _("A member stands on the list twice.")).or_refuse()
    known = {(seat.name, seat.position): seat for seat in session.seats.all()}
    for key, seat in known.items():
        if key not in keys:
            seat.delete()
    for order, named in enumerate(members, start=1):
        seat = known.get((named.name, named.position)) or CouncilSeat(session=session)
        seat.name, seat.position, seat.order, seat.user = named.name, named.position, order, named.user
        seat.full_clean(exclude=["session", "user"], validate_unique=False)
        seat.save()
    askable = {row.pk for row in reading.askable({session.province_id}, session=session)}
    kept = {question.nomination_id: question for question in session.questions.all()}
    chosen = {nomination.pk for nomination in agenda}
    rules_of = {each: awarding.rules_of(each) for each in {row.rule_set for row in agenda} if each}
    for nominee, question in kept.items():
        if nominee not in chosen:
            question.delete()
    for order, nomination in enumerate(agenda, start=1):
        unless(
            nomination.pk in askable or nomination.pk in kept,
            _("%(name)s is not appraised, or stands on another agenda.") % {"name": nomination},
        ).or_refuse()
        question = kept.get(nomination.pk) or CouncilQuestion(session=session, nomination=nomination)
        question.order = order
        question.percent = _percent(session, nomination, rules_of)
        question.save()


def _percent(session: CouncilSession, nomination: Nomination, rules_of: Mapping[RuleSet, Rules]) -> int:
    """The pass mark by the nominee's own rules, or the session's where they name none."""
    rule = None
    if nomination.rule_set:
        known = rules_of[nomination.rule_set]
        rule = awarding.rule_for(known, nomination.award.code, nomination.recipient.kind)
    return rule.vote_percent if rule and rule.vote_percent else session.usual_percent


def _open(session: CouncilSession, by: User, at: datetime) -> None:
    _lock(session)
    _records(session, by, at)
    rules.can_change(session.state).or_refuse()


def _records(session: CouncilSession, by: User, at: datetime) -> None:
    reading.may_record(people.person(by, on=timezone.localdate(at)), session.province_id).or_refuse()


def _tell(session: CouncilSession, step: str, by: User, at: datetime, note: str = "") -> None:
    session.events.create(actor=by, step=step, note=note, at=at)


def _lock(session: CouncilSession) -> None:
    # Votes may be entered while somebody records: read again, and hold the row.
    session.refresh_from_db(from_queryset=CouncilSession.objects.select_for_update(no_key=True))
