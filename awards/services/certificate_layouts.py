"""Where lines stand on pre-printed stock. Call as certificate_layouts.save(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from awards.models import CertificateLayout
from awards.rules.rights import Act, may
from blocs.models import Province
from blocs.selectors import people
from emulation.models import User


@transaction.atomic
def save(layout: CertificateLayout, *, province: Province, by: User, at: datetime | None = None) -> None:
    """Add a layout, or keep what the given one holds now."""
    someone = people.person(by, on=timezone.localdate(at or timezone.now()))
    may(Act.RECORD_DECISIONS, people.province_seats(someone, province.pk)).or_refuse()
    layout.province = province
    layout.full_clean()
    layout.save()
