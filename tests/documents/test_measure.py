import pytest

from documents.measure import balanced, width


def test_the_national_heading_is_as_wide_as_its_letters():
    assert round(width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True), 1) == 88.3


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ NỘI VỤ", ["SỞ NỘI VỤ"]),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH QUẢNG NINH",
            ["ỦY BAN MẶT TRẬN TỔ QUỐC", "VIỆT NAM TỈNH QUẢNG NINH"],
        ),
        (
            "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH QUẢNG NINH",
            ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG", "TỈNH QUẢNG NINH"],
        ),
        (
            "ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH TỈNH QUẢNG NINH",
            ["ĐOÀN THANH NIÊN", "CỘNG SẢN HỒ CHÍ MINH", "TỈNH QUẢNG NINH"],
        ),
    ],
)
def test_names_are_broken_between_words_into_even_lines(name, lines):
    assert list(balanced(name, 67.3, 12, bold=True)) == lines


def test_an_authority_is_not_left_behind_by_its_body():
    assert balanced("TM. BAN THƯỜNG TRỰC", 51, 13, bold=True)[0] != "TM."


@pytest.mark.parametrize("words", range(2, 60))
def test_no_line_is_too_long_and_no_word_is_alone_in_the_last(words):
    name = " ".join(["HỘI", "LIÊN", "HIỆP", "PHỤ", "NỮ", "XÃ"][place % 6] for place in range(words))

    lines = balanced(name, 67.3, 12, bold=True)

    assert " ".join(lines) == name
    assert all(width(line, 12, bold=True) <= 67.3 for line in lines)
    assert len(lines) == 1 or len(lines[-1].split()) > 1


def test_what_cannot_be_measured_out_is_left_as_it_is():
    assert balanced("", 60, 12) == ("",)
    assert balanced("W" * 200, 60, 12) == ("W" * 200,)
