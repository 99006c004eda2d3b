"""A document as a file, in the forms that people ask for."""

from __future__ import annotations

from collections.abc import Callable

from documents import office, rendering
from documents.content import Document

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": (PDF, rendering.pdf),
    "docx": (DOCX, office.docx),
}


def pdf(document: Document) -> bytes:
    return rendering.pdf(document)


def docx(document: Document) -> bytes:
    return office.docx(document)
