"""Certificates on pre-printed stock: what each line says, and where it stands on the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.models import CertificateLayout, Decision, DecisionLine
from blocs.documents.common import INVENTED
from documents import rendering
from documents.rendering import Placed
from documents.wording import day_in_words
from emulation.verdicts import Reason

LINES: dict[str, Reason] = {
    "authority": _("Authority"),
    "award": _("Award"),
    "name": _("Recipient"),
    "praise": _("Praise"),
    "day": _("Place and day"),
    "position": _("Position of who signs"),
    "signer": _("Name of who signs"),
    "decision": _("Decision no."),
    "book": _("Number in the golden book"),
}
ALIGNMENTS = [("left", _("left")), ("center", _("middle")), ("right", _("right"))]


def _place(
    x: int, y: int, width: int, size: int, align: str = "center", *, bold: bool = False
) -> dict[str, Any]:
    return {"x": x, "y": y, "width": width, "size": size, "align": align, "bold": bold}


USUAL_PLACES = {  # on a sheet of A3 across, as most provinces have it
    "authority": _place(60, 62, 300, 26, bold=True),
    "award": _place(60, 88, 300, 34, bold=True),
    "name": _place(60, 122, 300, 26, bold=True),
    "praise": _place(60, 148, 300, 18),
    "day": _place(230, 182, 150, 15),
    "position": _place(230, 192, 150, 16, bold=True),
    "signer": _place(230, 242, 150, 16, bold=True),
    "decision": _place(40, 240, 150, 12, "left"),
    "book": _place(40, 248, 150, 12, "left"),
}
SAMPLE = {
    "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
    "award": "BẰNG KHEN",
    "name": "Tên tập thể, cá nhân được khen thưởng",
    "praise": "Đã hoàn thành xuất sắc nhiệm vụ công tác",
    "day": "Nơi ký, ngày 01 tháng 01 năm 2026",
    "position": "CHỦ TỊCH",
    "signer": "Họ và tên người ký",
    "decision": "Quyết định số: 000/QĐ-UBND, ngày 01/01/2026",
    "book": "Vào sổ số: 001",
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is printed for one of the list."""

    decision: Decision
    line: DecisionLine

    def words(self) -> dict[str, str]:
        decision, line = self.decision, self.line
        day = decision.decided_on
        return {
            "authority": decision.authority.upper(),
            "award": line.nomination.award.name.upper(),
            "name": line.name,
            "praise": line.praise,
            "day": f"{decision.province.place}, {day_in_words(day)}",
            "position": decision.signer_title.upper(),
            "signer": decision.signer,
            "decision": f"Quyết định số: {decision.number}, ngày {day:%d/%m/%Y}",
            "book": f"Vào sổ số: {line.order:03d}",
        }


def pdf(layout: CertificateLayout, certificates: Iterable[Certificate]) -> bytes:
    """A sheet for each; nothing but the words, for stock that bears the rest."""
    sheets = [
        _placed(layout, certificate.words()) + _invented(layout, certificate.line)
        for certificate in certificates
    ]
    return rendering.placed(sheets, (layout.width, layout.height))


def trial_sheet(layout: CertificateLayout) -> bytes:
    """On plain paper: each line in its box, with a grid of 10 mm to measure from."""
    placed = _placed(layout, SAMPLE)
    return rendering.placed([placed], (layout.width, layout.height), grid=True)


def _invented(layout: CertificateLayout, line: DecisionLine) -> list[Placed]:
    """What comes of the demo says so, on stock too."""
    if not line.nomination.is_invented:
        return []
    foot, across = layout.height - 12, layout.width - 40
    return [Placed(INVENTED, x=20, y=foot, width=across, size=9, align="right", bold=False)]


def _placed(layout: CertificateLayout, words: dict[str, str]) -> list[Placed]:
    found = []
    for name, text in words.items():
        place = layout.places.get(name, USUAL_PLACES[name])
        if place["size"]:
            found.append(
                Placed(
                    text,
                    x=place["x"] + float(layout.shift_x),
                    y=place["y"] + float(layout.shift_y),
                    width=place["width"],
                    size=place["size"],
                    align=place["align"],
                    bold=place["bold"],
                )
            )
    return found
