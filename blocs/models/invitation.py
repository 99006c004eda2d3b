"""Invitations: a mandate held ready for somebody who opens the account by a link in a mail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.organisation import Organisation
from blocs.models.people import Mandate
from emulation.fields import OneLineField
from emulation.models import User

LASTS = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Neither taken up nor withdrawn; the link of some may have ended meanwhile."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """Of the link only a fingerprint is kept: who reads the database cannot open an account with it."""

    full_name = OneLineField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = OneLineField(_("phone"), max_length=30, blank=True)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Mandate.Role)
    title = models.CharField(_("title as printed"), max_length=120)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    signing_form = models.CharField(
        _("signs"), max_length=3, choices=Mandate.SigningForm, default=Mandate.SigningForm.OWN
    )
    on_behalf_of = models.CharField(_("for whom it signs"), max_length=120, blank=True)
    authorisation = models.CharField(_("authorisation document"), max_length=250, blank=True)

    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, unique=True)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="invitations")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_waiting_invitation_per_email",
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name} · {self.title}"

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def works_until(self) -> datetime:
        return self.sent_at + LASTS

    def works(self, at: datetime) -> bool:
        return self.is_waiting and at < self.works_until

    @property
    def signs_otherwise(self) -> bool:
        return self.signing_form != Mandate.SigningForm.OWN


class InvitationChange(models.Model):
    """Who invited, sent again, withdrew or accepted, and when; rows are only added."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="changes")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    step = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.step

    @property
    def words(self) -> str:
        return history.words(self.step)
