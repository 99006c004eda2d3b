"""A season file in JSON, as cells that know their path."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.exchange.outcome import Findings
from blocs.exchange.places import Cell, Odd, Place
from blocs.exchange.words import quoted

MOST_DIGITS = 30
DEEPEST = 8  # of lists and objects inside each other; the format has six
_FOREIGN = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_WHY = {
    "Expecting value": _("a value is missing."),
    "Expecting property name": _("a key in double quotes is missing, or there is a comma too many."),
    "Expecting ':'": _("a colon is missing after the key."),
    "Expecting ','": _("a comma is missing."),
    "Invalid control character": _("a text runs over the end of its line."),
    "Unterminated string": _("a text has no closing quotation mark."),
    "Invalid \\": _("a backslash stands before a wrong letter."),
    "Extra data": _("something follows after the end."),
}


class _Pairs:
    """An object as written: with every key, those that stand twice too."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs


def read(content: bytes, findings: Findings) -> Cell | None:
    """The file's cells; None when it is no JSON at all."""
    whole = Place()
    text = _decoded(content, findings)
    if text is None:
        return None
    if not text.strip():
        findings.wrong(whole, _("The file is empty."))
        return None
    try:
        tree = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=_whole_number,
            parse_float=_number,
            parse_constant=Odd,
        )
    except json.JSONDecodeError as error:
        told = _("Not correct JSON at line %(line)s, column %(column)s: %(why)s") % {
            "line": error.lineno,
            "column": error.colno,
            "why": next(
                (why for start, why in _WHY.items() if error.msg.startswith(start)), _("it cannot be read.")
            ),
        }
        findings.wrong(whole, told)
        return None
    except RecursionError:
        findings.wrong(whole, _("The file is nested far too deeply."))
        return None
    return _cell(tree, whole, findings)


def _decoded(content: bytes, findings: Findings) -> str | None:
    foreign = next((name for mark, name in _FOREIGN.items() if content.startswith(mark)), "")
    if foreign or b"\x00" in content[:100]:
        told = _("The file is written in %(encoding)s; save it again as UTF-8.")
        findings.wrong(Place(), told, encoding=foreign or "UTF-16")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _(
            "Line %(line)s is not UTF-8, but perhaps Windows-1258 or TCVN3; "
            "convert the text to Unicode and save the file again as UTF-8."
        )
        findings.wrong(Place(), told, line=content.count(b"\n", 0, error.start) + 1)
        return None


def _whole_number(digits: str) -> int | Odd:
    return int(digits) if len(digits) <= MOST_DIGITS else Odd(digits)


def _number(digits: str) -> Decimal | Odd:
    number = Decimal(digits)
    # 1E+999999 is short to write, and long to calculate with.
    return (
        number
        if len(digits) <= MOST_DIGITS and -MOST_DIGITS <= number.adjusted() <= MOST_DIGITS
        else Odd(digits)
    )


def _cell(value: Any, place: Place, findings: Findings, depth: int = 0) -> Cell:
    depth += 1
    if isinstance(value, _Pairs):
        # Nothing that the format knows lies this deep: the reader will say so further up.
        return Cell(_object(value.pairs, place, findings, depth) if depth < DEEPEST else {}, place)
    if isinstance(value, list):
        items = enumerate(value) if depth < DEEPEST else ()
        return Cell(
            [_cell(item, _inside(place, number, item), findings, depth) for number, item in items], place
        )
    return Cell(value, place)


def _object(pairs: list[tuple[str, Any]], place: Place, findings: Findings, depth: int) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for key, value in pairs:
        at = _below(place, quoted(key))
        if key in found:
            findings.wrong(at, _("The key “%(key)s” stands twice."), key=quoted(key))
        else:
            found[key] = _cell(value, at, findings, depth)
    return found


def _below(place: Place, key: str) -> Place:
    """A key of the object at this place: the file, its province, a row, an object inside a row."""
    if place.row is None and not place.table:
        return Place(table=place.column, column=key)
    return place.of(f"{place.column}.{key}" if place.column else key)


def _inside(place: Place, number: int, item: Any) -> Place:
    """An item of the list at this place: a row of a list of rows, or one of several values in a row."""
    if isinstance(item, _Pairs) or place.row is None or place.item is not None:
        return Place(table=str(place) if place.column else "", row=number)
    return place.nth(number)
