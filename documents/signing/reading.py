"""What may and what may not differ between a signed file and the one before it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.reader import PdfFileReader

_MB = 1024 * 1024
_LIMITS = DecodeLimits(
    # Each entry of a table of objects costs more than its bytes: 2 MB hold 300 000.
    per_purpose={
        **DEFAULT_PURPOSE_LIMITS,
        DecodePurpose.XREF_STREAM: StreamDecodeLimits(ratio_floor=_MB, max_output_size=2 * _MB),
    }
)
_FREE_IN_CATALOG = {"/AcroForm", "/DSS", "/Extensions", "/Version", "/Metadata"}
_FREE_IN_INFO = {"/ModDate", "/Producer"}
_KEPT_IN_METADATA = re.compile(
    rb"<(?:dc:(?:title|creator|description)|pdfaid:\w+|pdfuaid:\w+)\b.*?</(?:dc|pdfaid|pdfuaid):\w+>", re.S
)


class Rejected(Exception):
    """Why a file is not taken; the words for each code stand in documents.rules.rejections."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def need(condition: object, code: str, detail: str = "") -> None:
    if not condition:
        raise Rejected(code, detail)


@contextmanager
def readable() -> Iterator[None]:
    """Whatever a broken, hostile or strange file makes the reader stumble over, it cannot be read."""
    try:
        yield
    except Rejected:
        raise
    except RecursionError:
        raise Rejected("UNREADABLE", "depth") from None
    except Exception as error:
        raise Rejected("UNREADABLE", type(error).__name__) from error


def opened(content: bytes, *, strict: bool = True) -> PdfFileReader:
    with readable():
        reader = PdfFileReader(io.BytesIO(content), strict=strict, decode_limits=_LIMITS)
        need(not reader.encrypted, "ENCRYPTED")
        return reader


@dataclass(frozen=True, slots=True)
class Face:
    """All of a file that a signature must leave alone, beside its pages."""

    fields: dict[str, bool]  # of signatures: which are filled
    info: dict[str, str]
    metadata: tuple[bytes, ...]
    catalog: dict[str, str]
    asks_for_looks: bool
    revisions: int

    @property
    def filled(self) -> set[str]:
        return {name for name, is_filled in self.fields.items() if is_filled}


def face_of(reader: PdfFileReader, *, lenient: bool = False) -> Face:
    with readable():
        # Only [] follows references.
        form = reader.root["/AcroForm"] if "/AcroForm" in reader.root else {}  # noqa: SIM401
        info = reader.trailer_view["/Info"] if "/Info" in reader.trailer_view else {}  # noqa: SIM401
        packet = reader.root["/Metadata"].data if "/Metadata" in reader.root else b""
        return Face(
            fields=dict(_fields(form, lenient)),
            info={str(key): str(value) for key, value in info.items() if key not in _FREE_IN_INFO},
            metadata=tuple(re.sub(rb"\s+", b"", kept) for kept in _KEPT_IN_METADATA.findall(packet)),
            catalog={
                str(key): repr(reader.root.raw_get(key)) for key in reader.root if key not in _FREE_IN_CATALOG
            },
            asks_for_looks=bool(form.get("/NeedAppearances", False)),
            revisions=reader.xrefs.total_revisions,
        )


def _fields(form: Any, lenient: bool) -> Iterator[tuple[str, bool]]:
    """The fields for signatures; any other one is refused, or with `lenient` left out."""
    for reference in form.get("/Fields", ()):
        field = reference.get_object()
        is_ours = field.get("/FT") == "/Sig" and "/Kids" not in field
        need(is_ours or lenient, "FOREIGN_FIELD")
        if is_ours:
            yield str(field["/T"]), "/V" in field
