"""Every rule of the register on both sides of its edge: nothing but values, no database."""

import json
from datetime import date

import pytest

from awards import catalogue
from awards.rules import checklist, conditions
from awards.rules.findings import Met
from awards.rules.record import Held, Initiative, Past, Record, Reviewed, Span

YEAR = 2024
RULES = {
    (rule["award"], rule["whom"]): rule
    for told in json.loads(catalogue.RULE_SETS.read_text(encoding="utf-8"))
    for rule in told["rules"]
}
FLAG = ("CO_TINH", "ministry", "flag")
CERTIFICATE = ("BK_TINH", "ministry", "certificate")
GOVERNMENT_FLAG = ("CO_CP", "state", "flag")
PRIME_MINISTER = ("BK_TTG", "state", "certificate")


def excellent(count=1, last=YEAR, rating="excellent"):
    return {last - back: rating for back in range(count)}


def past(award, *years, basis="merit"):
    code, level, family = award if isinstance(award, tuple) else (award, "", "")
    return tuple(Past(code, year, level, family, basis) for year in years)


def record(kind="organisation", **known):
    return Record(kind=kind, year=YEAR, on=date(YEAR + 1, 1, 10), **known)


def person(**known):
    return record("person", **known)


def met(award, whom, told):
    return conditions.asked(RULES[award, whom]["conditions"], told).met


