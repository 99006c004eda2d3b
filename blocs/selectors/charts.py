"""Charts as drawings that need no script, each with the figures it was drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import pygal
from django.utils.translation import gettext as _
from pygal.style import Style

from blocs.selectors.pledges import PledgePage, targets_by_owner

STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="#5d5650",
    foreground_strong="#231f1c",
    foreground_subtle="#cfc5b8",
    colors=("#9f1d20",),
    font_family="sans-serif",
    label_font_size=14,
    major_label_font_size=14,
    value_font_size=14,
    opacity="1",
)


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    rows: list[tuple[str, int]]

    @property
    def svg(self) -> bytes:
        drawing = pygal.HorizontalBar(
            style=STYLE,
            show_legend=False,
            print_values=True,
            js=(),
            disable_xml_declaration=True,
            height=60 + 34 * max(1, len(self.rows)),
            width=560,
            margin=6,
            show_y_guides=False,
            include_x_axis=True,
            order_min=0,
        )
        drawing.x_labels = [label for label, _count in reversed(self.rows)]
        drawing.add(self.title, [count for _label, count in reversed(self.rows)])
        return bytes(drawing.render())


def targets(page: PledgePage) -> Chart:
    """How many targets all members share, and how many each carries alone."""
    rows = targets_by_owner(talk.line for talk in page.targets)
    return Chart(
        _("Targets by who carries them"), [(name or _("All members"), count) for name, count in rows]
    )
