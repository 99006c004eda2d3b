"""What changed in a report between two times that it was handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from blocs.models import ReportSection
from blocs.rules.differences import Piece, words
from blocs.rules.report_fields import Field, Kind
from blocs.selectors.report_page import ReportPage


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    pieces: list[Piece]


def compared(before: dict[str, Any], after: dict[str, Any], page: ReportPage) -> Iterator[Change]:
    """Field by field in the order of the page, the evidence last."""
    old, new = before["fields"], after["fields"]
    names = _names(page)
    for one in page.fields:
        was, now = (_comma(one, fields.get(one.name, "")) for fields in (old, new))
        if was != now:
            yield Change(names[one.kind, one.key, one.section], list(words(was, now)))
    files = [{name for name, _hash in content["evidence"]} for content in (before, after)]
    if files[0] != files[1]:
        yield Change(_("Evidence"), list(words(*("; ".join(sorted(names)) for names in files))))


def _comma(one: Field, text: str) -> str:
    is_figure = one.value not in ("", "note")
    return text.replace(".", ",") if is_figure else text


def _names(page: ReportPage) -> dict[tuple[Kind, int, str], str]:
    return {
        **{(Kind.SECTION, 0, kind.value): str(kind.label) for kind in ReportSection.Kind},
        **{(Kind.TARGET, target.pk, ""): target.text for target in page.targets},
        **{(Kind.MOVEMENT, movement.pk, ""): movement.name for movement in page.movements},
        **{(Kind.SCORE, key, ""): leaf.name for key, leaf in page.leaves.items()},
    }
