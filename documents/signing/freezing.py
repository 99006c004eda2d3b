"""A printed paper made ready to be signed: one empty field in each room, then the seal of the site.

The seal certifies the file (DocMDP 2): from here on fields may be filled in, and nothing else may change.
In a paper that is open for fields of signing programs it is an ordinary signature, which forbids nothing by
itself. The file keeps classic cross-reference tables, since some signing programs rewrite all of a file that
has streams.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import TimeStamper

from documents.rendering import Printed, Slot
from documents.signing import appending

SEAL_FIELD = "DauHeThong"
ARCHIVE_FIELDS = tuple(
    f"DauThoiGian{place}" for place in range(1, 7)
)  # one at sealing, then one every few years
NOWHERE = Slot(0, (0, 0, 0, 0))
_OUR_OWN = [(SEAL_FIELD, "Dấu của hệ thống"), *((name, "Dấu thời gian lưu trữ") for name in ARCHIVE_FIELDS)]
_PRINTED = 4  # annotation flag
_SIGNED_AND_APPENDED = 3


@dataclass(frozen=True, slots=True)
class Field:
    """One who will sign: the name of the field is that of the room on the paper."""

    slot: str
    label: str  # read out for the empty field: who is to sign here


class NoRoom(Exception):
    """The paper has no room for a signature that it needs, or two rooms lie over each other."""


def freeze(
    printed: Printed,
    wanted: list[Field],
    *,
    seal: Signer,
    clock: TimeStamper,
    reason: str,
    certify: bool = True,
) -> bytes:
    check_rooms(printed.slots, [field.slot for field in wanted])
    return appending.sign(
        with_fields(printed, wanted),
        SEAL_FIELD,
        signer=seal,
        clock=clock,
        reason=reason,
        certify=certify,
    )


def check_rooms(slots: Mapping[str, Slot], wanted: list[str]) -> None:
    if missing := set(wanted) - set(slots):
        raise NoRoom(f"no room for {', '.join(sorted(missing))}")
    if len(set(wanted)) != len(wanted):
        raise NoRoom("one room for two")
    for place, name in enumerate(wanted):
        for other in wanted[:place]:
            if _overlap(slots[name], slots[other]):
                raise NoRoom(f"{name} lies over {other}")


def with_fields(printed: Printed, wanted: list[Field]) -> bytes:
    """The fields, tagged for screen readers as PDF/UA asks."""
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        tags = _Tags(pdf)
        made = [
            *(_field(pdf, tags, name=name, label=label, slot=NOWHERE) for name, label in _OUR_OWN),
            *(
                _field(pdf, tags, name=each.slot, label=each.label, slot=printed.slots[each.slot])
                for each in wanted
            ),
        ]
        tags.close()
        pdf.Root.AcroForm = pdf.make_indirect(
            Dictionary(Fields=Array(made), SigFlags=_SIGNED_AND_APPENDED, DR=Dictionary())
        )
        written = io.BytesIO()
        pdf.save(
            written,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return written.getvalue()


class _Tags:
    """The structure tree of the file, to which the widgets are added at the end of its root."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._tree = pdf.Root.StructTreeRoot
        first = self._tree.K
        self._root = first[0] if isinstance(first, Array) else first
        self._numbers = self._tree.ParentTree.Nums
        self._next = int(self._numbers[-2]) + 1 if len(self._numbers) else 0

    def add(self, widget: pikepdf.Object, page: pikepdf.Object, label: str) -> None:
        reference = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
        element = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=self._root,
                Pg=page,
                Alt=String(label),
                K=reference,  # not in a list: pyHanko would not know the path to the field
            )
        )
        if not isinstance(self._root.get("/K"), Array):
            self._root.K = Array([self._root.K] if "/K" in self._root else [])
        self._root.K.append(element)
        widget.StructParent = self._next
        self._numbers.append(self._next)
        self._numbers.append(element)
        self._next += 1

    def close(self) -> None:
        self._tree.ParentTreeNextKey = self._next


def _field(pdf: pikepdf.Pdf, tags: _Tags, *, name: str, label: str, slot: Slot) -> pikepdf.Object:
    page = pdf.pages[slot.page].obj
    left, lower, right, upper = slot.box
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String(name),
        TU=String(label),
        F=_PRINTED,
        Rect=Array([left, lower, right, upper]),
        P=page,
    )
    if right > left:
        look = pdf.make_stream(b"")
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, right - left, upper - lower])
        look.Resources = Dictionary()
        widget.AP = Dictionary(N=look)
    widget = pdf.make_indirect(widget)
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    page.Tabs = Name.S
    tags.add(widget, page, label)
    return widget


def _overlap(one: Slot, other: Slot) -> bool:
    (left, lower, right, upper), (left2, lower2, right2, upper2) = one.box, other.box
    return one.page == other.page and left < right2 and left2 < right and lower < upper2 and lower2 < upper
