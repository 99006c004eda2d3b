"""The yearly statistical forms (circular 02/2023): what they ask is data that officials change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import Confidence
from blocs.models import Province
from emulation.models import User

if TYPE_CHECKING:
    from django.utils.functional import Promise


class StatisticalForm(models.Model):
    """One form; a row of the province goes before the one for all."""

    class Subject(models.TextChoices):
        MOVEMENTS = "movements", _("Movements, by how long they run")
        HONOURS = "honours", _("Honours, by who received them")
        OTHER = "other", _("Figures entered by hand")

    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name of the form"), max_length=120)
    title = models.CharField(_("title"), max_length=250)
    subject = models.CharField(_("what it counts"), max_length=10, choices=Subject)
    due_day = models.PositiveSmallIntegerField(
        _("due on the day"), default=15, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    due_month = models.PositiveSmallIntegerField(
        _("of the month"), default=12, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    source = models.CharField(_("source"), max_length=250)
    confidence = models.CharField(_("how sure"), max_length=10, choices=Confidence)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["code", F("province").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint("code", Coalesce("province", 0), name="one_statistical_form_per_province")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"

    def due(self, year: int) -> date:
        return date(year, self.due_month, self.due_day)


class StatisticalLine(models.Model):
    """What one line asks. `counts` names a level of movements or an award; empty, it is filled in by hand."""

    form = models.ForeignKey(StatisticalForm, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(_("line"), max_length=250)
    counts = models.CharField(_("what is counted"), max_length=20, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class StatisticalSheetQuerySet(models.QuerySet["StatisticalSheet"]):
    def of(self, province: Province, code: str, year: int) -> Self:
        """All versions, the newest first."""
        return self.filter(province=province, form__code=code, year=year).order_by("-version")


class StatisticalSheet(models.Model):
    """A form of one year. Closed, it holds its own words and figures; a new version corrects it."""

    form = models.ForeignKey(StatisticalForm, models.PROTECT, related_name="sheets")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(_("why it is corrected"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = StatisticalSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "form__code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "form", "year", "version"], name="one_statistical_sheet_per_version"
            ),
            models.UniqueConstraint(
                fields=["province", "form", "year"],
                condition=Q(closed_at__isnull=True),
                name="one_open_statistical_sheet",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="corrected_statistical_sheet_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form.name}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("awards:statistics-sheet", args=[self.year, self.form.code])


class StatisticalFigure(models.Model):
    """A cell. In an open sheet only what was typed; in a closed one every cell, with its line's words."""

    sheet = models.ForeignKey(StatisticalSheet, models.CASCADE, related_name="figures")
    line = models.ForeignKey(StatisticalLine, models.SET_NULL, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=250, blank=True)
    column = models.CharField(max_length=12)
    value = models.PositiveIntegerField()
    counted = models.PositiveIntegerField(null=True)  # what the records held; empty: they hold nothing of it

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "line", "column"], name="one_figure_per_cell")
        ]

    def __str__(self) -> str:
        return str(self.value)


TOTAL = "total"
COLUMNS: dict[str, dict[str, Promise]] = {
    StatisticalForm.Subject.MOVEMENTS: {
        TOTAL: _("Total"),
        "short": _("Less than one year"),
        "one": _("One year"),
        "under_three": _("More than one year, less than three"),
        "under_five": _("From three years to less than five"),
        "long": _("Five years or more"),
        "undated": _("Without dates"),
    },
    StatisticalForm.Subject.HONOURS: {
        TOTAL: _("Total"),
        "collectives": _("Collectives"),
        "people": _("People"),
        "households": _("Households"),
    },
    StatisticalForm.Subject.OTHER: {TOTAL: _("Total")},
}
