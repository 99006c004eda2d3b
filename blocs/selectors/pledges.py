"""A pledge as its pages show it: the text as it prints, and what was said of each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Prefetch, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Membership,
    Person,
    Pledge,
    PledgeComment,
    PledgeEvent,
    PledgeItem,
    PledgeTarget,
    Registration,
    Season,
    Section,
)
from blocs.models.dated import spans
from blocs.models.pledge import promised
from blocs.rules import pledging
from blocs.rules.rights import MAY, Act, Seat
from blocs.selectors import people
from documents.wording import roman
from emulation.verdicts import Reason, Verdict

ITEMS, TARGETS = "items", "targets"
PARTS = (Section.CONTENT, pledging.TARGETS, Section.MEASURES, Section.OTHER)  # in the order of the paper
HEADINGS: dict[str, Reason] = {  # as the paper prints them
    Section.CONTENT: _("Content of the emulation"),
    pledging.TARGETS: _("Emulation targets"),
    Section.MEASURES: _("Measures and their organisation"),
    Section.OTHER: _("Other commitments"),
}


@dataclass(slots=True)
class Line:
    """An item or a target in the text, with its place and what was said of it."""

    kind: str
    pk: int
    part: str
    text: str
    changed_in: int
    unit: str = ""
    comparison: str = ""
    value: Decimal | None = None
    owner: str = ""
    data_source: str = ""
    number: int = 0
    is_last: bool = False
    comments: list[PledgeComment] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def promise(self) -> str:
        return promised(self.comparison, self.value)

    @property
    def is_target(self) -> bool:
        return self.kind == TARGETS

    @property
    def unsettled(self) -> int:
        return sum(comment.settled_at is None for comment in self.comments)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the text; empty ones take no numeral, as on paper."""

    key: str
    numeral: str
    heading: Reason
    lines: list[Line]

    @property
    def is_targets(self) -> bool:
        return self.key == pledging.TARGETS


@dataclass(frozen=True)
class PledgePage:
    pledge: Pledge
    seats: frozenset[Seat]
    own: frozenset[int]  # the members for which the reader may register
    parts: list[Part]
    general: list[PledgeComment]
    unsettled: int

    @property
    def season(self) -> Season:
        return self.pledge.season

    @cached_property
    def can_edit(self) -> Verdict:
        return pledging.can_edit(self.pledge.status, self.seats)

    @cached_property
    def can_comment(self) -> Verdict:
        return pledging.can_comment(self.pledge.status, self.seats)

    @cached_property
    def can_register(self) -> Verdict:
        return pledging.can_register(self.pledge.status, self.seats, printed=self.printed)

    @cached_property
    def can_name_witnesses(self) -> Verdict:
        return pledging.can_name_witnesses(self.pledge.status, self.seats, printed=self.printed)

    @property
    def printed(self) -> bool:
        return self.pledge.paper_id is not None

    @cached_property
    def bases(self) -> list[str]:
        return pledging.opening_parts(self.pledge.opening)[0]

    @cached_property
    def opening(self) -> list[str]:
        return pledging.opening_parts(self.pledge.opening)[1]

    @cached_property
    def members(self) -> list[Membership]:
        """Those of the season's last day, who are to sign."""
        day = self.season.last_day
        return [row for row in self.season.memberships.all() if spans(day, row.joined_on, row.left_on)]

    @cached_property
    def leader(self) -> str:
        """The short name of who leads at the end of the year; empty when nobody does yet."""
        lead = people.leads_on(self.season.leaderships.all(), self.season.last_day)
        names = {row.organisation_id: row.organisation for row in self.season.memberships.all()}
        organisation = names.get(lead.organisation_id) if lead else None
        return organisation.current_short_name if organisation else ""

    @property
    def lines(self) -> Iterable[Line]:
        return (line for part in self.parts for line in part.lines)

    @cached_property
    def facts(self) -> pledging.Facts:
        return pledging.Facts(
            lines=sum(1 for _line in self.lines),
            members=len(self.members),
            has_leader=bool(self.leader),
            unsettled=self.unsettled,
        )

    @cached_property
    def next(self) -> pledging.Next | None:
        """What is to be done now, and by whom."""
        return pledging.what_next(self.pledge.status, printed=self.printed, unsettled=self.unsettled)

    @cached_property
    def steps(self) -> dict[str, Verdict]:
        """The steps that lead on from here, for those whose seat takes them; with what is still missing."""
        return {
            name: pledging.can_step(
                name, status=self.pledge.status, seats=self.seats, facts=self.facts, asked_later=True
            )
            for name, step in pledging.STEPS.items()
            if self.pledge.status in step.sources and self.seats & MAY[step.act]
        }

    @property
    def edits(self) -> bool:
        """Somebody who edits when it is time: sees what stands in the way now."""
        return bool(self.seats & MAY[Act.EDIT_PLEDGE])

    def line(self, kind: str, key: int) -> Line | None:
        return next((line for line in self.lines if (line.kind, line.pk) == (kind, key)), None)


