"""Notices to the public. Call as notices.publish(…)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Notice
from awards.rules import notices as rules
from awards.rules.rights import Act, may
from blocs.models import Province
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def publish(
    province: Province,
    *,
    title: str,
    text: str,
    contact: str,
    starts: date,
    ends: date | None,
    nominees: Sequence[Nomination],
    by: User,
    at: datetime | None = None,
) -> Notice:
    """Stands on the public page from its day on; without an end for the ten working days that are asked."""
    at = at or timezone.now()
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.APPRAISE, people.province_seats(someone, province.pk)).or_refuse()
    unless(bool(nominees), _("Choose whom the notice names.")).or_refuse()
    ends = ends or rules.last_day(starts)
    rules.long_enough(starts, ends).or_refuse()
    notice = Notice(
        province=province, title=title, text=text, contact=contact, starts=starts, ends=ends, actor=by, at=at
    )
    notice.full_clean(exclude=["province", "actor"])
    notice.save()
    notice.nominations.set(nominees)
    return notice
