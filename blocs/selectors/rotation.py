"""Who led when, and whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from blocs.models import Bloc, Leadership, Membership, Organisation, Season
from blocs.rules import rotation
from blocs.rules.rotation import Candidate, Custom, Place, Turn

YEARS_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    organisation: Organisation
    place: Place


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One year: who led, who acted, who were deputies."""

    season: Season
    leaders: list[Leadership]
    deputies: list[Leadership]


@dataclass(frozen=True, slots=True)
class PlannedTurn:
    year: int
    leader: Organisation
    deputy: Organisation | None


def ledger(bloc: Bloc) -> list[LedgerLine]:
    """Year by year, the newest first, with all members at hand; three queries."""
    leaderships = Leadership.objects.select_related("organisation").order_by("starts", "pk")
    seasons = bloc.seasons.order_by("-year").prefetch_related(
        Prefetch("leaderships", leaderships), Prefetch("memberships", Membership.objects.in_order())
    )
    return [
        LedgerLine(
            season,
            [row for row in season.leaderships.all() if row.role != Leadership.Role.DEPUTY],
            [row for row in season.leaderships.all() if row.role == Leadership.Role.DEPUTY],
        )
        for season in seasons
    ]


def custom_of(bloc: Bloc) -> Custom:
    return Custom(bloc.deputy_follows, bloc.newcomers_wait)


def candidates(lines: list[LedgerLine]) -> tuple[list[Candidate], dict[int, Organisation]]:
    """The members of the newest season as the ranking sees them."""
    if not lines:
        return [], {}
    before = lines[1:]
    memberships = [row for row in lines[0].season.memberships.all() if row.left_on is None]
    earlier = {row.organisation_id for line in before for row in line.season.memberships.all()}
    led: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        for row in line.leaders:
            if row.role == Leadership.Role.LEADER:
                led[row.organisation_id].append(line.season.year)
    deputies = {row.organisation_id for row in lines[0].deputies if row.ends is None}
    made = [
        Candidate(
            organisation=row.organisation_id,
            order=row.order,
            led=tuple(sorted(led[row.organisation_id])),
            was_deputy=row.organisation_id in deputies,
            newcomer=bool(before) and row.organisation_id not in earlier,
        )
        for row in memberships
    ]
    return made, {row.organisation_id: row.organisation for row in memberships}


def suggestions(bloc: Bloc, lines: list[LedgerLine]) -> list[Suggestion]:
    """Every member of the newest season in turn for the next one, with reasons."""
    rows, organisations = candidates(lines)
    last = lines[0].leaders[-1].organisation_id if lines and lines[0].leaders else None
    ranked = rotation.suggest(rows, custom_of(bloc), last_leader=last)
    return [Suggestion(organisations[place.organisation], place) for place in ranked]


def plan(bloc: Bloc, lines: list[LedgerLine], *, years: int = YEARS_AHEAD) -> list[PlannedTurn]:
    """The coming years after the newest season, if all goes by the ranking."""
    rows, organisations = candidates(lines)
    if not rows:
        return []
    turns: list[Turn] = rotation.plan(rows, custom_of(bloc), first_year=lines[0].season.year + 1, years=years)
    return [
        PlannedTurn(
            turn.year, organisations[turn.leader], organisations[turn.deputy] if turn.deputy else None
        )
        for turn in turns
    ]


def by_organisation(leaderships: Iterable[Leadership]) -> dict[int, list[int]]:
    """The years in which each led; the rows come with their seasons."""
    years: dict[int, set[int]] = defaultdict(set)
    for row in leaderships:
        if row.role == Leadership.Role.LEADER:
            years[row.organisation_id].add(row.season.year)
    return {organisation: sorted(led) for organisation, led in years.items()}
