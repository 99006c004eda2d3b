"""Every rule of the register, R01 to R24 and X1 to X14, on both sides of its edge."""

from collections import defaultdict

import pytest

from awards.rules import conditions
from awards.rules.findings import Met
from tests.awards import commendation_rule_rows, general_rule_rows, rule_rows
from tests.awards.rule_rows import RULES

pytestmark = pytest.mark.django_db
CASES = [*rule_rows.CASES, *commendation_rule_rows.CASES, *general_rule_rows.CASES]
REGISTER = {f"R{number:02}" for number in range(1, 25)} | {f"X{number}" for number in range(1, 15)}
MAY_BE_ABSENT = {  # questions about what nobody may have recorded; an honour not recorded was not received
    "rating",
    "streak",
    "since",
    "figure",
    "rank",
    "founded",
    "exceeded_targets",
    "in_provincial_bloc",
    "is_commune",
    "direct_worker",
    "movement",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_rule_on_both_sides_of_its_edge(case):
    assert case.ask() is case.expected


def answers(*, by):
    found = defaultdict(set)
    for case in CASES:
        found[by(case)].add(case.expected)
    return found


def questions(condition):
    for name, told in condition.items():
        if name in conditions.JOINS:
            for part in told:
                yield from questions(part)
        elif name not in ("article", "words"):
            yield name


def test_no_rule_of_any_set_stands_without_a_case_that_is_met_and_one_that_is_not():
    by_code = answers(by=lambda case: (case.code, case.award, case.whom))
    without = [
        (code, award, whom)
        for (award, whom), rule in RULES.items()
        for code in filter(None, rule["rules"].split(", "))
        if not {Met.YES, Met.NO} <= by_code[code, award, whom]
    ]

    assert without == []


def test_no_rule_stands_without_a_case_that_cannot_be_told_where_a_figure_may_be_absent():
    by_award = answers(by=lambda case: (case.award, case.whom))
    without = [
        key
        for key, rule in RULES.items()
        if MAY_BE_ABSENT & set(questions(rule["conditions"])) and Met.UNKNOWN not in by_award[key]
    ]

    assert without == []


def test_what_is_left_to_people_is_all_that_has_no_edge():
    by_award = answers(by=lambda case: (case.award, case.whom))
    left = {key for key, rule in RULES.items() if set(questions(rule["conditions"])) == {"judged"}}

    assert {key for key, seen in by_award.items() if seen == {Met.HUMAN}} == left
    assert left == {key for key, rule in RULES.items() if not rule["rules"]}


def test_the_whole_register_has_its_rows():
    by_code = answers(by=lambda case: case.code)
    del by_code[""]

    assert set(by_code) == REGISTER
    assert {code for code in REGISTER if not {Met.YES, Met.NO} <= by_code[code]} == set()
    assert {code for code in general_rule_rows.CAN_BE_UNKNOWN if Met.UNKNOWN not in by_code[code]} == set()
    assert {code for rule in RULES.values() for code in rule["rules"].split(", ") if code} == {
        code for code in REGISTER if code.startswith("R")
    }
