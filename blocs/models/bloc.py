"""Blocs (khối) of like organisations and clusters (cụm) of territories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.dated import DatedName, Named, NameQuerySet
from blocs.models.organisation import Province
from emulation.text import search_words

if TYPE_CHECKING:
    from blocs.models.people import Person


class BlocQuerySet(models.QuerySet["Bloc"]):
    def visible_to(self, person: Person) -> Self:
        """All of the province for those who serve it; otherwise those that one's organisations belong to."""
        mine = models.Exists(
            Bloc.objects.filter(
                pk=models.OuterRef("pk"), seasons__memberships__organisation__in=person.organisations
            )
        )
        return self.filter(Q(province__in=person.whole_provinces) | mine)

    def searched(self, query: str) -> Self:
        found = self
        for word in search_words(query):
            found = found.filter(search_text__contains=word)
        return found

    def for_listing(self) -> Self:
        return self.select_related("province").order_by("sort_key", "pk")


class Bloc(Named):
    class Kind(models.TextChoices):
        BLOC = "bloc", _("Emulation bloc")
        CLUSTER = "cluster", _("Emulation cluster")

    class Scope(models.TextChoices):
        PROVINCE = "province", _("Province")
        COMMUNE = "commune", _("Commune")
        SECTOR = "sector", _("Sector")

    province = models.ForeignKey(Province, models.PROTECT, related_name="blocs", verbose_name=_("province"))
    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Short, without marks or spaces. It is used in addresses."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BLOC)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.PROVINCE)
    decision = models.CharField(_("establishing decision"), max_length=250, blank=True)
    deputy_follows = models.BooleanField(
        _("last year's deputy leads next"),
        default=True,
        help_text=_("The usual custom; it only ranks suggestions."),
    )
    newcomers_wait = models.BooleanField(
        _("new members do not lead in their first year"),
        default=True,
        help_text=_("It only ranks suggestions."),
    )
    invented = models.BooleanField(editable=False, default=False)

    objects = BlocQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.current_name

    def get_absolute_url(self) -> str:
        return reverse("blocs:bloc-detail", args=[self.code])


class BlocName(DatedName):
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="names")

    objects = NameQuerySet.as_manager()

    class Meta(DatedName.Meta):
        constraints = DatedName.promises("bloc")


class BlocChange(models.Model):
    """Who created or changed a bloc, and when; rows are only added."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="changes")
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