CASES = [
    # R01
    ("LDTT", "person", person(ratings=excellent(rating="good")), Met.YES),
    ("LDTT", "person", person(ratings=excellent(rating="completed")), Met.NO),
    ("LDTT", "person", person(), Met.UNKNOWN),
    # R02
    ("CSTD_CS", "person", person(ratings=excellent()), Met.YES),
    ("CSTD_CS", "person", person(ratings=excellent(rating="good")), Met.NO),
    (
        "CSTD_CS",
        "person",
        person(ratings=excellent(rating="good"), initiatives=(Initiative(YEAR, "grassroots"),)),
        Met.YES,
    ),
    # R03
    (
        "CSTD_TINH",
        "person",
        person(honours=past("CSTD_CS", 2022, 2023, 2024), initiatives=(Initiative(2023, "province"),)),
        Met.YES,
    ),
    (
        "CSTD_TINH",
        "person",
        person(honours=past("CSTD_CS", 2021, 2023, 2024), initiatives=(Initiative(2023, "province"),)),
        Met.NO,
    ),
    (
        "CSTD_TINH",
        "person",
        person(honours=past("CSTD_CS", 2022, 2023, 2024), initiatives=(Initiative(2023, "grassroots"),)),
        Met.NO,
    ),
    # R04
    (
        "CSTD_TQ",
        "person",
        person(honours=past("CSTD_TINH", 2023, 2024), initiatives=(Initiative(2024, "nation"),)),
        Met.YES,
    ),
    (
        "CSTD_TQ",
        "person",
        person(honours=past("CSTD_TINH", 2022, 2024), initiatives=(Initiative(2024, "nation"),)),
        Met.NO,
    ),
    # R05
    (
        "TT_LDTT",
        "collective",
        record(ratings=excellent(rating="good"), figures={"share_ldtt": 70, "count_disciplined": 0}),
        Met.YES,
    ),
    (
        "TT_LDTT",
        "collective",
        record(ratings=excellent(rating="good"), figures={"share_ldtt": 69, "count_disciplined": 0}),
        Met.NO,
    ),
    (
        "TT_LDTT",
        "collective",
        record(ratings=excellent(rating="good"), figures={"share_ldtt": 70, "count_disciplined": 1}),
        Met.NO,
    ),
    # R06
    (
        "TT_LDXS",
        "collective",
        record(ratings=excellent(), figures={"share_ldtt": 70, "share_completed": 100, "count_cstd_cs": 1}),
        Met.YES,
    ),
    (
        "TT_LDXS",
        "collective",
        record(ratings=excellent(), figures={"share_ldtt": 70, "share_completed": 99, "count_cstd_cs": 1}),
        Met.NO,
    ),
    (
        "TT_LDXS",
        "collective",
        record(ratings=excellent(), figures={"share_ldtt": 70, "share_completed": 100, "count_cstd_cs": 0}),
        Met.NO,
    ),
    # R07
    ("CO_TINH", "collective", record(rank=1, in_provincial_bloc=True, exceeded_targets=True), Met.YES),
    ("CO_TINH", "collective", record(rank=2, in_provincial_bloc=True, exceeded_targets=True), Met.NO),
    ("CO_TINH", "collective", record(rank=1, in_provincial_bloc=True, exceeded_targets=False), Met.NO),
    ("CO_TINH", "collective", record(rank=1, in_provincial_bloc=True), Met.UNKNOWN),
    # R08
    ("CO_TINH_CD", "collective", record(movement=Reviewed("province", 3, True, True)), Met.YES),
    ("CO_TINH_CD", "collective", record(movement=Reviewed("province", 2, True, True)), Met.NO),
    ("CO_TINH_CD", "collective", record(movement=Reviewed("province", 3, False, True)), Met.NO),
    ("CO_TINH_CD", "collective", record(movement=Reviewed("bloc", 3, True, True)), Met.NO),
    # R09, R11
    ("CO_CP", "collective", record(rank=1, in_provincial_bloc=True, exceeded_targets=True), Met.YES),
    ("CO_CP", "collective", record(rank=1, in_provincial_bloc=False, in_central_bloc=True), Met.YES),
    ("CO_CP", "collective", record(rank=2, in_provincial_bloc=True, in_central_bloc=False), Met.NO),
    # R12
    ("CO_CP_CD", "collective", record(movement=Reviewed("prime_minister", 5, False, True)), Met.YES),
    ("CO_CP_CD", "collective", record(movement=Reviewed("prime_minister", 4, True, True)), Met.NO),
    # R13
    ("BK_TINH", "collective", record(ratings=excellent(2)), Met.YES),
    ("BK_TINH", "collective", record(ratings=excellent(1) | {2023: "good"}), Met.NO),
    ("BK_TINH", "collective", record(ratings=excellent(1), honours=past("TT_LDXS", 2023)), Met.YES),
    ("BK_TINH", "collective", record(ratings=excellent(1)), Met.UNKNOWN),
    ("BK_TINH", "collective", record(ground="thematic"), Met.YES),
    # R14
    (
        "BK_TINH",
        "person",
        person(honours=past("CSTD_CS", 2023, 2024), ratings=excellent(1, rating="good"), direct_worker=False),
        Met.YES,
    ),
    (
        "BK_TINH",
        "person",
        person(
            ratings=excellent(2), initiatives=tuple([Initiative(2024, "grassroots")] * 2), direct_worker=False
        ),
        Met.YES,
    ),
    (
        "BK_TINH",
        "person",
        person(ratings=excellent(2), initiatives=(Initiative(2024, "grassroots"),), direct_worker=False),
        Met.NO,
    ),
    ("BK_TINH", "person", person(ratings=excellent(rating="good"), direct_worker=True), Met.YES),
    # R15
    (
        "BK_TTG",
        "collective",
        record(
            ratings=excellent(5), honours=past(CERTIFICATE, 2019) + past(FLAG, 2021), in_central_bloc=False
        ),
        Met.YES,
    ),
    (
        "BK_TTG",
        "collective",
        record(ratings=excellent(5), honours=past(CERTIFICATE, 2019, 2021, 2023), in_central_bloc=False),
        Met.YES,
    ),
    (
        "BK_TTG",
        "collective",
        record(ratings=excellent(5), honours=past(CERTIFICATE, 2019, 2021), in_central_bloc=False),
        Met.NO,
    ),
    (
        "BK_TTG",
        "collective",
        record(
            ratings=excellent(5), honours=past(CERTIFICATE, 2020) + past(FLAG, 2021), in_central_bloc=False
        ),
        Met.NO,
    ),
    # the central Front's flag counts as one of the province's (L22, 3.5)
    (
        "BK_TTG",
        "collective",
        record(
            ratings=excellent(5),
            honours=past(CERTIFICATE, 2019) + past(("CO_MTTQ_TW", "ministry", "flag"), 2022),
            in_central_bloc=False,
        ),
        Met.YES,
    ),
    # R16
    (
        "BK_TTG",
        "person",
        person(
            ratings=excellent(5, rating="good"),
            honours=past(CERTIFICATE, 2019) + past("CSTD_CS", 2020, 2022, 2024),
        ),
        Met.YES,
    ),
    (
        "BK_TTG",
        "person",
        person(
            ratings=excellent(5, rating="good"), honours=past(CERTIFICATE, 2019) + past("CSTD_CS", 2020, 2022)
        ),
        Met.NO,
    ),
    # R17
    (
        "HCLD_3",
        "collective",
        record(
            founded_on=date(2015, 1, 10),
            ratings=excellent(5),
            honours=past(PRIME_MINISTER, 2019) + past(GOVERNMENT_FLAG, 2022),
        ),
        Met.YES,
    ),
    (
        "HCLD_3",
        "collective",
        record(
            founded_on=date(2015, 1, 11),
            ratings=excellent(5),
            honours=past(PRIME_MINISTER, 2019) + past(GOVERNMENT_FLAG, 2022),
        ),
        Met.NO,
    ),
    (
        "HCLD_3",
        "collective",
        record(
            founded_on=date(2000, 1, 1),
            ratings=excellent(5),
            honours=past(PRIME_MINISTER, 2019) + past(FLAG, 2022) + past(CERTIFICATE, 2023),
        ),
        Met.YES,
    ),
    (
        "HCLD_3",
        "collective",
        record(
            founded_on=date(2000, 1, 1),
            ratings=excellent(5),
            honours=past(PRIME_MINISTER, 2019) + past(CERTIFICATE, 2022, 2023),
        ),
        Met.NO,
    ),
    (
        "HCLD_3",
        "collective",
        record(
            founded_on=date(2000, 1, 1),
            ratings=excellent(5),
            honours=past(PRIME_MINISTER, 2019) + past(CERTIFICATE, 2022, 2023),
            flag_eligible=False,
        ),
        Met.YES,
    ),
    # R18
    (
        "HCLD_3",
        "person",
        person(
            ratings=excellent(5, rating="good") | {2022: "excellent"},
            honours=past(PRIME_MINISTER, 2019) + past("CSTD_CS", 2020, 2021, 2022),
        ),
        Met.YES,
    ),
    (
        "HCLD_3",
        "person",
        person(
            ratings=excellent(5, rating="good"),
            honours=past(PRIME_MINISTER, 2019) + past("CSTD_CS", 2020, 2021, 2022),
        ),
        Met.NO,
    ),
    # R19
    (
        "HCLD_2",
        "collective",
        record(ratings=excellent(5), honours=past("HCLD_3", 2019) + past(FLAG, 2020, 2021, 2022)),
        Met.YES,
    ),
    (
        "HCLD_2",
        "collective",
        record(ratings=excellent(5), honours=past("HCLD_3", 2019) + past(FLAG, 2020, 2021)),
        Met.NO,
    ),
    # R20
    (
        "HCLD_2",
        "person",
        person(
            ratings=excellent(5, rating="good") | {2022: "excellent", 2023: "excellent"},
            honours=past("HCLD_3", 2019) + past("CSTD_TINH", 2023),
        ),
        Met.YES,
    ),
    (
        "HCLD_2",
        "person",
        person(
            ratings=excellent(5, rating="good") | {2022: "excellent", 2023: "excellent"},
            honours=past("HCLD_3", 2019),
        ),
        Met.NO,
    ),
    # R21
    (
        "HCLD_1",
        "collective",
        record(ratings=excellent(5), honours=past("HCLD_2", 2019) + past(GOVERNMENT_FLAG, 2020, 2021)),
        Met.YES,
    ),
    (
        "HCLD_1",
        "collective",
        record(
            ratings=excellent(5),
            honours=past("HCLD_2", 2019) + past(GOVERNMENT_FLAG, 2020) + past(FLAG, 2021),
        ),
        Met.NO,
    ),
    # R22
    (
        "HCLD_1",
        "person",
        person(
            ratings=excellent(3) | {2021: "good", 2020: "good"},
            honours=past("HCLD_2", 2019) + past("CSTD_TINH", 2021, 2023),
        ),
        Met.YES,
    ),
    (
        "HCLD_1",
        "person",
        person(
            ratings=excellent(2) | {2022: "good", 2021: "good", 2020: "good"},
            honours=past("HCLD_2", 2019) + past("CSTD_TINH", 2021, 2023),
        ),
        Met.NO,
    ),
    # R24
    ("XP_TB", "collective", record(rank=1), Met.YES),
    ("XP_TB", "collective", record(rank=2), Met.NO),
]


