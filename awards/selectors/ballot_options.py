"""Whom a new ballot may be about, at one click: those nominated for an award, or the first of the ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from awards.models import Award, Nomination, RecipientKind
from blocs.models import Season
from blocs.selectors import ranking


@dataclass(frozen=True, slots=True)
class Choice:
    """A ready set of options; `award` is None where the ranking gave it."""

    key: str
    award: Award | None
    members: tuple[int, ...]
    others: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.members) + len(self.others)


def choices(season: Season, members: Iterable[int]) -> list[Choice]:
    """What was handed in for each award, then the members as they are ranked."""
    here = set(members)
    found = _nominated(season, here)
    ranked = _ranked(season, here)
    return [*found, Choice("ranks", None, ranked)] if ranked else found


def _nominated(season: Season, here: set[int]) -> list[Choice]:
    """Members stand there as such, people and departments by their names."""
    rows = Nomination.objects.filter(season=season, state=Nomination.State.SUBMITTED).for_listing()
    by_award: dict[Award, tuple[list[int], list[str]]] = {}
    for row in rows:
        own, others = by_award.setdefault(row.award, ([], []))
        recipient = row.recipient
        if recipient.kind == RecipientKind.ORGANISATION and recipient.organisation_id in here:
            own.append(recipient.organisation_id)
        else:
            others.append(str(recipient))
    return [
        Choice(f"award-{award.pk}", award, tuple(own), tuple(others))
        for award, (own, others) in by_award.items()
    ]


def _ranked(season: Season, here: set[int]) -> tuple[int, ...]:
    published = ranking.newest(season)
    lines = ranking.published_lines(published) if published else []
    return tuple(line.organisation.pk for line in lines if line.rank and line.organisation.pk in here)
