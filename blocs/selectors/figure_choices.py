"""What the formulas of a score table may take their figures from: targets and movements of its seasons.

A bloc's own table serves the season of its year. One for all blocs of a province serves many seasons, so that
only targets that several pledges share are offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from blocs.models import Movement, Pledge, PledgeTarget, ScoreTable, Season
from blocs.models.score import Source
from blocs.rules import scoring
from blocs.rules.formulas import Chosen
from blocs.rules.terms import NAMED
from blocs.selectors import score_tables as tables
from emulation.text import folded

MOST = 100  # in a list to choose from


@dataclass(frozen=True, slots=True)
class Choices:
    """The words of targets and movements, those to be offered first."""

    targets: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    other_targets: tuple[str, ...] = ()  # of one pledge among many

    def has(self, chosen: Chosen) -> bool:
        among = self.movements
        if chosen.source == Source.TARGET:
            among = self.targets + self.other_targets
        return folded(chosen.name) in {folded(text) for text in among}


@dataclass(frozen=True, slots=True)
class Gone:
    """A criterion whose formula was to take a figure that is not there."""

    key: int
    criterion: str
    chosen: Chosen

    @property
    def words(self) -> str:
        told = (
            _("Takes its figure from the target “%(name)s” of the pledge.")
            if self.chosen.source == Source.TARGET
            else _("Takes its figure from the movement “%(name)s”.")
        )
        return told % {"name": self.chosen.name}


def of_table(table: ScoreTable) -> Choices:
    """In four queries at most."""
    seasons = _seasons(table)
    if not seasons:
        return Choices()
    movements = Movement.objects.filter(
        Q(bloc=None) | Q(bloc=table.bloc_id), province=table.province_id, years__year=seasons[0].year
    )
    return _choices(seasons, movements)


def of_season(season: Season) -> Choices:
    return _choices([season], Movement.objects.of_season(season))


def gone(table: scoring.Table, choices: Choices) -> list[Gone]:
    """In the order of the table."""
    return [
        Gone(leaf.key, leaf.name, leaf.chosen)
        for leaf in table.leaves()
        if leaf.chosen is not None and leaf.chosen.source in NAMED and not choices.has(leaf.chosen)
    ]


def gone_of(table: ScoreTable, rules: scoring.Table | None = None) -> list[Gone]:
    """For a table by itself; nothing more is read where none of its formulas names a target or movement."""
    found = gone(rules or tables.rules_of(table), Choices())
    if not found:
        return []
    choices = of_table(table)
    return [each for each in found if not choices.has(each.chosen)]


def gone_in(season: Season, table: ScoreTable) -> list[Gone]:
    """The same for a season that scores by it, or is about to."""
    found = gone(tables.rules_of(table), Choices())
    choices = of_season(season) if found else Choices()
    return [each for each in found if not choices.has(each.chosen)]


def _seasons(table: ScoreTable) -> list[Season]:
    """Those of the table's year, else of the newest one."""
    if table.province_id is None:
        return []
    rows = Season.objects.filter(bloc__province=table.province_id)
    if table.bloc_id is not None:
        rows = rows.filter(bloc=table.bloc_id)
    elif table.bloc_kind:
        rows = rows.filter(bloc__kind=table.bloc_kind)
    found = list(rows.order_by("-year"))
    of_the_year = [season for season in found if season.year == table.year]
    return of_the_year or [season for season in found if season.year == found[0].year]


def _choices(seasons: list[Season], movements: Iterable[Movement]) -> Choices:
    pledges: dict[int, int] = {}
    rows = Pledge.objects.filter(season__in=seasons).exclude(status=Pledge.Status.VOID)
    for season, pledge in rows.holding_first().values_list("season", "pk"):
        pledges.setdefault(season, pledge)
    texts: dict[str, str] = {}
    times: Counter[str] = Counter()
    rows_of = PledgeTarget.objects.live().filter(pledge__in=pledges.values()).order_by("order", "pk")
    seen: set[tuple[int, str]] = set()
    for pledge, text in rows_of.values_list("pledge", "text"):
        key = folded(text)
        if (pledge, key) not in seen:  # the same one for several members
            seen.add((pledge, key))
            texts.setdefault(key, " ".join(text.split()))
            times[key] += 1
    shared = [key for key, _count in times.most_common() if times[key] > 1] if len(pledges) > 1 else [*texts]
    return Choices(
        tuple(texts[key] for key in shared[:MOST]),
        tuple(dict.fromkeys(" ".join(one.name.split()) for one in movements))[:MOST],
        tuple(text for key, text in texts.items() if key not in shared[:MOST]),
    )
