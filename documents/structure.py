"""What a PDF's tags say of its parts, without the layers that say nothing.

WeasyPrint tags every line and every run of letters as a *Span*: several layers between a cell and its
text, which readers look through. Without them the file is smaller and sooner written.
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf

_SAYING_NOTHING = {"/NonStruct", "/Span"}
_LAYER = {"Type", "S", "K", "Pg", "P"}  # an element that says anything more stays


def without_empty_layers(pdf: pydyf.PDF) -> None:
    """Hand what a layer holds to the element it stands in. A null remains, so that numbers stay."""
    elements = {
        thing.reference: thing
        for thing in pdf.objects
        if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"
    }
    owners: dict[bytes, bytes] = {}  # of each layer: the element that takes over
    for reference, thing in elements.items():  # each comes after the one it stands in
        if _is_layer(thing, elements.get(thing["P"])):
            owners[reference] = owners.get(thing["P"], thing["P"])
            pdf.objects[thing.number] = _Null(thing.number)

    def kids(thing: pydyf.Dictionary) -> Iterator[object]:
        for kid in thing["K"]:
            if kid in owners:
                yield from kids(elements[kid])
            else:
                yield kid

    for reference, thing in elements.items():
        if reference not in owners:
            thing["K"] = pydyf.Array(kids(thing))
            thing["P"] = owners.get(thing["P"], thing["P"])
    for numbers in _numbers(pdf):
        numbers[:] = [owners.get(reference, reference) for reference in numbers]


def _is_layer(thing: pydyf.Dictionary, parent: pydyf.Dictionary | None) -> bool:
    """On the page of the one it stands in: a piece of text is named by its number on the page."""
    return (
        thing["S"] in _SAYING_NOTHING
        and thing.keys() <= _LAYER
        and parent is not None
        and parent.get("Pg") == thing["Pg"]
    )


def _numbers(pdf: pydyf.PDF) -> Iterator[pydyf.Array]:
    """For each page, which element holds the pieces of text with numbers 0, 1, 2 …"""
    root = next(
        (
            thing
            for thing in pdf.objects
            if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructTreeRoot"
        ),
        None,
    )
    if root is not None:
        tree = pdf.objects[int(root["ParentTree"].split()[0])]
        yield from (numbers for numbers in tree["Nums"] if isinstance(numbers, pydyf.Array))


class _Null(pydyf.Object):
    data = b"null"

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
