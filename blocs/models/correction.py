"""What people ask to have put right of what is kept about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Province
from emulation.fields import OneLineField
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models.people import Person


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def visible_to(self, person: Person) -> Self:
        """Those of the provinces whose people one manages or watches over."""
        return self.filter(province__in=person.provinces_as("administrator", "standing", "auditor"))


class Correction(models.Model):
    """Asked once and answered once; both stay."""

    class What(models.TextChoices):
        NAME = "full_name", _("Full name")
        EMAIL = "email", _("E-mail")
        MANDATE = "mandate", _("Mandate, title or organisation")
        SIGN_IN = "sign_in", _("Log of sign-ins")
        OTHER = "other", _("Something else")

    user = models.ForeignKey(User, models.PROTECT, related_name="corrections")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    what = models.CharField(_("what is wrong"), max_length=10, choices=What)
    stands = OneLineField(max_length=250, blank=True)  # what stood there when it was asked
    wanted = OneLineField(_("what should stand there"), max_length=250)
    reason = models.TextField(_("how the administrator can see it"), blank=True, max_length=1000)
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=1000)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "what"],
                condition=Q(answered_at__isnull=True),
                name="one_correction_of_a_kind_waits",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, granted__isnull=True)
                | Q(answered_at__isnull=False, granted__isnull=False),
                name="correction_is_answered_with_yes_or_no",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.wanted}"

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None
