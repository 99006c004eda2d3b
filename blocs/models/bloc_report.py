"""The report of a bloc on its year: the words of the leader's people around the figures of all members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from blocs.models.season import Season

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_TEXT = 60_000  # letters: what twenty members wrote, put together


def text(label: StrOrPromise) -> models.TextField[str, str]:
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])


class BlocReport(models.Model):
    """Its texts alone; figures and ranks are read from where they stand when it is shown or printed."""

    season = models.OneToOneField(Season, models.PROTECT, related_name="bloc_report")
    results = text(_("Results"))
    weaknesses = text(_("Weaknesses and their causes"))
    lessons = text(_("Lessons learned"))
    plans = text(_("Tasks of the time to come"))
    proposals = text(_("Proposals"))
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["season"]

    def __str__(self) -> str:
        return f"{self.season_id}"


SECTIONS = ("results", "weaknesses", "lessons", "plans", "proposals")
