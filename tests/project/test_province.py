"""A file of a province that nobody had in mind, all the way to its paper and out again."""

import unicodedata
from datetime import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from blocs.models import Organisation, Pledge, Season
from blocs.selectors import exports
from blocs.services import imports, papers, pledges
from tests import factories
from tests.blocs.season_files import undone
from tests.documents.reading import texts_of_word, words_of
from tests.project.province import DECOMPOSED, HEADS, LETTERS, SCHOOLS, season_file

pytestmark = pytest.mark.django_db
SIGNED = datetime(2025, 10, 14, 9, tzinfo=timezone.get_fixed_timezone(420))


@pytest.fixture
def season(tmp_path):
    file = tmp_path / "tuyen-quang.json"
    file.write_bytes(season_file())
    call_command("import_season", str(file))
    return Season.objects.get(bloc__code="truong-hoc", year=2025)


@pytest.fixture
def paper(season):
    """Its pledge, settled and issued by the head of the leader."""
    heads = {
        code: factories.mandate(
            Organisation.objects.get(code=code),
            "head",
            title="Hiệu trưởng",
            user=factories.UserFactory(full_name=name),
        ).user
        for code, name in HEADS.items()
    }
    leader = heads["thpt-chuyen"]
    pledge = Pledge.objects.get(season=season)
    pledges.open_for_comments(pledge, by=leader, at=SIGNED)
    pledges.agree(pledge, by=leader, at=SIGNED)
    return papers.issue("pledge", season, by=leader, at=SIGNED)


def test_the_names_hold_every_letter_and_mark_and_some_come_decomposed():
    letters = {letter for name in SCHOOLS.values() for letter in name.lower()}

    assert LETTERS - letters == set()
    assert all(unicodedata.normalize("NFD", SCHOOLS[code]).encode() in season_file() for code in DECOMPOSED)


def test_all_names_are_kept_composed_in_the_order_of_the_file(season):
    members = season.memberships.in_order().select_related("organisation")

    assert [(row.organisation.code, row.organisation.name_now) for row in members] == list(SCHOOLS.items())
    assert (season.first_day.year, season.last_day.year) == (2025, 2026)


def test_the_pdf_names_every_member_mark_by_mark(paper):
    with paper.file.open("rb") as file:
        words = words_of(file.read())

    signed = words.upper()
    assert [name for name in SCHOOLS.values() if name not in words and name.upper() not in signed] == []
    assert [name for name in HEADS.values() if name not in words] == []
    assert "Hà Giang, ngày 14 tháng 10 năm 2025" in words
    assert "NĂM HỌC 2025-2026" in signed


def test_the_word_file_names_every_member_mark_by_mark(season, paper):
    words = texts_of_word(papers.as_docx("pledge", season, on=SIGNED.date())).upper()

    assert [name for name in SCHOOLS.values() if name.upper() not in words] == []


def test_the_list_of_members_names_them_mark_by_mark_and_in_order(season):
    printed = words_of(papers.as_pdf("members", season, on=SIGNED.date())).split()
    word = texts_of_word(papers.as_docx("members", season, on=SIGNED.date()))

    # Lines of a cell are read with the cells beside: its words are there, between others.
    assert {part for name in SCHOOLS.values() for part in name.split()} - {"-"} - set(printed) == set()
    places = [word.index(name) for name in SCHOOLS.values()]
    assert places == sorted(places)


@pytest.mark.parametrize("write", [exports.as_json, exports.as_workbook])
def test_taken_out_and_read_into_an_empty_database_it_is_taken_out_the_same(write):
    with undone():
        first = _read_and_taken_out(season_file(), write)
    with undone():
        assert _read_and_taken_out(first, write) == first


def _read_and_taken_out(content, write):
    outcome = imports.load(content, by=None, at=SIGNED)
    assert [str(problem) for problem in outcome.problems] == []
    return write(Season.objects.for_listing().get(bloc__code="truong-hoc", year=2025))
