import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.rules.slides import LETTERS, pages_of, pages_of_text

SENTENCE = "Các đơn vị đã hoàn thành tốt các chỉ tiêu của giao ước thi đua đã ký đầu năm. "


def test_short_paragraphs_stand_together_and_long_ones_are_parted_between_sentences():
    pages = pages_of_text(f"Mở đầu.\n\nHai.\n{SENTENCE * 12}")

    assert pages[0] == ["Mở đầu.", "Hai."]
    assert len(pages) > 2
    assert all(page[-1].endswith((".", "Hai.")) for page in pages)
    assert all(sum(map(len, page)) <= LETTERS for page in pages)


def test_a_sentence_that_no_slide_holds_is_not_cut():
    assert pages_of_text("từ " * 400) == [["từ " * 399 + "từ"]]


@given(st.text(alphabet="ab .!\n", max_size=4000))
def test_no_word_is_lost_and_none_is_shown_twice(text):
    shown = " ".join(piece for page in pages_of_text(text) for piece in page)

    assert shown.split() == text.split()


@given(st.lists(st.integers(), max_size=60), st.integers(1, 12))
def test_rows_are_laid_out_evenly(rows, most):
    pages = pages_of(rows, most=most)

    assert [row for page in pages for row in page] == rows
    assert all(0 < len(page) <= most for page in pages)
    assert not pages or max(map(len, pages)) - min(map(len, pages)) <= 1


@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_an_empty_text_takes_no_slide(text):
    assert pages_of_text(text) == []
