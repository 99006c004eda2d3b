"""The years of blocs: seasons with their members, leaders and dates; pledges in force; published scores."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from awards.api.door import AskedBySystem, Key
from awards.api.paging import CODE, Changed, Named, Part, part
from awards.api.problems import ANSWERS
from awards.api.words import asked_for, one_of
from awards.selectors import interface as reading
from blocs.models import Leadership, Milestone, OutsideSystem, Season, Section
from blocs.models.season import FIRST_YEAR, LAST_YEAR

Scope = OutsideSystem.Scope
router = Router(tags=["Years of blocs"])


class Party(Schema):
    organisation: str = Field(description="Its code.")
    name: str


class Member(Party):
    order: int = Field(description="Its place in the rotation.")
    joined_on: date
    left_on: date | None = Field(description="Its last day as a member.")


class Leader(Party):
    role: str = one_of(Leadership.Role)
    starts: date = Field(description="A leader leads until the next one begins.")
    ends: date | None = Field(description="Of deputies alone.")


class Due(Schema):
    kind: str = one_of(Milestone.Kind)
    due: date
    done_on: date | None


class SeasonTold(Schema):
    id: int
    bloc: str
    year: int = Field(description="The first one of a school year.")
    label: str
    period: str = one_of(Season.Period)
    first_day: date
    last_day: date
    stage: str = one_of(Season.Stage)
    theme: str
    slogan: str
    decision: str
    members: list[Member]
    leaders: list[Leader]
    milestones: list[Due]
    updated_at: datetime | None


class Seasons(Schema):
    items: list[SeasonTold]
    next: str | None = Field(description="Address of the next part.")


class Item(Schema):
    section: str = one_of(Section)
    text: str


class Target(Schema):
    text: str
    comparison: str | None = Field(description="at_least, at_most, exactly, or none.")
    value: Decimal | None
    unit: str
    owner: str | None = Field(description="Code of the organisation that promises it; none: all of them.")


class PaperTold(Schema):
    number: str
    issued_on: date | None
    code: str = Field(description="By which anybody checks the paper at /verify/.")
    sha256: str


class PledgeTold(Schema):
    id: int
    bloc: str
    year: int
    version: int = Field(description="2 and more are amendments, which all signed again.")
    status: str = Field(description="in_force, amended or closed; others are not told.")
    agreed_at: datetime | None
    opening: str
    items: list[Item]
    targets: list[Target]
    paper: PaperTold | None
    updated_at: datetime | None


class Pledges(Schema):
    items: list[PledgeTold]
    next: str | None = Field(description="Address of the next part.")


class Place(Party):
    rank: int | None = Field(description="None for a member that is not ranked.")
    tied: bool
    base: Decimal
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    band: str


class ScoresTold(Schema):
    id: int
    bloc: str
    year: int
    version: int = Field(description="2 and more are corrections.")
    published_at: datetime
    corrected_because: str
    places: list[Place]


class ScoresList(Schema):
    items: list[ScoresTold]
    next: str | None = Field(description="Address of the next part.")


class OfYear(Schema):
    bloc: str | None = CODE
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR)


class SeasonsAsked(Named, OfYear):
    stage: str | None = asked_for(Season.Stage)


class PledgesAsked(Changed, OfYear):
    pass


class ScoresAsked(Part, OfYear):
    pass


@router.get(
    "seasons/",
    auth=Key(Scope.SEASONS),
    response={200: Seasons, **ANSWERS},
    url_name="season-list",
    operation_id="seasons",
)
def season_list(request: AskedBySystem, asked: Query[SeasonsAsked]) -> Any:
    """Years of blocs, names as on their day nearest to today or to `on`. Scope: `seasons`."""
    rows = _of(reading.seasons(request.auth.province_id), asked, "")
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    day = asked.on
    return part(request, asked, rows, lambda row: _season(row, day))


@router.get(
    "seasons/{slug:bloc}/{int:year}/",
    auth=Key(Scope.SEASONS),
    response={200: SeasonTold, **ANSWERS},
    url_name="season-detail",
    operation_id="season",
)
def season_detail(request: AskedBySystem, bloc: str, year: int) -> Any:
    """One year of a bloc. Scope: `seasons`."""
    rows = reading.seasons(request.auth.province_id)
    return _season(get_object_or_404(rows, bloc__code=bloc, year=year), None)


@router.get(
    "pledges/",
    auth=Key(Scope.PLEDGES),
    response={200: Pledges, **ANSWERS},
    url_name="pledge-list",
    operation_id="pledges",
)
def pledge_list(request: AskedBySystem, asked: Query[PledgesAsked]) -> Any:
    """Pledges that all members signed, with those that an amendment replaced. Scope: `pledges`."""
    rows = _of(reading.pledges(request.auth.province_id), asked, "season__")
    return part(request, asked, rows, _pledge)


@router.get(
    "pledges/{slug:bloc}/{int:year}/",
    auth=Key(Scope.PLEDGES),
    response={200: PledgeTold, **ANSWERS},
    url_name="pledge-detail",
    operation_id="pledge",
)
def pledge_detail(request: AskedBySystem, bloc: str, year: int) -> Any:
    """The newest signed pledge of a year. Scope: `pledges`."""
    rows = reading.pledges(request.auth.province_id).filter(season__bloc__code=bloc, season__year=year)
    return _pledge(get_object_or_404(rows.order_by("-version")[:1]))


@router.get(
    "scores/",
    auth=Key(Scope.SCORES),
    response={200: ScoresList, **ANSWERS},
    url_name="score-list",
    operation_id="scores",
)
def score_list(request: AskedBySystem, asked: Query[ScoresAsked]) -> Any:
    """Points and ranks as they were published, the newest correction of each year. Scope: `scores`."""
    rows = _of(reading.scores(request.auth.province_id), asked, "season__")
    return part(request, asked, rows, _scores)


@router.get(
    "scores/{slug:bloc}/{int:year}/",
    auth=Key(Scope.SCORES),
    response={200: ScoresTold, **ANSWERS},
    url_name="score-detail",
    operation_id="scores_of_year",
)
def score_detail(request: AskedBySystem, bloc: str, year: int) -> Any:
    """Points and ranks of one year. Scope: `scores`."""
    rows = reading.scores(request.auth.province_id)
    return _scores(get_object_or_404(rows, season__bloc__code=bloc, season__year=year))


def _of(rows: Any, asked: OfYear, path: str) -> Any:
    if asked.bloc:
        rows = rows.filter(**{f"{path}bloc__code": asked.bloc})
    if asked.year:
        rows = rows.filter(**{f"{path}year": asked.year})
    return rows


def _season(row: Any, on: date | None) -> dict[str, Any]:
    day = row.within(on or timezone.localdate())
    plain = ("year", "label", "period", "first_day", "last_day", "stage", "theme", "slogan", "decision")
    return {
        "id": row.pk,
        "bloc": row.bloc.code,
        **_fields(row, plain),
        "members": _parties(row.memberships.all(), day, ("order", "joined_on", "left_on")),
        "leaders": _parties(row.leaderships.all(), day, ("role", "starts", "ends")),
        "milestones": [_fields(each, ("kind", "due", "done_on")) for each in row.milestones.all()],
        "updated_at": row.updated_at,
    }


def _pledge(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "bloc": row.season.bloc.code,
        "year": row.season.year,
        **_fields(row, ("version", "status", "agreed_at", "opening")),
        "items": [_fields(each, ("section", "text")) for each in row.items.all()],
        "targets": [
            {
                **_fields(each, ("text", "value", "unit")),
                "comparison": each.comparison or None,
                "owner": each.owner.code if each.owner else None,
            }
            for each in row.targets.all()
        ],
        "paper": _paper(row.paper) if row.paper else None,
        "updated_at": row.updated_at,
    }


def _paper(paper: Any) -> dict[str, Any]:
    return {
        "number": paper.number_text,
        "issued_on": paper.issued_on,
        "code": paper.code_text,
        "sha256": paper.content_hash,
    }


def _scores(row: Any) -> dict[str, Any]:
    figures = ("rank", "tied", "base", "bonus", "deduction", "band")
    told = _parties(row.places.all(), timezone.localdate(row.at), figures)
    for place in told:
        place["total"] = place["base"] + place["bonus"] - place["deduction"]
    return {
        "id": row.pk,
        "bloc": row.season.bloc.code,
        "year": row.season.year,
        "version": row.version,
        "published_at": row.at,
        "corrected_because": row.reason,
        "places": told,
    }


def _parties(rows: Iterable[Any], day: date, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"organisation": row.organisation.code, "name": row.organisation.name_on(day), **_fields(row, names)}
        for row in rows
    ]


def _fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
