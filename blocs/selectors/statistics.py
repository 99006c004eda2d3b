"""Points and reports through the years: of a bloc, of one season by criterion, of all blocs of a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blocs.models import (
    Bloc,
    Criterion,
    Organisation,
    Person,
    PublishedPlace,
    Report,
    ScorePublication,
    Season,
)
from blocs.models.dated import spans
from blocs.rules.points import ZERO, Points
from blocs.selectors import charts, ranking, reports
from blocs.selectors import score_tables as tables
from blocs.selectors.charts import Chart
from documents.wording import figure, roman

SHADES = 5  # of the heat map, from weak to strong
TENTH = Decimal("0.1")


def places_in_force(seasons: Iterable[Season]) -> list[PublishedPlace]:
    """The published lines of these seasons, those of the newest version alone; one query."""
    newer = ScorePublication.objects.filter(
        season=OuterRef("publication__season"), version__gt=OuterRef("publication__version")
    )
    rows = PublishedPlace.objects.filter(~Exists(newer), publication__season__in=seasons)
    related = rows.select_related("organisation__province", "publication")
    return list(related.order_by("publication__season__year", "publication", "order"))


def total(place: PublishedPlace) -> Decimal:
    return place.base + place.bonus - place.deduction


def average(figures: Sequence[Decimal]) -> Decimal | None:
    """To one tenth; None of nothing."""
    return (sum(figures, ZERO) / len(figures)).quantize(TENTH, ROUND_HALF_UP) if figures else None


@dataclass(frozen=True, slots=True)
class YearCell:
    """A member in one year; how many places it rose since its last ranked year, below nought when it fell."""

    rank: int
    total: Decimal
    rose: int | None

    @property
    def told(self) -> str:
        if not self.rose:
            return ""
        if self.rose > 0:
            return ngettext("%(count)d place up", "%(count)d places up", self.rose) % {"count": self.rose}
        return ngettext("%(count)d place down", "%(count)d places down", -self.rose) % {"count": -self.rose}


@dataclass(frozen=True, slots=True)
class MemberYears:
    organisation: Organisation
    cells: tuple[YearCell | None, ...]


@dataclass(frozen=True, slots=True)
class Years:
    seasons: tuple[Season, ...]  # whose ranking is published, the oldest first
    rows: tuple[MemberYears, ...]
    averages: tuple[Decimal | None, ...]


def years_of(bloc: Bloc, someone: Person) -> Years:
    """Rank and total of each member in every published year of the bloc; two queries."""
    published = Season.objects.visible_to(someone).filter(
        Exists(ScorePublication.objects.filter(season=OuterRef("pk"))), bloc=bloc
    )
    seasons = tuple(published.order_by("year", "pk"))
    found: dict[int, dict[int, PublishedPlace]] = defaultdict(dict)
    names: dict[int, Organisation] = {}
    totals: dict[int, list[Decimal]] = defaultdict(list)
    for place in places_in_force(seasons):
        if place.rank is None:
            continue
        names[place.organisation_id] = place.organisation
        found[place.organisation_id][place.publication.season_id] = place
        totals[place.publication.season_id].append(total(place))
    rows = [
        MemberYears(organisation, tuple(_through(seasons, found[key])))
        for key, organisation in sorted(names.items(), key=lambda item: (item[1].sort_key, item[0]))
    ]
    return Years(seasons, tuple(rows), tuple(average(totals[season.pk]) for season in seasons))


def _through(seasons: Iterable[Season], found: dict[int, PublishedPlace]) -> Iterable[YearCell | None]:
    before: int | None = None
    for season in seasons:
        place = found.get(season.pk)
        if place is None or place.rank is None:
            yield None
            continue
        yield YearCell(place.rank, total(place), before - place.rank if before else None)
        before = place.rank


def averages_by_year(years: Years) -> Chart:
    rows = [
        (season.label, [mean])
        for season, mean in zip(years.seasons, years.averages, strict=True)
        if mean is not None
    ]
    return Chart(
        title=gettext_lazy("Average of the members by year"),
        rows_are=gettext_lazy("Year"),
        series=(gettext_lazy("Points"),),
        bars=charts.bars(rows),
        has_sums=False,
    )


@dataclass(frozen=True, slots=True)
class HeatCell:
    points: Decimal | None
    shade: int  # 0 for no information, then from 1, weak, to SHADES


@dataclass(frozen=True, slots=True)
class HeatRow:
    mark: str
    criterion: Criterion
    cells: tuple[HeatCell, ...]
    share: Decimal | None  # of the most there is, on the average, in percent

    @property
    def most(self) -> str:
        row = self.criterion
        return figure(row.max) if row.max else f"−{figure(row.deduction_max)}"


@dataclass(frozen=True, slots=True)
class Heat:
    members: tuple[Organisation, ...]
    rows: tuple[HeatRow, ...]


def heat(season: Season) -> Heat:
    """What each member got of each criterion, as it counts now, shaded by its share of the most there is."""
    if season.score_table is None:
        return Heat((), ())
    effective = {key: own.effective() for key, own in reports.scores(season).items()}
    members = tuple(ranking.members(season))
    rows = []
    for number, group in enumerate(tables.lines(season.score_table), start=1):
        for line in group.all_lines():
            if not line.parts:
                given = [effective.get(one.pk, {}).get(line.criterion.pk) for one in members]
                rows.append(_heat_row(f"{roman(number)}.{line.mark}", line.criterion, given))
    return Heat(members, tuple(rows))


def _heat_row(mark: str, criterion: Criterion, given: list[Points | None]) -> HeatRow:
    shares = [None if each is None else _share(criterion, each) for each in given]
    cells = tuple(
        HeatCell(None if each is None else each.total, _shade(share))
        for each, share in zip(given, shares, strict=True)
    )
    known = [100 * share for share in shares if share is not None]
    return HeatRow(mark, criterion, cells, average(known))


def _share(criterion: Criterion, points: Points) -> Decimal:
    """From 0 to 1; of what only takes points off, the part that was kept."""
    most: Decimal = criterion.max
    if most:
        return min(max(points.total / most, ZERO), Decimal(1))
    most = criterion.deduction_max
    return max(1 - points.deduction / most, ZERO) if most else Decimal(1)


def _shade(share: Decimal | None) -> int:
    return 0 if share is None else min(int(share * SHADES), SHADES - 1) + 1


@dataclass(frozen=True, slots=True)
class BlocYear:
    """One bloc in one year: who handed its annual report in, and what the published ranking says."""

    season: Season
    members: int
    in_time: int
    late: int
    excused: int
    missing: int
    average: Decimal | None
    highest: Decimal | None
    first: tuple[Organisation, ...]  # who holds the first place; several when they share it


def years_known(someone: Person) -> list[int]:
    """The years in which any bloc of one's provinces has a season, the newest first."""
    rows = Season.objects.visible_to(someone).filter(bloc__province__in=someone.whole_provinces)
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def of_province(someone: Person, year: int) -> list[BlocYear]:
    """Five queries, however many blocs."""
    rows = Season.objects.visible_to(someone).filter(bloc__province__in=someone.whole_provinces, year=year)
    seasons = list(
        rows.select_related("bloc").prefetch_related("memberships").order_by("bloc__sort_key", "bloc", "pk")
    )
    annual: dict[int, dict[int, Report]] = defaultdict(dict)
    for report in Report.objects.filter(season__in=seasons, kind=Report.Kind.ANNUAL):
        annual[report.season_id][report.organisation_id] = report
    places: dict[int, list[PublishedPlace]] = defaultdict(list)
    for place in places_in_force(seasons):
        places[place.publication.season_id].append(place)
    return [_bloc_year(each, annual[each.pk], places[each.pk]) for each in seasons]


