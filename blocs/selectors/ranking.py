"""The ranking of a season: as it stands now, or as it was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from blocs.models import (
    Membership,
    Organisation,
    Person,
    PublishedPlace,
    RankingFigure,
    Report,
    Score,
    ScorePublication,
    Season,
)
from blocs.models.dated import spans
from blocs.rules import publishing, ranking, reporting, scoring
from blocs.rules.points import Points
from blocs.selectors import people, reports
from blocs.selectors import score_tables as tables
from emulation.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A member's line of the ranking."""

    organisation: Organisation
    rank: int | None
    points: Points
    tied: bool = False
    band: str = ""
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        return self.points.total


def newest(season: Season) -> ScorePublication | None:
    """The publication in force, with its lines; two queries."""
    places = PublishedPlace.objects.select_related("organisation__province").order_by("order")
    rows = season.publications.select_related("by").prefetch_related(Prefetch("places", places))
    return rows.order_by("-version").first()


def published_lines(publication: ScorePublication) -> list[Line]:
    return [
        Line(
            place.organisation,
            place.rank,
            Points(place.base, place.bonus, place.deduction),
            place.tied,
            place.band,
            tuple(place.notes.splitlines()),
        )
        for place in publication.places.all()
    ]


def members(season: Season) -> list[Organisation]:
    """Those of the last day, dissolved ones included as long as they belonged to it when it ended."""
    rows: Iterable[Membership] = season.memberships.all()
    found = [row for row in rows if spans(season.last_day, row.joined_on, row.left_on)]
    return [row.organisation for row in sorted(found, key=lambda row: (row.order, row.pk))]


def lines(season: Season, tallies: Mapping[int, scoring.Tally] | None = None) -> list[Line]:
    """As the points stand now: reports excused take no place."""
    if season.score_table is None:
        return []
    tallies = reports.tallies(season) if tallies is None else tallies
    annual, figures = reports.annual(season), _figures(season)
    known = {organisation.pk: organisation for organisation in members(season)}
    places = _places(season, known, tallies, figures, _excused(annual), tables.bands(season.score_table))
    return [
        _line(place, known[place.contender.key], figures, annual.get(place.contender.key)) for place in places
    ]


def ranks(
    season: Season, tallies: Mapping[int, scoring.Tally], annual: Mapping[int, Report]
) -> dict[int, int | None]:
    """Only the places, by the key of the organisation, from points and reports read before; two queries."""
    known = [organisation.pk for organisation in members(season)]
    places = _places(season, known, tallies, _figures(season), _excused(annual))
    return {place.contender.key: place.rank for place in places}


def _figures(season: Season) -> dict[int, RankingFigure]:
    return {row.organisation_id: row for row in RankingFigure.objects.filter(season=season).order_by()}


def _excused(annual: Mapping[int, Report]) -> set[int]:
    return {key for key, report in annual.items() if report.status == Report.Status.EXCUSED}


def _places(
    season: Season,
    known: Iterable[int],
    tallies: Mapping[int, scoring.Tally],
    figures: Mapping[int, RankingFigure],
    excused: set[int],
    bands: Sequence[ranking.Band] = (),
) -> list[ranking.Place]:
    contenders = []
    for key in known:
        figure = figures.get(key)
        contenders.append(
            ranking.Contender(
                key,
                tallies[key].points if key in tallies else Points(),
                women=figure.women if figure else None,
                past_awards=figure.past_awards if figure else None,
                eligible=key not in excused and not (figure and figure.not_ranked),
            )
        )
    return ranking.ranked(contenders, tables.as_ranking_rules(tables.tie_rules(season)), bands)


def _line(
    place: ranking.Place,
    organisation: Organisation,
    figures: Mapping[int, RankingFigure],
    report: Report | None,
) -> Line:
    figure = figures.get(organisation.pk)
    notes = (*place.notes, figure.not_ranked) if figure and figure.not_ranked else place.notes
    if report is not None and report.status == Report.Status.EXCUSED:
        notes = (*notes, str(report.get_status_display()))
    elif report is None or report.status not in reporting.READ:
        notes = (*notes, _("Not handed in yet"))
    return Line(organisation, place.rank, place.contender.points, place.tied, place.band, notes)


def facts(season: Season, *, published: bool) -> publishing.Facts:
    """What publishing looks at: all members reported, all their criteria checked."""
    annual = list(reports.annual(season).values())
    settled = {report.organisation_id for report in annual if report.status in reporting.SETTLED}
    leaves = reports.leaves(season)
    accepted = [report for report in annual if report.status == Report.Status.ACCEPTED]
    checked = set(
        Score.objects.filter(report__in=accepted)
        .exclude(level=Score.Level.OWN)
        .values_list("report", "criterion")
    )
    asked = {(report.pk, key) for report in accepted for key in leaves}
    return publishing.Facts(
        has_table=season.score_table is not None,
        published=published,
        reports_open=sum(one.pk not in settled for one in members(season)),
        points_open=len(asked - checked),
    )


def may_see_all(someone: Person, season: Season, *, published: bool) -> Verdict:
    return publishing.may_see_all(people.seats(someone, season), published=published)


def own_lines(found: Iterable[Line], someone: Person, season: Season) -> list[Line]:
    """Before publication a member sees its own points, and no place among the others."""
    mine = people.own_member(someone, season)
    return [Line(line.organisation, None, line.points) for line in found if line.organisation.pk in mine]
