"""The part of the style sheet that follows from an issuer's format: page boxes, sizes, spacing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from documents.content import Format


class Placing(Protocol):
    """What the sheet has to know of a line on pre-printed stock."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def align(self) -> str: ...
    @property
    def bold(self) -> bool: ...


MOST_LINES = 14  # of a name that is kept as high as its neighbours
_ANNEXES = ("upright-0", "upright-1", "across-0", "across-1")


def format_sheet(format: Format) -> str:
    """Page numbers begin on the second page; each annex counts its own."""
    number = f"@{format.page_number}-center"
    plain = f"{number} {{ content: none }}"
    across = f"size: {format.landscape_sheet} landscape; margin: {_lengths(format.landscape_margins)}"
    height = f"{format.line_spacing}pt" if format.line_spacing_in_points else f"{format.line_spacing}"
    return "\n".join(
        [
            f"@page {{ size: A4; margin: {_lengths(format.margins)};",
            f'  {number} {{ content: counter(page); font: 13pt "Van Ban" }}',
            '  @bottom-right { content: string(notice); font: italic 9pt "Van Ban"; white-space: nowrap } }',
            f"@page across {{ {across} }}",
            *(f"@page {name} {{ {across} }}" for name in _ANNEXES if name.startswith("across")),
            f"@page :first {{ {plain} }}",
            *(f"@page :nth(1 of {name}) {{ counter-reset: page 1; {plain} }}" for name in _ANNEXES),
            f":root {{ --body-size: {format.body_size}pt; --line-height: {height};",
            f"  --indent: {format.indent}mm; --gap: {format.paragraph_gap}pt;",
            f"  --heading-size: {format.heading_size}pt; --motto-size: {format.motto_size}pt }}",
            *(f".lines-{count} {{ min-height: {count * 1.2:.1f}em }}" for count in range(1, MOST_LINES + 1)),
        ]
    )


def _lengths(margins: tuple[int, int, int, int]) -> str:
    return " ".join(f"{margin}mm" for margin in margins)


def placed_sheet(sheets: Sequence[Sequence[Placing]], size: tuple[int, int]) -> str:
    """Where the lines of pre-printed stock stand: a class for each, by sheet and line."""
    rules = [f"@page {{ size: {size[0]}mm {size[1]}mm }}", f".sheet {{ height: {size[1]}mm }}"]
    for page, lines in enumerate(sheets):
        for at, line in enumerate(lines):
            weight = "bold" if line.bold else "normal"
            rules.append(
                f".line-{page}-{at} {{ left: {line.x:.1f}mm; top: {line.y:.1f}mm; width: {line.width:.1f}mm;"
                f" font-size: {line.size:.1f}pt; font-weight: {weight}; text-align: {line.align} }}"
            )
    across = (f".across-{at} {{ top: {at}mm }}" for at in range(0, size[1] + 1, 10))
    down = (f".down-{at} {{ left: {at}mm }}" for at in range(0, size[0] + 1, 10))
    return "\n".join((*rules, *across, *down))
