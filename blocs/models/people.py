"""Mandates: what a person may act as, for which organisation, from which day to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.dated import holds_on, spans
from blocs.models.organisation import Organisation, Province
from emulation.models import User

SOON = timedelta(days=30)  # time enough to renew a mandate that ends


class MandateQuerySet(models.QuerySet["Mandate"]):
    def on(self, day: date) -> Self:
        """Those that hold; nobody acts for an organisation after its last day."""
        return self.filter(holds_on(day)).filter(
            Q(organisation__last_day__isnull=True) | Q(organisation__last_day__gte=day)
        )

    def ending_soon(self, day: date) -> Self:
        return self.filter(starts__lte=day, ends__range=(day, day + SOON))


class Mandate(models.Model):
    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer")
        HEAD = "head", _("Head")
        STANDING = "standing", _("Standing agency")
        COUNCIL_MEMBER = "council_member", _("Council member")
        COUNCIL_SECRETARY = "council_secretary", _("Council secretary")
        AUDITOR = "auditor", _("Auditor")
        ADMINISTRATOR = "administrator", _("Administrator")

    class SigningForm(models.TextChoices):
        OWN = "own", _("In one's own name")
        FOR_HEAD = "KT", _("KT. (deputy for the head)")
        FOR_BODY = "TM", _("TM. (on behalf of a collective)")
        BY_ORDER = "TL", _("TL. (by order)")
        AUTHORISED = "TUQ", _("TUQ. (by authorisation)")

    user = models.ForeignKey(User, models.PROTECT, related_name="mandates", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mandates", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    title = models.CharField(
        _("title as printed"), max_length=120, help_text=_("For example Chủ tịch, Bí thư.")
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    signing_form = models.CharField(_("signs"), max_length=3, choices=SigningForm, default=SigningForm.OWN)
    on_behalf_of = models.CharField(
        _("for whom it signs"),
        max_length=120,
        blank=True,
        help_text=_("What stands after KT., TM., TL. or TUQ., for example Ban Thường vụ, Chủ tịch."),
    )
    authorisation = models.CharField(
        _("authorisation document"), max_length=250, blank=True, help_text=_("Number, date and scope.")
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "role", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(signing_form="TUQ") | (Q(ends__isnull=False) & ~Q(authorisation="")),
                name="authorisation_has_document_and_end",
                violation_error_message=_(
                    "Signing by authorisation (TUQ.) needs its document and an end date."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.title}"

    def holds(self, day: date) -> bool:
        """What MandateQuerySet.on says, of one that is at hand with its organisation."""
        last = self.organisation.last_day
        return spans(day, self.starts, self.ends) and (last is None or day <= last)

    def covers(self, day: date) -> bool:
        return spans(day, self.starts, self.ends)

    def has_ended(self, day: date) -> bool:
        return self.ends is not None and self.ends < day


class MandateChange(models.Model):
    """Who gave, changed or ended a mandate, and when; rows are only added."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="changes")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
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


class AccountChange(models.Model):
    """Who opened, changed or closed an account, and when; rows are only added.

    The province is that of the administrator: it keeps an account in sight that holds no mandate yet.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="account_changes")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
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


PROVINCE_WIDE = frozenset(
    {Mandate.Role.STANDING, Mandate.Role.COUNCIL_MEMBER, Mandate.Role.COUNCIL_SECRETARY, Mandate.Role.AUDITOR}
)


@dataclass(frozen=True)
class Person:
    """Somebody on one day, with the mandates that hold on it. Chooses none of them: each page knows."""

    user: User
    on: date
    mandates: tuple[Mandate, ...]
    papers_wait: bool | None = None  # for the person's signature; None where nobody asked
    unread: int = 0  # of what the person was told, asked together with that

    @cached_property
    def organisations(self) -> frozenset[int]:
        """Those for which the person enters or signs."""
        return self.organisations_as(Mandate.Role.OFFICER, Mandate.Role.HEAD)

    @cached_property
    def whole_provinces(self) -> frozenset[int]:
        """Those of which the person sees every bloc."""
        return self.provinces_as(*PROVINCE_WIDE)

    def organisations_as(self, *roles: str) -> frozenset[int]:
        return frozenset(mandate.organisation_id for mandate in self.mandates if mandate.role in roles)

    def provinces_as(self, *roles: str) -> frozenset[int]:
        return frozenset(
            mandate.organisation.province_id for mandate in self.mandates if mandate.role in roles
        )