def visible_pledges(someone: Person) -> QuerySet[Pledge]:
    """The newest first; with the season, its bloc, members and leaders, and what the page tells of the rest."""
    events = PledgeEvent.objects.filter(pledge=OuterRef("pk"), step__in=pledging.STEPS).order_by("-at", "-pk")
    registered = (
        Registration.objects.filter(pledge=OuterRef("pk"))
        .order_by()
        .values("pledge")
        .annotate(how_many=Count("pk"))
        .values("how_many")
    )
    return (
        Pledge.objects.visible_to(someone)
        .select_related("season__bloc__province", "paper")
        .prefetch_related(
            Prefetch("season__memberships", Membership.objects.in_order()), "season__leaderships"
        )
        .annotate(
            registered=Coalesce(Subquery(registered), 0),
            last_note=Coalesce(Subquery(events.values("note")[:1]), Value(""), output_field=TextField()),
        )
        .order_by("-version")
    )


def page(pledge: Pledge, someone: Person) -> PledgePage:
    """Everything that the page of a pledge shows; two queries."""
    lines = {(line.kind, line.pk): line for line in _lines(pledge)}
    comments = list(pledge.comments.select_related("author", "organisation", "settled_by"))
    general = []
    for comment in comments:
        line = lines.get((ITEMS, comment.item_id or 0)) or lines.get((TARGETS, comment.target_id or 0))
        (line.comments if line else general).append(comment)
    return PledgePage(
        pledge=pledge,
        seats=people.seats(someone, pledge.season),
        own=frozenset(people.own_member(someone, pledge.season)),
        parts=_parts(lines.values()),
        general=general,
        unsettled=sum(comment.settled_at is None for comment in comments),
    )


def _parts(lines: Iterable[Line]) -> list[Part]:
    by_part: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_part[line.part].append(line)
        line.number = len(by_part[line.part])
    parts, filled = [], 0
    for key in PARTS:
        if here := by_part[key]:
            here[-1].is_last = True
            filled += 1
        parts.append(Part(key, f"{roman(filled)}." if here else "", HEADINGS[key], here))
    return parts


_WORDS = ("unit", "comparison", "value", "owner_name", "data_source")


def _lines(pledge: Pledge) -> list[Line]:
    """Items and targets in one query, for this is the page that most people look at."""
    targets = PledgeTarget.objects.live().filter(pledge=pledge)
    items = PledgeItem.objects.live().filter(pledge=pledge)
    text: Any = CharField()
    rows = targets.annotate(
        kind=Value(TARGETS, text),
        part=Value(pledging.TARGETS, text),
        owner_name=Coalesce(F("owner__short_name_now"), Value("")),
    ).values_list("kind", "part", "order", "pk", "text", "changed_in", *_WORDS)
    empty = {name: Value("", text) for name in _WORDS if name != "value"}
    more = items.annotate(
        kind=Value(ITEMS, text),
        part=F("section"),
        value=Value(None, PledgeTarget._meta.get_field("value")),
        **empty,
    ).values_list("kind", "part", "order", "pk", "text", "changed_in", *_WORDS)
    return [
        Line(kind, key, part, words, changed_in, *rest)
        for kind, part, _order, key, words, changed_in, *rest in sorted(
            rows.order_by().union(more.order_by(), all=True), key=lambda row: row[:4]
        )
    ]


def last_pledge(season: Season) -> Pledge | None:
    """The newest pledge of the bloc's years before this one."""
    return (
        Pledge.objects.filter(season__bloc=season.bloc_id, season__year__lt=season.year)
        .exclude(status=Pledge.Status.VOID)
        .select_related("season")
        .order_by("-season__year", "-version")
        .first()
    )
