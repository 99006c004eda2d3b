"""Every season that a person sees, with how far its reports and scores are."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from blocs.models import Membership, Milestone, Person, Report, ScorePublication, Season
from blocs.rules import reporting


def seasons(someone: Person) -> Any:
    """With `members`, `handed_in`, `settled`, `due` and `published`; the newest year first."""
    members = Membership.objects.filter(season=OuterRef("pk"), left_on__isnull=True)
    annual = Report.objects.filter(season=OuterRef("pk"), kind=Report.Kind.ANNUAL)
    due = Milestone.objects.filter(season=OuterRef("pk"), kind=Milestone.Kind.REPORTS).order_by("pk")
    return (
        Season.objects.visible_to(someone)
        .for_listing()
        .annotate(
            members=_how_many(members),
            handed_in=_how_many(annual.filter(status__in=reporting.HANDED_IN)),
            settled=_how_many(annual.filter(status__in=reporting.SETTLED)),
            due=Subquery(due.values("due")[:1]),
            published=Exists(ScorePublication.objects.filter(season=OuterRef("pk"))),
        )
        .order_by("-year", "bloc__sort_key", "pk")
    )


def _how_many(rows: Any) -> Any:
    counted = rows.order_by().values("season").annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted), 0)


def years(someone: Person) -> list[int]:
    found = Season.objects.visible_to(someone).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())
