"""What happened, in chains that show when a link was changed, left out or cut off."""

from __future__ import annotations

from django.db import models

from emulation.models import User

START = "0" * 64


class EventChain(models.Model):
    """The end of a chain, locked while a link is added: one for each paper, one for the keys of the site."""

    key = models.CharField(max_length=80, unique=True)  # "paper:12", "authority"
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default=START)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.length}"


class SignatureEvent(models.Model):
    """A link: its hash covers what it says and the hash before it. It is never changed nor deleted."""

    chain = models.ForeignKey(EventChain, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="events_follow_each_other"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.seq} {self.kind}"


class FileCheck(models.Model):
    """The result of one full check of a file. It rests on today's trust, so it is not kept for long."""

    sha256 = models.CharField(max_length=64, unique=True)
    checked_at = models.DateTimeField()
    report = models.JSONField()

    class Meta:
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return self.sha256[:12]
