"""Everything that changes a decision. Call as decisions.prepare(…), decisions.record(…)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Correction, Decision, DecisionEvent, DecisionLine, Nomination
from awards.rules import deciding
from awards.rules.rights import Act, may
from awards.selectors import decisions as reading
from awards.services import decision_letters, honours, nominations
from blocs.models import Province
from blocs.selectors import people
from blocs.services import webhooks
from emulation.models import User
from emulation.verdicts import Verdict, all_of, unless

State = Decision.State
TEXTS = ("number", "decided_on", "authority", "signer", "signer_title", "abstract")


@transaction.atomic
def prepare(
    province: Province,
    *,
    nominees: Sequence[Nomination],
    by: User,
    at: datetime | None = None,
    **fields: Any,
) -> Decision:
    """A draft with its list in this order; each line begins with the usual words of praise."""
    at = at or timezone.now()
    decision = Decision(province=province, **fields)
    _may(decision, by, at)
    decision.full_clean()
    decision.save()
    _fill(decision, nominees)
    _tell(decision, "prepare", by, at)
    return decision


@transaction.atomic
def edit(
    decision: Decision,
    *,
    nominees: Sequence[Nomination],
    by: User,
    at: datetime | None = None,
    **fields: Any,
) -> None:
    at = at or timezone.now()
    _open(decision, by, at)
    for name in TEXTS:
        setattr(decision, name, fields[name])
    decision.full_clean()
    decision.save()
    _fill(decision, nominees)
    _tell(decision, "edit", by, at)


@transaction.atomic
def word(
    decision: Decision, told: Mapping[int, tuple[str, str]], *, by: User, at: datetime | None = None
) -> None:
    """By key of the line: the name and the praise as the certificate prints them."""
    at = at or timezone.now()
    _open(decision, by, at)
    for line in decision.lines.filter(pk__in=told):
        line.name, line.praise = told[line.pk]
        line.full_clean(exclude=["decision", "nomination", "honour"], validate_unique=False)
        line.save(update_fields=["name", "praise"])
    _tell(decision, "edit", by, at)


@transaction.atomic
def record(decision: Decision, *, by: User, at: datetime | None = None) -> None:
    """The decision holds: each of its list is awarded, and its honour stands in its history.

    All or nothing: a hold that came after the vote, or an organisation that is no more, stops it by name.
    """
    at = at or timezone.now()
    _lock(decision)
    _may(decision, by, at)
    if decision.is_recorded:
        return
    lines = reading.Sheet(decision).lines
    verdict = unless(bool(lines), _("Nobody stands on the list of the decision."))
    for line in lines:
        nominations.lock(line.nomination)
    stand = reading.clear([line.nomination for line in lines], timezone.localdate(at))
    (verdict & all_of(stand.values())).or_refuse()
    for line in lines:
        nomination = line.nomination
        line.honour = honours.record(
            nomination.recipient,
            award=nomination.award,
            year=nomination.year,
            basis=nomination.basis,
            decision_number=decision.number,
            decided_on=decision.decided_on,
            issuer=decision.authority,
            note=line.praise,
            by=by,
            at=at,
        )
        line.save(update_fields=["honour"])
        nominations.follow("decide", nomination, by=by, at=at, note=decision.number)
    decision.state = State.RECORDED
    decision.save(update_fields=["state"])
    recorded = _tell(decision, "record", by, at)
    path = reverse("interface:decision-detail", args=[decision.pk])
    decision_letters.recorded(decision, by=by)
    webhooks.tell("decided", decision, recorded, province=decision.province_id, path=path)


@transaction.atomic
def correct(
    line: DecisionLine,
    *,
    what: str,
    becomes: str,
    number: str,
    corrected_on: date,
    by: User,
    at: datetime | None = None,
) -> Correction:
    """A later paper puts a name or the praise right; the certificate prints anew with it."""
    at = at or timezone.now()
    decision = line.decision
    _lock(decision)
    _may(decision, by, at)
    deciding.can_correct(decision.state).or_refuse()
    unless(corrected_on >= decision.decided_on, _("A correction is not older than its decision.")).or_refuse()
    line.refresh_from_db()
    correction = Correction(
        line=line,
        what=what,
        was=getattr(line, what),
        becomes=becomes,
        number=number,
        corrected_on=corrected_on,
    )
    correction.full_clean(exclude=["line"])
    unless(correction.was != becomes, _("This is what the decision says already.")).or_refuse()
    setattr(line, what, becomes)
    line.full_clean(exclude=["decision", "nomination", "honour"], validate_unique=False)
    correction.save()
    line.save(update_fields=[what])
    _tell(decision, "correct", by, at, f"{number}: {correction.was} → {becomes}")
    return correction


def standing(decision: Decision, *, on: date) -> Verdict:
    """May the decision be recorded today? What stands in the way, by name."""
    nominees = [line.nomination for line in reading.Sheet(decision).lines]
    return deciding.can_change(decision.state) & all_of(reading.clear(nominees, on).values())


def _fill(decision: Decision, nominees: Sequence[Nomination]) -> None:
    decidable = {row.pk for row in reading.decidable({decision.province_id}, decision=decision)}
    kept = {line.nomination_id: line for line in decision.lines.all()}
    chosen = {nomination.pk for nomination in nominees}
    decision.lines.exclude(nomination__in=chosen).delete()
    lines = []
    for order, nomination in enumerate(nominees, start=1):
        unless(
            nomination.pk in decidable or nomination.pk in kept,
            _("%(name)s is not waiting for a decision, or stands in another one.") % {"name": nomination},
        ).or_refuse()
        line = kept.get(nomination.pk) or DecisionLine(
            decision=decision,
            nomination=nomination,
            name=reading.printed_name(nomination),
            praise=reading.praise(nomination),
        )
        line.order = order
        lines.append(line)
    DecisionLine.objects.bulk_update([line for line in lines if line.pk], ["order"])
    DecisionLine.objects.bulk_create(line for line in lines if line.pk is None)


def _open(decision: Decision, by: User, at: datetime) -> None:
    _lock(decision)
    _may(decision, by, at)
    deciding.can_change(decision.state).or_refuse()


def _may(decision: Decision, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.RECORD_DECISIONS, people.province_seats(someone, decision.province_id)).or_refuse()


def _tell(decision: Decision, step: str, by: User, at: datetime, note: str = "") -> DecisionEvent:
    return decision.events.create(actor=by, step=step, note=note, at=at)


def _lock(decision: Decision) -> None:
    # Pressed twice: the second one finds it recorded.
    decision.refresh_from_db(from_queryset=Decision.objects.select_for_update(no_key=True))
