"""manage.py print_paper, as people call it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from blocs.services import papers, pledges
from tests import factories
from tests.documents.reading import texts_of_word, words_of

YEAR = factories.YEAR
pytestmark = pytest.mark.usefixtures("english")


def run(kind, file, *, bloc="khoi-thu", year=YEAR, **more):
    said = StringIO()
    call_command("print_paper", kind, bloc=bloc, year=year, output=file, stdout=said, **more)
    return said.getvalue()


def words_in(file):
    content = file.read_bytes()
    return " ".join(texts_of_word(content).split()) if file.suffix.lower() == ".docx" else words_of(content)


@pytest.mark.parametrize("ending", ["pdf", "docx", "PDF", "DOCX"])
@pytest.mark.parametrize(
    ("kind", "words"),
    [("pledge", "Xây dựng tổ chức vững mạnh."), ("members", "Hội Nông dân tỉnh Thử Nghiệm")],
)
def test_every_paper_prints_in_every_form(tmp_path, pledge, kind, words, ending):
    file = tmp_path / f"van-ban.{ending}"

    said = run(kind, file)

    assert str(file) in said
    assert words in words_in(file)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_an_issued_paper_comes_as_it_was_issued(tmp_path, season, settled, leader_head):
    paper = papers.issue("pledge", season, by=leader_head, at=factories.NOON)
    file = tmp_path / "giao-uoc.pdf"

    run("pledge", file)

    assert file.read_bytes() == paper.content()


KNOWN = (
    "Known papers: pledge, members, score-table, season-plan, operating-rules, meeting-invitation, "
    "bloc-report, ranking, handover-minutes."
)


@pytest.mark.parametrize(
    ("kind", "name", "options", "said"),
    [
        (
            "pledges",
            "a.pdf",
            {},
            KNOWN,
        ),
        ("", "a.pdf", {}, KNOWN),
        ("pledge", "a.odt", {}, ".pdf or .docx"),
        ("pledge", "a", {}, ".pdf or .docx"),
        ("pledge", "a.pdf", {"bloc": "khong-co"}, "There is no bloc “khong-co”."),
        ("pledge", "a.pdf", {"year": 1999}, f"It has: {YEAR}."),
        ("pledge", "a.pdf", {"organisation": "td"}, "leave out --organisation"),
        ("members", "a.pdf", {"organisation": "td"}, "leave out --organisation"),
        ("pledge", "none/a.pdf", {}, "cannot be written"),
    ],
)
def test_bad_names_are_told_in_one_line_and_nothing_is_written(tmp_path, season, kind, name, options, said):
    with pytest.raises(CommandError) as error:
        run(kind, tmp_path / name, **options)

    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_keeps_what_was_there(tmp_path, season):
    (tmp_path / "a.pdf").mkdir()

    with pytest.raises(CommandError, match="cannot be written"):
        run("pledge", tmp_path / "a.pdf")

    assert (tmp_path / "a.pdf").is_dir()


def test_a_bloc_without_any_year_says_so(tmp_path, db):
    factories.bloc(code="trong")

    with pytest.raises(CommandError, match="It has: –"):
        run("pledge", tmp_path / "a.pdf", bloc="trong")


@pytest.mark.parametrize("members", [0, 1])
def test_a_season_of_none_or_one_member_prints(tmp_path, bloc, members):
    season = factories.season(bloc, [factories.organisation() for _ in range(members)])
    if members:
        pledges.start(season, by=factories.someone(season.memberships.get().organisation, "officer"))

    for kind in papers.KINDS:
        run(kind, tmp_path / f"{kind}.pdf")

    assert len(list(tmp_path.iterdir())) == len(papers.KINDS)
