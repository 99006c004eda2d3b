"""Vietnamese text: one form on the way in, one order, and a search that needs no marks.

All three are computed here and stored as plain ASCII where they are compared, so that SQLite and every
PostgreSQL collation give the same answer.
"""

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # the dictionary's order, with the four foreign letters
TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}  # huyền hỏi ngã sắc nặng
SORT_LENGTH = 120  # letters of a text that take part in sorting

_RANKS = {letter: f"{rank:02d}" for rank, letter in enumerate(ALPHABET, start=30)}
_MOST_MARKS = 4
_MARKS_IN_A_ROW = re.compile(rf"([\u0300-\u036f]{{{_MOST_MARKS}}})[\u0300-\u036f]+")
_INVISIBLE = dict.fromkeys(
    [code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)]
    + [
        0x7F,
        0xAD,
        *range(0x80, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    ]
)
_JOINERS = re.compile(r"(?<=\w)[-–&./'’](?=\w)")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """NFC, without control and invisible characters, with plain spaces and line ends; ends trimmed."""
    text = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = _MARKS_IN_A_ROW.sub(r"\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """Normalised, with every run of blanks and line ends made one space: for names."""
    return " ".join(normalise(text).split())


def without_marks(text: str) -> str:
    """Sở Thông tin → So Thong tin; đ becomes d."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """The form in which names are compared and searched: no marks, no case, "TT-TT" as "tttt"."""
    text = _JOINERS.sub("", without_marks(normalise(text)).lower())
    return _NOT_WORDS.sub(" ", text).strip()


def search_words(query: str) -> list[str]:
    return folded(query).split()


def sort_key(text: str) -> str:
    """Digits that sort as a Vietnamese dictionary does: letters first, then tones, then capitals."""
    letters, tones, cases = [], [], []
    for letter in unicodedata.normalize("NFC", text)[:SORT_LENGTH]:
        base, tone = _letter_and_tone(letter)
        rank = _RANKS.get(base.lower())
        if rank is None:
            rank = (
                f"{10 + int(base)}"
                if base.isascii() and base.isdigit()
                else ("01" if base.isspace() else "02")
            )
        letters.append(rank)
        tones.append(tone)
        cases.append("2" if base.isupper() else "1")
    return f"{''.join(letters)}00{''.join(tones)}0{''.join(cases)}"


def _letter_and_tone(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES[mark] for mark in parts if mark in TONES), "1")
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return base, tone
