import unicodedata

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from documents import cleaning
from emulation.verdicts import Refused

FACES = sorted((settings.BASE_DIR / "static/fonts/liberation-serif").glob("*.ttf"))


def test_every_letter_let_through_is_in_all_four_faces():
    held = set.intersection(*(set(TTFont(path).getBestCmap()) for path in FACES))
    let_through = [
        code
        for code in range(0x20, 0xFFFF)
        if not 0xD800 <= code < 0xE000 and cleaning.text(f"a{chr(code)}a") == f"a{chr(code)}a"
    ]

    assert len(FACES) == 4
    assert [hex(code) for code in let_through if code not in held] == []
    assert len(let_through) > 1000


def test_all_vietnamese_letters_are_let_through():
    letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"

    assert cleaning.line(f"{letters} {letters.upper()}") == f"{letters} {letters.upper()}"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (unicodedata.normalize("NFD", "Thuỳ Dương"), "Thuỳ Dương"),
        ("a\u200bb\x07c", "abc"),
        ("☑ xong ✓", "■ xong √"),
        ("\uf0b7 mục", "• mục"),
        ("Chúc mừng 🎉", "Chúc mừng □"),
        ("𝗧𝗵𝗶 đua", "Thi đua"),
        ("ﬁ", "fi"),
        ("漢", "□"),
    ],
)
def test_letters_that_our_font_lacks_become_what_they_mean(typed, printed):
    assert cleaning.line(typed) == printed


def test_a_run_without_spaces_is_cut_so_that_it_can_be_broken():
    assert max(map(len, cleaning.line("x" * 1000).split())) == cleaning.LONGEST_RUN


def test_a_text_that_would_hold_up_the_printing_is_refused():
    with pytest.raises(Refused, match="20001"):
        cleaning.text("x" * (cleaning.LONGEST_TEXT + 1))
