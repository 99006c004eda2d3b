"""Titles and commendations, and the dated rules by which they are given: data that officials change."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blocs.models.dated import holds_on


class Confidence(models.TextChoices):
    SOURCED = "sourced", _("from the official text")
    RECALLED = "recalled", _("from practice; compare with the official text")
    ASSUMED = "assumed", _("not known; to be filled in")


class Award(models.Model):
    class Kind(models.TextChoices):
        TITLE = "title", _("Emulation title")
        FORM = "form", _("Form of commendation")

    class Level(models.TextChoices):
        """Central bodies and provinces are of one level (L22, 3.5)."""

        STATE = "state", _("State")
        MINISTRY = "ministry", _("Ministry, sector or province")
        UNIT = "unit", _("Unit")
        OWN = "own", _("The organisation's own")

    class Family(models.TextChoices):
        TITLE = "title", _("Title")
        FLAG = "flag", _("Flag")
        CERTIFICATE = "certificate", _("Certificate of merit")
        LETTER = "letter", _("Letter of commendation")
        ORDER = "order", _("Order")
        MEDAL = "medal", _("Commemorative medal")

    class Channel(models.TextChoices):
        BLOC = "bloc", _("By the bloc")
        VERTICAL = "vertical", _("Straight to the standing agency")
        EITHER = "either", _("By the bloc or straight to the standing agency")
        MOVEMENT = "movement", _("By the body that leads the movement")

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    family = models.CharField(_("family"), max_length=12, choices=Family, blank=True)
    for_collectives = models.BooleanField(_("for collectives"), default=False)
    for_people = models.BooleanField(_("for people"), default=False)
    for_households = models.BooleanField(_("for households"), default=False)
    decided_by = models.CharField(_("decided by"), max_length=250, blank=True)
    channel = models.CharField(_("way"), max_length=10, choices=Channel, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]  # from the lowest title to the highest commendation, as the catalogue is written

    def __str__(self) -> str:
        return self.name


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    def in_force(self, day: date) -> Self:
        """By the day on which the competent authority received the dossier (law of 2026, transition)."""
        return self.filter(holds_on(day))


class RuleSet(models.Model):
    """The rules of one time. What it says nothing of, rule or figure, it takes from the one before."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=250)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("takes over from")
    )
    legal_basis = models.TextField(_("legal basis"))
    quota_percent = models.PositiveSmallIntegerField(
        _("Government flags among the leading units (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    fewest_months = models.PositiveSmallIntegerField(_("months served, at least"), null=True, blank=True)
    most_unpaid_days = models.PositiveSmallIntegerField(
        _("working days without pay, fewer than"), null=True, blank=True
    )
    most_excellent_percent = models.PositiveSmallIntegerField(
        _("rated excellent among those rated good or better, at most (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.ASSUMED
    )
    note = models.TextField(_("note"), blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="rule_set_ends_after_it_begins",
                violation_error_message=_("The rules end before they begin."),
            ),
            models.UniqueConstraint(fields=["starts"], name="one_rule_set_begins_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class AwardRule(models.Model):
    """What one set of rules asks for one award, of collectives, people or households."""

    class Whom(models.TextChoices):
        COLLECTIVE = "collective", _("Collectives")
        PERSON = "person", _("People")
        HOUSEHOLD = "household", _("Households")
        ALL = "all", _("All")

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="rules", verbose_name=_("rules"))
    award = models.ForeignKey(Award, models.PROTECT, related_name="rules", verbose_name=_("award"))
    whom = models.CharField(_("for"), max_length=10, choices=Whom)
    rules = models.CharField(_("rules"), max_length=40, blank=True)  # R07, R15: their names in the register
    conditions = models.JSONField(_("conditions"))
    judged = models.JSONField(_("for people to judge"), default=list, blank=True)
    vote_percent = models.PositiveSmallIntegerField(
        _("pass mark of the council among all members (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    prize_coefficient = models.DecimalField(
        _("prize, in base salaries"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    dossier = models.JSONField(_("parts of the dossier"), default=list, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.ASSUMED
    )

    class Meta:
        ordering = ["rule_set", "award", "whom"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "award", "whom"], name="one_rule_per_set_award_and_recipients"
            )
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.get_whom_display()}"
