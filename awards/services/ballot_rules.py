"""The thresholds of ballots, changed by the standing agency. Call as ballot_rules.save(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import BallotRule
from awards.rules.rights import Act, may
from blocs.models import Province
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def save(rule: BallotRule, *, province: Province, by: User, at: datetime | None = None) -> None:
    """Add a row of the province, or keep what the given one holds now. Ballots prepared before keep theirs.

    Raises ValidationError at the field that does not fit, Refused for rows that hold for all provinces.
    """
    at = at or timezone.now()
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.EDIT_RULES, people.province_seats(someone, province.pk)).or_refuse()
    kept = BallotRule.objects.select_for_update(no_key=True).filter(pk=rule.pk).first()
    unless(
        kept is None or kept.province_id == province.pk,
        _("This row holds for all provinces. Add one of your own, which goes before it."),
    ).or_refuse()
    rule.province = province
    rule.full_clean()
    fields = [field.name for field in BallotRule._meta.concrete_fields if field.name != "id"]
    changed = [name for name in fields if kept is None or getattr(kept, name) != getattr(rule, name)]
    if not changed:
        return
    rule.save()
    note = "" if kept is None else ", ".join(changed)
    rule.changes.create(actor=by, note=note, at=at)
