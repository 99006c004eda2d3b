import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocs.models import Organisation
from emulation.text import folded, normalise, one_line, search_words, sort_key, without_marks
from tests import factories

IN_ORDER = [
    "1 Tháng Năm",
    "2 Tháng Chín",
    "10 Tháng Ba",
    "An Dương",
    "An Giang",
    "An toàn",
    "Ấn",
    "ba",
    "Ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "ba ba",
    "bà ba",
    "bác",
    "băng",
    "bâng",
    "cá",
    "Công an tỉnh",
    "dân",
    "Đảng ủy",
    "đặng",
    "em",
    "êm",
    "Hội Cựu chiến binh",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Khối thi đua số 2",
    "Khối thi đua số 10",
    "Khối thi đua Sở",
    "Mặt trận Tổ quốc",
    "no",
    "nô",
    "nơ",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Tư pháp",
    "tu",
    "tư",
    "Ủy ban",
    "Y tế",
]
PIECES = [
    *"aAăđĐêơư \t\n\r\x00\x0b\u00a0\u200b\u2028\ufeff-–.'/0",
    *"\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323",
]
TYPED = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=40).map("".join)


def test_names_sort_as_in_a_vietnamese_dictionary():
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


def test_the_database_sorts_as_we_do_whatever_its_collation(db):
    for name in reversed(IN_ORDER):
        factories.organisation(name)

    organisations = Organisation.objects.order_by("sort_key").prefetch_related("names")

    assert [organisation.names.all()[0].name for organisation in organisations] == IN_ORDER


def test_decomposed_names_sort_as_composed_ones():
    assert [sort_key(unicodedata.normalize("NFD", name)) for name in IN_ORDER] == [
        sort_key(name) for name in IN_ORDER
    ]


@given(TYPED)
def test_a_sort_key_is_digits_only(text):
    assert sort_key(text).isascii()
    assert sort_key(text).isdigit()


@given(TYPED, TYPED)
def test_a_text_sorts_before_what_goes_on_after_it(text, more):
    text, more = normalise(text)[:50], normalise(more)[:50]

    assert sort_key(text) <= sort_key(normalise(text + "b" + more))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("To\u0302\u0309ng", "Tổng"),  # from a Mac, or an old keyboard
        ("Tô\u0309ng", "Tổng"),
        ("đ\u031bươ\u0323c", "đ\u031bược"),
        ("Sở\u00a0Nội\u00a0vụ", "Sở Nội vụ"),
        ("Sở\u202fNội\u2007vụ", "Sở Nội vụ"),
        ("dòng một\x0bdòng hai", "dòng một\ndòng hai"),  # Word's line break within a paragraph
        ("một\u2028hai\u2029ba", "một\nhai\nba"),
        ("dòng một\r\ndòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("Thi\u200bđua\ufeff\u00ad", "Thiđua"),
        ("\u202eđảo ngược\u202c", "đảo ngược"),
        ("a\x00b\x07c\x1b[31m\x7f\x85", "abc[31m"),
        ("a\ud800b\uffffc\ufffe", "abc"),  # cannot be saved, or not as .docx
        ("  cột\tmột  ", "cột\tmột"),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "á\u0301\u0301\u0301"),
        ("<b>Đội</b> & “bạn”", "<b>Đội</b> & “bạn”"),  # what is typed stays; pages escape it
        ("", ""),
        (" \n\u200b ", ""),
    ],
)
def test_text_is_brought_into_one_form(typed, kept):
    assert normalise(typed) == kept


@given(TYPED)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)

    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(TYPED)
def test_a_name_on_one_line_has_single_blanks_only(text):
    line = one_line(text)

    assert line.split() == [word for word in line.split(" ") if word]
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sở Thông tin và Truyền thông", "So Thong tin va Truyen thong"),
        ("ĐẶNG Đình Đức", "DANG Dinh Duc"),
        ("Ươm Ưu ơ ư", "Uom Uu o u"),
    ],
)
def test_marks_are_taken_off(text, plain):
    assert without_marks(text) == plain
    assert without_marks(unicodedata.normalize("NFD", text)) == plain


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Sở Thông tin và Truyền thông", "so thong tin va truyen thong"),
        ("Sở TT&TT", "so tttt"),
        ("Sở TT-TT", "so tttt"),
        ("Sở TT–TT", "so tttt"),
        ("SỞ  T.T.T.T", "so tttt"),
        ("Đoàn TNCS Hồ Chí Minh", "doan tncs ho chi minh"),
        ("Huyện Cư M'gar", "huyen cu mgar"),
        ("Khối thi đua số 5 - Các huyện, thị xã", "khoi thi dua so 5 cac huyen thi xa"),
        ("(UBND) tỉnh", "ubnd tinh"),
        ("%_\\", ""),
        ("", ""),
    ],
)
def test_names_are_compared_without_marks_case_and_joints(text, form):
    assert folded(text) == form
    assert folded(unicodedata.normalize("NFD", text)) == form


@given(TYPED)
def test_a_folded_text_is_words_of_plain_letters_and_folds_to_itself(text):
    form = folded(text)

    assert form.isascii()
    assert form == " ".join(form.split()).lower()
    assert folded(form) == form


def test_a_search_is_cut_into_words():
    assert search_words("  Sở   TT&TT ") == ["so", "tttt"]
