"""Planning visits between members and closing what they found. Call as visits.plan(…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, Season, Visit, VisitFinding
from blocs.rules import visits as rules
from blocs.rules.rights import Seat
from blocs.rules.visit_fields import Kind
from blocs.selectors import people, visit_checklist
from blocs.selectors import visits as reading
from blocs.services.seasons import is_member, lock, seats_of
from emulation.models import User
from emulation.verdicts import unless

Status = Visit.Status


@dataclass(frozen=True, slots=True)
class Planned:
    visited: Organisation
    visiting: Organisation
    held_on: date
    place: str = ""


@transaction.atomic
def plan(season: Season, planned: Iterable[Planned], *, by: User, at: datetime | None = None) -> list[Visit]:
    """Who goes to whom, when and where; a visit that stands already as it was sent is left alone.

    Errors name the field of the member that is visited: visiting-12, day-12.
    """
    at = at or timezone.now()
    lock(season)
    rules.can_plan(season.stage, seats_of(by, season, at)).or_refuse()
    standing = {row.visited_id: row for row in season.visits.exclude(status=Status.CALLED_OFF)}
    made, errors = [], {}
    for one in planned:
        visit = Visit(
            season=season, visited=one.visited, visiting=one.visiting, held_on=one.held_on, place=one.place
        )
        before = standing.get(one.visited.pk)
        if before is not None:
            if (before.visiting_id, before.held_on) != (one.visiting.pk, one.held_on):
                errors[f"visiting-{one.visited.pk}"] = _("Somebody planned a visit there meanwhile.")
            continue
        names = {"visiting": f"visiting-{one.visited.pk}", "held_on": f"day-{one.visited.pk}"}
        errors |= {names[name]: told for name, told in _wrong(visit).items()}
        made.append(visit)
    if errors:
        raise ValidationError(errors)
    for visit in made:
        visit.full_clean(exclude=["season", "visited", "visiting", "paper"])
        visit.save()
        _tell(visit, "plan", by, at, note=f"{visit.visiting.current_short_name}, {visit.held_on:%d/%m/%Y}")
    return made


@transaction.atomic
def edit(
    visit: Visit, *, by: User, seen: int | None = None, at: datetime | None = None, **fields: Any
) -> None:
    """Another day, place or team; `seen` is the version of the plan that the writer had before."""
    at = at or timezone.now()
    hold(visit)
    rules.can_edit(visit.status, visit.season.stage, seats_of(by, visit.season, at)).or_refuse()
    if all(getattr(visit, name) == value for name, value in fields.items()):
        return  # sent twice
    unless(
        seen in (None, visit.version),
        _("Somebody else changed this text meanwhile. Open the page in a new window and compare."),
    ).or_refuse()
    for name, value in fields.items():
        setattr(visit, name, value)
    if wrong := _wrong(visit):
        raise ValidationError(wrong)
    visit.version += 1
    visit.full_clean(exclude=["season", "visited", "visiting", "paper"])
    visit.save(update_fields=[*fields, "version"])
    _tell(visit, "edit", by, at)


def _wrong(visit: Visit) -> dict[str, Any]:
    """What is wrong with who goes, and when."""
    season, day = visit.season, visit.season.within(visit.held_on)
    wrong: dict[str, Any] = {}
    if told := rules.day_wrong(visit.held_on, season.first_day, season.last_day):
        wrong["held_on"] = told
    elif not is_member(season, visit.visited, day, day):
        wrong["held_on"] = _("On this day the member that is visited does not belong to the bloc.")
    if visit.visiting_id == visit.visited_id:
        wrong["visiting"] = _("Nobody visits itself; choose another member.")
    elif not is_member(season, visit.visiting, day, day):
        wrong["visiting"] = _("On this day the member that goes there does not belong to the bloc.")
    return wrong


@transaction.atomic
def call_off(visit: Visit, *, reason: str, by: User, at: datetime | None = None) -> None:
    """It does not take place; what was written stays, and another visit can be planned there."""
    at = at or timezone.now()
    hold(visit)
    if visit.status == Status.CALLED_OFF:
        return
    rules.can_edit(visit.status, visit.season.stage, seats_of(by, visit.season, at)).or_refuse()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; the reason is kept.")})
    _move(visit, Status.CALLED_OFF, "call_off", by, at, note=reason)


@transaction.atomic
def agree_with_the_rest(visit: Visit, *, by: User, at: datetime | None = None) -> int:
    """Where nothing was found yet, the team agrees; says with how many lines."""
    at = at or timezone.now()
    hold(visit)
    rules.can_write(visit.status, visit.season.stage, seats_on(visit, by, at)).or_refuse()
    rest = [line for line in visit_checklist.live(visit).lines() if line.result is None]
    for line in rest:
        put(visit, Kind(line.kind), line.key, {"finding": VisitFinding.Verdict.AGREES}, by=by, at=at)
    return len(rest)


@transaction.atomic
def close(visit: Visit, *, by: User, at: datetime | None = None) -> None:
    """The findings stand; from here on the visited member reads them, with the figures of this day."""
    at = at or timezone.now()
    hold(visit)
    if visit.status == Status.CLOSED:
        return
    checklist = visit_checklist.live(visit)
    facts = checklist.facts(has_team=bool(visit.team.strip()))
    rules.can_close(visit.status, visit.season.stage, seats_on(visit, by, at), facts).or_refuse()
    visit.content = checklist.content()
    _move(visit, Status.CLOSED, "close", by, at)


@transaction.atomic
def reopen(visit: Visit, *, by: User, at: datetime | None = None) -> None:
    """To go on writing, as long as no minutes are issued."""
    at = at or timezone.now()
    hold(visit)
    if visit.status == Status.PLANNED:
        return
    seats = seats_on(visit, by, at)
    rules.can_reopen(visit.status, visit.season.stage, seats, issued=visit.is_issued).or_refuse()
    visit.content = None
    _move(visit, Status.PLANNED, "reopen", by, at)


def put(visit: Visit, kind: Kind, key: int, values: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """The visit is held: nobody else makes the row meanwhile."""
    which = {f"{kind}_id": key}
    given = {**values, "by": by, "at": at}
    if not visit.findings.filter(**which).update(**given):
        visit.findings.create(**which, **given)


STEPS = {"close": close, "reopen": reopen}


def hold(visit: Visit) -> None:
    # Two may write, close and issue at once: the later one finds what the other did. Held first and read
    # after, since what is joined to a row that one waits for is read as it was before.
    Visit.objects.select_for_update(no_key=True).order_by().get(pk=visit.pk)
    visit.refresh_from_db(
        from_queryset=Visit.objects.select_related(
            "season__bloc__province", "season__score_table", "visited", "visiting", "paper"
        ).prefetch_related("season__memberships", "season__leaderships")
    )


def seats_on(visit: Visit, by: User, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.person(by, on=timezone.localdate(at)), visit)


def _move(visit: Visit, status: str, step: str, by: User, at: datetime, note: str = "") -> None:
    visit.status = status
    visit.save(update_fields=["status", "content"])
    _tell(visit, step, by, at, note=note)


def _tell(visit: Visit, step: str, by: User, at: datetime, note: str = "") -> None:
    visit.season.events.create(
        actor=by, step=f"visit_{step}", organisation_id=visit.visited_id, note=note, at=at
    )
