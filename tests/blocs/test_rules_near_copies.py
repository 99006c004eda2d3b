import pytest

from blocs.rules.near_copies import equal_share, search, sketch


def text(start, words=400):
    return " ".join(f"từ{number}" for number in range(start, start + words))


def test_a_text_with_a_few_words_changed_is_found():
    copied = text(0).replace("từ50 ", "khác ").replace("từ300 ", "khác ")

    [pair] = search({1: sketch(copied)}, {2: sketch(text(0)), 3: sketch(text(5000)), 4: sketch(text(9000))})

    assert (pair.new, pair.old) == (1, 2)
    assert equal_share(copied, text(0)) == 97


@pytest.mark.parametrize("share", [60, 80, 100])
def test_what_shares_much_is_found(share):
    mixed = f"{text(0, 4 * share)} {text(7000, 400 - 4 * share)}"

    assert [pair.old for pair in search({1: sketch(mixed)}, {2: sketch(text(0))})] == [2]


def test_what_shares_little_is_not():
    mixed = f"{text(0, 60)} {text(7000, 340)}"

    assert search({1: sketch(mixed)}, {2: sketch(text(0))}) == []


def test_marks_and_capitals_do_not_hide_a_copy():
    plain = text(0).replace("từ", "Tu")

    assert equal_share(plain, text(0)) == 100


def test_a_text_is_never_compared_with_itself_nor_a_short_one_with_anything():
    assert search({1: sketch(text(0))}, {1: sketch(text(0))}) == []
    assert sketch("Đã hoàn thành nhiệm vụ năm.") == b""
    assert search({1: b""}, {2: sketch(text(0))}) == []
    assert equal_share("ngắn", text(0)) == 0
