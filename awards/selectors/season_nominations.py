"""The members of a season, for those who nominate among them: rank, votes, and what each is nominated for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from awards.models import Ballot, Nomination, Option
from blocs.models import Organisation, Person, Season
from blocs.selectors import ranking
from blocs.selectors.ranking import Line


@dataclass(frozen=True, slots=True)
class MemberLine:
    organisation: Organisation
    place: Line | None
    nominations: list[Nomination]


def member_lines(season: Season, someone: Person) -> list[MemberLine]:
    """By rank where one is published. Three queries."""
    publication = ranking.newest(season)
    published = (
        {line.organisation.pk: line for line in ranking.published_lines(publication)} if publication else {}
    )
    of: dict[int, list[Nomination]] = defaultdict(list)
    rows = Nomination.objects.visible_to(someone).for_listing().filter(season=season)
    for row in rows:
        of[row.recipient.organisation_id].append(row)
    lines = [
        MemberLine(organisation, published.get(organisation.pk), of[organisation.pk])
        for organisation in ranking.members(season)
    ]
    return sorted(lines, key=lambda line: _rank(line.place))


def _rank(place: Line | None) -> tuple[bool, int]:
    rank = place.rank if place else None
    return rank is None, rank or 0


@dataclass(frozen=True, slots=True)
class Result:
    """A counted ballot about an award, and whether its nominations are made."""

    ballot: Ballot
    elected: list[Option]
    is_taken: bool


def results(season: Season) -> list[Result]:
    """Three queries."""
    ballots = season.ballots.filter(status=Ballot.Status.COUNTED, award__isnull=False)
    voted = set(
        Nomination.objects.filter(season=season)
        .exclude(state__in=[Nomination.State.DRAFT, Nomination.State.SUBMITTED])
        .values_list("award", "recipient__organisation")
    )
    found = []
    for ballot in ballots.select_related("award").prefetch_related("options__organisation").order_by("pk"):
        elected = [row for row in ballot.options.all() if row.outcome == Option.Outcome.ELECTED]
        named = [row for row in elected if row.organisation_id is not None]
        taken = all((ballot.award_id, row.organisation_id) in voted for row in named)
        found.append(Result(ballot, elected, taken))
    return found
