"""Which roles of a province must have a second step of the sign-in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.models import Province
from blocs.rules.rights import Act, may
from blocs.selectors import people
from emulation.models import User


@transaction.atomic
def demand(province: Province, roles: Collection[str], *, by: User, at: datetime | None = None) -> None:
    """From the next sign-in of each on; the same choice made twice changes nothing."""
    at = at or timezone.now()
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_ACCOUNTS, people.province_seats(someone, province.pk)).or_refuse()
    province.refresh_from_db(from_queryset=Province.objects.select_for_update(no_key=True))
    now = set(province.second_step_demands.open().values_list("role", flat=True))
    province.second_step_demands.open().exclude(role__in=roles).update(ended_at=at, ended_by=by)
    for role in sorted(set(roles) - now):
        province.second_step_demands.create(role=role, begun_at=at, begun_by=by)
