"""How conditions are written, and what they say: nothing but values, no database."""

import json
from decimal import Decimal

import pytest

from awards import catalogue
from awards.rules import articles, conditions
from awards.rules.words import AWARD_WORDS
from tests.awards.rule_rows import FLAG, RULES, excellent, past, record


def test_what_was_looked_at_stands_beside_each_condition():
    found = conditions.asked(
        {"streak": {"years": 2, "rating": "excellent"}}, record(ratings={2024: "excellent"})
    )

    assert str(found.words) == "2 năm liên tục hoàn thành xuất sắc"
    assert str(found.seen) == "2023: chưa ghi nhận, 2024: hoàn thành xuất sắc"


def test_every_award_of_the_catalogue_is_called_as_it_is_there():
    told = json.loads(catalogue.AWARDS.read_text(encoding="utf-8"))

    assert {code: str(words) for code, words in AWARD_WORDS.items()} == {
        row["code"]: row["name"] for row in told
    }


def test_awards_are_called_by_their_names_and_not_by_their_codes():
    told = RULES["BK_TTG", "collective"]["conditions"]["any"][-1]

    found = conditions.asked(
        told, record(ratings=excellent(5), honours=past("BK_TINH", 2019) + past(FLAG, 2021))
    )

    assert str(found.words) == (
        "Bằng khen cấp bộ, ngành, tỉnh và từ đó 5 năm liên tục hoàn thành xuất sắc hoặc được tặng Tập thể "
        "lao động xuất sắc; Cờ thi đua cấp bộ, ngành, tỉnh ≥ 1 hoặc Bằng khen cấp bộ, ngành, tỉnh ≥ 2"
    )
    assert "_" not in "".join(str(words) for rule in RULES.values() for words in texts(rule["conditions"]))


def texts(condition):
    found = conditions.asked(condition, record(ratings=excellent(1), honours=past("TT_LDXS", 2023)))
    yield from _texts(found)


def _texts(finding):
    yield from (finding.words, finding.seen)
    for part in finding.parts:
        yield from _texts(part)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("good", "–"),
        ({}, "–"),
        ({"rating": "good", "rank": 1}, "–"),
        ({"ratting": "good"}, "ratting"),
        ({"rating": "splendid"}, "rating"),
        ({"all": []}, "all"),
        ({"all": [{"rank": 1}, {"any": [{"rank": "first"}]}]}, "all[1].any[0].rank"),
        ({"since": {"award": "BK_TINH", "streak": {"years": 0, "rating": "good"}}}, "since"),
        ({"figure": {"of": "share_ldtt"}}, "figure"),
        ({"exceeded_targets": "yes"}, "exceeded_targets"),
    ],
)
def test_a_condition_that_cannot_be_asked_is_named_with_its_place(told, place):
    (fault,) = conditions.faults(told)

    assert fault.startswith(f"{place}:")


def test_all_rules_that_the_site_begins_with_can_be_asked():
    assert [list(conditions.faults(rule["conditions"])) for rule in RULES.values()] == [[]] * len(RULES)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("L22 Đ74.1d", "điểm d khoản 1 Điều 74 Luật Thi đua, khen thưởng 2022"),
        ("L22 Đ74.1a-c", "điểm a-c khoản 1 Điều 74 Luật Thi đua, khen thưởng 2022"),
        ("L22 Đ23, Đ24.1", "Điều 23; khoản 1 Điều 24 Luật Thi đua, khen thưởng 2022"),
        ("N152 Đ4.4", "khoản 4 Điều 4 Nghị định 152/2025/NĐ-CP"),
        ("L22 mục khác", "L22 mục khác"),
        ("Quyết định 12/2026/QĐ-UBND, Điều 5", "Quyết định 12/2026/QĐ-UBND, Điều 5"),
        ("", ""),
    ],
)
def test_an_article_is_spelled_out_where_it_can_be_read(written, spelled):
    assert articles.spelled(written) == spelled


def test_figures_are_told_with_their_unit():
    found = conditions.asked(
        {"figure": {"of": "share_ldtt", "at_least": 70}}, record(figures={"share_ldtt": Decimal("69.50")})
    )

    assert (str(found.words), str(found.seen)) == (
        "Tỷ lệ cá nhân đạt Lao động tiên tiến: từ 70% trở lên",
        "69,5%",
    )
