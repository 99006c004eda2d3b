"""What was done to a thing, by whom and when: the frame of every log that people read on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.functional import Promise


class Event(models.Model):
    """A line of a log: rows are only added, and each kind of log names its thing and its STEPS."""

    STEPS: ClassVar[Mapping[str, Promise]] = {}

    actor = models.ForeignKey("emulation.User", models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.step

    @property
    def words(self) -> str:
        return str(self.STEPS.get(self.step, self.step))
