import re
from datetime import date
from decimal import Decimal

import pytest

from documents import wording


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_days_get_a_nought_under_ten_and_months_one_and_two(day, words):
    assert wording.day_in_words(day) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (34, "ba mươi bốn"),
        (95, "chín mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (111, "một trăm mười một"),
        (255, "hai trăm năm mươi lăm"),
    ],
)
def test_votes_are_written_in_words(number, words):
    assert wording.in_words(number) == words


def test_a_day_that_is_not_known_leaves_room_to_write_it():
    assert wording.day_in_words(None).split() == ["ngày", "tháng", "năm"]


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1250, None, "1.250"),
        (Decimal("12500.50"), None, "12.500,5"),
        (Decimal(100), None, "100"),
        (Decimal("1E+2"), None, "100"),
        (Decimal("0.30"), None, "0,3"),
        (Decimal("-4.50"), None, "-4,5"),
        (Decimal("95.5"), 2, "95,50"),
        (7, 1, "7,0"),
        (1234567, None, "1.234.567"),
    ],
)
def test_figures_have_dots_between_thousands_and_a_comma_before_decimals(value, places, text):
    assert wording.figure(value, places) == text


@pytest.mark.parametrize(
    ("style", "place", "sign"),
    [
        ("I.", 4, "IV."),
        ("I.", 19, "XIX."),
        ("1.", 3, "3."),
        ("a)", 5, "đ)"),
        ("a)", 6, "e)"),
        ("a)", 23, "y)"),
        ("a)", 24, "a1)"),
        ("-", 2, "-"),
    ],
)
def test_items_are_marked_as_decree_30_wants_it(style, place, sign):
    assert wording.marker(style, place) == sign


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Giao ước thi đua năm 2024", "Giao-uoc-thi-dua-nam-2024.pdf"),
        ("Đăng ký/../x", "Dang-ky-x.pdf"),
        ("ằ" * 80, "a" * 46 + ".pdf"),
        ("☐", "van-ban.pdf"),
    ],
)
def test_file_names_have_no_marks_and_at_most_50_letters(name, file_name):
    assert wording.file_name(name, "pdf") == file_name
    assert len(file_name) <= 50


def test_a_day_that_is_not_known_leaves_room_to_write_it_by_hand():
    assert [len(room) for room in re.findall("\u00a0+", wording.day_in_words(None))] == [6, 6, 6]
