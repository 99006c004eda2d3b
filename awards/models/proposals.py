"""What a bloc proposes at the end of its year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import Award
from blocs.models import Organisation, Season

if TYPE_CHECKING:
    from blocs.models import Person


class ProposedAwardQuerySet(models.QuerySet["ProposedAward"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(season__in=Season.objects.visible_to(person))

    def for_listing(self) -> Self:
        return self.select_related("award").prefetch_related("nominees__organisation").order_by("award", "pk")


class ProposedAward(models.Model):
    season = models.ForeignKey(
        Season, models.PROTECT, related_name="proposed_awards", verbose_name=_("season")
    )
    award = models.ForeignKey(Award, models.PROTECT, related_name="proposals", verbose_name=_("award"))

    objects = ProposedAwardQuerySet.as_manager()

    class Meta:
        ordering = ["season", "award", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "award"], name="award_proposed_once_per_season")
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.season}"


class Nominee(models.Model):
    """An organisation, or whoever else was named, in the words of the proposal."""

    proposed = models.ForeignKey(ProposedAward, models.CASCADE, related_name="nominees")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    text = models.CharField(_("nominee"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, text="")
                | (Q(organisation__isnull=True) & ~Q(text="")),
                name="nominee_is_an_organisation_or_a_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else self.text
