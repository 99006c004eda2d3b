"""Who signs, in rows: the lines of each name broken evenly, all places as high as the highest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from documents import cleaning
from documents.content import Parties, Party, Signers, in_rows
from documents.measure import balanced

ORGANISATION_SIZE = 12
NAME_SIZE = 14
NARROW_NAME_SIZE = 13  # of three in a row; positions have the size of names
GUTTER = 4.0  # mm between neighbours
WIDEST = 120.0  # mm for one who stands alone


@dataclass(frozen=True, slots=True)
class Place:
    """The room of one signature, and what is printed around it."""

    role: str
    organisation: tuple[str, ...]
    authority: tuple[str, ...]  # TM. BAN THƯỜNG VỤ, above the position
    position: tuple[str, ...]
    name: tuple[str, ...]
    note: str
    slot: str


@dataclass(frozen=True, slots=True)
class Heights:
    """Lines that every place of a block keeps free, so that its rows are even."""

    head: int
    position: int
    name: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    places: tuple[Place, ...]
    across: int  # how many would fill the line
    heights: Heights
    caption: str = ""  # stands above this row
    kept: bool = False  # stays with the row before


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    rows: tuple[PlaceRow, ...]
    equal: bool  # parties to one agreement, not the signer of a letter
    caption: str = ""  # on top of the block, again on each page that it goes on

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(place for row in self.rows for place in row.places)

    @property
    def single(self) -> Place | None:
        """The one signer of an ordinary paper, who stands at the right of Nơi nhận."""
        return self.places[0] if not self.equal and len(self.places) == 1 else None


def block(signatures: Parties | Signers | None, line_width: float) -> SignatureBlock | None:
    if isinstance(signatures, Signers) and signatures.signers:
        across = len(signatures.signers) if len(signatures.signers) in (1, 3) else 2
        rows = _rows(in_rows(signatures.signers, across), max(across, 2), line_width)
        return SignatureBlock(tuple(rows), equal=False)
    if isinstance(signatures, Parties) and signatures.parties:
        rows = [
            *_rows([(leader,) for leader in signatures.leaders], 1, line_width),
            *_rows(in_rows(signatures.members, signatures.across), signatures.across, line_width),
        ]
        witnesses = _rows(in_rows(signatures.witnesses, 2), min(len(signatures.witnesses), 2), line_width)
        if witnesses:
            witnesses[0] = replace(witnesses[0], caption=cleaning.line(signatures.witness_caption))
        rows += witnesses
        if len(rows) > 1 and len(rows[-1].places) == 1:
            rows[-1] = replace(rows[-1], kept=True)  # one signature is never alone on a page
        return SignatureBlock(tuple(rows), equal=True, caption=cleaning.line(signatures.caption))
    return None


def _rows(parties: list[tuple[Party, ...]], across: int, line_width: float) -> list[PlaceRow]:
    if not parties:
        return []
    room = min(line_width / across - GUTTER, WIDEST)
    size = NARROW_NAME_SIZE if across > 2 else NAME_SIZE
    places = [tuple(_place(party, room, size) for party in row) for row in parties]
    everyone = [place for row in places for place in row]
    heights = Heights(
        head=max(bool(place.role) + len(place.organisation) for place in everyone),
        position=max(len(place.authority) + len(place.position) for place in everyone),
        name=max(max(len(place.name), 1) + bool(place.note) for place in everyone),
    )
    return [PlaceRow(row, across, heights) for row in places]


def _place(party: Party, room: float, size: int) -> Place:
    lines = [balanced(cleaning.line(line).upper(), room, size, bold=True) for line in party.position_lines]
    first = 1 if len(lines) > 1 else 0
    organisation, name = cleaning.line(party.organisation).upper(), cleaning.line(party.name)
    return Place(
        role=cleaning.line(party.role).upper(),
        organisation=balanced(organisation, room, ORGANISATION_SIZE, bold=True) if organisation else (),
        authority=tuple(broken for line in lines[:first] for broken in line),
        position=tuple(broken for line in lines[first:] for broken in line),
        name=balanced(name, room, size, bold=True) if name else (),
        note=cleaning.line(party.note),
        slot="".join(letter for letter in party.slot if letter.isascii() and letter.isalnum()),
    )
