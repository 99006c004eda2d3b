"""Things that hold from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _


def holds_on(day: date, *, starts: str = "starts", ends: str = "ends") -> Q:
    """Both ends count; an empty end is open."""
    return (Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": day})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day})
    )


def spans(day: date, starts: date | None, ends: date | None) -> bool:
    return (starts is None or starts <= day) and (ends is None or day <= ends)


def overlap(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    """Do two spans share a day?"""
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])


class NameQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(holds_on(day, starts="valid_from", ends="valid_to"))


class DatedName(models.Model):
    """A name with the days on which it is the right one to print; both ends may be open."""

    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["valid_from", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def shortest(self) -> str:
        return self.short_name or self.name

    @classmethod
    def promises(cls, owner: str) -> list[models.BaseConstraint]:
        return [
            models.UniqueConstraint(
                fields=[owner], condition=Q(valid_to__isnull=True), name=f"one_open_name_per_{owner}"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name=f"{owner}_name_ends_after_it_begins",
            ),
        ]


class Named(models.Model):
    """Something with dated names, in the related set `names`; reads well from prefetched names."""

    # What lists need, kept beside the names by the services that change them (refresh_names below).
    name_now = models.CharField(max_length=250, editable=False, default="")
    short_name_now = models.CharField(max_length=120, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=512, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def dated_name_on(self, day: date) -> Any:
        """The name valid on a day; outside all of them the nearest, so that no page is without a name."""
        names = list(self.names.all())  # type: ignore[attr-defined]  # every Named has them
        for name in names:
            if spans(day, name.valid_from, name.valid_to):
                return name
        later = [name for name in names if name.valid_from and name.valid_from > day]
        if later:
            return min(later, key=lambda name: name.valid_from)
        return names[-1] if names else None

    def name_on(self, day: date) -> str:
        found = self.dated_name_on(day)
        return str(found.name if found else self.code)  # type: ignore[attr-defined]  # every Named has one

    def short_name_on(self, day: date) -> str:
        found = self.dated_name_on(day)
        return str(found.shortest if found else self.code)  # type: ignore[attr-defined]

    @property
    def current_name(self) -> str:
        return self.name_now or self.name_on(date.max)

    @property
    def current_short_name(self) -> str:
        return self.short_name_now or self.short_name_on(date.max)


def refresh_names(rows: models.QuerySet[Any]) -> None:
    """Set the stored current name of these organisations or blocs from their dated names, in one go."""
    names = rows.model._meta.get_field("names").related_model
    owner = rows.model._meta.get_field("names").field.name
    newest = names.objects.filter(**{owner: models.OuterRef("pk")}).order_by(
        F("valid_from").desc(nulls_last=True), "-pk"
    )
    shortest = models.Case(models.When(short_name="", then=Left("name", 120)), default=F("short_name"))
    rows.update(
        name_now=models.Subquery(newest.values("name")[:1]),
        short_name_now=models.Subquery(newest.annotate(shortest=shortest).values("shortest")[:1]),
    )
