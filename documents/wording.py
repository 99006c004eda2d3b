"""Words, figures and days as Vietnamese official papers write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from emulation.text import without_marks

FILE_NAME_LENGTH = 50  # with its ending: the rule of Ninh Bình's e-document circular
LETTERS = (
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ROMANS = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9]+")


def roman(number: int) -> str:
    text = ""
    for value, letters in _ROMANS:
        while number >= value:
            text, number = text + letters, number - value
    return text


def in_words(number: int) -> str:
    """Up to 999, as votes are written beside their figure: 21 is "hai mươi mốt"."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds else []
    if tens == 0:
        return " ".join([*words, "linh", _DIGITS[ones]] if words and ones else words or [_DIGITS[ones]])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    last = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _DIGITS[ones])
    return " ".join([*words, last] if last else words)


def marker(style: str, place: int) -> str:
    """The sign before an item: "II.", "2.", "b)" or "-"."""
    if style == "I.":
        return f"{roman(place)}."
    if style == "1.":
        return f"{place}."
    if style == "a)":
        turn, letter = divmod(place - 1, len(LETTERS))
        return f"{LETTERS[letter]}{turn or ''})"
    return "-"


def day_in_words(day: date | None) -> str:
    """ngày 05 tháng 02 năm 2026: a zero before days under 10 and before the months 1 and 2."""
    if day is None:
        room = "\u00a0" * 6  # to write by hand; plain blanks would run together
        return f"ngày{room}tháng{room}năm{room}"
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def figure(value: int | Decimal, places: int | None = None) -> str:
    """1234.5 → "1.234,5"; without `places` no zeros are added and none kept at the end."""
    if places is None:
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{Decimal(value):,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


def file_name(text: str, ending: str) -> str:
    """ASCII letters, digits and hyphens only, the ending within 50 characters."""
    stem = _NOT_IN_FILE_NAMES.sub("-", without_marks(text)).strip("-")
    return f"{stem[: FILE_NAME_LENGTH - len(ending) - 1].rstrip('-') or 'van-ban'}.{ending}"
