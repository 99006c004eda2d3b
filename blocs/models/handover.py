"""Handing the bloc's work over to the leader of the year after."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Organisation
from blocs.models.season import Season
from emulation.models import User


class Handover(models.Model):
    """From the leader of a season to that of the next one; both sides confirm what stands in it."""

    season = models.OneToOneField(Season, models.PROTECT, related_name="handover")  # the year that ends
    into = models.OneToOneField(Season, models.PROTECT, related_name="taken_over")  # the year that begins
    outgoing = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    incoming = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    takes_effect_on = models.DateField(_("takes effect on"))
    held_on = models.DateField(_("handed over on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=250, blank=True)
    witnesses = models.CharField(_("also present"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), blank=True, max_length=4000)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    given_at = models.DateTimeField(null=True, editable=False)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    settled = models.TextField(blank=True, editable=False)  # why the standing agency confirmed for a side

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(outgoing=F("incoming")), name="handed_over_to_another"),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True, given_at__isnull=True)
                | Q(given_by__isnull=False, given_at__isnull=False),
                name="giver_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="taker_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season} → {self.into.label}"

    @property
    def is_confirmed(self) -> bool:
        return self.given_at is not None and self.taken_at is not None

    @property
    def is_frozen(self) -> bool:
        """One side has confirmed: what it confirmed stays as it is."""
        return self.given_at is not None or self.taken_at is not None


class HandoverItem(models.Model):
    """A thing that is still open, or a file that changes hands."""

    class Kind(models.TextChoices):
        TASK = "task", _("Open task")
        FILE = "file", _("File")

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    text = models.CharField(_("what"), max_length=250)
    detail = models.CharField(_("how far it is, or how many copies"), max_length=250, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    source = models.CharField(max_length=60, blank=True, editable=False)  # what it was gathered from

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "source"], condition=~Q(source=""), name="gathered_once_per_handover"
            )
        ]

    def __str__(self) -> str:
        return self.text
