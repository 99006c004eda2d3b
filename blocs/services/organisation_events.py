"""What becomes of organisations: foreseen, made, undone, made again. Call as organisation_events.make(…)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, OrganisationEvent, Province, Season
from blocs.rules.organisation_events import ONE_DAY, Plan, Wish
from blocs.rules.rights import Act, may
from blocs.selectors import organisation_events as reading
from blocs.selectors import people
from blocs.services import naming, organisations, trail
from blocs.services.organisation_effects import Doing
from emulation.models import User
from emulation.verdicts import Refused

Kind = OrganisationEvent.Kind


class Moved(Refused):
    """What would happen is no longer what was seen."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody enters of a change."""

    kind: str
    day: date
    targets: Sequence[Organisation] = ()
    decision: str = ""
    note: str = ""
    inherited: bool = False
    goes_on: bool = False
    joins: bool = False
    name: str = ""
    short_name: str = ""

    def wish(self, source: Organisation) -> Wish:
        return reading.wish(
            source,
            kind=self.kind,
            day=self.day,
            targets=self.targets,
            decision=self.decision,
            name=self.name,
            goes_on=self.goes_on,
            joins=self.joins,
        )


def foresee(
    source: Organisation,
    given: Given,
    *,
    by: User | None,
    confirmed: bool = False,
    at: datetime | None = None,
) -> Plan:
    """What would happen; raises what stands in the way, at its field. Changes nothing."""
    at = at or timezone.now()
    _allowed(source.province_id, by, at)
    plan = reading.foreseen(given.wish(source), source, on=timezone.localdate(at))
    if plan.faults:
        raise ValidationError({name: str(reason) for name, reason in plan.faults.items()})
    if given.kind == Kind.RENAME:
        organisations.check_name(given.name, source.province, confirmed=confirmed, but=source.pk)
    return plan


@transaction.atomic
def make(
    source: Organisation,
    given: Given,
    *,
    by: User | None,
    seen: str | None = None,
    confirmed: bool = False,
    at: datetime | None = None,
) -> OrganisationEvent:
    """Carry out what was foreseen, all of it or nothing; `seen` is the digest of the plan that was shown.

    Sent twice, it happens once.
    """
    at = at or timezone.now()
    _begin([source, *given.targets], by, at)
    if (same := _same(source, given)) is not None:
        return same
    plan = _still(foresee(source, given, by=by, confirmed=confirmed, at=at), seen)
    event = OrganisationEvent(
        province_id=source.province_id,
        kind=given.kind,
        day=given.day,
        decision=given.decision,
        note=given.note,
        inherited=given.inherited,
        goes_on=given.goes_on,
        joins=given.joins,
        name=given.name,
        short_name=given.short_name,
        old=source.name_on(given.day - ONE_DAY),
        new=given.name or ", ".join(target.name_on(given.day) for target in given.targets),
        digest=plan.digest,
        lines=[str(row.words) for row in plan.effects],
        made_by=by,
        made_at=at,
    )
    event.clean_fields(exclude=["province", "made_by", "old", "new", "digest", "lines", "trail"])
    event.save()
    event.sources.set([source])
    event.targets.set(given.targets)
    _carry_out(event, given.wish(source), plan, by=by, at=at)
    _tell(event, "rename" if given.kind == Kind.RENAME else f"event_{given.kind}", by=by, at=at)
    return event


def _still(plan: Plan, seen: str | None) -> Plan:
    if seen is not None and plan.digest != seen:
        raise Moved(_("Something has changed since this was shown. Look again at what will happen."))
    return plan


def _carry_out(event: OrganisationEvent, wished: Wish, plan: Plan, *, by: User | None, at: datetime) -> None:
    doing = Doing(event, wished, by=by, at=at)
    for effect in plan.effects:
        doing.carry_out(effect)
    event.trail = doing.trail.steps
    event.save(update_fields=["trail"])
    _refresh(event)


