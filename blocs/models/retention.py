"""How long records are kept, by class: dated rows with their source. What is needed longer is put on hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from blocs.models.organisation import Province
from blocs.models.season import Season
from emulation.events import Event
from emulation.fields import OneLineField

if TYPE_CHECKING:
    from blocs.models.people import Person

LONGEST = 12 * 70  # months: the law of archives knows no longer term that ends


class RecordClass(models.TextChoices):
    STATE_AWARDS = "state_awards", _("Awards of the State")
    PROVINCE_AWARDS = "province_awards", _("Awards of ministries and the province")
    UNIT_AWARDS = "unit_awards", _("Awards of units")
    PLANS = "plans", _("Regulations, yearly plans and reports")
    BLOC_RECORDS = "bloc_records", _("Pledges, score sheets and minutes of blocs")
    LOG = "log", _("Log of the site")
    BALLOTS = "ballots", _("Used ballots")
    WORKING_FILES = "working_files", _("Working files: evidence of reports")
    TRACES = "traces", _("Technical traces: sign-ins, mails, notices")
    ACCOUNTS = "accounts", _("Accounts of people who left")


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    def of(self, province: int) -> Self:
        """Its own rows, and those for all provinces."""
        return self.filter(Q(province=province) | Q(province__isnull=True))

    def begun(self, day: date) -> Self:
        return self.filter(starts__lte=day)


class RetentionRule(models.Model):
    """From its day on until a later row; a row of the province goes before one for all. Rows stay."""

    class Confidence(models.TextChoices):
        SOURCED = "sourced", _("from the official text")
        RECALLED = "recalled", _("from practice; compare with the official text")
        ASSUMED = "assumed", _("uncertain; ask the archives of the province")

    record_class = models.CharField(_("class"), max_length=20, choices=RecordClass)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField(_("from"))
    months = models.PositiveSmallIntegerField(
        _("kept for, months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )  # none: permanently
    least_months = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)  # by law
    source = OneLineField(_("source"), max_length=250)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.ASSUMED
    )
    note = models.TextField(_("note"), blank=True, max_length=1000)

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        ordering = ["record_class", "-starts", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "record_class", Coalesce("province", 0), "starts", name="one_retention_rule_begins_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True)
                | Q(least_months__isnull=True)
                | Q(months__gte=F("least_months")),
                name="kept_at_least_as_long_as_the_law_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_record_class_display()}: {self.term}"

    @property
    def is_permanent(self) -> bool:
        return self.months is None

    @property
    def term(self) -> str:
        return term_in_words(self.months)

    @property
    def is_certain(self) -> bool:
        return self.confidence == self.Confidence.SOURCED


def term_in_words(months: int | None) -> str:
    if months is None:
        return str(_("permanently"))
    if months % 12 == 0:
        return ngettext("%(count)d year", "%(count)d years", months // 12) % {"count": months // 12}
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}


class RetentionRuleChange(Event):
    """Who entered a term, and what held before; rows are only added."""

    STEPS: ClassVar = {"enter": _("term entered")}

    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="changes")


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def visible_to(self, someone: Person) -> Self:
        return self.filter(province__in=someone.provinces_as("standing", "auditor", "administrator"))


class LegalHold(models.Model):
    """Nothing of a season, or of a class, is disposed of while it stands; lifting it is an act, too."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    season = models.ForeignKey(
        Season, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("season")
    )
    record_class = models.CharField(_("class"), max_length=20, choices=RecordClass, blank=True)
    placed_on = models.DateField(_("from"))
    number = OneLineField(pgettext_lazy("of a document", "number"), max_length=120)
    reason = models.TextField(_("reason"), max_length=1000)
    placed_at = models.DateTimeField(editable=False)
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lift_number = OneLineField(_("number of the document that lifts it"), max_length=120, blank=True)
    lift_reason = models.TextField(_("why it is lifted"), max_length=1000, blank=True)
    lifted_at = models.DateTimeField(null=True, editable=False)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(season__isnull=False) & Q(record_class=""))
                | (Q(season__isnull=True) & ~Q(record_class="")),
                name="hold_is_on_a_season_or_a_class",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_on__isnull=True, lift_number="")
                | (Q(lifted_at__isnull=False, lifted_on__gte=F("placed_on")) & ~Q(lift_number="")),
                name="lifted_hold_has_day_and_document",
            ),
        ]

    def __str__(self) -> str:
        return str(self.season) if self.season_id else self.get_record_class_display()

    @property
    def stands(self) -> bool:
        return self.lifted_at is None


class LegalHoldChange(Event):
    """That it was placed or lifted, by whom and when; rows are only added."""

    STEPS: ClassVar = {"place": _("put on hold"), "lift": _("hold lifted")}

    hold = models.ForeignKey(LegalHold, models.PROTECT, related_name="changes")
