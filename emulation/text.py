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
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029]")  # \v is Word's line break within a paragraph
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = dict.fromkeys(
    [code for code in range(0x20) if code not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)]
    + [
        0x7F,
        0xAD,
        *range(0x80, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xD800, 0xE000),  # halves of letters, and what no Word file may hold
        0xFFFE,
        0xFFFF,
    ]
)
_JOINERS = re.compile(r"(?<=\w)[-–&./'’](?=\w)")
_NUMBERS_AND_LETTERS = re.compile(r"[0-9]+|[^0-9]", re.DOTALL)
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """NFC, without control and invisible characters, with plain spaces and line ends; ends trimmed."""
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text.translate(_INVISIBLE)))
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
    """Digits that sort as a Vietnamese dictionary does: letters, then tones, then capitals; 2 before 10."""
    letters, tones, cases = [], [], []
    for piece in _NUMBERS_AND_LETTERS.findall(unicodedata.normalize("NFC", text)[:SORT_LENGTH]):
        base, tone = _letter_and_tone(piece[0])
        letters.append(_number_rank(piece) if piece[0] in "0123456789" else _letter_rank(base))
        tones.append(tone)
        cases.append("2" if base.isupper() else "1")
    return f"{''.join(letters)[: 2 * SORT_LENGTH]}00{''.join(tones)}0{''.join(cases)}"


def _number_rank(digits: str) -> str:
    """How long the number is, then its digits: before any letter, after any blank."""
    digits = digits.lstrip("0") or "0"
    return f"2{min(len(digits), 9)}" + "".join(f"1{digit}" for digit in digits)


def _letter_rank(base: str) -> str:
    return _RANKS.get(base.lower(), "01" if base.isspace() else "02")


def _letter_and_tone(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES[mark] for mark in parts if mark in TONES), "1")
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return base, tone
