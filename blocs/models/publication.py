"""The ranking of a season as it was published: from then on only a correction with its reason changes it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Organisation
from blocs.models.season import Season
from emulation.models import User


class RankingFigure(models.Model):
    """What the rules for ties look at, of one member: as it is told, never computed from points."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="ranking_figures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    women = models.DecimalField(
        _("share of women (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    past_awards = models.PositiveSmallIntegerField(_("awards in the past years"), null=True, blank=True)
    not_ranked = models.CharField(_("not ranked, because"), max_length=250, blank=True)

    class Meta:
        ordering = ["season", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["season", "organisation"], name="ranking_figures_once_per_member")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ScorePublication(models.Model):
    """Published once; a correction publishes anew and both stay."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(_("why it was corrected"), max_length=1000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["season", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["season", "version"], name="scores_published_once_as_a_version"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="correction_of_scores_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season_id}: {self.version}"


class PublishedPlace(models.Model):
    """One member's line of a published ranking; rows are only added."""

    publication = models.ForeignKey(ScorePublication, models.PROTECT, related_name="places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(null=True)
    tied = models.BooleanField(default=False)
    base = models.DecimalField(max_digits=9, decimal_places=2)
    bonus = models.DecimalField(max_digits=9, decimal_places=2)
    deduction = models.DecimalField(max_digits=9, decimal_places=2)
    band = models.CharField(max_length=250, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["publication", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "organisation"], name="one_published_place_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.organisation}"
