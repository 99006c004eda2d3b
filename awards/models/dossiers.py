"""The papers of a nomination: what is sent beside what is made here."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from blocs.models import kept_file
from blocs.models.kept_file import KeptFile


class Part(models.TextChoices):
    """What rule sets ask a dossier for, in the order in which it is bound."""

    SUBMISSION = "submission", _("Submission letter")
    LIST = "list", _("List of nominees")
    REPORT = "report", _("Achievement report")
    MINUTES = "minutes", _("Minutes of the meeting")
    SCORE_TABLE = "score_table", _("Score tables")
    RATING = "rating", _("Proof of the year's rating")
    INITIATIVE = "initiative", _("Recognition of the initiative")
    INITIATIVE_OR_RATING = "initiative_or_rating", _("Recognition of the initiative, or proof of the rating")
    COUNCIL_MINUTES = "council_minutes", _("Minutes of the council with the vote")
    PROVINCE_CONFIRMATION = "province_confirmation", _("Confirmation by the province")
    PARTY_OPINION = "party_opinion", _("Opinion of the Party organisation")
    PUBLICATION = "publication", _("Proof of publication")
    OTHER = "other", _("Other papers")


def place(file: DossierFile, name: str) -> str:
    return kept_file.place("dossiers", file)


class DossierFileQuerySet(models.QuerySet["DossierFile"]):
    def live(self) -> Self:
        return self.filter(removed_at__isnull=True)


class DossierFile(KeptFile):
    """A file for one part of a nomination's dossier."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="files")
    part = models.CharField(_("part of the dossier"), max_length=25, choices=Part)
    file = models.FileField(upload_to=place, max_length=120)

    objects = DossierFileQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "part", "content_hash"],
                condition=Q(removed_at__isnull=True),
                name="file_once_in_a_part",
            )
        ]
