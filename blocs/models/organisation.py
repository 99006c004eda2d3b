"""Organisations of a province, their dated names and the other ways people write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.dated import DatedName, Named, NameQuerySet
from documents.models import FormatProfile
from emulation.text import folded, search_words

if TYPE_CHECKING:
    from blocs.models.people import Person


class Province(models.Model):
    """Whose blocs these are; `place` stands before the date on papers."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    place = models.CharField(_("place on papers"), max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, person: Person) -> Self:
        """All of the province for those who serve it; otherwise one's own and those of one's blocs."""
        own = person.organisations
        provinces = person.whole_provinces | person.provinces_as("administrator")  # who gives mandates in it
        colleagues = Organisation.objects.filter(
            memberships__season__bloc__seasons__memberships__organisation__in=own
        ).values("pk")
        return self.filter(Q(province__in=provinces) | Q(pk__in=own) | Q(pk__in=colleagues))

    def searched(self, query: str) -> Self:
        """Those that hold every word of the query, with or without marks, in any of their names."""
        found = self
        for word in search_words(query):
            found = found.filter(search_text__contains=word)
        return found

    def called(self, text: str) -> Self:
        """Those that bear exactly this name, short name or alias, marks and case aside."""
        return self.filter(search_text__contains=f"|{folded(text)}|")

    def for_listing(self) -> Self:
        return self.select_related("province", "parent").order_by("sort_key", "pk")


class Organisation(Named):
    class Kind(models.TextChoices):
        FRONT = "front", _("Fatherland Front")
        SOCIO_POLITICAL = "socio_political", _("Socio-political organisation")
        PARTY = "party", _("Party body")
        STATE_AGENCY = "state_agency", _("State agency")
        COMMUNE = "commune", _("Commune, ward or special zone")
        ENTERPRISE = "enterprise", _("Enterprise")
        BANK = "bank", _("Bank")
        SCHOOL = "school", _("School")
        ASSOCIATION = "association", _("Association")
        COURT_PROCURACY = "court_procuracy", _("Court or procuracy")
        ARMED_FORCES = "armed_forces", _("Armed forces")
        OTHER = "other", _("Other")

    province = models.ForeignKey(
        Province, models.PROTECT, related_name="organisations", verbose_name=_("province")
    )
    code = models.SlugField(
        _("code"),
        max_length=40,
        help_text=_("Short, without marks or spaces. It is used in files and addresses."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    format_profile = models.ForeignKey(
        FormatProfile, models.PROTECT, related_name="+", verbose_name=_("format of its papers")
    )
    symbol = models.CharField(
        _("abbreviation in paper numbers"),
        max_length=40,
        blank=True,
        help_text=_("For example MTTQ-BTT, SNV."),
    )
    flag_eligible = models.BooleanField(_("may receive an emulation flag"), default=True)
    contact = models.CharField(_("contact person"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    head_office = models.CharField(_("head office"), max_length=250, blank=True)
    last_day = models.DateField(_("last day"), null=True, editable=False)  # set by an OrganisationEvent
    invented = models.BooleanField(editable=False, default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["province", "code"], name="organisation_code_once_per_province"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                name="organisation_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.current_name

    def is_closed_on(self, day: date) -> bool:
        return self.last_day is not None and self.last_day < day

    def get_absolute_url(self) -> str:
        return reverse("blocs:organisation-detail", args=[self.province.code, self.code])


class OrganisationName(DatedName):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names")

    objects = NameQuerySet.as_manager()

    class Meta(DatedName.Meta):
        constraints = DatedName.promises("organisation")


class OrganisationAlias(models.Model):
    """Another way in which people write the organisation; it never prints."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    text = models.CharField(_("other name"), max_length=250)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text"], name="alias_once_per_organisation")
        ]

    def __str__(self) -> str:
        return self.text


class OrganisationChange(models.Model):
    """Who changed which fields of an organisation, and when; rows are only added."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="changes")
    actor = models.ForeignKey("emulation.User", models.PROTECT, null=True, related_name="+")
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
