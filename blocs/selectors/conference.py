"""What the bloc's report shows on the screen of its conference, slide by slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blocs.models import BlocReport, Movement, ReportSection, Season
from blocs.models.bloc_report import SECTIONS
from blocs.models.enrolment import TAKING_PART
from blocs.rules import slides as rules
from blocs.selectors import bloc_reports, charts, ranking
from blocs.selectors.bloc_reports import Gathered
from blocs.selectors.charts import Chart
from emulation.verdicts import Reason

TEMPLATES = {
    "title": "blocs/_slide_title.html",
    "members": "blocs/_slide_members.html",
    "text": "blocs/_slide_text.html",
    "targets": "blocs/_slide_targets.html",
    "chart": "blocs/_slide_chart.html",
    "ranking": "blocs/_slide_ranking.html",
}
MEMBERS, TARGETS, PLACES, MOVEMENTS = 10, 4, 7, 6  # on one slide at most


@dataclass(frozen=True, slots=True)
class Slide:
    kind: str
    heading: Reason
    shown: Any
    part: int = 1
    parts: int = 1

    @property
    def template(self) -> str:
        return TEMPLATES[self.kind]


def of_report(season: Season) -> list[Slide]:
    """Only what stands in the report; ranks once they are published."""
    gathered, report = bloc_reports.gathered(season), bloc_reports.written(season)
    return list(_of_report(season, gathered, report))


def of_ranking(places: Sequence[ranking.Line]) -> list[Slide]:
    heading = pgettext("slide", "Ranking")
    return list(_parts("ranking", heading, rules.pages_of(places, most=PLACES)))


def _of_report(season: Season, gathered: Gathered, report: BlocReport) -> Iterator[Slide]:
    yield Slide("title", _("Report of the bloc"), gathered)
    yield from _parts("members", _("Members"), rules.pages_of(gathered.members, most=MEMBERS))
    yield from _text(report, "results")
    told = [each for each in gathered.figures if each.found]
    yield from _parts("targets", _("Targets of the pledge"), rules.pages_of(told, most=TARGETS))
    yield from _movements(season)
    publication = ranking.newest(season)
    if publication is not None:
        places = ranking.published_lines(publication)
        yield from of_ranking(places)
        yield Slide("chart", pgettext("slide", "Points of the members"), charts.points_of_members(places))
    for kind in SECTIONS[1:]:
        yield from _text(report, kind)


def _text(report: BlocReport, kind: str) -> Iterator[Slide]:
    heading = ReportSection.Kind(kind).label
    return _parts("text", heading, rules.pages_of_text(getattr(report, kind)))


def _movements(season: Season) -> Iterator[Slide]:
    members = season.memberships.values("organisation")
    taking_part = Q(enrolments__status__in=TAKING_PART, enrolments__organisation__in=members)
    rows = Movement.objects.running_in(season).annotate(taking=Count("enrolments", filter=taking_part))
    found = rows.filter(taking__gt=0).order_by("-taking", "sort_key").values_list("name", "taking")
    joined = [(name, [taking]) for name, taking in found]
    for slide in _parts("chart", _("Movements"), rules.pages_of(joined, most=MOVEMENTS)):
        chart = Chart(
            title=_("Members that take part in a movement"),
            rows_are=_("Movement"),
            series=(pgettext("taking part", "Members"),),
            bars=charts.bars(slide.shown),
            has_sums=False,
        )
        yield Slide(slide.kind, slide.heading, chart, slide.part, slide.parts)


def _parts(kind: str, heading: Reason, pages: Iterable[Any]) -> Iterator[Slide]:
    found = list(pages)
    for part, shown in enumerate(found, start=1):
        yield Slide(kind, heading, shown, part, len(found))
