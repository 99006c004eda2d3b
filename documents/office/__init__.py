"""Paper to .docx, for officials who go on writing in Word: the same words in the same order as the PDF."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx as word
from docx.document import Document as WordDocument

from documents.content import Document
from documents.layout import Layout, lay_out
from documents.office import foot, head, parts, sections, styles

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip file says when it says nothing


def docx(document: Document) -> bytes:
    return docx_of(lay_out(document))


def docx_of(layout: Layout) -> bytes:
    paper = word.Document()
    styles.set_styles(paper, layout.format)
    _set_properties(paper, layout)
    sections.begin(paper, layout)
    head.write(paper, layout)
    parts.write(paper, layout.parts, layout.format, sections.width(layout, layout.orientation))
    foot.write(paper, layout)
    for annex in layout.annexes:
        sections.begin_annex(paper, layout, annex)
        parts.write(paper, annex.parts, layout.format, sections.width(layout, annex.orientation))
    raw = io.BytesIO()
    paper.save(raw)
    return _without_clock(raw)


def _set_properties(paper: WordDocument, layout: Layout) -> None:
    properties = paper.core_properties
    properties.title = layout.title
    properties.author = properties.last_modified_by = layout.author
    properties.subject = layout.subject
    properties.comments = layout.notice
    properties.language = layout.language
    # Written without a zone, and read as Greenwich's.
    properties.created = datetime.fromisoformat(layout.created).astimezone(UTC)
    properties.modified = datetime.fromisoformat(layout.modified).astimezone(UTC)


def _without_clock(raw: io.BytesIO) -> bytes:
    """The same file without the time at which its parts were zipped: same record, same bytes."""
    still = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(part))
    return still.getvalue()
