"""Rules in chapters and articles: what a line is, and when the numbers are wrong."""

from types import SimpleNamespace

import pytest

from blocs.rules import articles, usual_texts


def test_a_line_is_a_chapter_an_article_or_text():
    text = (
        "Chương I. QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n1. Quy chế\nđiều 2: Tên gọi\nTheo Điều 1. của Quy chế"
    )

    assert [(line.kind, line.number, line.text) for line in articles.lines(text)] == [
        ("chapter", "I", "QUY ĐỊNH CHUNG"),
        ("article", "1", "Phạm vi"),
        ("text", "", "1. Quy chế"),
        ("article", "2", "Tên gọi"),
        ("text", "", "Theo Điều 1. của Quy chế"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quy chế của khối", "Begin each article"),
        ("Điều 2. Phạm vi", "comes article 1, not 2"),
        ("Điều 1. Một\nĐiều 3. Ba", "After article 1 comes article 2, not 3"),
        ("Chương II. Hai\nĐiều 1. Một", "comes chapter I, not II"),
        ("Chương I. A\nĐiều 1. Một\nChương III. B\nĐiều 2. Hai", "After chapter I comes chapter II, not III"),
        ("Điều 1.\nĐiều 2. Hai", "Article 1 has neither title nor text"),
        ("Điều 1. Một\nĐiều 2.", "Article 2 has neither title nor text"),
    ],
)
@pytest.mark.usefixtures("english")
def test_numbers_out_of_order_are_named(text, told):
    assert told in str(articles.wrong(text))


def test_an_article_may_have_text_only():
    assert articles.wrong("Điều 1.\nQuy chế này quy định") is None


@pytest.mark.parametrize("kind", ["bloc", "cluster"])
def test_the_usual_rules_are_in_order(kind):
    season = SimpleNamespace(bloc=SimpleNamespace(kind=kind), period="calendar", year=2024)

    text = usual_texts.rules(season, bloc_name="Khối thi đua Thử Nghiệm")

    assert articles.wrong(text) is None
    assert "{" not in text
