"""The demo year, entered through the services: what it tells stands in emulation/demo/."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import CommandError
from django.utils import timezone

from awards.management import decided_season, met_season, proposed_season
from blocs.management import (
    handed_over_season,
    signed_pledge,
    told_movement,
    visited_season,
    written_pledge,
)
from blocs.management.scored_season import ScoredSeason
from blocs.models import Bloc, Mandate, Organisation, ScoreTable, Season
from blocs.rules import calendar
from blocs.services import (
    accounts,
    imports,
    mandates,
    memberships,
    milestones,
    organisation_events,
    organisations,
    score_tables,
    seasons,
)
from blocs.services.organisation_events import Given
from emulation.models import User

DATA = Path(__file__).resolve().parents[1] / "demo"
FILES = ("quang-ninh.json", "so-nganh.json")
THIS_YEAR, OTHER_BLOC = ("mttq-ctxh", 2024), "so-nganh"
ADMINISTRATOR = "quantri"
REFORM, REFORM_DECISION = date(2025, 3, 1), "Quyết định số 01/QĐ-UBND ngày 19/02/2025 (minh họa)"
MERGED: dict[str, Any] = {
    "code": "sgtvt",
    "name": "Sở Giao thông vận tải tỉnh Quảng Ninh",
    "short_name": "Sở Giao thông vận tải",
    "kind": "state_agency",
}
ON_PAPER = "Bước này làm trên giấy; nhập để tra cứu."
MANDATES_BEGIN = date(2023, 1, 1)  # open to this day, so that one may act in the demo year and now


class DemoYear:
    """Two blocs of Quảng Ninh; one of them, with the pledge of 2024 open for comments, to try things on."""

    def __init__(self, cast: dict[str, Any]) -> None:
        self.cast = cast
        self.text: dict[str, Any] = json.loads((DATA / "pledge-2024.json").read_text(encoding="utf-8"))
        self.visits: dict[str, Any] = json.loads((DATA / "visits.json").read_text(encoding="utf-8"))

    def fill(self) -> None:
        for name in FILES:
            outcome = imports.load(DATA / name, by=None, at=timezone.now())
            if not outcome.is_right:
                raise CommandError("\n".join(str(problem) for problem in outcome.problems))
        Bloc.objects.update(invented=True)
        self._enter_people()
        told = json.loads((DATA / "movements.json").read_text(encoding="utf-8"))
        told_movement.tell(told, people=self.people, agency=self.agency, noon=_noon)
        self._reform(self._season(OTHER_BLOC, 2025)[0])
        self._look_back(self._season(THIS_YEAR[0], 2023)[0])
        self._close(*self._season(OTHER_BLOC, 2025))
        self._run(*self._season(OTHER_BLOC, 2026))
        self._write_pledge(self._season(*THIS_YEAR)[0])
        self._choose_score_table(self._season(*THIS_YEAR)[0], leader="td.lanhdao")
        season, planned_on = self._season(*THIS_YEAR)[0], _noon(date(THIS_YEAR[1], 3, 6))
        visited_season.plan(season, self.visits["planned"], by=self.people["td.canbo"], at=planned_on)

    @cached_property
    def people(self) -> dict[str, User]:
        return {user.username: user for user in User.objects.all()}

    @property
    def agency(self) -> User:
        return self.people["sonoivu"]

    def _season(self, bloc: str, year: int) -> tuple[Season, User]:
        return Season.objects.select_related("bloc").get(bloc__code=bloc, year=year), self.agency

    def _enter_people(self) -> None:
        known = {row.code: row for row in Organisation.objects.select_related("province")}
        password = make_password(self.cast["password"])  # once: it takes its time on purpose
        at = _noon(MANDATES_BEGIN)
        people = sorted(self.cast["people"], key=lambda row: row[0] != ADMINISTRATOR)
        administrator: User | None = None
        for name, full_name, phone, held in people:
            if administrator is None:
                user = administrator = self._first_administrator(full_name, phone, known, held)
            else:
                user = accounts.open_account(
                    known[held[0][0]].province,
                    full_name=full_name,
                    email=address_of(name),
                    username=name,
                    phone=phone,
                    by=administrator,
                    at=at,
                )
                for code, role, title, signs, on_behalf_of in held:
                    mandates.give(
                        user,
                        known[code],
                        role=role,
                        title=title,
                        starts=MANDATES_BEGIN,
                        signing_form=signs,
                        on_behalf_of=on_behalf_of,
                        by=administrator,
                        at=at,
                    )
            user.password = password
            user.save(update_fields=["password"])
        self._enter_contacts(at)

    def _enter_contacts(self, at: datetime) -> None:
        """Whoever enters for an organisation is whom one calls."""
        officers = Mandate.objects.filter(role=Mandate.Role.OFFICER)
        for mandate in officers.select_related("user", "organisation__province"):
            person = mandate.user
            organisations.edit(
                mandate.organisation, contact=person.full_name, phone=person.phone, by=self.agency, at=at
            )

    def _first_administrator(
        self, full_name: str, phone: str, known: dict[str, Organisation], held: list[list[str]]
    ) -> User:
        """Who opens all other accounts, and so cannot be given theirs by anybody."""
        user = User.objects.create_user(
            ADMINISTRATOR, address_of(ADMINISTRATOR), full_name=full_name, phone=phone
        )
        for code, role, title, *_signs in held:
            Mandate.objects.create(
                user=user, organisation=known[code], role=role, title=title, starts=MANDATES_BEGIN
            )
        return user

    def _reform(self, season: Season) -> None:
        """The reform of 2025: one department merges into another, found by its names from then on."""
        province, eve = season.bloc.province, _noon(REFORM - timedelta(days=10))
        given: dict[str, Any] = {"by": self.agency, "at": eve}
        old = organisations.create(province, invented=True, **MERGED, **given)
        organisations.add_alias(old, text="Sở GTVT", **given)
        memberships.join(season, old, on=season.first_day, decision=season.decision, **given)
        into = Organisation.objects.get(province=province, code="sxd")
        merger = Given(kind="merge", day=REFORM, targets=[into], decision=REFORM_DECISION, inherited=True)
        organisation_events.make(old, merger, **given)

    def _close(self, season: Season, by: User) -> None:
        """A year before the program: kept on paper, entered to be looked up."""
        self._done(season, until=season.last_day)
        while season.stage != Season.Stage.CLOSED:
            self._force(season, ON_PAPER, by=by, on=season.last_day)

    def _look_back(self, season: Season) -> None:
        """The year before, as far as the program carries one: its pledge signed, its points published."""
        self._done(season, until=season.last_day)
        year, last = season.year, season.last_day
        self._force(season, ON_PAPER, by=self.agency, on=date(year, 1, 15))
        self._have_pledge_signed(season)
        self._force(season, ON_PAPER, by=self.agency, on=date(year, 2, 28))
        self._choose_score_table(season, leader="ccb.lanhdao")
        self._force(season, ON_PAPER, by=self.agency, on=date(year, 11, 30))
        text = json.loads((DATA / "reports-2023.json").read_text(encoding="utf-8"))
        scored = ScoredSeason(season, people=self.people, agency=self.agency, text=text)
        scored.fill(leader_head=self.people["ccb.lanhdao"], leader_officer=self.people["ccb.canbo"])
        visited_season.held(
            season,
            self.visits["held"],
            leaves=scored.leaves,
            people=self.people,
            leader=self.people["ccb.canbo"],
            pin=self.cast["pin"],
        )
        heads = [self.people[name] for name in self.cast["signers"]]
        self._meet(season, heads)
        self._propose(season)
        told = json.loads((DATA / "council-2023.json").read_text(encoding="utf-8"))
        decided_season.decide(season, told, agency=self.agency, noon=_noon)
        while season.stage != Season.Stage.NOMINATING:
            self._force(season, ON_PAPER, by=self.agency, on=last)
        handing = json.loads((DATA / "handover-2023.json").read_text(encoding="utf-8"))
        handed_over_season.make(season, handing, giver=heads[0], taker=heads[1], noon=_noon)

    def _meet(self, season: Season, heads: Sequence[User]) -> None:
        """What the bloc did at the end of the year: summed up, voted, and signed the minutes of it."""
        told = json.loads((DATA / "meeting-2023.json").read_text(encoding="utf-8"))
        met_season.make(
            season,
            told,
            heads=heads,
            secretary=self.people["ccb.canbo"],
            administrator=self.people[ADMINISTRATOR],
            pin=self.cast["pin"],
        )

    def _propose(self, season: Season) -> None:
        told = json.loads((DATA / "proposal-2023.json").read_text(encoding="utf-8"))
        leader = self.people[self.cast["signers"][0]]
        proposed_season.make(season, told, head=leader, agency=self.agency, noon=_noon)

    def _have_pledge_signed(self, season: Season) -> None:
        """As it is today: each head with a key of their own, and all signatures on one paper."""
        signed_pledge.make(
            season,
            heads=[self.people[name] for name in self.cast["signers"]],
            officer=self.people["ccb.canbo"],
            administrator=self.people[ADMINISTRATOR],
            text=self.text,
            pin=self.cast["pin"],
            at=_noon(date(season.year, 2, 10)),
        )

    def _run(self, season: Season, by: User) -> None:
        self._done(season, until=date(season.year, 7, 31))
        while season.stage != Season.Stage.RUNNING:
            self._force(season, "Giao ước ký trên giấy.", by=by, on=date(season.year, 3, 16))

    def _force(self, season: Season, reason: str, *, by: User, on: date) -> None:
        seasons.force(season, reason=reason, by=by, at=_noon(on))

    def _done(self, season: Season, *, until: date) -> None:
        for milestone in season.milestones.filter(due__lte=until):
            milestone.season = season
            milestones.mark_done(milestone, on=milestone.due, by=self.agency, at=_noon(milestone.due))

    def _choose_score_table(self, season: Season, *, leader: str) -> None:
        """The example of the Front, copied for the bloc by its leader."""
        by, at = self.people[leader], _noon(date(season.year, 3, 5))
        example = ScoreTable.objects.get(is_example=True, total=90)
        table = score_tables.copy(
            example,
            province=season.bloc.province,
            bloc=season.bloc,
            bloc_kind=season.bloc.kind,
            name=f"Bảng điểm thi đua {season.year}",
            year=season.year,
            by=by,
            at=at,
        )
        score_tables.open_for_use(table, by=by, at=at)
        score_tables.seasons.choose(season, table, by=by, at=at)

    def _write_pledge(self, season: Season) -> None:
        year, leader = season.year, self.people["td.lanhdao"]
        for kind, due in calendar.usual_milestones(season.first_day, season.last_day).items():
            milestones.move(season, kind=kind, due=due, by=leader, at=_noon(date(year, 1, 8)))
        self._done(season, until=date(year, 1, 31))
        seasons.advance(season, by=leader, at=_noon(date(year, 1, 15)))
        written_pledge.write(
            season, self.text, people=self.people, officer=self.people["td.canbo"], noon=_noon
        )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def address_of(name: str) -> str:
    return f"{name}@example.vn"