@pytest.mark.parametrize(("award", "whom", "told", "expected"), CASES)
def test_each_rule_on_both_sides_of_its_edge(award, whom, told, expected):
    assert met(award, whom, told) is expected


def test_every_rule_of_the_register_has_cases_on_both_sides():
    asked = {(award, whom): set() for award, whom, _told, _met in CASES}
    for award, whom, _told, expected in CASES:
        asked[award, whom].add(expected)
    decided = {
        key
        for key, rule in RULES.items()
        if "judged" not in rule["conditions"] and "ground" not in rule["conditions"]
    }

    assert decided <= set(asked)
    assert [key for key, seen in asked.items() if not {Met.YES, Met.NO} <= seen] == []


def test_sudden_and_thematic_awards_do_not_count_towards_merit():  # X2
    told = record(
        ratings=excellent(5),
        honours=past(CERTIFICATE, 2019) + past(FLAG, 2021, basis="thematic"),
        in_central_bloc=False,
    )

    assert met("BK_TTG", "collective", told) is Met.NO


def test_a_disciplinary_measure_begins_the_years_anew():  # X4
    measure = (Span(date(2022, 3, 1), date(2023, 3, 1)),)

    assert met("BK_TINH", "collective", record(ratings=excellent(2), disciplines=measure)) is Met.NO
    assert (
        met(
            "BK_TINH",
            "collective",
            record(ratings=excellent(2), disciplines=(Span(date(2021, 1, 1), date(2022, 1, 1)),)),
        )
        is Met.YES
    )


