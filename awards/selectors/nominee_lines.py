"""What lists of nominees print beside each name: a bounded number of queries for any number of nominees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from awards.models import AwardRule, Ballot, Honour, Nomination, Option, RecipientKind, RuleSet, YearRecord
from awards.selectors import rules
from blocs.models import PublishedPlace

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Vote:
    agreeing: int
    base: int

    @property
    def words(self) -> str:
        """5/6 (83,33%): cut, never rounded up to a mark that was not reached."""
        if not self.base:
            return f"{self.agreeing}/0"
        hundredths = self.agreeing * 10_000 // self.base
        share = f"{hundredths // 100},{hundredths % 100:02d}".removesuffix(",00")
        return f"{self.agreeing}/{self.base} ({share}%)"


@dataclass(frozen=True, slots=True)
class Place:
    rank: int | None
    total: Decimal


@dataclass(frozen=True, slots=True)
class NomineeLine:
    """One nominee as a list shows it."""

    nomination: Nomination
    honours: tuple[Honour, ...]
    rating: str
    vote: Vote | None
    place: Place | None
    rule: AwardRule | None


def lines(nominations: list[Nomination], rule_set: RuleSet | None) -> list[NomineeLine]:
    """In the order given; seven queries."""
    honours = _honours(nominations)
    ratings = _ratings(nominations)
    votes = _votes(nominations)
    places = _places(nominations)
    known = rules.rules_of(rule_set) if rule_set else {}
    return [
        NomineeLine(
            nomination=row,
            honours=tuple(honours[row.recipient_id]),
            rating=ratings.get((row.recipient_id, row.year), ""),
            vote=votes.get((row.season_id, row.award_id, row.recipient.organisation_id))
            if row.recipient.kind == RecipientKind.ORGANISATION
            else None,
            place=places.get((row.season_id, row.recipient.organisation_id))
            if row.recipient.kind == RecipientKind.ORGANISATION
            else None,
            rule=rules.rule_for(known, row.award.code, row.recipient.kind),
        )
        for row in nominations
    ]


def _honours(nominations: Collection[Nomination]) -> dict[int, list[Honour]]:
    """Those of the years that are looked at, the newest first; not what came of the nominations."""
    found: dict[int, list[Honour]] = defaultdict(list)
    last = {row.recipient_id: row.year for row in nominations}
    rows = Honour.objects.filter(recipient__in=last, revoked_on__isnull=True)
    rows = rows.exclude(decision_line__nomination__in=[row.pk for row in nominations])
    for honour in rows.select_related("award").order_by("-year", "-decided_on", "pk"):
        if last[honour.recipient_id] - YEARS_SHOWN <= honour.year <= last[honour.recipient_id]:
            found[honour.recipient_id].append(honour)
    return found


def _ratings(nominations: Iterable[Nomination]) -> dict[tuple[int, int], str]:
    rows = YearRecord.objects.filter(recipient__in=[row.recipient_id for row in nominations])
    return {(row.recipient_id, row.year): row.rating for row in rows}


def _votes(nominations: Iterable[Nomination]) -> Mapping[tuple[int | None, int, int], Vote]:
    """The votes of the newest counted ballot about the award in its season."""
    seasons = {row.season_id for row in nominations if row.season_id}
    options = (
        Option.objects.filter(
            ballot__season__in=seasons,
            ballot__status=Ballot.Status.COUNTED,
            ballot__award__isnull=False,
            organisation__isnull=False,
        )
        .select_related("ballot")
        .prefetch_related("ballot__electors")
        .order_by("ballot", "order")
    )
    found: dict[tuple[int | None, int, int], Vote] = {}
    for option in options:
        ballot = option.ballot
        assert ballot.award_id is not None
        assert option.organisation_id is not None
        roll = ballot.electors.all()
        base = {
            Ballot.Base.ALL: len(roll),
            Ballot.Base.CAST: ballot.cast,
            Ballot.Base.VALID: ballot.valid or 0,
        }[Ballot.Base(ballot.base)]
        found[ballot.season_id, ballot.award_id, option.organisation_id] = Vote(option.agreeing or 0, base)
    return found


def _places(nominations: Iterable[Nomination]) -> dict[tuple[int | None, int], Place]:
    """Of the newest publication of each season."""
    seasons = {row.season_id for row in nominations if row.season_id}
    rows = PublishedPlace.objects.filter(publication__season__in=seasons).select_related("publication")
    return {
        (row.publication.season_id, row.organisation_id): Place(
            row.rank, row.base + row.bonus - row.deduction
        )
        for row in rows.order_by("publication__version")
    }
