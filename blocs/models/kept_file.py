"""A file that somebody sent in and others may look at: evidence, a paper of a dossier or of a movement."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from emulation.fields import OneLineField
from emulation.models import User


class KeptFile(models.Model):
    """One file. What was taken out stays, since somebody may have looked at it."""

    name = OneLineField(_("file"), max_length=250)
    media_type = models.CharField(max_length=100, editable=False)  # by its content, not by its name
    size = models.PositiveBigIntegerField(editable=False)
    content_hash = models.CharField(max_length=64, db_index=True, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    file: models.FileField  # each kind lies in a folder of its own

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")


def place(folder: str, kept: KeptFile) -> str:
    """By what the file is, never by what its sender called it; the same bytes lie there once."""
    return f"{folder}/{kept.content_hash[:2]}/{kept.content_hash}"
