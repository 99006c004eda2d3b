"""What other systems may read of a province: each list whole, in the order of its keys, ready to be told.

`updated_at` is when its history was last written in. Nothing is here that the province has not settled:
no pledge before it is in force, no score before it is published, no decision before it is recorded.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Model, OuterRef, Prefetch, QuerySet, Subquery

from awards.models import Decision, DecisionEvent, DecisionLine
from blocs.models import (
    Bloc,
    BlocChange,
    Leadership,
    Membership,
    Organisation,
    OrganisationChange,
    Pledge,
    PledgeEvent,
    PledgeItem,
    PledgeTarget,
    PublishedPlace,
    ScorePublication,
    Season,
    SeasonEvent,
)

TOLD_PLEDGES = (Pledge.Status.IN_FORCE, Pledge.Status.AMENDED, Pledge.Status.CLOSED)
_PARTY = "organisation__names"


def organisations(province: int) -> QuerySet[Any]:
    rows = Organisation.objects.filter(province=province).select_related("parent")
    return _updated(rows, OrganisationChange, "organisation").prefetch_related("names").order_by("pk")


def blocs(province: int) -> QuerySet[Any]:
    rows = Bloc.objects.filter(province=province)
    return _updated(rows, BlocChange, "bloc").prefetch_related("names").order_by("pk")


def seasons(province: int) -> QuerySet[Any]:
    members = Membership.objects.select_related("organisation").prefetch_related(_PARTY)
    leaders = Leadership.objects.select_related("organisation").prefetch_related(_PARTY)
    rows = Season.objects.filter(bloc__province=province).select_related("bloc")
    return (
        _updated(rows, SeasonEvent, "season")
        .prefetch_related(Prefetch("memberships", members), Prefetch("leaderships", leaders), "milestones")
        .order_by("pk")
    )


def pledges(province: int) -> QuerySet[Any]:
    targets = PledgeTarget.objects.live().select_related("owner")
    rows = Pledge.objects.filter(season__bloc__province=province, status__in=TOLD_PLEDGES)
    return (
        _updated(rows, PledgeEvent, "pledge")
        .select_related("season__bloc", "paper")
        .prefetch_related(Prefetch("items", PledgeItem.objects.live()), Prefetch("targets", targets))
        .order_by("pk")
    )


def scores(province: int) -> QuerySet[Any]:
    """Of each season the newest publication: a correction takes the place of what it corrects."""
    newest = ScorePublication.objects.filter(season=OuterRef("season")).order_by("-version").values("pk")[:1]
    places = PublishedPlace.objects.select_related("organisation").prefetch_related(_PARTY).order_by("order")
    return (
        ScorePublication.objects.filter(season__bloc__province=province, pk=Subquery(newest))
        .select_related("season__bloc")
        .prefetch_related(Prefetch("places", places))
        .order_by("pk")
    )


def decisions(province: int) -> QuerySet[Any]:
    lines = DecisionLine.objects.select_related(
        "nomination__award", "nomination__recipient__organisation", "honour"
    )
    rows = Decision.objects.recorded().filter(province=province)
    return (
        _updated(rows, DecisionEvent, "decision")
        .prefetch_related(Prefetch("lines", lines.prefetch_related("corrections")))
        .order_by("pk")
    )


def _updated(rows: QuerySet[Any], history: type[Model], owner: str) -> QuerySet[Any]:
    """When the newest line of its history was written."""
    newest = history._default_manager.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    annotated: QuerySet[Any] = rows.annotate(
        updated_at=Subquery(newest.annotate(newest=Max("at")).values("newest"))
    )
    return annotated
