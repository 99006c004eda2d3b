"""What follows from totals: bands that name them, and the rules by which ties are broken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models.score import ScoreTable, points
from blocs.models.season import Season


class TieBreak(models.TextChoices):
    """By what members with the same total are told apart."""

    WOMEN = "women", _("Share of women")
    BASE = "base", _("More points before bonus and deduction")
    BONUS = "bonus", _("More bonus points")
    DEDUCTION = "deduction", _("Fewer points deducted")
    PAST_AWARDS = "past_awards", _("Fewer awards in the past years")


class ScoreBand(models.Model):
    """What a total amounts to: "Hoàn thành xuất sắc nhiệm vụ" from 90 points on."""

    table = models.ForeignKey(ScoreTable, models.CASCADE, related_name="bands")
    name = models.CharField(_("name"), max_length=250)
    lowest = points(_("from so many points on"))

    class Meta:
        ordering = ["-lowest", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "lowest"],
                name="one_band_from_so_many_points",
                violation_error_message=_("Another band begins at the same number of points."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class TieRule(models.Model):
    """One rule for ties of a season, tried in their order; those without a season are the usual ones."""

    season = models.ForeignKey(Season, models.CASCADE, null=True, blank=True, related_name="tie_rules")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("rule"), max_length=12, choices=TieBreak)
    least = models.DecimalField(
        _("at least"), max_digits=5, decimal_places=2, null=True, blank=True
    )  # per cent, for the share of women
    basis = models.CharField(_("legal basis"), max_length=250, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "kind"], name="tie_rule_once_per_season"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(season__isnull=True), name="usual_tie_rule_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="women") | Q(least__isnull=False), name="share_of_women_has_its_figure"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
