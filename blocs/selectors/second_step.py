"""Of each role: whether the sign-in must have a second step, and how many have one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q

from blocs.models import Mandate, Province, SecondStepDemand
from emulation.models import User
from emulation.second_step import KINDS


@dataclass(frozen=True, slots=True)
class RoleLine:
    role: str
    label: str
    people: int
    with_step: int


def is_demanded(user: User, *, on: date) -> bool:
    return SecondStepDemand.objects.holds_for(user, on=on)


def roles(province: Province, *, on: date) -> list[RoleLine]:
    """One query."""
    guarded = Exists(Authenticator.objects.filter(user=OuterRef("user"), type__in=KINDS))
    held = Mandate.objects.on(on).filter(organisation__province=province, user__is_active=True)
    counted = held.annotate(guarded=guarded).values("role").order_by("role")
    counts = {
        row["role"]: row
        for row in counted.annotate(
            people=Count("user", distinct=True), guards=Count("user", distinct=True, filter=Q(guarded=True))
        )
    }
    none = {"people": 0, "guards": 0}
    return [
        RoleLine(
            role.value,
            str(role.label),
            counts.get(role.value, none)["people"],
            counts.get(role.value, none)["guards"],
        )
        for role in Mandate.Role
    ]
