"""Exemplars (điển hình tiên tiến) of a movement, and the papers that belong to it (law 06/2022, 17)."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import kept_file
from blocs.models.kept_file import KeptFile
from blocs.models.movement import Movement
from blocs.models.organisation import Organisation
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from emulation.fields import OneLineField
from emulation.models import User


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def for_listing(self) -> Self:
        return self.select_related("movement__bloc", "movement__province", "organisation__province")


class Exemplar(models.Model):
    """Who did well in a movement, and how; told to others once it is published."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("Organisation")
        COLLECTIVE = "collective", _("Collective within an organisation")
        PERSON = "person", _("Person")

    class Half(models.IntegerChoices):
        FIRST = 1, _("First half")
        SECOND = 2, _("Second half")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="exemplars")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="exemplars")
    kind = models.CharField(_("exemplar is"), max_length=12, choices=Kind)
    name = OneLineField(_("name"), max_length=250, blank=True)  # an organisation has its own
    position = OneLineField(_("position or place of work"), max_length=250, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    half = models.PositiveSmallIntegerField(_("half year"), choices=Half, null=True, blank=True)
    story = models.TextField(_("what they did"), validators=[MaxLengthValidator(6000)])
    consent = OneLineField(_("consent"), max_length=250, blank=True)  # how it was given, and when
    picture = models.FileField(upload_to="exemplars/", max_length=120, blank=True, editable=False)
    picture_words = OneLineField(_("what the picture shows"), max_length=250, blank=True)
    search_text = models.TextField(editable=False, default="")
    revision = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-half", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="organisation", name="") | (~Q(kind="organisation") & ~Q(name="")),
                name="exemplar_has_a_name_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="exemplar_of_a_known_year"
            ),
            models.CheckConstraint(
                condition=Q(half__isnull=True) | Q(half__in=[1, 2]), name="exemplar_of_a_half_year"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(kind="person") | ~Q(consent=""),
                name="person_published_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation.current_name

    def get_absolute_url(self) -> str:
        return reverse("blocs:exemplar-detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_person(self) -> bool:
        return self.kind == Exemplar.Kind.PERSON

    @property
    def period_words(self) -> str:
        return f"{Exemplar.Half(self.half).label} {self.year}" if self.half else str(self.year)


def place(document: MovementDocument, name: str) -> str:
    return kept_file.place("movements", document)


class MovementDocumentQuerySet(models.QuerySet["MovementDocument"]):
    def live(self) -> Self:
        return self.filter(removed_at__isnull=True)


class MovementDocument(KeptFile):
    """A paper with which a movement is launched, carried out or reviewed."""

    class Kind(models.TextChoices):
        LAUNCH = "launch", _("Launch letter or plan")
        GUIDANCE = "guidance", _("Guidance")
        REVIEW = "review", _("Report of a review")
        OTHER = "other", _("Other papers")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    file = models.FileField(upload_to=place, max_length=120)

    objects = MovementDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "content_hash"],
                condition=Q(removed_at__isnull=True),
                name="document_once_in_a_movement",
            )
        ]