@transaction.atomic
def undo(event: OrganisationEvent, *, by: User, at: datetime | None = None) -> None:
    """Put every row back as it was; within a day, and while nothing rests on it. Pressed twice, once."""
    at = at or timezone.now()
    _reopen(event, by, at)
    if event.is_undone:
        return
    reading.can_undo(event, now=at).or_refuse()
    Doing.before_taking_back(event)
    trail.take_back(event.trail)
    event.undone_by, event.undone_at = by, at
    event.save(update_fields=["undone_by", "undone_at"])
    Doing.after_taking_back(event, by=by, at=at)
    _refresh(event)
    _tell(event, "undo_event", by=by, at=at)


@transaction.atomic
def redo(event: OrganisationEvent, *, by: User, at: datetime | None = None) -> None:
    """Make an undone change again, if it still does the same."""
    at = at or timezone.now()
    _reopen(event, by, at)
    if not event.is_undone:
        return
    source, given = event.sources.get(), _given(event)
    plan = _still(foresee(source, given, by=by, confirmed=True, at=at), event.digest)
    event.undone_by = event.undone_at = None
    event.made_by, event.made_at = by, at
    event.save(update_fields=["undone_by", "undone_at", "made_by", "made_at"])
    _carry_out(event, given.wish(source), plan, by=by, at=at)
    _tell(event, "redo_event", by=by, at=at)


def _given(event: OrganisationEvent) -> Given:
    return Given(
        kind=event.kind,
        day=event.day,
        targets=list(event.targets.all()),
        decision=event.decision,
        note=event.note,
        inherited=event.inherited,
        goes_on=event.goes_on,
        joins=event.joins,
        name=event.name,
        short_name=event.short_name,
    )


def _same(source: Organisation, given: Given) -> OrganisationEvent | None:
    """The same form sent twice."""
    standing = OrganisationEvent.objects.standing().filter(
        sources=source, kind=given.kind, day=given.day, name=given.name
    )
    wished = {target.pk for target in given.targets}
    return next((row for row in standing if {target.pk for target in row.targets.all()} == wished), None)


def _tell(event: OrganisationEvent, step: str, *, by: User | None, at: datetime) -> None:
    """A line in the log of everyone who took part."""
    note = f"{event.sentence} ({event.day:%d/%m/%Y})" + (f"; {event.decision}" if event.decision else "")
    for organisation in {*event.sources.all(), *event.targets.all()}:
        organisation.changes.create(actor=by, step=step, note=note, at=at)


def _refresh(event: OrganisationEvent) -> None:
    for organisation in {*event.sources.all(), *event.targets.all()}:
        organisation.refresh_from_db()
        naming.refresh(organisation, aliases=organisation.aliases.values_list("text", flat=True))


def _begin(rows: Sequence[Organisation], by: User | None, at: datetime) -> None:
    """The province's row keeps order among its names, its tree and its mandates; then each year's."""
    province = rows[0].province_id
    Province.objects.select_for_update(no_key=True).get(pk=province)
    for organisation in rows:
        organisation.refresh_from_db()
    keys = [organisation.pk for organisation in rows]
    touched = Season.objects.filter(memberships__organisation__in=keys).values("pk")
    list(Season.objects.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk"))
    _allowed(province, by, at)


def _allowed(province: int, by: User | None, at: datetime) -> None:
    """The standing agency; nobody at all is the server itself."""
    if by is not None:
        someone = people.person(by, on=timezone.localdate(at))
        may(Act.MANAGE_CATALOGUE, people.province_seats(someone, province)).or_refuse()


def _reopen(event: OrganisationEvent, by: User, at: datetime) -> None:
    _begin([*event.sources.all(), *event.targets.all()], by, at)
    event.refresh_from_db(
        from_queryset=OrganisationEvent.objects.select_for_update(of=("self",), no_key=True)
    )
