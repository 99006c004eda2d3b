"""Reading printed papers back, as a person or a search would."""

import io
import re
import subprocess
import tempfile
from pathlib import Path

import docx
import pikepdf
from docx.table import Table
from docx.text.paragraph import Paragraph


def text_of(pdf, *options):
    """What pdftotext finds, page by page."""
    return _pdftotext(pdf, *options).split("\f")[:-1]


def boxes_of(pdf):
    """For each page its width and its words as (text, left, top, right, bottom), in pt."""
    for page in _pdftotext(pdf, "-bbox").split("<page ")[1:]:
        words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        yield float(page.split('"')[1]), [(text, *map(float, sides)) for *sides, text in words]


def _pdftotext(pdf, *options):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        read = subprocess.run(["pdftotext", *options, file.name, "-"], capture_output=True, check=True)
    return read.stdout.decode()


def words_of(pdf):
    """The whole text with single spaces."""
    return " ".join(" ".join(text_of(pdf)).split())


def lines_of(page):
    return [line.strip() for line in page.splitlines() if line.strip()]


def fonts_of(pdf):
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in thing or "/FontFile3" in thing
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                names.add(re.sub(r"^/[A-Z]{6}\+", "", str(thing.BaseFont)))
    return names


def bookmarks_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return [(entry.title, [child.title for child in entry.children]) for entry in outline.root]


def texts_of_word(content):
    """Every text of a .docx in reading order: paragraphs, and tables cell by cell."""
    document = docx.Document(io.BytesIO(content))
    return " ".join(" ".join(_texts(document.element.body, document)).split())


def _texts(parent, document):
    for child in parent.iterchildren():
        if child.tag.endswith("}p"):
            yield Paragraph(child, document).text
        elif child.tag.endswith("}tbl"):
            for row in Table(child, document).rows:
                seen = []
                for cell in row.cells:
                    if cell._tc not in seen:  # merged cells come once for each column
                        seen.append(cell._tc)
                        yield from _texts(cell._tc, document)
