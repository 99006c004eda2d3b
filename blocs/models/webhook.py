"""What other systems are told as soon as it happens: where, of what, and how each message fared."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models.outside_system import OutsideSystem
from emulation import sealed

SECRET = "secret of a webhook"  # noqa: S105  what it is for, not the secret
Scope = OutsideSystem.Scope


class Webhook(models.Model):
    """Where a system wants to be told. The secret signs each message, so it is kept, and kept closed."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("A pledge was signed by all and is in force")
        SUBMITTED = "submitted", _("A report or a proposal was handed in")
        DECIDED = "decided", _("A decision on awards was recorded")

    system = models.OneToOneField(OutsideSystem, models.PROTECT, related_name="webhook")
    address = models.CharField(_("address"), max_length=300)
    kinds = models.JSONField(default=list)
    sealed_secret = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address

    @property
    def secret(self) -> str:
        return sealed.unseal(self.sealed_secret, of=SECRET)

    @secret.setter
    def secret(self, secret: str) -> None:
        self.sealed_secret = sealed.seal(secret, of=SECRET)

    @property
    def kind_labels(self) -> list[str]:
        return [str(kind.label) for kind in self.Kind if kind in self.kinds]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state=Delivery.State.WAITING)


class Delivery(models.Model):
    """A message to one system about one line of a history; written with that line, in one transaction."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Arrived")
        FAILED = "failed", _("Given up")

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=10, choices=Webhook.Kind)
    what = models.CharField(max_length=10)  # pledge, report, proposal or decision
    thing = models.BigIntegerField()
    row = models.BigIntegerField()  # of its history
    path = models.CharField(max_length=200)  # of the interface, where it is read
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    since = models.PositiveSmallIntegerField(default=0)  # attempts before it was last sent again by hand
    next_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True)  # the status answered, or a word for what failed
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="deliveries_that_wait")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "what", "row"], name="told_once_of_each_line_of_a_history"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.what} {self.thing}"
