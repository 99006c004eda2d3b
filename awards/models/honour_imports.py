"""Workbooks of honours that were sent in: looked at, taken in, and undone while nothing stands on them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import Province
from emulation.models import User


class HonourImport(models.Model):
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(_("file"), max_length=250)
    content = models.BinaryField()  # until it is taken in
    saved_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(saved_at__isnull=False),
                name="only_what_was_taken_in_is_undone",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:honour-import-detail", args=[self.pk])
