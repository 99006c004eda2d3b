"""Other programs of the province that read by a key of their own. What ended stays, as the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blocs.models import history
from blocs.models.organisation import Province
from emulation.fields import OneLineField
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models.people import Person

KEY_START = 6  # letters of a key by which people tell it from others


class OutsideSystemQuerySet(models.QuerySet["OutsideSystem"]):
    def managed_by(self, person: Person) -> Self:
        return self.filter(province__in=person.provinces_as("administrator"))

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)


class OutsideSystem(models.Model):
    """A program that reads what its scopes name, in one province. Of its key only the fingerprint is kept."""

    class Scope(models.TextChoices):
        ORGANISATIONS = "organisations", _("Organisations")
        BLOCS = "blocs", _("Blocs")
        SEASONS = "seasons", _("Years of blocs")
        PLEDGES = "pledges", _("Pledges in force")
        SCORES = "scores", _("Published scores")
        DECISIONS = "decisions", _("Decisions on awards")

    province = models.ForeignKey(Province, models.PROTECT, related_name="outside_systems")
    name = OneLineField(pgettext_lazy("program", "name"), max_length=120)
    scopes = models.JSONField(default=list)
    key_start = models.CharField(max_length=KEY_START)
    key_hash = models.CharField(max_length=64, unique=True)
    key_number = models.PositiveIntegerField(default=1)  # how often it was made anew
    key_made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = OutsideSystemQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name"],
                condition=Q(ended_at__isnull=True),
                name="one_open_outside_system_of_a_name",
                violation_error_message=_("Another system has this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None

    @property
    def scope_labels(self) -> list[str]:
        return [str(scope.label) for scope in self.Scope if scope in self.scopes]


class OutsideSystemChange(models.Model):
    """Who gave, changed or took away a key, and when; rows are only added."""

    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="changes")
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
