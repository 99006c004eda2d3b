"""Files that people send in: kept between the preview and the saving, then as a line of history."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Province
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models.people import Person

KEPT_FOR = timedelta(days=1)


class SentFileQuerySet(models.QuerySet["SentFile"]):
    def waiting(self, person: Person, purpose: str = "season") -> Self:
        """What the person has sent in and may still save, and what became of it."""
        return self.filter(sent_by=person.user, purpose=purpose)

    def open_to(self, person: Person, purpose: str) -> Self:
        """One's own, and what colleagues have saved into the provinces that the person serves."""
        saved = Q(province__in=person.whole_provinces, saved_at__isnull=False)
        return self.filter(Q(sent_by=person.user) | saved, purpose=purpose)

    def taken_in(self, person: Person, purpose: str = "season") -> Self:
        """What was imported into the provinces that the person serves, newest first."""
        return (
            self.filter(province__in=person.whole_provinces, saved_at__isnull=False, purpose=purpose)
            .select_related("sent_by")
            .order_by("-saved_at", "-pk")
        )

    def stale(self, at: datetime) -> Self:
        return self.filter(saved_at__isnull=True, sent_at__lt=at - KEPT_FOR)


class SentFile(models.Model):
    class Purpose(models.TextChoices):
        SEASON = "season", _("Season file")
        CHANGES = "changes", _("Changes of organisations")

    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.SEASON)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    name = models.CharField(_("file"), max_length=250)
    content = models.BinaryField(blank=True)  # emptied once it is saved
    content_hash = models.CharField(max_length=64)
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)  # in words, a line per kind of thing

    objects = SentFileQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True) | Q(province__isnull=False),
                name="saved_file_has_its_province",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        page = "exchange-preview" if self.purpose == self.Purpose.SEASON else "organisation-changes-preview"
        return reverse(f"blocs:{page}", args=[self.pk])

    @property
    def is_saved(self) -> bool:
        return self.saved_at is not None

    def is_stale(self, at: datetime) -> bool:
        return self.sent_at < at - KEPT_FOR
