"""The look of a signature: drawn by WeasyPrint as every paper is, and laid into its field."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from documents import rendering

VIETNAM = timezone(timedelta(hours=7))
_FILLED = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID,
    AxisAlignment.ALIGN_MID,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)


@dataclass(frozen=True, slots=True)
class Look:
    """Who signed, as said below the picture of the signature, a PNG."""

    name: str
    lines: tuple[str, ...] = ()
    picture: bytes = b""


def time_said(at: datetime) -> str:
    """23/11/2026 20:42:38 +07:00, as Decree 30 wants the time of signing."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00"


def style(look: Look, size: tuple[float, float]) -> StaticStampStyle:
    page = rendering.stamp({"name": look.name, "lines": look.lines}, *size, look.picture)
    return StaticStampStyle(background=_Page(page), border_width=0, background_layout=_FILLED)


class _Page(PdfContent):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def render(self) -> bytes:
        name = f"/Look{uuid.uuid4().hex}"
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._content)))
        self.resources.xobject[name] = page
        left, lower, right, upper = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(upper - lower))
        return f"{name} Do".encode()
