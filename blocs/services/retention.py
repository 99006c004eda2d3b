"""Terms for which records are kept, and holds on them. Call as retention.enter(…), retention.hold(…)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import LegalHold, Province, RetentionRule, Season
from blocs.rules import retention as rules
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.selectors import retention as reading
from emulation.models import User
from emulation.verdicts import Verdict, unless


@transaction.atomic
def enter(
    province: Province,
    record_class: str,
    *,
    starts: date,
    months: int | None,
    source: str,
    confidence: str,
    note: str = "",
    by: User,
    at: datetime | None = None,
) -> RetentionRule:
    """A term of the province's own from a day on; earlier rows stay. The same again changes nothing."""
    at = at or timezone.now()
    allowed(Act.SET_RETENTION, province, by, at)
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    held = reading.rules_of(province.pk)
    before = reading.rule_on(held, record_class, starts)
    given = {"months": months, "source": source, "confidence": confidence, "note": note}
    if before is not None and all(getattr(before, name) == value for name, value in given.items()):
        return before
    least = before.least_months if before is not None else None
    at_field("starts", rules.can_hold_from(starts, timezone.localdate(at)))
    at_field("length", rules.is_long_enough(months, least))
    twice = [row for row in held if row.province_id and row.starts == starts]
    free = all(row.record_class != record_class for row in twice)
    at_field("starts", unless(free, _("A term that begins on this day is entered already.")))
    rule = RetentionRule(
        province=province, record_class=record_class, starts=starts, least_months=least, **given
    )
    rule.full_clean()
    rule.save()
    note_of = f"{before.term if before else '–'} → {rule.term} ({source})"
    rule.changes.create(actor=by, step="enter", note=note_of, at=at)
    return rule


@transaction.atomic
def hold(
    province: Province,
    *,
    season: Season | None = None,
    record_class: str = "",
    placed_on: date,
    number: str,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> LegalHold:
    """From now on nothing of the season, or of the class, is disposed of. Placed twice, it stands once."""
    at = at or timezone.now()
    allowed(Act.HOLD_RECORDS, province, by, at)
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    if (season is None) == (not record_class):
        raise ValidationError({"season": _("Choose a year of a bloc or a class: one of the two.")})
    if season is not None and season.bloc.province_id != province.pk:
        raise ValidationError({"season": _("This is a year of another province.")})
    at_field("placed_on", unless(placed_on <= timezone.localdate(at), _("A hold begins today or earlier.")))
    same = LegalHold.objects.standing().filter(
        province=province, season=season, record_class=record_class, number=number
    )
    standing = same.first()
    if standing is not None:
        return standing
    placed = LegalHold(
        province=province,
        season=season,
        record_class=record_class,
        placed_on=placed_on,
        number=number,
        reason=reason,
        placed_at=at,
    )
    placed.full_clean()
    placed.save()
    placed.changes.create(actor=by, step="place", note=f"{number}: {reason}", at=at)
    return placed


@transaction.atomic
def lift(
    held: LegalHold, *, lifted_on: date, number: str, reason: str, by: User, at: datetime | None = None
) -> None:
    """What it held may be disposed of again. Lifted twice is lifted."""
    at = at or timezone.now()
    allowed(Act.HOLD_RECORDS, held.province, by, at)
    Province.objects.select_for_update(no_key=True).get(pk=held.province_id)
    held.refresh_from_db(from_queryset=LegalHold.objects.select_for_update(of=("self",), no_key=True))
    if not held.stands:
        return
    in_order = held.placed_on <= lifted_on <= timezone.localdate(at)
    told = _("A hold is lifted on a day between the one on which it was placed and today.")
    at_field("lifted_on", unless(in_order, told))
    held.lifted_on, held.lift_number, held.lift_reason, held.lifted_at = lifted_on, number, reason, at
    held.full_clean()
    held.save(update_fields=["lifted_on", "lift_number", "lift_reason", "lifted_at"])
    held.changes.create(actor=by, step="lift", note=f"{number}: {reason}", at=at)


def allowed(act: Act, province: Province, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(act, people.province_seats(someone, province.pk)).or_refuse()


def at_field(name: str, verdict: Verdict) -> None:
    if not verdict:
        raise ValidationError({name: [str(reason) for reason in verdict.reasons]})
