"""Everything that changes a meeting of the bloc. Call as meetings.prepare(…), meetings.begin(…)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import AgendaItem, Attendance, Ballot, Meeting
from awards.rules import meeting as rules
from awards.selectors import ballot_rules
from awards.selectors import meetings as reading
from awards.selectors.meetings import Gathering
from blocs.models import Mandate, Season
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless

Presence, State = Attendance.Presence, Meeting.State


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the agenda as it is set; `key` is that of the item it was before."""

    title: str
    kind: str = AgendaItem.Kind.TOPIC
    ballot: Ballot | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Who represents a member: by a mandate, sent with a letter that `note` names, or nobody, and why."""

    presence: str
    mandate: Mandate | None = None
    note: str = ""


@transaction.atomic
def prepare(
    season: Season,
    *,
    title: str,
    held_on: date,
    held_from: time,
    place: str,
    chair: User,
    secretary: User,
    by: User,
    agenda: Sequence[Point] = (),
    at: datetime | None = None,
) -> Meeting:
    """A meeting with the members of its day; the quorum is that of the rule in force on the day."""
    at = at or timezone.now()
    meeting = Meeting(season=season)
    keeps(meeting, by, at)
    _plan(meeting, title, held_on, held_from, place, chair, secretary)
    _set(meeting, agenda)
    tell(meeting, "prepare", by, at)
    return meeting


@transaction.atomic
def edit(
    meeting: Meeting,
    *,
    title: str,
    held_on: date,
    held_from: time,
    place: str,
    chair: User,
    secretary: User,
    by: User,
    at: datetime | None = None,
) -> None:
    """Until it begins; who was entered for members that stay is kept while the mandate holds."""
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    rules.can_plan(meeting.state).or_refuse()
    _plan(meeting, title, held_on, held_from, place, chair, secretary)
    tell(meeting, "edit", by, at)


@transaction.atomic
def set_agenda(meeting: Meeting, agenda: Sequence[Point], *, by: User, at: datetime | None = None) -> None:
    """In this order. Something may come up during the meeting; what was taken up stays."""
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    rules.can_attend(meeting.state).or_refuse()
    _set(meeting, agenda)
    tell(meeting, "agenda", by, at)


@transaction.atomic
def attend(meeting: Meeting, told: Mapping[int, Coming], *, by: User, at: datetime | None = None) -> None:
    """By key of the attendance. Members may come late: it is corrected until the meeting is closed."""
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    rules.can_attend(meeting.state).or_refuse()
    for row in meeting.attendances.select_related("organisation").filter(pk__in=told):
        coming = told[row.pk]
        row.presence, row.mandate, row.note = coming.presence, coming.mandate, coming.note.strip()
        name = row.organisation.current_short_name
        if row.mandate is not None:
            holds = row.mandate.organisation_id == row.organisation_id and row.mandate.covers(meeting.held_on)
            told_so = _("%(name)s: this person holds no mandate of it on the day of the meeting.")
            unless(holds, told_so % {"name": name}).or_refuse()
        unless(
            row.presence != Presence.SENT or bool(row.note),
            _("%(name)s: write who was sent, and the number of the letter.") % {"name": name},
        ).or_refuse()
        row.full_clean(exclude=["meeting", "organisation", "mandate"], validate_unique=False)
        row.save(update_fields=["presence", "mandate", "note"])
    tell(meeting, "attend", by, at)


@transaction.atomic
def begin(meeting: Meeting, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    if meeting.state == State.OPEN:
        return  # pressed twice
    gathering(meeting, by, at).can_begin.or_refuse()
    meeting.opened_at = meeting.opened_at or at
    _step(meeting, "begin", State.OPEN, by, at, "opened_at")


@transaction.atomic
def take_up(item: AgendaItem, *, by: User, at: datetime | None = None) -> None:
    """What is dealt with now, for the wall."""
    at = at or timezone.now()
    meeting = item.meeting
    lock(meeting)
    keeps(meeting, by, at)
    unless(meeting.state == State.OPEN, _("The meeting is not under way.")).or_refuse()
    item.taken_up_at = at
    item.save(update_fields=["taken_up_at"])
    tell(meeting, "take_up", by, at, item.title)


@transaction.atomic
def end(meeting: Meeting, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    if meeting.state == State.CLOSED:
        return  # pressed twice
    gathering(meeting, by, at).can_end.or_refuse()
    meeting.closed_at = at
    _step(meeting, "end", State.CLOSED, by, at, "closed_at")


@transaction.atomic
def resume(meeting: Meeting, *, by: User, at: datetime | None = None) -> None:
    """Closed too early, or the attendance was wrong: open again as long as no minutes are issued."""
    at = at or timezone.now()
    lock(meeting)
    keeps(meeting, by, at)
    unless(meeting.state == State.CLOSED, _("The meeting is not closed.")).or_refuse()
    rules.can_write(issued=gathering(meeting, by, at).paper is not None).or_refuse()
    meeting.closed_at = None
    _step(meeting, "resume", State.OPEN, by, at, "closed_at")


def _plan(
    meeting: Meeting, title: str, held_on: date, held_from: time, place: str, chair: User, secretary: User
) -> None:
    season = meeting.season
    meeting.title, meeting.held_on, meeting.held_from, meeting.place = title, held_on, held_from, place
    meeting.chair, meeting.secretary = chair, secretary
    rule = ballot_rules.rule_for(season.bloc.province, None, on=held_on)
    if rule is None:
        told = _("No thresholds hold on this day. The standing agency adds them first.")
        raise ValidationError({"held_on": told})
    meeting.quorum_of, meeting.quorum_in = rule.quorum_of, rule.quorum_in
    meeting.quorum_source = rule.source
    meeting.full_clean(exclude=["season"])
    meeting.save()
    members = reading.members_on(season, meeting)
    meeting.attendances.exclude(organisation__in=[row.organisation_id for row in members]).delete()
    known = {row.organisation_id: row for row in meeting.attendances.select_related("mandate")}
    for order, member in enumerate(members, start=1):
        row = known.get(member.organisation_id)
        row = row or Attendance(meeting=meeting, organisation=member.organisation)
        row.order = order
        if row.mandate is not None and not row.mandate.covers(held_on):
            row.presence, row.mandate = Presence.UNKNOWN, None
        row.save()


def _set(meeting: Meeting, agenda: Sequence[Point]) -> None:
    ballots = [point.ballot.pk for point in agenda if point.ballot is not None]
    unless(len(ballots) == len(set(ballots)), _("A ballot stands on the agenda twice.")).or_refuse()
    ours = all(point.ballot is None or point.ballot.season_id == meeting.season_id for point in agenda)
    unless(ours, _("This ballot belongs to another year.")).or_refuse()
    known = {item.pk: item for item in meeting.items.all()}
    kept = {point.key for point in agenda}
    for key, item in known.items():
        if key not in kept:
            touched = item.taken_up_at or item.opinions or item.conclusion
            unless(not touched, _("“%(name)s” was dealt with: it stays.") % {"name": item.title}).or_refuse()
            item.delete()
    for order, point in enumerate(agenda, start=1):
        item = known.get(point.key or 0) or AgendaItem(meeting=meeting)
        item.order, item.title, item.kind, item.ballot = order, point.title, point.kind, point.ballot
        item.full_clean(exclude=["meeting", "ballot"], validate_unique=False)
        item.save()


def gathering(meeting: Meeting, by: User, at: datetime) -> Gathering:
    return Gathering(meeting, people.person(by, on=timezone.localdate(at)), meeting.season)


def keeps(meeting: Meeting, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    reading.may_keep(someone, meeting.season, meeting if meeting.pk else None).or_refuse()


def _step(meeting: Meeting, step: str, state: str, by: User, at: datetime, *fields: str) -> None:
    meeting.state = state
    meeting.save(update_fields=["state", *fields])
    tell(meeting, step, by, at)


def tell(meeting: Meeting, step: str, by: User, at: datetime, note: str = "") -> None:
    meeting.events.create(actor=by, step=step, note=note, at=at)


def lock(meeting: Meeting) -> None:
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update(no_key=True))
