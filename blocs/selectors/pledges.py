"""A pledge for its pages: the text as it prints, and what was said of each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Prefetch, Subquery, TextField, Value
from django.db.models.functions import Coalesce

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
)
from blocs.models.pledge import HOLDING, PledgeQuerySet
from blocs.rules import pledge_words, pledging
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.selectors.pledge_page import ITEMS, TARGETS, Line, Part, PledgeFrame, PledgePage
from documents.wording import roman


def visible_pledges(someone: Person) -> PledgeQuerySet:
    """The newest first; with the season, its bloc, members and leaders, and what its page tells besides."""
    events = PledgeEvent.objects.filter(pledge=OuterRef("pk"), step__in=pledging.STEPS).order_by("-at", "-pk")
    registered = (
        Registration.objects.filter(pledge=OuterRef("pk"))
        .order_by()
        .values("pledge")
        .annotate(how_many=Count("pk"))
        .values("how_many")
    )
    # Whose place it is to take: the number of that one's paper, empty when it was issued without one.
    amended = (
        Pledge.objects.filter(season=OuterRef("season"), version__lt=OuterRef("version"))
        .filter(status__in=[*HOLDING, Pledge.Status.AMENDED])
        .annotate(number=Coalesce(F("paper__number_text"), Value("")))
        .order_by("-version")
    )
    return (
        Pledge.objects.visible_to(someone)
        .select_related("season__bloc__province", "paper__signing", "paper__profile")
        .prefetch_related(
            Prefetch("season__memberships", Membership.objects.in_order()), "season__leaderships"
        )
        .annotate(
            registered=Coalesce(Subquery(registered), 0),
            amends=Subquery(amended.values("number")[:1]),
            last_note=Coalesce(Subquery(events.values("note")[:1]), Value(""), output_field=TextField()),
        )
        .newest_first()
    )


def frame(pledge: Pledge, someone: Person) -> PledgeFrame:
    """For the pages about a pledge that do not show its text; asks nothing."""
    return PledgeFrame(*_reader(pledge, someone))


def _reader(pledge: Pledge, someone: Person) -> tuple[Pledge, frozenset[Seat], frozenset[int], date]:
    own = frozenset(people.own_member(someone, pledge.season))
    return pledge, people.seats(someone, pledge.season), own, someone.on


def page(pledge: Pledge, someone: Person, *, talk: bool = True) -> PledgePage:
    """Everything that the page of a pledge shows; two queries. Without `talk` the words alone."""
    lines = {(line.kind, line.pk): line for line in _lines(pledge)}
    said = pledge.comments.select_related("author", "organisation", "settled_by")
    comments = list(said if talk else said.none())
    general: list[PledgeComment] = []
    for comment in comments:
        line = lines.get((ITEMS, comment.item_id or 0)) or lines.get((TARGETS, comment.target_id or 0))
        (line.comments if line else general).append(comment)
    return PledgePage(
        *_reader(pledge, someone),
        parts=_parts([line for line in lines.values() if not line.removed]),
        removed=[line for line in lines.values() if line.removed],
        general=general,
        unsettled=sum(comment.settled_at is None for comment in comments),
    )


def _parts(lines: Sequence[Line]) -> list[Part]:
    by_part: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_part[line.part].append(line)
    parts, filled = [], 0
    for key in pledge_words.PARTS:
        filled += bool(by_part[key])
        numeral = f"{roman(filled)}." if by_part[key] else ""
        parts.append(Part(key, numeral, pledge_words.HEADINGS[key], by_part[key]))
    return parts


_WORDS = ("unit", "comparison", "value", "owner_name", "data_source")


def _lines(pledge: Pledge) -> list[Line]:
    """Items and targets in one query, for this is the page that most people look at."""
    text: Any = CharField()
    names = ("kind", "part", "order", "pk", "text", "removed_in", *_WORDS)
    rows = (
        PledgeTarget.objects.filter(pledge=pledge)
        .annotate(
            kind=Value(TARGETS, text),
            part=Value(pledging.TARGETS, text),
            owner_name=Coalesce(F("owner__short_name_now"), Value("")),
        )
        .values_list(*names)
    )
    empty = {name: Value("", text) for name in _WORDS if name != "value"}
    more = (
        PledgeItem.objects.filter(pledge=pledge)
        .annotate(
            kind=Value(ITEMS, text),
            part=F("section"),
            value=Value(None, PledgeTarget._meta.get_field("value")),
            **empty,
        )
        .values_list(*names)
    )
    return [
        Line(kind, key, part, words, removed_in is not None, *rest)
        for kind, part, _order, key, words, removed_in, *rest in sorted(
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
