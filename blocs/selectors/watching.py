"""What deserves a second look in the reports of a season: copies, differences, criteria that tell little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from blocs.models import (
    Criterion,
    Evidence,
    EvidenceNote,
    Membership,
    MovementResult,
    Organisation,
    Person,
    Report,
    ReportSection,
    ReportSketch,
    Score,
    Season,
)
from blocs.rules import near_copies, reporting, scoring
from blocs.rules.points import Points
from blocs.rules.rights import Act, may
from blocs.selectors import people, reports
from blocs.selectors import score_tables as tables
from blocs.selectors.score_tables import GroupLine

YEARS = 10


@dataclass(frozen=True, slots=True)
class Copy:
    """A report of the season and another that says much the same."""

    report: Report
    other: Report
    share: int  # per cent of the report that stands in the other

    @property
    def is_last_years(self) -> bool:
        return self.report.organisation_id == self.other.organisation_id


@dataclass(frozen=True, slots=True)
class Difference:
    organisation: Organisation
    own: Decimal
    checked: Decimal

    @property
    def more(self) -> Decimal:
        """By how much the member gave itself more than those who checked."""
        return self.own - self.checked


@dataclass(frozen=True, slots=True)
class Telling:
    """How little a criterion tells the members apart."""

    criterion: Criterion
    mark: str
    all_full: bool  # everybody got as many points as there are
    all_alike: bool  # everybody got the same
    without_evidence: int  # members with points for it, who gave neither file nor word


def copies(season: Season, someone: Person) -> list[Copy]:
    """Of this season's reports, beside those of ten years that the person may read as well."""
    readable = [one.pk for one in _seasons(season, someone)]
    rows = (
        Report.objects.filter(season__in=readable, status__in=reporting.READ)
        .select_related("organisation", "season__bloc")
        .order_by("pk")
    )
    found = {row.pk: row for row in rows}
    kept = dict(ReportSketch.objects.filter(report__in=found).values_list("report", "hashes").order_by())
    sketches = {key: bytes(hashes) for key, hashes in kept.items()}
    new = {key: sketch for key, sketch in sketches.items() if found[key].season_id == season.pk}
    pairs = [
        pair for pair in near_copies.search(new, sketches) if found[pair.new].kind == found[pair.old].kind
    ]
    texts = _texts({key for pair in pairs for key in (pair.new, pair.old)})
    told = [
        Copy(found[pair.new], found[pair.old], near_copies.equal_share(texts[pair.new], texts[pair.old]))
        for pair in pairs
    ]
    worth = [copy for copy in told if copy.share >= near_copies.TOLD_FROM]
    return sorted(worth, key=lambda copy: (-copy.share, copy.report.pk, copy.other.pk))


def _seasons(season: Season, someone: Person) -> list[Season]:
    """Those of the province in which the person reads everybody's reports."""
    members = Prefetch("memberships", Membership.objects.order_by("pk"))
    rows = (
        Season.objects.visible_to(someone)
        .filter(bloc__province=season.bloc.province_id)
        .filter(year__gt=season.year - YEARS, year__lte=season.year)
        .select_related("bloc")
        .prefetch_related(members, "leaderships")
    )
    return [row for row in rows if may(Act.READ_REPORTS, people.seats(someone, row))]


def _texts(keys: Iterable[int]) -> dict[int, str]:
    parts: dict[int, list[str]] = defaultdict(list)
    for model in (ReportSection, MovementResult):
        rows = model.objects.filter(report__in=list(keys)).order_by("pk")
        for key, text in rows.values_list("report", "text"):
            parts[key].append(text)
    return {key: near_copies.text_of(parts.get(key, [])) for key in keys}


def differences(
    season: Season, scores: Mapping[int, reports.Scores], groups: Sequence[GroupLine]
) -> list[Difference]:
    """Of the members that were checked, the greatest first."""
    if season.score_table is None:
        return []
    table = tables.as_rules(season.score_table, groups)
    return sorted(
        (
            Difference(
                row.organisation,
                scoring.tally(table, scores[row.organisation_id].of(Score.Level.OWN)).total,
                scoring.tally(table, scores[row.organisation_id].effective()).total,
            )
            for row in season.memberships.all()
            if row.organisation_id in scores and scores[row.organisation_id].of(Score.Level.CHECKED)
        ),
        key=lambda one: (-abs(one.more), one.organisation.sort_key),
    )


def telling(
    season: Season, scores: Mapping[int, reports.Scores], groups: Sequence[GroupLine]
) -> list[Telling]:
    """Criteria that do not tell members apart, or for which points stand without evidence."""
    given = {member: own.effective() for member, own in scores.items()}
    shown = _evidence(season)
    found = []
    for group in groups:
        for line in group.all_lines():
            if line.parts:
                continue
            one = _telling(line.criterion, line.mark, given, shown)
            if one.all_alike or one.without_evidence:
                found.append(one)
    return found


def _telling(
    criterion: Criterion, mark: str, given: Mapping[int, Mapping[int, Points]], shown: set[tuple[int, int]]
) -> Telling:
    points = {member: own[criterion.pk] for member, own in given.items() if criterion.pk in own}
    asks = bool(criterion.evidence)
    return Telling(
        criterion,
        mark,
        all_full=len(points) > 1 and all(one.base == criterion.max > 0 for one in points.values()),
        all_alike=len(points) > 1 and len(set(points.values())) == 1,
        without_evidence=sum(
            one.total > 0 and (member, criterion.pk) not in shown for member, one in points.items()
        )
        if asks
        else 0,
    )


def _evidence(season: Season) -> set[tuple[int, int]]:
    """Member and criterion, where a file or a word says where to look."""
    files = Evidence.objects.live().filter(report__season=season, criterion__isnull=False)
    notes = EvidenceNote.objects.filter(report__season=season).exclude(text="")
    rows = ("report__organisation", "criterion")
    return {*files.order_by().values_list(*rows), *notes.order_by().values_list(*rows)}
