"""Visits by which the members of a bloc cross-check one another (kiểm tra chéo), and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Organisation
from blocs.models.pledge import PledgeItem, PledgeTarget
from blocs.models.score import Criterion, points
from blocs.models.season import Season
from documents.models import Paper
from emulation.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_TEXT = 4000


def text(label: StrOrPromise) -> models.TextField[str, str]:
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])


class Visit(models.Model):
    """One member looks at the year of another, on a day, at a place."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CLOSED = "closed", _("Findings closed")
        CALLED_OFF = "called_off", _("Called off")

    season = models.ForeignKey(Season, models.PROTECT, related_name="visits")
    visited = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    visiting = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    held_on = models.DateField(_("day"))
    held_from = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=250, blank=True)
    team = text(_("members of the team"))  # one in a line
    conclusion = text(_("conclusion of the team"))
    answer = text(_("opinion of the visited member"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.PLANNED, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)  # counts the changes of the plan
    content = models.JSONField(null=True, editable=False, encoder=DjangoJSONEncoder)  # checklist as closed
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(visited=F("visiting")), name="visited_by_another"),
            models.UniqueConstraint(
                fields=["season", "visited"],
                condition=~Q(status="called_off"),
                name="visited_once_per_season",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(content__isnull=False),
                name="closed_visit_keeps_its_checklist",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visiting} → {self.visited}"

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def is_called_off(self) -> bool:
        return self.status == self.Status.CALLED_OFF

    @property
    def tone(self) -> str:
        """How its status is coloured: the tone of a pill."""
        return "good" if self.is_issued else TONES[self.Status(self.status)]

    @property
    def words(self) -> str:
        """How far it is, that of its minutes once there are any."""
        if self.paper is not None and self.is_issued:
            return self.paper.get_state_display()
        return self.get_status_display()

    @property
    def is_being_signed(self) -> bool:
        return self.paper is not None and self.paper.state == Paper.State.SIGNING

    @property
    def is_issued(self) -> bool:
        """Its minutes have a number, whether all have signed them or not yet."""
        return self.paper is not None and self.paper.state in (Paper.State.SIGNING, Paper.State.ISSUED)


class VisitFinding(models.Model):
    """What the team says of one line of the checklist; points are only proposed."""

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("Agreed")
        DIFFERS = "differs", _("Not agreed")
        MISSING = "missing", _("Evidence missing")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    target = models.ForeignKey(PledgeTarget, models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(PledgeItem, models.PROTECT, null=True, related_name="+")
    finding = models.CharField(_("finding"), max_length=8, choices=Verdict, blank=True)
    base = points(_("points"), null=True)
    bonus = points(_("bonus"), null=True)
    deduction = points(_("deduction"), null=True)
    why = models.CharField(_("why"), max_length=1000, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "criterion"], name="one_finding_per_criterion"),
            models.UniqueConstraint(fields=["visit", "target"], name="one_finding_per_target"),
            models.UniqueConstraint(fields=["visit", "item"], name="one_finding_per_item"),
            models.CheckConstraint(
                condition=Q(criterion__isnull=False, target__isnull=True, item__isnull=True)
                | Q(criterion__isnull=True, target__isnull=False, item__isnull=True)
                | Q(criterion__isnull=True, target__isnull=True, item__isnull=False),
                name="finding_is_on_one_line",
            ),
            models.CheckConstraint(
                condition=(Q(base__isnull=True) | Q(base__gte=0))
                & (Q(bonus__isnull=True) | Q(bonus__gte=0))
                & (Q(deduction__isnull=True) | Q(deduction__gte=0)),
                name="proposed_points_not_below_nought",
            ),
        ]

    def __str__(self) -> str:
        return self.get_finding_display()


TONES = {Visit.Status.PLANNED: "info", Visit.Status.CLOSED: "good", Visit.Status.CALLED_OFF: "neutral"}
