"""The part of the world in which members visit one another."""

from datetime import date
from functools import cached_property
from typing import Any

from blocs.models import Season, Visit
from blocs.services import visit_minutes
from tests.factories import YEAR

EMPTY = {"handed_in": False, "parts": []}


class Visits:
    """In the year of reports; `visit_being_signed` is made by whoever first asks for it."""

    report_season: Season
    scored: Season
    cast: dict[str, Any]

    def plan_visits(self, *, leader: Any, deputy: Any, member: Any, newcomer: Any) -> None:
        """Nobody visits the leader yet. The member is visited itself, and does not know what is found."""
        day = date(YEAR - 40, 11, 5)
        self.visit = self._visit(self.report_season, newcomer, deputy, day)
        self.own_visit = self._visit(self.report_season, member, newcomer, day)
        self.closed_visit = self._visit(
            self.report_season, deputy, member, day, status="closed", content=EMPTY
        )

    def _visit(self, season: Season, visited: Any, visiting: Any, day: date, **fields: Any) -> Visit:
        given = {"visited": visited, "visiting": visiting, "held_on": day, "team": "Trần Thị Mẫu"}
        return season.visits.create(**given | fields)

    @cached_property
    def visit_being_signed(self) -> Visit:
        deputy, member = self.closed_visit.visited, self.own_visit.visited
        day = date(YEAR - 60, 11, 5)
        made = self._visit(self.scored, member, deputy, day, status="closed", content=EMPTY)
        visit_minutes.issue(made, by=self.cast["deputy_head"])
        return made
