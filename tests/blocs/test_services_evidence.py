import io
import zipfile

import pytest
from PIL import Image

from blocs.models import Season
from blocs.services import evidence, kept_files, reports
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON
PDF = b"%PDF-1.7 minh chung"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def report(season, members, officer):
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    return reports.start(season, members[2], kind="annual", by=officer, at=NOON)


@pytest.fixture
def criterion(report):
    return report.season.score_table.groups.last().criteria.first()


def picture(form):
    file = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(file, form)
    return file.getvalue()


def packed(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def add(report, by, name="quyet-dinh.pdf", content=PDF, criterion=None):
    return evidence.add(report, name, content, criterion=criterion, by=by, at=NOON)


@pytest.mark.parametrize(
    ("name", "content", "kept", "media_type"),
    [
        ("a.pdf", PDF, "a.pdf", "application/pdf"),
        ("ảnh.png", picture("PNG"), "ảnh.png", "image/png"),
        ("ảnh.png", picture("JPEG"), "ảnh.jpg", "image/jpeg"),
        ("b.docx", packed("word/document.xml"), "b.docx", WORD),
        ("c.xls", OLD + "Workbook".encode("utf-16-le"), "c.xls", "application/vnd.ms-excel"),
        ("../../etc/passwd", PDF, "passwd.pdf", "application/pdf"),
        ("C:\\Temp\\a<b>.pdf", PDF, "a b .pdf", "application/pdf"),
    ],
)  # fmt: skip
def test_files_are_what_they_hold_whatever_they_are_called(report, officer, name, content, kept, media_type):
    made = add(report, officer, name, content)

    assert (made.name, made.media_type, made.size) == (kept, media_type, len(content))
    with made.file.open("rb") as file:
        assert file.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program called bao-cao.pdf",
        b"\x7fELF",
        b"#!/bin/sh",
        b"just words",
        b"PK\x03\x04 broken",
        packed("evil.exe"),
        packed("word/document.xml", "word/vbaProject.bin"),
        picture("PNG")[:40],
        b"x" * (kept_files.LARGEST + 1),
    ],
    ids=["empty", "exe", "elf", "script", "text", "damaged", "zip", "macros", "half-a-picture", "too-large"],
)
def test_what_is_no_evidence_is_told_and_not_kept(report, officer, content):
    with pytest.raises(Refused) as caught:
        add(report, officer, "bao-cao.pdf", content)

    assert len(caught.value.reasons) == 1
    assert not report.evidence.exists()


def test_the_same_file_is_known_by_its_content(report, officer, criterion):
    first = add(report, officer, criterion=criterion.pk)
    with pytest.raises(Refused, match="quyet-dinh"):
        add(report, officer, "ten-khac.pdf", criterion=criterion.pk)
    beside = add(report, officer)

    assert beside.file.name == first.file.name
    evidence.remove(first, by=officer, at=NOON)
    evidence.remove(first, by=officer, at=NOON)
    add(report, officer, criterion=criterion.pk)
    assert report.evidence.count() == 3
    assert report.evidence.live().count() == 2
    assert report.events.filter(step="remove_evidence").count() == 1


def test_evidence_belongs_to_a_criterion_of_the_season(report, officer):
    strange = factories.score_table(report.season.bloc.province).groups.first().criteria.first()

    with pytest.raises(Refused):
        add(report, officer, criterion=strange.pk)


def test_nobody_else_adds_evidence_and_nobody_after_it_is_handed_in(report, officer, leader_head, outsider):
    for user in (leader_head, outsider):
        with pytest.raises(Refused):
            add(report, user)
    kept = add(report, officer)
    report.status, report.submitted_at = "submitted", NOON
    report.save()
    with pytest.raises(Refused):
        add(report, officer, content=PDF + b"2")
    with pytest.raises(Refused):
        evidence.remove(kept, by=officer, at=NOON)
