"""Visits between members as pages and services read them: whose they are, and which there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from blocs.models import Organisation, Person, Season, Visit, VisitFinding
from blocs.models.dated import spans
from blocs.rules import visits as rules
from blocs.rules.points import Points
from blocs.rules.report_fields import SORTS
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.verdicts import Verdict

Result = VisitFinding.Verdict
RELATED = ("visited__province", "visiting", "paper__signing")


def seats(someone: Person, visit: Visit) -> frozenset[Seat]:
    """Those in the season, and those on one of the two sides of the visit."""
    taken = people.seats(someone, visit.season)
    own = people.own_member(someone, visit.season)
    sides = {Seat.VISITOR: visit.visiting_id, Seat.VISITED: visit.visited_id}
    return taken | {seat for seat, member in sides.items() if member in own}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in the list; how many lines were found so is told to those who read its findings."""

    visit: Visit
    can_read: Verdict
    is_own: bool

    @property
    def is_begun(self) -> bool:
        return any(self.found)

    @property
    def found(self) -> tuple[int | None, ...]:
        """Agreed, not agreed, evidence missing."""
        row = self.visit
        if not self.can_read or row.is_called_off:
            return (None, None, None)
        return tuple(getattr(row, name) for name in ("agrees", "differs", "missing"))


def of_season(season: Season) -> QuerySet[Visit]:
    counted = {result.value: Count("findings", Q(findings__finding=result)) for result in Result}
    return season.visits.select_related(*RELATED).annotate(**counted).order_by("held_on", "pk")


def lines(season: Season, someone: Person) -> list[VisitLine]:
    """One query."""
    own = people.own_member(someone, season)
    found = []
    for visit in of_season(season):
        visit.season = season
        verdict = rules.can_read(visit.status, seats(someone, visit))
        found.append(VisitLine(visit, verdict, bool(own & {visit.visited_id, visit.visiting_id})))
    return found


def members(season: Season, someone: Person) -> list[Organisation]:
    """Those of today, in the order of the rotation."""
    day = season.within(someone.on)
    return [row.organisation for row in season.memberships.all() if spans(day, row.joined_on, row.left_on)]


def unvisited(season: Season, members: Iterable[Organisation]) -> tuple[list[Organisation], dict[int, int]]:
    """Whom nobody visits yet, and who is suggested to go there (visited → visiting)."""
    known = list(members)
    standing = season.visits.exclude(status=Visit.Status.CALLED_OFF).order_by("pk")
    pairs = list(standing.values_list("visiting", "visited"))
    pairing = rules.suggested([one.pk for one in known], season.year, visits=pairs)
    taken = {visited for _visiting, visited in pairs}
    return [one for one in known if one.pk not in taken], pairing


@dataclass(frozen=True, slots=True)
class Hint:
    """What a closed visit found on a criterion, beside its cell at the score desk."""

    finding: VisitFinding
    proposed: Points | None

    @property
    def tone(self) -> str:
        return RESULT_TONES[Result(self.finding.finding)]

    @property
    def reason(self) -> str:
        """As it is put into the points' own reason; every reader of the ranking may meet it there."""
        return f"Kiểm tra chéo ngày {self.finding.visit.held_on:%d/%m/%Y}: {self.finding.why}"[:1000]


RESULT_TONES = {Result.AGREES: "good", Result.DIFFERS: "bad", Result.MISSING: "wait"}


def hint(season: Season, visited: int, criterion: int, own: Points | None) -> Hint | None:
    """One query; sorts of points of which nothing is proposed stay those of the member."""
    closed = {"visit__season": season, "visit__visited": visited, "visit__status": Visit.Status.CLOSED}
    rows = VisitFinding.objects.filter(criterion=criterion, **closed).exclude(finding="")
    found = rows.select_related("visit__visiting").order_by("pk").first()
    if found is None:
        return None
    return Hint(found, proposed(found, own or Points()))


def proposed(finding: VisitFinding, own: Points) -> Points | None:
    given = {sort: getattr(finding, sort) for sort in SORTS}
    if all(value is None for value in given.values()):
        return None
    return Points(**{sort: getattr(own, sort) if value is None else value for sort, value in given.items()})
