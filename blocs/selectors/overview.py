"""All blocs of a province against the dates of their year, and how the province's year goes on the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from blocs.models import Enrolment, Mandate, Milestone, Movement, Organisation, Person, Season, SeasonEvent
from blocs.models.enrolment import TAKING_PART
from blocs.rules import stages
from blocs.selectors import charts, seasons
from blocs.selectors.charts import Chart

MOST_MOVEMENTS = 12
ONLY_LATE = "late"


@dataclass(frozen=True, slots=True)
class Cell:
    """A date of a bloc, as the table prints it."""

    state: str  # done, late, soon, open, none
    words: str
    label: str  # of the column


@dataclass(frozen=True)
class Row:
    season: Season
    leader: Organisation | None
    dates: dict[str, Milestone]
    contact: Mandate | None  # of the organisation that leads: an officer before its head
    on: date

    @property
    def cells(self) -> list[Cell]:
        return [_cell(label, self.dates.get(kind), self) for kind, label in _labels()]

    @cached_property
    def late(self) -> list[Milestone]:
        return [row for row in self.dates.values() if _is_late(row, self)]


@dataclass(frozen=True)
class Overview:
    rows: list[Row]
    late: int
    total: int

    @property
    def labels(self) -> list[str]:
        return [label for _kind, label in _labels()]

    @cached_property
    def late_rows(self) -> list[Row]:
        return [row for row in self.rows if row.late]

    @property
    def addresses(self) -> str:
        return ",".join(row.contact.user.email for row in self.late_rows if row.contact)

    @property
    def reminder_subject(self) -> str:
        return _("Reminder of the dates of the emulation blocs")

    @cached_property
    def reminder(self) -> str:
        """A letter to those who lead a late bloc, ready to be sent by mail or Zalo."""
        labels = dict(_labels())
        asked = "\n".join(
            f"- {row.season.bloc.current_name}: "
            + "; ".join(f"{labels[late.kind]} ({late.due:%d/%m/%Y})" for late in row.late)
            for row in self.late_rows
        )
        return _(
            "To the leaders of the emulation blocs\n\n"
            "These dates have passed, and the work is not marked as done:\n"
            "%(asked)s\n\n"
            "Please complete it, or tell us what stands in the way: %(address)s\n\n"
            "With thanks."
        ) % {"asked": asked, "address": settings.SITE_ADDRESS}


def _labels() -> list[tuple[str, str]]:
    """Of each kind of date its name, in the reader's language; translated once for a page."""
    return _labels_in(get_language())


@cache
def _labels_in(language: str | None) -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in Milestone.Kind]


def of_province(someone: Person, *, only_late: bool = False) -> Overview:
    """Four queries, however many blocs; the late ones first."""
    found = seasons.current_seasons(someone).filter(bloc__province__in=someone.whole_provinces)
    led = list(seasons.with_leaders(found).order_by("bloc__sort_key", "bloc", "pk"))
    leaders = Organisation.objects.in_bulk({season.leader_key for season in led if season.leader_key})
    dates: dict[int, dict[str, Milestone]] = defaultdict(dict)
    for milestone in Milestone.objects.filter(season__in=[season.pk for season in led]):
        dates[milestone.season_id][milestone.kind] = milestone
    contacts = _contacts(set(leaders), someone.on)
    rows = [
        Row(
            season,
            leaders.get(season.leader_key),
            dates[season.pk],
            contacts.get(season.leader_key),
            someone.on,
        )
        for season in led
    ]
    rows.sort(key=lambda row: -len(row.late))
    late = [row for row in rows if row.late]
    return Overview(late if only_late else rows, len(late), len(rows))


def _contacts(organisations: set[int], on: date) -> dict[int, Mandate]:
    held = Mandate.objects.on(on).filter(
        organisation__in=organisations,
        role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
        user__is_active=True,
    )
    found: dict[int, Mandate] = {}
    for mandate in held.select_related("user").order_by("-role", "starts", "pk"):  # officer before head
        found.setdefault(mandate.organisation_id, mandate)
    return found


def _is_late(row: Milestone, of: Row) -> bool:
    return row.done_on is None and row.due < of.on and of.season.stage != Season.Stage.CLOSED


def _cell(label: str, row: Milestone | None, of: Row) -> Cell:
    if row is None:
        return Cell("none", "–", label)
    if row.done_on:
        return Cell("done", _short(row.done_on), label)
    if _is_late(row, of):
        days = (of.on - row.due).days
        return Cell("late", ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}, label)
    soon = (row.due - of.on).days <= SOON
    return Cell("soon" if soon else "open", _short(row.due), label)


def _short(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}"


SOON = 14  # days


def enrolment(someone: Person) -> Chart:
    """How many organisations take part in the movements of this year, the largest first; one query."""
    year = someone.on.year
    running = Movement.objects.visible_to(someone).filter(years__year=year)
    part, silent = Q(status__in=TAKING_PART), Q(status=Enrolment.Status.ASKED)
    counted = Enrolment.objects.filter(part | silent, movement__in=running.order_by().values("pk"))
    rows = counted.values("movement", "movement__name").annotate(
        part=Count("pk", filter=part), silent=Count("pk", filter=silent)
    )
    taken = rows.order_by("-part", "movement__name", "movement")[:MOST_MOVEMENTS]
    return Chart(
        title=gettext_lazy("Organisations in the movements of this year"),
        rows_are=gettext_lazy("Movement"),
        series=(gettext_lazy("Taking part"), gettext_lazy("Not answered yet")),
        bars=charts.bars((row["movement__name"], [row["part"], row["silent"]]) for row in taken),
    )


def stages_by_month(overview: Overview, *, on: date) -> Chart:
    """In which stage the blocs were at the end of each month, of the year's blocs; one query."""
    keys = [row.season.pk for row in overview.rows if row.season.year == on.year]
    events = SeasonEvent.objects.filter(season__in=keys, step__in=["start", "stage"])
    moves = list(events.order_by("at", "pk").values_list("season", "went_to", "at"))
    ends = list(_month_ends(on))
    rows = [(f"{end:%m/%Y}", _counts(moves, end)) for end in ends]
    return Chart(
        title=gettext_lazy("Stages of the blocs, month by month"),
        rows_are=gettext_lazy("End of the month"),
        series=tuple(stage.label for stage in stages.ORDER),
        bars=charts.bars(rows) if moves else (),
        has_sums=False,
    )


def _month_ends(on: date) -> Iterable[date]:
    for month in range(1, on.month + 1):
        following = date(on.year + month // 12, month % 12 + 1, 1)
        yield min(following - timedelta(days=1), on)


def _counts(moves: list[tuple[int, str, datetime]], end: date) -> list[int]:
    until = timezone.make_aware(datetime.combine(end + timedelta(days=1), time.min))
    stage_of = {season: stage for season, stage, at in moves if at < until}
    counted = Counter(stage_of.values())
    return [counted[stage] for stage in stages.ORDER]
