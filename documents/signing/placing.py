"""A field for its signature that a signing program placed itself, in a paper that was frozen open for that.

It stands in the room of the party and nowhere else: so it hides neither text nor the signature of another.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from documents.signing.reading import Face, need, readable

_ALL_OF_IT = {
    *("/Type", "/Subtype", "/FT", "/T", "/TU", "/Ff", "/V", "/F", "/Rect", "/P", "/AP", "/MK", "/DA", "/DR"),
    *("/Q", "/M", "/NM", "/H", "/Border", "/BS"),
}  # without actions, without a lock for other fields
_POINTS = 2  # how exactly a hand, or a program, keeps to the edge of the room
_LONGEST_NAME = 120


def new_field(old: Face, new: Face) -> str:
    """The name of the one field that is new and filled; "" when there is none."""
    added = set(new.fields) - set(old.fields)
    if not added:
        return ""
    name = min(added)
    need(added == new.filled - old.filled, "FIELD_SET_CHANGED")
    need(len(added) == 1 and len(name) <= _LONGEST_NAME and "." not in name, "FIELD_SET_CHANGED")
    return name


def stands_in(reader: PdfFileReader, name: str, room: str) -> None:
    """Raises Rejected unless the field lies in the room that the paper has for this party, or is unseen."""
    with readable():
        widget, place = _field(reader, name), _field(reader, room)
        strange = set(widget) - _ALL_OF_IT
        need(not strange, "CONTENT_CHANGED_WHILE_SIGNING", ", ".join(sorted(strange)))
        left, lower, right, upper = _box(widget)
        if left == right or lower == upper:
            return
        (left2, lower2, right2, upper2), pages = _box(place), _pages_of(reader, widget)
        inside = (
            left >= left2 - _POINTS
            and lower >= lower2 - _POINTS
            and right <= right2 + _POINTS
            and upper <= upper2 + _POINTS
        )
        need(inside and pages == _pages_of(reader, place), "OUTSIDE_THE_ROOM")


def adds_only_what_it_signs(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Between two revisions at most one field appears, and it is signed in the same step."""
    before, after = _filled(old), _filled(new)
    added = set(after) - set(before)
    return len(added) <= 1 and all(after[name] for name in added)


def _filled(revision: HistoricalResolver) -> dict[str, bool]:
    form = revision.root["/AcroForm"] if "/AcroForm" in revision.root else {}  # noqa: SIM401  follows references
    fields = form["/Fields"] if "/Fields" in form else ()  # noqa: SIM401  as above
    return {str(each.get("/T")): "/V" in each for each in (fields[at] for at in range(len(fields)))}


def _field(reader: PdfFileReader, name: str) -> Any:
    for reference in reader.root["/AcroForm"]["/Fields"]:
        if reference.get_object().get("/T") == name:
            return reference.get_object()
    raise LookupError(name)


def _box(widget: Any) -> tuple[float, float, float, float]:
    one, two, three, four = (float(side) for side in widget["/Rect"])
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _pages_of(reader: PdfFileReader, widget: Any) -> list[int]:
    """The pages that list it, whatever it says of itself."""
    found = []
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0].get_object()
        annotations = page["/Annots"] if "/Annots" in page else ArrayObject()
        found += [
            number
            for each in annotations
            if isinstance(each, IndirectObject) and each.reference == widget.container_ref
        ]
    return found
