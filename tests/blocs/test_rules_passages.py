from blocs.rules.differences import passages

KEPT, LONG = "Đoạn giữ nguyên.\n", "dài " * 3000


def test_texts_are_compared_paragraph_by_paragraph_and_word_by_word_within():
    before, after = KEPT + "Cũ một.\n" + KEPT + LONG, KEPT + "Mới một.\n" + KEPT

    assert [(piece.mark, piece.text) for piece in passages(before, after)] == [
        ("same", KEPT),
        ("del", "Cũ"),
        ("ins", "Mới"),
        ("same", " một.\n"),
        ("same", KEPT),
        ("del", LONG),
    ]


def test_what_is_the_same_is_the_same():
    assert [piece.mark for piece in passages(KEPT, KEPT)] == ["same"]
    assert list(passages("", "")) == []
