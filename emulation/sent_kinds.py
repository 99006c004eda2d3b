"""What a sent file is: told by its content, never by its name."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image

from emulation.verdicts import Refused

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a link of Windows
)
MOST_PIXELS = 100_000_000
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class SentKind:
    media_type: str
    endings: tuple[str, ...]  # the first is given to a file whose name has another


PDF = SentKind("application/pdf", ("pdf",))
PICTURES = {
    "PNG": SentKind("image/png", ("png",)),
    "JPEG": SentKind("image/jpeg", ("jpg", "jpeg")),
    "WEBP": SentKind("image/webp", ("webp",)),
}
PACKED = {
    "word/document.xml": SentKind(f"{_OFFICE}.wordprocessingml.document", ("docx",)),
    "xl/workbook.xml": SentKind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    "ppt/presentation.xml": SentKind(f"{_OFFICE}.presentationml.presentation", ("pptx",)),
}
OLD = {  # by the names of their streams
    "WordDocument": SentKind("application/msword", ("doc",)),
    "Workbook": SentKind("application/vnd.ms-excel", ("xls",)),
}
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.pptx,.doc,.xls"


def of(content: bytes) -> SentKind:
    """Raises Refused with the reason for what is not taken."""
    if content.startswith(PROGRAMS):
        raise Refused(_("This file is a program, whatever its name says; programs are not taken."))
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(OLD_OFFICE):
        for stream, kind in OLD.items():
            if stream.encode("utf-16-le") in content:
                return kind
        raise _unknown()
    return _picture(content)


def _packed(content: bytes) -> SentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = set(file.namelist())
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError) as error:
        raise Refused(_("The file is damaged and cannot be opened; please save it anew.")) from error
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused(_("The file holds macros, which are programs; save it without them."))
    found = next((kind for part, kind in PACKED.items() if part in names), None)
    if found is None:
        raise _unknown()
    return found


def _picture(content: bytes) -> SentKind:
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            form, (width, height) = str(picture.format), picture.size
            if width * height > MOST_PIXELS:
                raise Refused(_("The picture is too large; at most 100 million points."))
            picture.verify()
    except Refused:
        raise
    except Exception as error:  # whatever a broken picture makes the library raise
        raise _unknown() from error
    return PICTURES[form]


def _unknown() -> Refused:
    return Refused(
        _("This kind of file is not taken. Send PDF, pictures (PNG, JPEG, WEBP), Word, Excel or PowerPoint.")
    )
