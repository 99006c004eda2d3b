"""Where a condition stands in the law, spelled out: “L22 Đ74.1d” is point d, clause 1, Article 74 of it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.verdicts import Reason

SOURCES: dict[str, Reason] = {
    "L22": gettext_lazy("Law on Emulation and Commendation 2022"),
    "N98": gettext_lazy("Decree 98/2023"),
    "N152": gettext_lazy("Decree 152/2025"),
    "N91/2017": gettext_lazy("Decree 91/2017"),
}
_PLACE = re.compile(r"Đ(?P<article>\d+)(?:\.(?P<clause>\d+))?(?P<point>[a-zđ](?:-[a-zđ])?)?")


def spelled(text: str) -> str:
    """As people read it; whatever is written otherwise stays as it is."""
    source, _space, rest = text.partition(" ")
    if source not in SOURCES:
        return text
    named = str(SOURCES[source])
    if not rest:
        return named
    places = [_PLACE.fullmatch(part) for part in rest.split(", ")]
    if None in places:
        return text
    told = "; ".join(_spelled(place) for place in places if place)
    return _("%(places)s, %(law)s") % {"places": told, "law": named}


def _spelled(place: re.Match[str]) -> str:
    parts = place.groupdict()
    if parts["clause"] and parts["point"]:
        return _("point %(point)s, clause %(clause)s, Article %(article)s") % parts
    if parts["clause"]:
        return _("clause %(clause)s, Article %(article)s") % parts
    return _("Article %(article)s") % parts
