"""Everything that changes a nomination. Call as nominations.start(…), nominations.submit(…)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Award, Basis, Nomination, Proposal, Recipient, RuleSet
from awards.rules import nominating
from awards.rules.rights import Act, may
from awards.selectors import nominations as reading
from awards.selectors import rules
from blocs.models import Movement, Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Verdict, unless

Channel, State = Nomination.Channel, Nomination.State
FOREIGN = ["province", "season", "award", "recipient", "rule_set", "movement", "proposal"]
MOST_WORDS = 20_000  # of one section of an achievement report


@transaction.atomic
def start(
    recipient: Recipient,
    *,
    award: Award,
    by: User,
    season: Season | None = None,
    year: int | None = None,
    basis: str = Basis.MERIT,
    movement: Movement | None = None,
    leads_movement: bool | None = None,
    summary: str = "",
    at: datetime | None = None,
) -> Nomination:
    """Begin a nomination: by the bloc where a season is named, else straight to the standing agency.

    The same one twice is one; its rules are those of the day until its receipt fixes them.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    Recipient.objects.select_for_update(no_key=True).get(pk=recipient.pk)
    someone = people.person(by, on=day)
    may(Act.NOMINATE, reading.seats_for(someone, recipient, season)).or_refuse()
    channel = Channel.BLOC if season else Channel.VERTICAL
    nominating.suits(award, kind=recipient.kind, channel=channel).or_refuse()
    if season is not None:
        unless(
            season.memberships.on(season.within(day)).filter(organisation=recipient.organisation_id).exists(),
            _("Only a member of the bloc is nominated in it."),
        ).or_refuse()
    for_year = season.year if season else year or day.year
    nominating.is_there(recipient.organisation, day).or_refuse()
    live = Nomination.objects.live().for_listing()
    same = live.filter(recipient=recipient, award=award, year=for_year).first()
    if same is not None:
        unless(
            same.channel == channel, _("The recipient is nominated for this award already, the other way.")
        ).or_refuse()
        return same
    nomination = Nomination(
        province=recipient.organisation.province,
        season=season,
        channel=channel,
        year=for_year,
        award=award,
        recipient=recipient,
        basis=basis,
        movement=movement,
        leads_movement=leads_movement,
        summary=summary,
        rule_set=rules.rule_set_on(day),
    )
    nomination.full_clean(exclude=FOREIGN)
    nomination.save()
    tell(nomination, "start", by=by, at=at, went_to=nomination.state)
    return nomination


@transaction.atomic
def edit(
    nomination: Nomination,
    *,
    basis: str,
    summary: str,
    by: User,
    movement: Movement | None = None,
    leads_movement: bool | None = None,
    at: datetime | None = None,
) -> None:
    at = at or timezone.now()
    _begin(nomination, by=by, at=at)
    nomination.basis, nomination.summary = basis, summary
    nomination.movement, nomination.leads_movement = movement, leads_movement
    nomination.full_clean(exclude=FOREIGN)
    nomination.save(update_fields=["basis", "summary", "movement", "leads_movement"])
    tell(nomination, "edit", by=by, at=at)


@transaction.atomic
def write(
    nomination: Nomination, sections: Mapping[str, str], *, by: User, at: datetime | None = None
) -> None:
    """The words of the achievement report, by section; what is not named stays as it is."""
    at = at or timezone.now()
    _begin(nomination, by=by, at=at)
    unless(
        all(len(text) <= MOST_WORDS for text in sections.values()),
        _("A section holds at most 20,000 letters."),
    ).or_refuse()
    written = nomination.sections | {name: text.strip() for name, text in sections.items()}
    if written != nomination.sections:
        nomination.sections = written
        nomination.save(update_fields=["sections"])
        tell(nomination, "write", by=by, at=at)


@transaction.atomic
def submit(nomination: Nomination, *, by: User, at: datetime | None = None) -> None:
    """Hand it in for the vote, or for the proposal. A hold, and an organisation that is no more, block it."""
    at = at or timezone.now()
    lock(nomination)
    if _done("submit", nomination, by=by, at=at):
        return
    _can("submit", nomination, by=by, at=at)
    freeze(nomination, on=timezone.localdate(at))
    _take("submit", nomination, by=by, at=at)


@transaction.atomic
def take_back(nomination: Nomination, *, by: User, at: datetime | None = None) -> None:
    """Not handed in after all; it can be written again."""
    step("take_back", nomination, by=by, at=at)


