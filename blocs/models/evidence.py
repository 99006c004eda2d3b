"""Evidence (minh chứng) of a report: files beside its criteria, and words on where else to look."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models import kept_file
from blocs.models.disposal import Disposal
from blocs.models.kept_file import KeptFile
from blocs.models.report import Report
from blocs.models.score import Criterion


def place(evidence: Evidence, name: str) -> str:
    return kept_file.place("evidence", evidence)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def live(self) -> Self:
        return self.filter(removed_at__isnull=True)


class Evidence(KeptFile):
    """A file beside a criterion, or for the report as a whole."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    criterion = models.ForeignKey(  # none: for the report as a whole
        Criterion, models.PROTECT, null=True, blank=True, related_name="evidence_files"
    )
    file = models.FileField(upload_to=place, max_length=120)
    disposal = models.ForeignKey(
        Disposal, models.PROTECT, null=True, editable=False, related_name="+"
    )  # by which its bytes went; the row stays

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "criterion", "content_hash"],
                condition=Q(removed_at__isnull=True),
                name="evidence_once_beside_a_criterion",
            ),
            models.UniqueConstraint(
                fields=["report", "content_hash"],
                condition=Q(removed_at__isnull=True, criterion__isnull=True),
                name="evidence_once_beside_the_whole",
            ),
        ]


class EvidenceNote(models.Model):
    """What a member states beside a criterion: the figure that its formula takes, and where to look."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence_notes")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="evidence_notes")
    text = models.TextField(_("evidence"), blank=True, validators=[MaxLengthValidator(1000)])
    figure = models.DecimalField(_("figure"), max_digits=16, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "criterion"], name="one_evidence_note_per_criterion")
        ]

    def __str__(self) -> str:
        return self.text
