"""The printing of a whole submission in the background: what is printed already is kept, whatever happens."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from awards.models.proposals import Proposal
from emulation.models import User


class PrintRun(models.Model):
    """One printing of a submission, as it stood on a day."""

    class State(models.TextChoices):
        RUNNING = "running", _("Being printed")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Could not be printed")
        DONE = "done", _("Printed")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="print_runs")
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    turn = models.PositiveIntegerField(default=1)  # a worker asked in an earlier turn ends at its next step
    begun_at = models.DateTimeField()
    beat_at = models.DateTimeField()  # the last step
    finished_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    whole = models.FileField(max_length=120, blank=True)  # bound into one PDF
    whole_size = models.PositiveBigIntegerField(default=0)
    package = models.FileField(max_length=120, blank=True)  # a folder for each nominee, with the originals
    package_size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=~Q(state="done"), name="one_unfinished_printing_per_proposal"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(whole="") & ~Q(package="")),
                name="finished_printing_has_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.get_state_display()}"


class PrintedReport(models.Model):
    """The achievement report of one nominee in a printing; empty until its turn has come."""

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="reports")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=120, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    printed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "nomination"], name="report_once_in_a_printing"),
            models.CheckConstraint(
                condition=Q(printed_at__isnull=True) | ~Q(file=""), name="printed_report_has_its_file"
            ),
        ]

    def __str__(self) -> str:
        return str(self.nomination_id)
