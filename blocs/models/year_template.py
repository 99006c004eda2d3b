"""The dates that a province sets for the year of all its blocs; a season takes them over when it begins."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.organisation import Province
from blocs.models.season import FIRST_YEAR, LAST_YEAR, Milestone, Season
from emulation.models import User


class YearTemplate(models.Model):
    province = models.ForeignKey(Province, models.PROTECT, related_name="year_templates")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    period = models.CharField(_("period"), max_length=10, choices=Season.Period)

    class Meta:
        ordering = ["-year", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "year", "period"],
                name="one_template_per_province_and_year",
                violation_error_message=_("The province has the dates of this year already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("blocs:calendar-template", args=[self.pk])

    @property
    def label(self) -> str:
        """2024, or 2021-2022 for a school year."""
        is_school = self.period == Season.Period.SCHOOL
        return f"{self.year}-{self.year + 1}" if is_school else str(self.year)


class TemplateDate(models.Model):
    """A fixed day, or so many days after an earlier milestone or after the season's first day."""

    template = models.ForeignKey(YearTemplate, models.CASCADE, related_name="dates")
    kind = models.CharField(_("milestone"), max_length=12, choices=Milestone.Kind)
    due = models.DateField(_("fixed day"), null=True, blank=True)
    days = models.SmallIntegerField(_("days after"), null=True, blank=True)
    after = models.CharField(
        _("after"), max_length=12, choices=Milestone.Kind, blank=True
    )  # or the first day
    source = models.CharField(_("source"), max_length=250, blank=True)

    class Meta:
        ordering = ["template", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["template", "kind"], name="one_date_of_a_kind_per_template"),
            models.CheckConstraint(
                condition=Q(due__isnull=False, days__isnull=True, after="")
                | Q(due__isnull=True, days__isnull=False),
                name="a_date_is_fixed_or_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class YearTemplateChange(models.Model):
    """Who changed or applied the dates of a year, and why; rows are only added."""

    template = models.ForeignKey(YearTemplate, models.PROTECT, related_name="changes")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.step

    @property
    def words(self) -> str:
        return history.words(self.step)
