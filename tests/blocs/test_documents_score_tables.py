from datetime import date
from decimal import Decimal as D

import pytest
from django.utils import timezone, translation

from blocs import documents
from blocs.models import ScoreTable
from blocs.services import papers
from documents import office, rendering
from tests import factories
from tests.documents.reading import text_of, texts_of_word, words_of

DAY = date(factories.YEAR, 3, 2)


@pytest.fixture
def table(bloc):
    return factories.score_table(
        bloc.province,
        name="Bảng điểm thi đua của tỉnh",
        status="open",
        bonus_cap=D("1.5"),
        decision="Quyết định số 12/QĐ-UBND ngày 05/01/2026",
    )


def test_the_paper_of_a_season_has_its_bloc_and_every_line_of_its_table(season, table):
    season.score_table = table
    season.save()

    words = words_of(rendering.pdf(papers.document("score-table", season, on=DAY)))

    for expected in (
        "KHỐI THI ĐUA THỬ NGHIỆM",
        "BẢNG ĐIỂM",
        "Chấm điểm Khối thi đua Thử nghiệm năm 2026",
        "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2026)",
        "I. Nhiệm vụ chính trị (15 điểm)",
        "Theo tỷ lệ so với chỉ tiêu giao ước.",
        "Mỗi lần trừ 0,5 điểm.",
        "TỔNG ĐIỂM (chưa tính điểm thưởng, điểm trừ)",
        "Tổng điểm thưởng tối đa 1,5 điểm.",
        "từ 18 điểm: Hoàn thành xuất sắc nhiệm vụ",
    ):
        assert expected in words
    assert "DỰ THẢO" not in words


def test_a_paper_is_vietnamese_whoever_prints_it(table):
    with translation.override("en"):
        english = words_of(rendering.pdf(documents.score_table_alone(table, on=DAY)))
    with translation.override("vi"):
        assert words_of(rendering.pdf(documents.score_table_alone(table, on=DAY))) == english


def test_a_draft_says_so_and_the_type_stands_once(bloc):
    draft = factories.score_table(bloc.province, name="Bảng điểm thi đua của tỉnh")

    words = words_of(rendering.pdf(documents.score_table_alone(draft, on=DAY)))

    assert "DỰ THẢO" in words
    assert "Thi đua của tỉnh" in words
    assert words.upper().count("BẢNG ĐIỂM") == 1


def test_a_season_without_a_table_prints_that_it_has_none(season):
    words = words_of(rendering.pdf(papers.document("score-table", season, on=DAY)))

    assert "chưa chọn bảng điểm" in words
    assert "DỰ THẢO" in words


def test_the_word_file_says_the_same_in_the_same_order(table):
    document = documents.score_table_alone(table, on=DAY)

    pdf, word = words_of(rendering.pdf(document)), texts_of_word(office.docx(document))

    place = -1
    for expected in (
        "Nhiệm vụ chính trị",
        "Tuyên truyền",
        "Kế hoạch",
        "Chỉ tiêu",
        "Báo cáo chậm",
        "Xếp loại",
    ):
        assert expected in pdf
        assert word.index(expected) > place
        place = word.index(expected)


def test_a_long_table_repeats_its_head_and_stays_small(db):
    pdf = rendering.pdf(
        documents.score_table_alone(ScoreTable.objects.get(is_example=True, total=90), on=DAY)
    )

    pages = text_of(pdf)
    assert len(pages) >= 3
    assert all("Minh chứng" in page for page in pages[:3])
    assert len(pdf) < 150_000


def test_the_same_record_prints_the_same_bytes(table):
    first, second = (rendering.pdf(documents.score_table_alone(table, on=DAY)) for _time in range(2))

    assert first == second


def test_a_draft_without_history_is_dated_by_the_year_in_which_it_is_printed(bloc):
    draft = factories.score_table(bloc.province)

    created = [documents.score_table_alone(draft, on=date(year, 5, 6)).created for year in (2031, 2032)]

    days = [timezone.localdate(moment) for moment in created]
    assert days == [date(2031, 1, 1), date(2032, 1, 1)]
