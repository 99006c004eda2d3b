"""The issued papers of all seasons that a person sees; the archive knows them by their subject, pledge:12."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from blocs.models import Person, Season
from blocs.selectors.papers import LABELS, subject
from documents.models import Paper
from emulation.verdicts import Reason

if TYPE_CHECKING:
    from documents.models.paper import PaperQuerySet

TONES = {Paper.State.ISSUED: "good", Paper.State.SUPERSEDED: "neutral", Paper.State.VOID: "bad"}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper with the season that it is about."""

    paper: Paper
    season: Season

    @property
    def kind(self) -> Reason:
        return LABELS[self.paper.kind]

    @property
    def tone(self) -> str:
        return TONES.get(Paper.State(self.paper.state), "info")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be filtered by: blocs by code and name, and years."""

    blocs: list[tuple[str, str]]
    years: list[int]


def choices(someone: Person) -> Choices:
    """One query."""
    rows = Season.objects.visible_to(someone).order_by("bloc__sort_key", "bloc")
    found = list(rows.values_list("bloc__code", "bloc__name_now", "year"))
    blocs = {code: name for code, name, _year in found}
    return Choices(list(blocs.items()), sorted({year for _code, _name, year in found}, reverse=True))


def of_seasons(seasons: QuerySet[Season]) -> PaperQuerySet:
    """The papers that were issued about these seasons, the newest first; a query that others narrow down."""
    about = Q()
    for kind in LABELS:
        key = Concat(Value(f"{kind}:"), Cast("pk", CharField()), output_field=CharField())
        about |= Q(kind=kind, subject__in=seasons.order_by().annotate(key=key).values("key"))
    return Paper.objects.public().filter(about).order_by("-issued_at", "-pk")


def lines(papers: Iterable[Paper]) -> list[PaperLine]:
    """One query, however many."""
    rows = list(papers)
    keys = {int(paper.subject.rpartition(":")[2]) for paper in rows}
    seasons = Season.objects.select_related("bloc").filter(pk__in=keys)
    about = {subject(kind, season): season for season in seasons for kind in LABELS}
    return [PaperLine(paper, about[paper.subject]) for paper in rows]
