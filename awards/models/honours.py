"""Who received what, and what else the rules ask about a recipient: ratings, initiatives, measures, holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import Award
from awards.models.honour_imports import HonourImport
from awards.models.kinds import Basis, Rating, RecipientKind, Scope
from blocs.models import Organisation
from blocs.models.dated import holds_on
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from emulation.events import Event
from emulation.text import search_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from blocs.models import Person

YEAR = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def visible_to(self, someone: Person) -> Self:
        """Organisations that one sees; their people and departments for one's own and for the province."""
        if not someone.organisations and not someone.whole_provinces:
            return self.none()
        return self.filter(organisation__in=Organisation.objects.visible_to(someone)).filter(
            Q(kind=RecipientKind.ORGANISATION)
            | Q(organisation__in=someone.organisations)
            | Q(organisation__province__in=someone.whole_provinces)
        )

    def for_listing(self) -> Self:
        return self.select_related("organisation__province").order_by("sort_key", "pk")

    def searched(self, query: str) -> Self:
        found = self
        for word in search_words(query):
            found = found.filter(search_text__contains=word)
        return found


class Recipient(models.Model):
    """An organisation, one of its departments, a person or a household; its honours hang on it."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")

    kind = models.CharField(_("kind"), max_length=15, choices=RecipientKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="recipients", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=250, blank=True)  # empty for the organisation itself
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True, validators=YEAR)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    position = models.CharField(_("position"), max_length=120, blank=True)
    direct_worker = models.BooleanField(_("works directly in production or service"), null=True, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    batch = models.ForeignKey(
        HonourImport, models.PROTECT, null=True, related_name="recipients", editable=False
    )
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=512, editable=False, default="", db_index=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(kind="organisation"),
                name="one_recipient_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(kind="organisation", name="") | (~Q(kind="organisation") & ~Q(name="")),
                name="recipient_has_its_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation.current_name

    def get_absolute_url(self) -> str:
        return reverse("awards:recipient-detail", args=[self.pk])


class Honour(models.Model):
    """What a recipient was awarded, with its decision. Never deleted: a mistake is revoked (L22, 93)."""

    recipient = models.ForeignKey(
        Recipient, models.PROTECT, related_name="honours", verbose_name=_("recipient")
    )
    award = models.ForeignKey(Award, models.PROTECT, related_name="honours", verbose_name=_("award"))
    year = models.PositiveSmallIntegerField(_("for the year"), validators=YEAR)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis, default=Basis.MERIT)
    decision_number = models.CharField(_("decision no."), max_length=80)
    decided_on = models.DateField(_("decided on"))
    issuer = models.CharField(_("decided by"), max_length=250, blank=True)
    note = models.CharField(_("for what"), max_length=500, blank=True)
    imported = models.BooleanField(default=False, editable=False)
    batch = models.ForeignKey(HonourImport, models.PROTECT, null=True, related_name="honours", editable=False)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_by_decision = models.CharField(_("decision that revokes it"), max_length=80, blank=True)
    revoked_because = models.CharField(_("why it is revoked"), max_length=500, blank=True)

    class Meta:
        ordering = ["-year", "-decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "award", "decision_number", "decided_on"],
                name="honour_once_per_decision",
                violation_error_message=_("This honour is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_because=""), name="revoked_honour_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}, {self.year}"


def _share(label: StrOrPromise) -> models.DecimalField[Decimal | None, Decimal | None]:
    """Of the people of a collective; empty where nobody recorded it."""
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, null=True, blank=True, validators=PERCENT
    )


class YearRecord(models.Model):
    """A recipient's rating of one year, and the figures that titles of collectives ask for."""

    recipient = models.ForeignKey(
        Recipient, models.PROTECT, related_name="years", verbose_name=_("recipient")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    rating = models.CharField(_("rating"), max_length=10, choices=Rating, blank=True)
    provisional = models.BooleanField(_("provisional"), default=False)
    exceeded_targets = models.BooleanField(_("exceeded its targets"), null=True, blank=True)
    share_ldtt = _share(_("Advanced Workers, %"))
    share_completed = _share(_("people who completed their tasks, %"))
    share_women = _share(_("women, %"))
    share_excellent = _share(_("rated excellent among those rated good or better, %"))
    central_rank = models.PositiveSmallIntegerField(
        _("rank in a bloc of the Central Council"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    count_cstd_cs = models.PositiveIntegerField(_("Grassroots Emulation Fighters"), null=True, blank=True)
    count_disciplined = models.PositiveIntegerField(_("people with a warning or more"), null=True, blank=True)
    months_served = models.PositiveSmallIntegerField(
        _("months served"), null=True, blank=True, validators=[MaxValueValidator(12)]
    )
    unpaid_days = models.PositiveSmallIntegerField(
        _("working days of leave without pay"), null=True, blank=True
    )
    heads = models.BooleanField(_("headed the organisation"), default=False)
    source = models.CharField(_("source"), max_length=250, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "year"], name="one_year_record_per_recipient")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_rating_display()}"


class Initiative(models.Model):
    """An initiative, with how far it is recognised."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="initiatives")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    name = models.CharField(_("name"), max_length=500)
    decision = models.CharField(_("decision that recognises it"), max_length=250)

    class Meta:
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return self.name


class SpanQuerySet(models.QuerySet["Hold"]):
    def on(self, day: date) -> Self:
        return self.filter(holds_on(day))


class Discipline(models.Model):
    """A disciplinary measure; achievements count again from its end (N152, 4.4)."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="disciplines")
    measure = models.CharField(_("measure"), max_length=120)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=250)

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="discipline_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.measure


class Hold(models.Model):
    """No commendation while discipline, an inspection or a complaint is being dealt with (N152, 4.4)."""

    class Ground(models.TextChoices):
        DISCIPLINE = "discipline", _("Discipline is being considered")
        INSPECTION = "inspection", _("Inspection or investigation with signs of a violation")
        COMPLAINT = "complaint", _("Complaint or denunciation being verified")
        PRESS = "press", _("Report in the press being verified")

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="holds")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=250)
    conclusion = models.CharField(_("written conclusion"), max_length=250, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | (Q(ends__gte=F("starts")) & ~Q(conclusion="")),
                name="hold_ends_with_its_conclusion",
                violation_error_message=_("A hold is lifted by a written conclusion."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}"


class RecipientEvent(Event):
    """Who recorded or revoked what of a recipient, and when; rows are only added."""

    STEPS: ClassVar = {
        "create": _("recorded"),
        "honour": _("honour recorded"),
        "revoke": _("honour revoked"),
        "rate": _("year recorded"),
        "initiative": _("initiative recorded"),
        "hold": _("put on hold"),
        "release": _("hold lifted"),
        "discipline": _("disciplinary measure recorded"),
        "edit": _("changed"),
        "undo": _("import of an honour undone"),
    }

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="events")
