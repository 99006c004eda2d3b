"""One search over everything that a person may see: a few of each kind, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Q, Value, When, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocs.models import Bloc, Movement, Organisation, Person, Season
from blocs.selectors import accounts, archive
from blocs.selectors.papers import LABELS
from emulation.models import User
from emulation.text import folded, search_words
from emulation.verdicts import Reason

MOST = 8  # of each kind on the page; its own list shows all
MOST_SEASONS = 2000  # read to be counted: the years of every bloc of a province


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `list_url` is its own list with the same words, empty where it has none."""

    label: Reason
    icon: str
    hits: list[Hit]
    total: int
    list_url: str = ""


def everything(someone: Person, query: str) -> list[Group]:
    """The groups in which something was found; one query for each, blocs and seasons together."""
    if not search_words(query):
        return []
    found = [
        _organisations(someone, query),
        *_blocs_and_seasons(someone, query),
        _movements(someone, query),
        _papers(someone, query),
        _people(someone, query),
    ]
    return [group for group in found if group.total]


def _organisations(someone: Person, query: str) -> Group:
    rows = Organisation.objects.visible_to(someone).searched(query).select_related("province")
    taken, total = _few(_called_so_first(rows, query))
    hits = [
        Hit(
            row.current_name,
            _said(row.current_short_name, row.get_kind_display(), but=row.current_name),
            row.get_absolute_url(),
        )
        for row in taken
    ]
    return Group(gettext_lazy("Organisations"), "buildings", hits, total, _list("organisation-list", query))


def _blocs_and_seasons(someone: Person, query: str) -> Iterator[Group]:
    """Each bloc with each of its years; a year among the words leaves that year alone."""
    words = search_words(query)
    asked = Q()
    for word in words:
        year = _year(word)
        asked &= Q(search_text__contains=word) | (Q(seasons__year=year) if year else Q())
    found = Bloc.objects.visible_to(someone).filter(asked).order_by("sort_key", "pk", "-seasons__year")
    blocs: dict[str, Hit] = {}
    seasons: list[Hit] = []
    for code, name, kind, search_text, year, period in found.values_list(
        "code", "name_now", "kind", "search_text", "seasons__year", "seasons__period"
    )[:MOST_SEASONS]:
        if all(word in search_text for word in words):
            blocs[code] = Hit(name, str(Bloc.Kind(kind).label), reverse("blocs:bloc-detail", args=[code]))
        if year is not None:
            title = _("Emulation year %(year)s") % {"year": Season(year=year, period=period).label}
            seasons.append(Hit(title, name, reverse("blocs:season-detail", args=[code, year])))
    taken = list(blocs.values())
    own_list = _list("bloc-list", query)
    yield Group(gettext_lazy("Emulation blocs"), "people", taken[:MOST], len(taken), own_list)
    yield Group(gettext_lazy("Emulation years"), "calendar3", seasons[:MOST], len(seasons))


def _year(word: str) -> int | None:
    """2024; also 20212022, which is what 2021-2022 folds to."""
    if not word.isdecimal() or len(word) not in (4, 8):
        return None
    first, last = int(word[:4]), int(word[4:] or word[:4])
    return first if len(word) == 4 or last == first + 1 else None


def _movements(someone: Person, query: str) -> Group:
    rows = Movement.objects.visible_to(someone).searched(query).for_listing()
    taken, total = _few(rows.order_by("sort_key", "pk"))
    hits = [
        Hit(
            row.name,
            _said(row.get_level_display(), row.bloc.current_name if row.bloc else ""),
            row.get_absolute_url(),
        )
        for row in taken
    ]
    return Group(gettext_lazy("Movements"), "flag", hits, total, _list("movement-list", query))


def _papers(someone: Person, query: str) -> Group:
    rows = archive.of_seasons(Season.objects.visible_to(someone)).searched(query)
    taken, total = _few(rows)
    hits = [
        Hit(
            f"{LABELS[row.kind]} {row.number_text}".strip(),
            _said(row.title, f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "", row.get_state_display()),
            reverse("blocs:paper-pdf", args=[row.code]),
        )
        for row in taken
    ]
    return Group(gettext_lazy("Papers"), "file-earmark-text", hits, total, _list("paper-archive", query))


def _people(someone: Person, query: str) -> Group:
    """Only for those who see the list of people; an address may hold a word too, so names come first."""
    taken: Sequence[User] = []
    total = 0
    if someone.provinces_as(*accounts.SEEING):
        taken, total = _few(_called_so_first(accounts.searched(accounts.visible(someone), query), query))
    hits = [
        Hit(str(row), _said(row.username, row.email), reverse("blocs:person-detail", args=[row.pk]))
        for row in taken
    ]
    return Group(
        gettext_lazy("People and accounts"), "person-lines-fill", hits, total, _list("person-list", query)
    )


def _called_so_first(rows: Any, query: str) -> Any:
    name = folded(query)
    called_so = When(
        Q(search_text__contains=f"|{name}|") | Q(search_text__startswith=f"{name}|"), then=Value(0)
    )
    rows = rows.annotate(place=Case(called_so, default=Value(1), output_field=IntegerField()))
    return rows.order_by("place", "sort_key", "pk")


def _few(rows: Any) -> tuple[list[Any], int]:
    """The first rows, and how many there are in all, in one query."""
    taken = list(rows.annotate(found=Window(Count("pk")))[:MOST])
    return taken, taken[0].found if taken else 0


def _list(name: str, query: str) -> str:
    return f"{reverse(f'blocs:{name}')}?{urlencode({'q': query})}"


def _said(*words: str, but: str = "") -> str:
    """The words that say something, one after the other."""
    return " · ".join(str(word) for word in words if word and word != but)
