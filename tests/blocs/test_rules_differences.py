"""How two versions of a pledge are compared."""

import pytest

from blocs.rules.differences import Line, Piece, differences, words

NAMES = {"td": "Tỉnh Đoàn"}


def text(items=(), targets=(), **rest):
    return {"theme": "", "slogan": "", "opening": "", "items": list(items), "targets": list(targets)} | rest


def item(key, words="Thực hiện tốt nhiệm vụ.", section="content"):
    return {"id": key, "section": section, "text": words}


def target(key, **fields):
    empty = {"unit": "", "comparison": "", "value": None, "owner": None, "data_source": ""}
    return {"id": key, "text": "Nhà đại đoàn kết"} | empty | fields


def kinds(before, after):
    return [
        (line.kind, "".join(piece.text for piece in line.pieces))
        for line in differences(before, after, NAMES)
    ]


def test_equal_texts_differ_in_nothing():
    same = text([item(1)], [target(2)], theme="Đoàn kết")

    assert {line.kind for line in differences(same, same, NAMES)} == {"same"}


def test_only_the_changed_syllables_are_marked():
    pieces = list(words("xây dựng 50 nhà đại đoàn kết", "sửa chữa 50 nhà đại đoàn kết"))

    assert [(piece.mark, piece.text) for piece in pieces if piece.text.strip()] == [
        ("del", "xây"),
        ("ins", "sửa"),
        ("del", "dựng"),
        ("ins", "chữa"),
        ("same", " 50 nhà đại đoàn kết"),
    ]


@pytest.mark.parametrize("before", ["", "Một câu.", "một  hai\nba", "100%", "Đ/c A; đ/c B"])
@pytest.mark.parametrize("after", ["", "Một câu!", "một hai ba", "95,5%"])
def test_pieces_put_together_are_the_two_texts_again(before, after):
    pieces = list(words(before, after))

    assert "".join(piece.text for piece in pieces if piece.mark != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.mark != "del") == after


def test_an_added_line_is_new_and_a_removed_one_stands_where_it_was():
    before = text([item(1, "Một"), item(2, "Hai"), item(3, "Ba")])
    after = text([item(1, "Một"), item(3, "Ba"), item(4, "Bốn")])

    assert kinds(before, after) == [("same", "Một"), ("removed", "Hai"), ("same", "Ba"), ("added", "Bốn")]


def test_the_one_line_that_moved_is_told_from_those_that_gave_way():
    before = text([item(1, "Một"), item(2, "Hai"), item(3, "Ba")])
    after = text([item(3, "Ba"), item(1, "Một"), item(2, "Hai")])

    assert kinds(before, after) == [("moved", "Ba"), ("same", "Một"), ("same", "Hai")]


def test_a_line_that_went_to_another_section_moved():
    before, after = text([item(1, section="content")]), text([item(1, section="measures")])

    (line,) = differences(before, after, NAMES)

    assert (line.kind, line.part) == ("moved", "measures")


def test_a_target_is_compared_with_its_figure_as_people_write_it_and_its_owner_by_name():
    before = text(targets=[target(1, comparison="at_least", value="1250.5", unit="nhà", owner="td")])
    after = text(targets=[target(1, comparison="at_most", value="60", unit="nhà", owner=None)])

    (line,) = differences(before, after, NAMES)

    assert line.kind == "changed"
    assert "".join(piece.text for piece in line.pieces if piece.mark != "ins") == (
        "Nhà đại đoàn kết · ≥ 1.250,5 nhà · Tỉnh Đoàn"
    )
    assert (
        "".join(piece.text for piece in line.pieces if piece.mark != "del") == "Nhà đại đoàn kết · ≤ 60 nhà"
    )


def test_theme_and_opening_come_first_and_empty_ones_are_left_out():
    lines = differences(text(opening="Căn cứ Luật;"), text(opening="", theme="Đoàn kết"), NAMES)

    assert lines == [
        Line("added", "theme", (Piece("ins", "Đoàn kết"),)),
        Line("removed", "opening", (Piece("del", "Căn cứ Luật;"),)),
    ]


def test_every_difference_has_a_word_beside_its_colour():
    before, after = text([item(1, "Một"), item(2, "Hai")]), text([item(2, "Hai"), item(3, "Ba")], theme="Mới")

    assert all(line.word for line in differences(before, after, NAMES) if line.kind != "same")


def test_two_hundred_lines_are_compared_in_a_moment():
    before = text([item(key, f"Nội dung {key} " + "và " * 300) for key in range(200)])
    after = text([item(key, f"Nội dung mới {key} " + "và " * 300) for key in reversed(range(200))])

    assert len(differences(before, after, NAMES)) == 200
