"""Who takes part in a movement: asked, enrolled with a target, or declined; and what is measured of it."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models.movement import Movement
from blocs.models.organisation import Organisation
from emulation.models import User

MOST_MEASURES = 8


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def taking_part(self) -> Self:
        return self.filter(status__in=TAKING_PART)

    def waiting(self) -> Self:
        """Asked, and not answered yet."""
        return self.filter(status=Enrolment.Status.ASKED)

    def unanswered(self) -> Self:
        """Those that the launcher named and may take off the list again."""
        return self.filter(status__in=[Enrolment.Status.NAMED, Enrolment.Status.ASKED])


class Enrolment(models.Model):
    """An organisation in a movement. Who is only named takes part without being asked for a target."""

    class Status(models.TextChoices):
        NAMED = "named", _("Takes part")
        ASKED = "asked", _("Not answered yet")
        ENROLLED = "enrolled", _("Enrolled")
        DECLINED = "declined", _("Does not take part")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="enrolments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="enrolments")
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.NAMED, editable=False)
    target = models.TextField(_("target"), blank=True, validators=[MaxLengthValidator(2000)])
    reason = models.CharField(_("why it does not take part"), max_length=1000, blank=True)
    asked_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)  # the last time
    answered_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "organisation"], name="enrolled_once"),
            models.CheckConstraint(
                condition=~Q(status="enrolled") | (Q(answered_at__isnull=False) & ~Q(target="")),
                name="enrolled_with_a_target",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | (Q(answered_at__isnull=False) & ~Q(reason="")),
                name="declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.movement}"

    @property
    def takes_part(self) -> bool:
        return self.status in TAKING_PART

    @property
    def is_waiting(self) -> bool:
        return self.status == Enrolment.Status.ASKED

    @property
    def has_declined(self) -> bool:
        return self.status == Enrolment.Status.DECLINED

    @property
    def tone(self) -> str:
        return TONES[Enrolment.Status(self.status)]


TAKING_PART = (Enrolment.Status.NAMED, Enrolment.Status.ENROLLED)
TONES = {
    Enrolment.Status.NAMED: "good",
    Enrolment.Status.ASKED: "wait",
    Enrolment.Status.ENROLLED: "good",
    Enrolment.Status.DECLINED: "neutral",
}


class Measure(models.Model):
    """Something that each participant counts, such as houses built; the movement's chart adds it up."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("what is counted"), max_length=150)
    unit = models.CharField(_("unit"), max_length=40, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["movement", "name"], name="measure_once_per_movement")]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})" if self.unit else self.name


class MeasureTarget(models.Model):
    """How much of it an organisation has taken on."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="targets")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="targets")
    value = models.DecimalField(_("target"), max_digits=15, decimal_places=2)

    class Meta:
        ordering = ["measure__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "measure"], name="one_target_per_measure"),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_of_a_measure_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"
