"""The log of the whole site: every line of every history once more, in one table that nobody can change."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from blocs.models.organisation import Province
from emulation.fields import OneLineField, SearchField
from emulation.models import User


class LogLineQuerySet(models.QuerySet["LogLine"]):
    def searched(self, words: list[str]) -> Self:
        found = self
        for word in words:
            found = found.filter(search_text__contains=word)
        return found

    def by_people(self, words: list[str]) -> Self:
        found = self
        for word in words:
            found = found.filter(actor__search_text__contains=word)
        return found

    def unlinked(self) -> Self:
        return self.filter(link__isnull=True)


class LogLine(models.Model):
    """Who did what to which thing, when and from where. The thing is told as it was called then.

    `source` and `row` name the line of the history that it stands for; a line of its own has no row.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=40)
    row = models.BigIntegerField(null=True)
    thing = models.BigIntegerField(null=True)
    title = OneLineField(max_length=300)
    place = models.JSONField(default=list)  # what stands in the address of its page
    step = models.CharField(max_length=40)
    came_from = models.CharField(max_length=20, blank=True)
    went_to = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list)  # field, before, after
    address = models.GenericIPAddressField(null=True)

    search_text = SearchField(of=("title",), max_length=400)

    objects = LogLineQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["province", "-at", "-id"], name="log_of_a_province"),
            models.Index(fields=["province", "source", "-at"], name="log_of_a_kind"),
            models.Index(fields=["actor", "-at"], name="log_of_somebody"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "row"], name="line_of_a_history_once_in_the_log")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.step}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        assert self._state.adding, "rows of this table are never changed"
        super().save(*args, **kwargs)


class LogLink(models.Model):
    """A line's place in the chain: its hash covers what the line says and the hash before it."""

    line = models.OneToOneField(LogLine, models.PROTECT, related_name="link")
    seq = models.PositiveBigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq}"