def _bloc_year(season: Season, annual: dict[int, Report], places: list[PublishedPlace]) -> BlocYear:
    members = {
        row.organisation_id
        for row in season.memberships.all()
        if spans(season.last_day, row.joined_on, row.left_on)
    }
    found = [annual[key] for key in members if key in annual]
    excused = sum(report.status == Report.Status.EXCUSED for report in found)
    handed_in = [report for report in found if report.submitted_at and report.status != Report.Status.EXCUSED]
    late = sum(bool(report.late_reason) for report in handed_in)  # who is late has to say why
    totals = [total(place) for place in places if place.rank is not None]
    return BlocYear(
        season=season,
        members=len(members),
        in_time=len(handed_in) - late,
        late=late,
        excused=excused,
        missing=len(members) - len(handed_in) - excused,
        average=average(totals),
        highest=max(totals, default=None),
        first=tuple(place.organisation for place in places if place.rank == 1),
    )


def reports_of_province(rows: Iterable[BlocYear]) -> Chart:
    kept = [(row.season.bloc.current_name, (row.in_time, row.late, row.missing)) for row in rows]
    return Chart(
        title=gettext_lazy("Annual reports by bloc"),
        rows_are=gettext_lazy("Bloc"),
        series=(gettext_lazy("In time"), gettext_lazy("Late"), gettext_lazy("Missing")),
        bars=charts.bars(kept) if any(sum(counts) for _name, counts in kept) else (),
    )


def shade_words(shade: int) -> str:
    """What a shade says, for those who do not see it."""
    return [_("no information"), _("weak"), _("below the middle"), _("middle"), _("good"), _("very good")][
        shade
    ]
