"""Rows of cases for the rules of titles (R01 to R12, R24): what is known of somebody, and the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from awards import catalogue
from awards.rules import conditions
from awards.rules.findings import Met, known
from awards.rules.record import Initiative, Past, Record, Reviewed
from awards.rules.voting import most_flags, passes

YEAR = 2024
YES, NO, UNKNOWN, HUMAN = Met.YES, Met.NO, Met.UNKNOWN, Met.HUMAN
RULES = {
    (rule["award"], rule["whom"]): rule
    for told in json.loads(catalogue.RULE_SETS.read_text(encoding="utf-8"))
    for rule in told["rules"]
}
WHOM = {"organisation": "collective", "sub_collective": "collective"}
FLAG = ("CO_TINH", "ministry", "flag")
FRONTS_FLAG = ("CO_MTTQ_TW", "ministry", "flag")
CERTIFICATE = ("BK_TINH", "ministry", "certificate")
GOVERNMENT_FLAG = ("CO_CP", "state", "flag")
PRIME_MINISTER = ("BK_TTG", "state", "certificate")


class Case(NamedTuple):
    code: str
    award: str  # "" for what holds for every award
    whom: str
    ask: Callable[[], Met]
    expected: Met

    @property
    def name(self) -> str:
        return f"{self.code}-{self.award}-{self.whom}-{self.expected}"


def excellent(count=1, last=YEAR, rating="excellent"):
    return {last - back: rating for back in range(count)}


def good(count=1, last=YEAR):
    return excellent(count, last, "good")


def past(award, *years, basis="merit"):
    code, level, family = award if isinstance(award, tuple) else (award, "", "")
    return tuple(Past(code, year, level, family, basis) for year in years)


def record(kind="organisation", **known):
    return Record(kind=kind, year=YEAR, on=date(YEAR + 1, 1, 10), **known)


def person(**known):
    return record("person", **known)


def household(**known):
    return record("household", **known)


def initiatives(scope, *years):
    return tuple(Initiative(year, scope) for year in years)


def key(award, kind):
    whom = WHOM.get(kind, kind)
    return (award, whom) if (award, whom) in RULES else (award, "all")


def met(award, told):
    return conditions.asked(RULES[key(award, told.kind)]["conditions"], told).met


def rows(code, award, *answers):
    """Each answer with what is known, both of one rule and award."""
    return [
        Case(code, *key(award, told.kind), (lambda told=told: met(award, told)), expected)
        for expected, told in answers
    ]


def quota(proposed, leading, percent=20):
    return lambda: known(proposed <= most_flags(leading, percent))


def vote(agreeing, members, percent=80):
    return lambda: known(passes(agreeing, members, percent))


FIRST_OF_BLOC = {"rank": 1, "in_provincial_bloc": True, "exceeded_targets": True}
LDXS = {"share_ldtt": 70, "share_completed": 100, "count_cstd_cs": 1}
CASES = [
    *rows(
        "R01",
        "LDTT",
        (YES, person(ratings=good())),
        (NO, person(ratings={YEAR: "completed"})),
        (UNKNOWN, person(ratings={YEAR - 1: "good"})),
    ),
    *rows(
        "R02",
        "CSTD_CS",
        (YES, person(ratings=excellent())),
        (NO, person(ratings=good())),
        (YES, person(ratings=good(), initiatives=initiatives("grassroots", YEAR))),
        (NO, person(ratings=good(), initiatives=initiatives("grassroots", YEAR - 1))),  # of another year
        (NO, person(ratings={YEAR: "completed"}, initiatives=initiatives("grassroots", YEAR))),
        (UNKNOWN, person(initiatives=initiatives("grassroots", YEAR))),
    ),
    *rows(
        "R03",
        "CSTD_TINH",
        (
            YES,
            person(honours=past("CSTD_CS", 2022, 2023, 2024), initiatives=initiatives("province", 2022)),
        ),
        (
            YES,  # this year's title is not decided yet
            person(honours=past("CSTD_CS", 2021, 2022, 2023), initiatives=initiatives("nation", 2024)),
        ),
        (NO, person(honours=past("CSTD_CS", 2021, 2023, 2024), initiatives=initiatives("province", 2023))),
        (NO, person(honours=past("CSTD_CS", 2023, 2024), initiatives=initiatives("province", 2023))),
        (
            NO,
            person(honours=past("CSTD_CS", 2022, 2023, 2024), initiatives=initiatives("grassroots", 2023)),
        ),
        (NO, person(honours=past("CSTD_CS", 2022, 2023, 2024), initiatives=initiatives("province", 2021))),
    ),
    *rows(
        "R04",
        "CSTD_TQ",
        (YES, person(honours=past("CSTD_TINH", 2023, 2024), initiatives=initiatives("nation", 2024))),
        (NO, person(honours=past("CSTD_TINH", 2022, 2024), initiatives=initiatives("nation", 2024))),
        (NO, person(honours=past("CSTD_TINH", 2023, 2024), initiatives=initiatives("province", 2024))),
    ),
    *rows(
        "R05",
        "TT_LDTT",
        (YES, record(ratings=good(), figures={"share_ldtt": 70, "count_disciplined": 0})),
        (NO, record(ratings=good(), figures={"share_ldtt": 69, "count_disciplined": 0})),
        (NO, record(ratings=good(), figures={"share_ldtt": 70, "count_disciplined": 1})),
        (NO, record(ratings={YEAR: "completed"}, figures={"share_ldtt": 70, "count_disciplined": 0})),
        (UNKNOWN, record(ratings=good(), figures={"share_ldtt": 70})),
    ),
    *rows(
        "R06",
        "TT_LDXS",
        (YES, record(ratings=excellent(), figures=LDXS)),
        (YES, record("sub_collective", ratings=excellent(), figures=LDXS)),
        (NO, record(ratings=good(), figures=LDXS)),
        (NO, record(ratings=excellent(), figures=LDXS | {"share_completed": 99})),
        (NO, record(ratings=excellent(), figures=LDXS | {"share_ldtt": 69})),
        (NO, record(ratings=excellent(), figures=LDXS | {"count_cstd_cs": 0})),
        (UNKNOWN, record(ratings=excellent(), figures={"share_ldtt": 70, "share_completed": 100})),
    ),
    *rows(
        "R07",
        "CO_TINH",
        (YES, record(**FIRST_OF_BLOC)),
        (NO, record(**FIRST_OF_BLOC | {"rank": 2})),
        (NO, record(**FIRST_OF_BLOC | {"exceeded_targets": False})),
        (NO, record(**FIRST_OF_BLOC | {"in_provincial_bloc": False})),
        (UNKNOWN, record(**FIRST_OF_BLOC | {"exceeded_targets": None})),
        (UNKNOWN, record(**FIRST_OF_BLOC | {"rank": None})),
    ),
    *rows(
        "R08",
        "CO_TINH_CD",
        (YES, record(movement=Reviewed("province", 3, True, True))),
        (NO, record(movement=Reviewed("province", 2, True, True))),
        (NO, record(movement=Reviewed("province", 3, False, True))),
        (NO, record(movement=Reviewed("bloc", 3, True, True))),
        (NO, record(movement=Reviewed("province", 3, True, False))),
        (NO, record()),
        (UNKNOWN, record(movement=Reviewed("province", 3, True, None))),
    ),
    *rows(
        "R09",
        "CO_CP",
        (YES, record(**FIRST_OF_BLOC)),
        (NO, record(**FIRST_OF_BLOC | {"rank": 2})),
        (UNKNOWN, record(**FIRST_OF_BLOC | {"exceeded_targets": None})),
    ),
    Case("R09", "CO_CP", "collective", vote(12, 15), YES),  # of all members of the council
    Case("R09", "CO_CP", "collective", vote(11, 15), NO),
    Case("R10", "CO_CP", "collective", quota(2, 14), YES),
    Case("R10", "CO_CP", "collective", quota(3, 14), NO),
    Case("R10", "CO_CP", "collective", quota(3, 15), YES),
    *rows(
        "R11",
        "CO_CP",
        (YES, record(central_rank=1, in_provincial_bloc=False)),
        (NO, record(central_rank=2, in_provincial_bloc=False)),
        (NO, record(rank=1, in_provincial_bloc=False)),  # first, but of no bloc of the Central Council
    ),
    *rows(
        "R12",
        "CO_CP_CD",
        (YES, record(movement=Reviewed("prime_minister", 5, False, True))),
        (NO, record(movement=Reviewed("prime_minister", 4, True, True))),
        (NO, record(movement=Reviewed("province", 5, True, True))),
        (UNKNOWN, record(movement=Reviewed("prime_minister", 5, True, None))),
    ),
    *rows(
        "R24",
        "XP_TB",
        (YES, record(rank=1, is_commune=True)),
        (NO, record(rank=2, is_commune=True)),
        (NO, record(rank=1, is_commune=False)),
        (UNKNOWN, record(is_commune=True)),
    ),
    *rows("", "CO_MTTQ_TW", (HUMAN, record())),
]
