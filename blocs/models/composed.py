"""What people write for the papers of a bloc's year that are not gathered from figures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from blocs.models.season import Season
from documents.models import Paper


class ComposedText(models.Model):
    """One text per season; `version` counts its changes, so that nobody overwrites what was not seen."""

    season = models.OneToOneField(Season, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class OperatingRules(ComposedText):
    """How the bloc works (quy chế hoạt động): chapters and articles as the leader writes them."""

    text = models.TextField(_("text of the rules"), max_length=40000)

    def __str__(self) -> str:
        return f"{self.season}: {self._meta.verbose_name}"


class MeetingInvitation(ComposedText):
    """The meeting to which the leader invites next; once issued, the paper keeps what it said."""

    class Occasion(models.TextChoices):
        PLEDGE = "pledge", _("Signing of the pledge")
        MID_YEAR = "mid_year", _("Mid-year review")
        CROSS_CHECK = "cross_check", _("Cross-check")
        FINAL = "final", _("Review of the year")
        OTHER = "other", _("Another meeting")

    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion)
    title = models.CharField(_("name of the meeting"), max_length=250)
    held_on = models.DateField(_("day"))
    held_from = models.TimeField(_("time"))
    place = models.CharField(_("place"), max_length=250)
    chair = models.CharField(_("chaired by"), max_length=250)
    invited = models.TextField(_("who is invited"), max_length=4000)
    agenda = models.TextField(_("agenda"), max_length=8000, blank=True)
    note = models.TextField(_("what those invited prepare"), max_length=2000, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", editable=False)

    def __str__(self) -> str:
        return self.title