@transaction.atomic
def withdraw(nomination: Nomination, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Wished no more; it stays visible with the reason, and leaves a list that was not sent yet."""
    step("withdraw", nomination, by=by, at=at, reason=reason)


@transaction.atomic
def hold(nomination: Nomination, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Stop it where it is until a written conclusion (N152, 4.4)."""
    step("hold", nomination, by=by, at=at, reason=reason)


@transaction.atomic
def release(nomination: Nomination, *, by: User, note: str = "", at: datetime | None = None) -> None:
    """Back to where it was held. As long as a hold of its recipient stands, it stays held."""
    at = at or timezone.now()
    lock(nomination)
    _can("release", nomination, by=by, at=at)
    clear(nomination, timezone.localdate(at)).or_refuse()
    _take("release", nomination, by=by, at=at, note=note)


@transaction.atomic
def appraise(nomination: Nomination, *, by: User, note: str = "", at: datetime | None = None) -> None:
    """The standing agency finds it in order. A hold blocks."""
    at = at or timezone.now()
    lock(nomination)
    if _done("appraise", nomination, by=by, at=at):
        return
    _can("appraise", nomination, by=by, at=at)
    clear(nomination, timezone.localdate(at)).or_refuse()
    _take("appraise", nomination, by=by, at=at, note=note)


@transaction.atomic
def reject(nomination: Nomination, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Turned down after its receipt: by the standing agency or, as its session records, the council."""
    step("reject", nomination, by=by, at=at, reason=reason)


def freeze(nomination: Nomination, *, on: date, blocking: bool = True) -> None:
    """The rules of the day, and the checklist as it stands; a hold blocks unless told otherwise."""
    rule_set = nomination.rule_set = _rules_on(on)
    if blocking:
        clear(nomination, on).or_refuse()
    found = reading.checklist_of(nomination, rule_set, on=on)
    nomination.checklist = reading.frozen(found.findings) if found else []
    nomination.save(update_fields=["rule_set", "checklist"])


def clear(nomination: Nomination, on: date) -> Verdict:
    """No hold is on the recipient, and it is still there."""
    return reading.clear([nomination], on)[nomination.pk]


def follow(
    name: str, nomination: Nomination, *, by: User | None, at: datetime, reason: str = "", note: str = ""
) -> None:
    """A step that follows from a ballot, a proposal, a session or a decision, which asked who may."""
    lock(nomination)
    nominating.can_step(name, state=nomination.state, seats=frozenset(Seat), reason=reason).or_refuse()
    _take(name, nomination, by=by, at=at, reason=reason, note=note)


def step(name: str, nomination: Nomination, *, by: User, at: datetime | None, reason: str = "") -> None:
    """A step that somebody takes of the nomination itself; pressed twice it is taken once."""
    at = at or timezone.now()
    lock(nomination)
    if not _done(name, nomination, by=by, at=at):
        _can(name, nomination, by=by, at=at, reason=reason)
        _take(name, nomination, by=by, at=at, reason=reason)


def _done(name: str, nomination: Nomination, *, by: User, at: datetime) -> bool:
    """Pressed twice: it stands where the step leads already."""
    told = nominating.STEPS[name]
    if nomination.state != told.target:
        return False
    if told.act:
        may(told.act, _seats(nomination, by=by, at=at)).or_refuse()
    return True


def _can(name: str, nomination: Nomination, *, by: User, at: datetime, reason: str = "") -> None:
    seats = _seats(nomination, by=by, at=at)
    nominating.can_step(name, state=nomination.state, seats=seats, reason=reason).or_refuse()


def _take(
    name: str, nomination: Nomination, *, by: User | None, at: datetime, reason: str = "", note: str = ""
) -> None:
    came_from = nomination.state
    nomination.state = nominating.STEPS[name].target or nomination.held_from
    nomination.held_from = came_from if name == "hold" else ""
    nomination.because = reason.strip()
    if name == "withdraw" and nomination.proposal and nomination.proposal.state == Proposal.State.DRAFT:
        nomination.proposal, nomination.place = None, 0
    nomination.save(update_fields=["state", "held_from", "because", "proposal", "place"])
    tell(nomination, name, by=by, at=at, note=reason or note, came_from=came_from, went_to=nomination.state)


def _begin(nomination: Nomination, *, by: User, at: datetime) -> None:
    lock(nomination)
    nominating.can_write(state=nomination.state, seats=_seats(nomination, by=by, at=at)).or_refuse()


def _rules_on(day: date) -> RuleSet:
    found = rules.rule_set_on(day)
    unless(
        found is not None,
        _("No rules of awards hold on %(day)s; the standing agency enters them first.")
        % {"day": f"{day:%d/%m/%Y}"},
    ).or_refuse()
    assert found is not None
    return found


def lock(nomination: Nomination) -> None:
    # Two people may press at once: read again, and hold the row.
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update(no_key=True))


def _seats(nomination: Nomination, *, by: User, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.person(by, on=timezone.localdate(at)), nomination)


def tell(
    nomination: Nomination,
    step: str,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    came_from: str = "",
    went_to: str = "",
) -> None:
    nomination.revision += 1
    nomination.save(update_fields=["revision"])
    nomination.events.create(
        actor=by,
        step=step,
        came_from=came_from,
        went_to=went_to,
        revision=nomination.revision,
        note=note,
        at=at,
    )
