"""Emulation movements (phong trào thi đua): campaigns with goal, criteria and time (law 06/2022, 16-18)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.bloc import Bloc
from blocs.models.organisation import Organisation, Province
from emulation.text import search_words

if TYPE_CHECKING:
    from blocs.models.enrolment import Enrolment
    from blocs.models.people import Person
    from blocs.models.season import Season


class MovementQuerySet(models.QuerySet["Movement"]):
    def for_listing(self) -> Self:
        return self.select_related("province", "bloc__province")

    def visible_to(self, person: Person) -> Self:
        """The province's own for its organisations; a bloc's for those who see the bloc."""
        provinces = person.whole_provinces | frozenset(
            mandate.organisation.province_id
            for mandate in person.mandates
            if mandate.organisation_id in person.organisations
        )
        return self.filter(
            Q(bloc__isnull=True, province__in=provinces) | Q(bloc__in=Bloc.objects.visible_to(person))
        )

    def of_season(self, season: Season) -> Self:
        return self.filter(
            Q(bloc__isnull=True) | Q(bloc=season.bloc_id),
            years__year=season.year,
            province=season.bloc.province_id,
        )

    def running_in(self, season: Season) -> Self:
        """Those of the season's year, and those whose days reach into the season."""
        return self.filter(
            Q(bloc__isnull=True) | Q(bloc=season.bloc_id),
            _reaching(season.year, season.first_day, season.last_day),
            province=season.bloc.province_id,
        )

    def running_in_year(self, year: int) -> Self:
        """Those of a year, and those whose days reach into it."""
        return self.filter(_reaching(year, date(year, 1, 1), date(year, 12, 31)))

    def searched(self, query: str) -> Self:
        found = self
        for word in search_words(query):
            found = found.filter(search_text__contains=word)
        return found


def _reaching(year: int, first_day: date, last_day: date) -> Q:
    of_the_year = MovementYear.objects.filter(movement=models.OuterRef("pk"), year=year)
    reach_in = Q(starts__lte=last_day) & (Q(ends__isnull=True) | Q(ends__gte=first_day))
    return Q(models.Exists(of_the_year)) | reach_in


class Movement(models.Model):
    class Form(models.TextChoices):
        REGULAR = "regular", _("Regular")
        THEMATIC = "thematic", _("Thematic")

    class Level(models.TextChoices):
        PRIME_MINISTER = "prime_minister", _("Prime Minister")
        CENTRAL = "central", _("Central body")
        PROVINCE = "province", _("Province")
        SECTOR = "sector", _("Sector")
        BLOC = "bloc", _("Bloc")
        ORGANISATION = "organisation", _("Organisation")

    province = models.ForeignKey(Province, models.PROTECT, related_name="movements")
    bloc = models.ForeignKey(
        Bloc,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name=_("launched inside the bloc"),
    )
    name = models.CharField(_("name"), max_length=250)
    slogan = models.CharField(_("slogan"), max_length=250, blank=True)
    form = models.CharField(_("form"), max_length=10, choices=Form)
    level = models.CharField(_("launched by"), max_length=20, choices=Level)
    launcher = models.CharField(_("launching body"), max_length=250, blank=True)
    decision = models.CharField(_("decision or plan"), max_length=250, blank=True)
    scope = models.CharField(_("scope"), max_length=250, blank=True)
    objects_of_emulation = models.CharField(_("who may take part"), max_length=250, blank=True)
    goal = models.TextField(_("goal"), blank=True, max_length=4000)
    contents = models.TextField(_("content and measures"), blank=True, max_length=8000)
    criteria = models.TextField(_("criteria"), blank=True, max_length=8000)
    starts = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    interim_review_on = models.DateField(_("interim review"), null=True, blank=True)
    final_review_on = models.DateField(_("final review"), null=True, blank=True)
    award_forms = models.CharField(_("forms of commendation and quotas"), max_length=500, blank=True)
    dossier_due = models.DateField(_("dossiers due"), null=True, blank=True)
    receiving_office = models.CharField(_("dossiers go to"), max_length=250, blank=True)
    lead_agency = models.CharField(_("lead agency"), max_length=250, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    participants: models.ManyToManyField[Organisation, Enrolment] = models.ManyToManyField(
        Organisation, through="Enrolment", related_name="movements"
    )
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=512, editable=False, default="", db_index=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="movement_ends_after_it_begins",
                violation_error_message=_("The movement ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["province", "name"],
                condition=Q(bloc__isnull=True),
                name="movement_name_once_per_province",
                violation_error_message=_("There is already a movement of this name."),
            ),
            models.UniqueConstraint(
                fields=["bloc", "name"],
                condition=Q(bloc__isnull=False),
                name="movement_name_once_per_bloc",
                violation_error_message=_("There is already a movement of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("blocs:movement-detail", args=[self.pk])


class MovementYear(models.Model):
    """A year in which the movement runs; the seasons of that year show it."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["movement", "year"], name="movement_year_once")]

    def __str__(self) -> str:
        return str(self.year)


class MovementChange(models.Model):
    """Who created or changed a movement, and when; rows are only added."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="changes")
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
