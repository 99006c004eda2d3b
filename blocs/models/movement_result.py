"""What organisations reached in a movement, half year by half year, and how it was reviewed."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models.enrolment import Enrolment, Measure
from blocs.models.movement import Movement
from blocs.models.organisation import Organisation
from emulation.models import User


class PeriodResult(models.Model):
    """Of one organisation in one half of a year."""

    class Half(models.IntegerChoices):
        FIRST = 1, _("First half")
        SECOND = 2, _("Second half")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="results")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(choices=Half)
    text = models.TextField(_("what was done"), validators=[MaxLengthValidator(4000)])
    revision = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["year", "half", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "year", "half"], name="one_result_per_period"),
            models.CheckConstraint(condition=Q(half__in=[1, 2]), name="result_of_a_half_year"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.half}/{self.year}"


class PeriodFigure(models.Model):
    result = models.ForeignKey(PeriodResult, models.CASCADE, related_name="figures")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="figures")
    value = models.DecimalField(_("reached"), max_digits=15, decimal_places=2)

    class Meta:
        ordering = ["measure__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["result", "measure"], name="one_figure_per_measure_and_period"),
            models.CheckConstraint(condition=Q(value__gte=0), name="figure_of_a_period_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"


class MovementReview(models.Model):
    """The interim review (sơ kết) or the final one (tổng kết); after the final one results stand fast."""

    class Kind(models.TextChoices):
        INTERIM = "interim", _("Interim review")
        FINAL = "final", _("Final review")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="reviews")
    kind = models.CharField(_("review"), max_length=10, choices=Kind)
    held_on = models.DateField(_("held on"))
    summary = models.TextField(_("results"), validators=[MaxLengthValidator(8000)])
    lessons = models.TextField(_("weaknesses and lessons"), blank=True, validators=[MaxLengthValidator(4000)])
    leading: models.ManyToManyField[Organisation, models.Model] = models.ManyToManyField(
        Organisation, related_name="leading_in", verbose_name=_("leading organisations")
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "kind"], name="one_review_of_a_kind_per_movement")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.movement}"