@pytest.mark.parametrize(
    ("hold", "blocked"),
    [
        (Held(date(2025, 1, 10), None, "complaint", "Đơn số 5"), True),
        (Held(date(2025, 1, 11), None, "complaint", "Đơn số 5"), False),
        (Held(date(2024, 6, 1), date(2025, 1, 9), "complaint", "Đơn số 5"), False),
    ],
)
def test_a_hold_blocks_as_long_as_it_lasts(hold, blocked):  # X3
    told = record(holds=(hold,))

    assert bool(checklist.can_be_proposed(told)) is not blocked


def test_the_customs_of_the_province_are_shown_with_their_figures():  # X14
    limits = checklist.Limits(fewest_months=10, most_unpaid_days=40)
    found = checklist.check(
        {"rating": "good"},
        ["Gương mẫu"],
        person(ratings=excellent(), months_served=9, unpaid_days=39),
        limits,
    )

    assert [finding.met for finding in found.general] == [Met.YES, Met.YES, Met.NO, Met.YES]
    assert [finding.met for finding in found.judged] == [Met.HUMAN]
    assert found.met is Met.NO


def test_what_was_looked_at_stands_beside_each_condition():
    found = conditions.asked(
        {"streak": {"years": 2, "rating": "excellent"}}, record(ratings={2024: "excellent"})
    )

    assert str(found.words) == "2 năm liên tục hoàn thành xuất sắc"
    assert str(found.seen) == "2023: chưa ghi nhận, 2024: hoàn thành xuất sắc"


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
