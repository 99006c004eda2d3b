"""Visits between members for the demo: one with its minutes signed, one planned; through the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from blocs.models import Criterion, Organisation, Season, Visit
from blocs.rules.report_fields import token
from blocs.rules.visit_fields import Field, Kind
from blocs.services import paper_signing, visit_findings, visit_minutes, visits
from blocs.services.report_fields import Typed
from emulation.models import User


def plan(season: Season, told: dict[str, Any], *, by: User, at: datetime) -> Visit:
    province = season.bloc.province
    sides = {
        side: Organisation.objects.get(province=province, code=told[side]) for side in ("visited", "visiting")
    }
    day = date.fromisoformat(told["day"])
    (visit,) = visits.plan(season, [visits.Planned(**sides, held_on=day, place=told["place"])], by=by, at=at)
    visits.edit(visit, held_from=time(8, 30), team="\n".join(told["team"]), by=by, at=at)
    return visit


def held(
    season: Season,
    told: dict[str, Any],
    *,
    leaves: Sequence[Criterion],
    people: dict[str, User],
    leader: User,
    pin: str,
) -> None:
    """Planned by the leader, written by the team, closed, and signed by both heads with keys of their own."""
    day = date.fromisoformat(told["day"])
    at = timezone.make_aware(datetime.combine(day, time(16)))
    visit = plan(
        season, told, by=leader, at=timezone.make_aware(datetime.combine(day.replace(day=1), time(9)))
    )
    team = people[told["officer"]]
    typed: dict[str, Any] = {}
    for place, finding, points, why in told["found"]:
        key = leaves[place].pk
        given = {"finding": finding, "why": why} | ({"base": Decimal(points)} if points else {})
        typed |= {Field(Kind.CRITERION, key, name).name: value for name, value in given.items()}
    for name in ("conclusion", "answer"):
        typed[Field(Kind.TEXT, value=name).name] = told[name]
    blank = {name: token(None if name.endswith("-base") else "") for name in typed}
    visit_findings.save(
        visit, {name: Typed(value, blank[name]) for name, value in typed.items()}, by=team, at=at
    )
    visits.agree_with_the_rest(visit, by=team, at=at)
    visits.close(visit, by=team, at=at)
    paper = visit_minutes.issue(visit, by=team, at=at)
    for signer in paper.signing.signers.select_related("user").order_by("pk"):
        paper_signing.sign(signer, by=signer.user, pin=pin, seen=paper.content_hash)
