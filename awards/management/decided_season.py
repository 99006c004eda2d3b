"""A season that is heard by the council and decided, for the demo; through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from awards.models import CertificateLayout, CouncilSession, Nomination
from awards.services import certificate_layouts, council, council_minutes, decisions
from awards.services.council import Named
from blocs.models import Season
from emulation.models import User

Noon = Callable[[date], datetime]


def decide(season: Season, told: dict[str, Any], *, agency: User, noon: Noon) -> CouncilSession:
    """In the January after: the session with its votes and minutes; then the decisions, each on its day."""
    session = _sit(season, told["session"], agency, noon(date(season.year + 1, 1, 24)))
    for row in told["decisions"]:
        fields = {name: value for name, value in row.items() if name != "award"}
        fields["decided_on"] = date.fromisoformat(row["decided_on"])
        passed = season.nominations.filter(
            award__code=row["award"], state=Nomination.State.COUNCIL_VOTED
        ).for_listing()
        at = noon(fields["decided_on"])
        decision = decisions.prepare(season.bloc.province, nominees=list(passed), by=agency, at=at, **fields)
        decisions.record(decision, by=agency, at=at)
    layout = CertificateLayout(name=told["stock"])
    certificate_layouts.save(layout, province=season.bloc.province, by=agency, at=session.events.last().at)  # type: ignore[union-attr]  # there are some
    return session


def _sit(season: Season, told: dict[str, Any], agency: User, at: datetime) -> CouncilSession:
    given: dict[str, Any] = {"by": agency, "at": at}
    agenda = season.nominations.filter(state=Nomination.State.APPRAISED).for_listing()
    session = council.prepare(
        season.bloc.province,
        name=told["name"],
        held_on=at.date(),
        held_from=time(8),
        place=told["place"],
        secretary=told["secretary"],
        members=[Named(name, position) for name, position, _presence, _reason in told["members"]],
        agenda=list(agenda),
        **given,
    )
    presence = {row[0]: (row[2], row[3]) for row in told["members"]}
    seats = list(session.seats.order_by("order"))
    council.attend(session, {seat.pk: presence[seat.name] for seat in seats}, **given)
    questions = list(session.questions.select_related("nomination__award").order_by("order"))
    for seat in seats:
        if presence[seat.name][0] == "written":
            opinions = {question.pk: (True, told["opinion"]) for question in questions}
            council.opine(session, seat, opinions, **given)
    votes = {question.pk: tuple(told["votes"][question.nomination.award.code]) for question in questions}
    council.vote(session, votes, **given)
    council.record(
        session,
        discussion=told["discussion"],
        conclusion=told["conclusion"],
        held_until=time(11, 30),
        **given,
    )
    council_minutes.issue(session, **given)
    return session
