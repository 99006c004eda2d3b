"""The score table of the season before, as the beginning of this one's, and what of it must be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blocs.models import PledgeTarget, ScoreTable, Season
from blocs.models.score import Source
from blocs.rules import sources
from blocs.rules.sources import Target
from blocs.selectors import reports
from blocs.selectors import score_tables as tables


@dataclass(frozen=True, slots=True)
class Lost:
    """A criterion whose formula took a target that the pledge of this season does not have."""

    criterion: str
    target: str


def before(season: Season) -> Season | None:
    """The newest earlier season of the bloc that scored by a table."""
    rows = Season.objects.filter(bloc=season.bloc_id, year__lt=season.year, score_table__isnull=False)
    return rows.select_related("score_table", "bloc").order_by("-year").first()


def draft(season: Season) -> ScoreTable | None:
    """The bloc's own draft for the year of the season, the newest one."""
    rows = ScoreTable.objects.filter(bloc=season.bloc_id, year=season.year, status=ScoreTable.Status.DRAFT)
    return rows.order_by("-pk").first()


def lost(table: ScoreTable, old: Mapping[int, Target], new: Mapping[int, Target]) -> list[Lost]:
    """In the order of the table: those that find their target by its words, as elsewhere.

    Of those for which one was chosen, blocs.selectors.figure_choices tells.
    """
    found = []
    for leaf in tables.rules_of(table).leaves():
        if leaf.chosen is not None:
            continue
        took = sources.source(leaf, old)
        now = sources.source(leaf, new)
        if took and took[0] == Source.TARGET and (now is None or now[0] != Source.TARGET):
            found.append(Lost(leaf.name, old[took[1]].text))
    return found


def targets(season: Season) -> dict[int, Target]:
    rows = PledgeTarget.objects.live().filter(pledge=reports.pledge_of(season.pk).values("pk")[:1])
    return {row.pk: Target(row.text, row.comparison) for row in rows.order_by("pk")}
