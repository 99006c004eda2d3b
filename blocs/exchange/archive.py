"""A first look from outside, before anything is unpacked: is it a workbook, and of a bearable size?"""

from __future__ import annotations

import zlib
from contextlib import suppress
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import BadZipFile, ZipFile, ZipInfo

import defusedxml.sax
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_PARTS = 2000
MOST_UNPACKED = 60 * 1024 * 1024
SUSPICIOUS_UNPACKED, SUSPICIOUS_RATIO = (
    5 * 1024 * 1024,
    150,
)  # real sheets of that size shrink to a tenth or a fiftieth
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = _("The workbook is damaged or only half there; save it again in Excel and send it once more.")

_OTHERS: dict[str, str | Promise] = {
    "word/document.xml": _("This is a Word document, not an Excel workbook (.xlsx)."),
    "ppt/presentation.xml": _("This is a presentation, not an Excel workbook (.xlsx)."),
    "content.xml": _("This is an OpenDocument file; open it and save it as an Excel workbook (.xlsx)."),
    "xl/workbook.bin": _("This is a binary workbook (.xlsb); open it in Excel and save it as .xlsx."),
    "xl/vbaProject.bin": _(
        "The workbook holds macros; open it in Excel and save it as .xlsx without macros."
    ),
}


def objection(content: bytes) -> str | Promise:
    """Why this cannot be read as a workbook; empty when nothing speaks against it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _objection(archive)
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error, SAXException):
        return DAMAGED


def _objection(archive: ZipFile) -> str | Promise:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    for name, why in _OTHERS.items():
        if name in names:
            return why
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        return _("This is a compressed file, but no Excel workbook (.xlsx).")
    if any(part.flag_bits & 0x1 for part in parts):
        return _("The workbook is protected by a password; save it without one.")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    too_dense = unpacked > SUSPICIOUS_UNPACKED and unpacked > SUSPICIOUS_RATIO * max(packed, 1)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or too_dense:
        return _("The workbook would become far too large when unpacked; it is not opened.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _refuse_own_entities(archive, part)
    return ""


def _refuse_own_entities(archive: ZipFile, part: ZipInfo) -> None:
    """Raises a ValueError for XML with a document type of its own: no office program writes one."""
    with archive.open(part) as stream, suppress(_Begun):
        defusedxml.sax.parse(stream, _Prologue(), forbid_dtd=True)


class _Begun(Exception):
    pass


class _Prologue(ContentHandler):
    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        raise _Begun
