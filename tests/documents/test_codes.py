import pytest

from documents import codes


def test_codes_have_no_letters_that_are_taken_for_another():
    assert not set("".join(codes.new() for _ in range(200))) & set("01ILO")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n", "\u00a0{}"])
def test_a_code_is_read_however_it_was_typed(typed):
    code = codes.new()

    assert codes.read(typed.format(code)) == code
    assert codes.read(typed.format(codes.shown(code).lower())) == code


@pytest.mark.parametrize("typed", ["", "ABC", "0123456789", "ABCDEFGHJKM", "ÀÁÂ", "<script>", "A" * 5000])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.read(typed) == ""


def test_one_wrong_letter_is_always_noticed():
    code = codes.new()
    slips = [
        code[:place] + letter + code[place + 1 :]
        for place in range(codes.LENGTH)
        for letter in codes.LETTERS
        if letter != code[place]
    ]

    assert [slip for slip in slips if codes.read(slip)] == []


def test_two_swapped_neighbours_are_always_noticed():
    code = codes.new()
    swaps = {
        code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(codes.LENGTH - 1)
    } - {code}

    assert [swap for swap in swaps if codes.read(swap)] == []
