"""The roles of a province whose sign-in must have a second step. What ended stays, as the history."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from blocs.models.organisation import Province
from blocs.models.people import Mandate
from emulation.models import User


class SecondStepDemandQuerySet(models.QuerySet["SecondStepDemand"]):
    def open(self) -> SecondStepDemandQuerySet:
        return self.filter(ended_at__isnull=True)

    def holds_for(self, user: User, *, on: date) -> bool:
        """One query."""
        demanded = self.open().filter(province=OuterRef("organisation__province"), role=OuterRef("role"))
        return Mandate.objects.on(on).filter(Exists(demanded), user=user).exists()


class SecondStepDemand(models.Model):
    province = models.ForeignKey(Province, models.PROTECT, related_name="second_step_demands")
    role = models.CharField(max_length=20, choices=Mandate.Role)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SecondStepDemandQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "province", "role", condition=Q(ended_at__isnull=True), name="role_demands_second_step_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()
