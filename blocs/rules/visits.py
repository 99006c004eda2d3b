"""Who visits whom, who sees and writes what is found, and when it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.models import Season, Visit
from blocs.rules.reporting import STAGES
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

Status = Visit.Status
OVER = frozenset({Season.Stage.NOMINATING, Season.Stage.CLOSED})
LATEST = timedelta(days=180)  # after the season: a year is reviewed in the first months of the next
_NOT_PLANNED = _("This visit is closed or called off; it does not change now.")


def suggested(members: Sequence[int], year: int, *, visits: Sequence[tuple[int, int]] = ()) -> dict[int, int]:
    """Who visits each member that nobody visits yet (visited → visiting), each year another pair.

    `visits` are those there are, as pairs of who goes and whom. Nobody visits itself, and nobody goes twice
    while somebody else has not gone at all.
    """
    gone = Counter(visiting for visiting, _visited in visits)
    waiting = [one for one in members if one not in {visited for _visiting, visited in visits}]
    if len(members) < 2:
        return {}
    offset = 1 + year % (len(members) - 1)
    found = {}
    for visited in waiting:
        place = members.index(visited)
        others = [members[(place + offset + each) % len(members)] for each in range(len(members))]
        visiting = min((one for one in others if one != visited), key=lambda one: gone[one])
        gone[visiting] += 1
        found[visited] = visiting
    return found


def can_plan(stage: str, seats: frozenset[Seat]) -> Verdict:
    return may(Act.PLAN_VISITS, seats) & unless(
        stage not in OVER, _("Members are ranked already; visits are planned before that.")
    )


def can_edit(status: str, stage: str, seats: frozenset[Seat]) -> Verdict:
    return can_plan(stage, seats) & unless(status == Status.PLANNED, _NOT_PLANNED)


def can_read(status: str, seats: frozenset[Seat]) -> Verdict:
    """The visited member sees what was found once it is closed, even where it leads the bloc."""
    if Seat.VISITED in seats:
        return unless(
            status == Status.CLOSED, _("The visited member reads the findings once the visit is closed.")
        )
    return may(Act.SEE_VISIT, seats)


def can_write(status: str, stage: str, seats: frozenset[Seat]) -> Verdict:
    return (
        _is_of_the_team(seats)
        & unless(
            stage in STAGES,
            _("Findings are written from the pledge's coming into force until the members are ranked."),
        )
        & unless(status == Status.PLANNED, _NOT_PLANNED)
    )


def _is_of_the_team(seats: frozenset[Seat]) -> Verdict:
    return may(Act.WRITE_VISIT, seats) & unless(
        Seat.VISITED not in seats, _("Nobody writes what a visit found at their own organisation.")
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What closing looks at."""

    has_team: bool = False
    lines: int = 0
    open_lines: int = 0  # without a finding
    unexplained: int = 0  # not agreed, but nobody said why


def can_close(status: str, stage: str, seats: frozenset[Seat], facts: Facts) -> Verdict:
    return can_write(status, stage, seats) & missing(facts)


def missing(facts: Facts) -> Verdict:
    verdict = unless(facts.has_team, _("Write down first who goes: the minutes name the team."))
    verdict &= unless(
        facts.lines > 0, _("The checklist is empty: the season has neither pledge nor score table.")
    )
    if facts.open_lines:
        told = ngettext(
            "%(count)d line of the checklist has no finding yet.",
            "%(count)d lines of the checklist have no finding yet.",
            facts.open_lines,
        )
        verdict &= Verdict((told % {"count": facts.open_lines},))
    if facts.unexplained:
        told = ngettext(
            "%(count)d line is not agreed, but it is not said why.",
            "%(count)d lines are not agreed, but it is not said why.",
            facts.unexplained,
        )
        verdict &= Verdict((told % {"count": facts.unexplained},))
    return verdict


def can_reopen(status: str, stage: str, seats: frozenset[Seat], *, issued: bool) -> Verdict:
    return (
        _is_of_the_team(seats)
        & unless(stage in STAGES, _("The members are ranked; what the visit found stays as it is."))
        & unless(status == Status.CLOSED, _("Only a closed visit is opened again."))
        & _not_issued(issued)
    )


def can_issue(status: str, seats: frozenset[Seat], *, issued: bool) -> Verdict:
    return (
        _is_of_the_team(seats)
        & unless(status == Status.CLOSED, _("Close the findings first; then the minutes are issued."))
        & _not_issued(issued)
    )


def _not_issued(issued: bool) -> Verdict:
    return unless(not issued, _("The minutes are issued; nothing changes in them any more."))


def can_stop(seats: frozenset[Seat], *, being_signed: bool) -> Verdict:
    return _is_of_the_team(seats) & unless(being_signed, _("The minutes are not being signed now."))


def day_wrong(day: date, first: date, last: date) -> Reason | None:
    if first <= day <= last + LATEST:
        return None
    return _("Choose a day from %(first)s to %(last)s.") % {
        "first": f"{first:%d/%m/%Y}",
        "last": f"{last + LATEST:%d/%m/%Y}",
    }
