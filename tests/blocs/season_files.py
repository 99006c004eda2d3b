"""Season files made for tests: JSON from plain data, workbooks from rows."""

import copy
import json
import re
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from openpyxl import Workbook

from blocs.exchange import files, sections
from blocs.exchange.words import Suggestions

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
PROVINCE = {"code": "TT", "name": "tỉnh Thử Nghiệm", "place": "Thử Nghiệm"}
ORGANISATIONS = [
    {"code": "td", "kind": "socio_political", "name": "Tỉnh Đoàn Thử Nghiệm", "short_name": "Tỉnh Đoàn"},
    {"code": "hnd", "kind": "socio_political", "name": "Hội Nông dân tỉnh Thử Nghiệm"},
    {"code": "pn", "kind": "socio_political", "name": "Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm"},
]
SEASON = {"year": 2024, "leader": "td", "members": ["td", "hnd", "pn"]}
BLOC = {"code": "khoi-1", "kind": "bloc", "name": "Khối thi đua số 1", "seasons": [SEASON]}


def a_file(**changes):
    """A small correct file; each change replaces one of its keys."""
    whole = {
        "format": "emulation-season/1",
        "province": PROVINCE,
        "organisations": ORGANISATIONS,
        "blocs": [BLOC],
        "movements": [],
        "pledges": [],
        "proposals": [],
    }
    return copy.deepcopy(whole | changes)


def a_season(**changes):
    """The same file with its only season changed."""
    return a_file(blocs=[BLOC | {"seasons": [SEASON | changes]}])


def an_organisation(**changes):
    """The same file with its first organisation changed."""
    return a_file(organisations=[ORGANISATIONS[0] | changes, *ORGANISATIONS[1:]])


@contextmanager
def undone():
    """Whatever is saved inside is gone afterwards, as if the database had been another one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_bytes(whole) -> bytes:
    return json.dumps(whole, ensure_ascii=False).encode()


def book(sheets=None, **changes) -> Workbook:
    """The same small file as a workbook; rows begin with the head."""
    whole = {
        "province": [["code", "name", "place"], ["TT", "tỉnh Thử Nghiệm", "Thử Nghiệm"]],
        "organisations": [
            ["code", "kind", "name", "short_name"],
            ["td", "socio_political", "Tỉnh Đoàn Thử Nghiệm", "Tỉnh Đoàn"],
            ["hnd", "socio_political", "Hội Nông dân tỉnh Thử Nghiệm", None],
            ["pn", "socio_political", "Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm", None],
        ],
        "blocs": [["code", "kind", "name"], ["khoi-1", "bloc", "Khối thi đua số 1"]],
        "seasons": [["bloc", "year", "leader", "members"], ["khoi-1", 2024, "td", "td; hnd; pn"]],
    }
    whole |= sheets or {}
    whole |= changes
    made = Workbook()
    made.remove(made.active)
    for title, rows in whole.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return made


def book_bytes(made: Workbook) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def as_excel_saves(content: bytes) -> bytes:
    """With all texts in one table of strings, where openpyxl writes them into the cells."""
    strings, parts = [], {}
    with ZipFile(BytesIO(content)) as source:
        for part in source.infolist():
            parts[part.filename] = source.read(part).decode()

    def shared(found):
        strings.append(found[2])
        return f'<c {found[1]} t="s"><v>{len(strings) - 1}</v></c>'

    for name, text in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = re.sub(r'<c ([^>]*?) t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>', shared, text)
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in strings) + "</sst>"
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Type="{RELATION}" Target="sharedStrings.xml" Id="rId99"/></Relationships>',
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>'
    )
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return stream.getvalue()


def read(content):
    """What the reading alone finds, without any database."""
    content = content if isinstance(content, bytes) else as_bytes(content)
    return files.read(content, sections=sections.registered(), suggestions=Suggestions())


def problems(content) -> list[str]:
    return [str(problem) for problem in read(content).findings.problems]


def changes_workbook(*rows):
    """The workbook of changes of organisations, with the columns that most tests fill."""
    made = Workbook()
    sheet = made.active
    sheet.title = "changes"
    for row in (("kind", "organisation", "day", "targets", "name", "decision"), *rows):
        sheet.append(row)
    return book_bytes(made)
