"""Rows of cases for the rules of commendations (R13 to R23): what is known of somebody, and the answer."""

from __future__ import annotations

from datetime import date

from awards.rules.record import Reviewed
from tests.awards.rule_rows import (
    CERTIFICATE,
    FLAG,
    FRONTS_FLAG,
    GOVERNMENT_FLAG,
    HUMAN,
    NO,
    PRIME_MINISTER,
    UNKNOWN,
    YEAR,
    YES,
    excellent,
    good,
    household,
    initiatives,
    past,
    person,
    record,
    rows,
)

OLD = {"founded_on": date(2000, 1, 1), "ratings": excellent(5)}
CASES = [
    *rows(
        "R13",
        "BK_TINH",
        (YES, record(ratings=excellent(2))),
        (NO, record(ratings=excellent(1) | {2023: "good"})),
        (YES, record(ratings=excellent(1), honours=past("TT_LDXS", 2023))),
        (UNKNOWN, record(ratings=excellent(1))),
        (YES, record(ground="thematic")),
        (YES, record(ground="sudden")),
        (NO, record(ground="career", ratings=good(2))),
    ),
    *rows("R13", "BK_TD_PT", (YES, record(ground="thematic")), (NO, record(ground="merit"))),
    *rows("R14", "BK_TD_PT", (YES, person(ground="thematic")), (NO, person(ground="sudden"))),
    *rows(
        "R14",
        "BK_TINH",
        (YES, person(honours=past("CSTD_CS", 2023, 2024), ratings=good(), direct_worker=False)),
        (NO, person(honours=past("CSTD_CS", 2022, 2024), ratings=good(2), direct_worker=False)),
        (
            YES,
            person(
                ratings=excellent(2),
                initiatives=initiatives("grassroots", 2024, 2024),
                direct_worker=False,
            ),
        ),
        (NO, person(ratings=excellent(2), initiatives=initiatives("grassroots", 2024), direct_worker=False)),
        (YES, person(ratings=good(), direct_worker=True)),
        (UNKNOWN, person(ratings=good(2))),
        (YES, household(ground="other")),
        (NO, household(ground="merit")),
    ),
    *rows(
        "R15",
        "BK_TTG",
        (YES, record(ratings=excellent(5), honours=past(CERTIFICATE, 2019) + past(FLAG, 2021))),
        (YES, record(ratings=excellent(5), honours=past(CERTIFICATE, 2019, 2021, 2023))),
        (YES, record(ratings=excellent(5), honours=past(CERTIFICATE, 2019) + past(FRONTS_FLAG, 2022))),
        (NO, record(ratings=excellent(5), honours=past(CERTIFICATE, 2019, 2021))),
        (NO, record(ratings=excellent(5), honours=past(CERTIFICATE, 2020) + past(FLAG, 2021))),
        (  # the flag lies before the unbroken years
            NO,
            record(ratings=excellent(5) | {2019: "good"}, honours=past(CERTIFICATE, 2015) + past(FLAG, 2018)),
        ),
        (UNKNOWN, record(ratings=excellent(4), honours=past(CERTIFICATE, 2019) + past(FLAG, 2021))),
        (YES, record(central_rank=1)),
        (NO, record(central_rank=2)),
        (YES, record(ground="sudden")),
        (YES, record(ground="thematic", movement=Reviewed("prime_minister", 1, False, True))),
        (YES, record(ground="thematic", movement=Reviewed("province", 3, True, True))),
        (NO, record(ground="thematic", movement=Reviewed("province", 2, True, True))),
    ),
    *rows(
        "R16",
        "BK_TTG",
        (
            YES,
            person(ratings=good(5), honours=past(CERTIFICATE, 2019) + past("CSTD_CS", 2020, 2022, 2024)),
        ),
        (  # “had”, and not “had before them”
            YES,
            person(ratings=good(5), honours=past(CERTIFICATE, 2023) + past("CSTD_CS", 2020, 2022, 2024)),
        ),
        (NO, person(ratings=good(5), honours=past(CERTIFICATE, 2019) + past("CSTD_CS", 2020, 2022))),
        (NO, person(ratings=good(5), honours=past("CSTD_CS", 2020, 2022, 2024))),
        (
            UNKNOWN,
            person(ratings=good(4), honours=past(CERTIFICATE, 2019) + past("CSTD_CS", 2020, 2022, 2024)),
        ),
        (YES, household(ground="thematic")),
        (NO, household(ground="merit")),
    ),
    *rows(
        "R17",
        "HCLD_3",
        (
            YES,
            record(
                **OLD | {"founded_on": date(2015, 1, 10)},
                honours=past(PRIME_MINISTER, 2019) + past(GOVERNMENT_FLAG, 2022),
            ),
        ),
        (
            NO,
            record(
                **OLD | {"founded_on": date(2015, 1, 11)},
                honours=past(PRIME_MINISTER, 2019) + past(GOVERNMENT_FLAG, 2022),
            ),
        ),
        (
            UNKNOWN,
            record(
                **OLD | {"founded_on": None}, honours=past(PRIME_MINISTER, 2019) + past(GOVERNMENT_FLAG, 2022)
            ),
        ),
        (YES, record(**OLD, honours=past(PRIME_MINISTER, 2019) + past(FLAG, 2021, 2022))),
        (YES, record(**OLD, honours=past(PRIME_MINISTER, 2019) + past(FLAG, 2022) + past(CERTIFICATE, 2023))),
        (NO, record(**OLD, honours=past(PRIME_MINISTER, 2019) + past(FLAG, 2022))),
        (NO, record(**OLD, honours=past(PRIME_MINISTER, 2019) + past(CERTIFICATE, 2022, 2023))),
        (
            YES,
            record(
                **OLD, honours=past(PRIME_MINISTER, 2019) + past(CERTIFICATE, 2022, 2023), flag_eligible=False
            ),
        ),
        (YES, record(ground="thematic")),
    ),
    *rows(
        "R18",
        "HCLD_3",
        (
            YES,
            person(
                ratings=good(5) | {2022: "excellent"},
                honours=past(PRIME_MINISTER, 2019) + past("CSTD_CS", 2020, 2021, 2022),
            ),
        ),
        (  # one excellent year among more than five counts, however long ago
            YES,
            person(
                ratings=good(7) | {2018: "excellent"},
                honours=past(PRIME_MINISTER, 2017) + past("CSTD_CS", 2020, 2021, 2022),
            ),
        ),
        (
            NO,
            person(ratings=good(5), honours=past(PRIME_MINISTER, 2019) + past("CSTD_CS", 2020, 2021, 2022)),
        ),
        (
            UNKNOWN,
            person(ratings=good(4), honours=past(PRIME_MINISTER, 2019) + past("CSTD_CS", 2020, 2021, 2022)),
        ),
        (YES, person(ground="career")),
    ),
    *rows(
        "R19",
        "HCLD_2",
        (YES, record(ratings=excellent(5), honours=past("HCLD_3", 2019) + past(FLAG, 2020, 2021, 2022))),
        (NO, record(ratings=excellent(5), honours=past("HCLD_3", 2019) + past(FLAG, 2020, 2021))),
        (
            YES,
            record(
                ratings=excellent(5),
                honours=past("HCLD_3", 2019) + past(GOVERNMENT_FLAG, 2020) + past(FLAG, 2021),
            ),
        ),
        (
            NO,
            record(ratings=excellent(5), honours=past("HCLD_3", 2019) + past(CERTIFICATE, 2020, 2021, 2022)),
        ),
        (
            YES,
            record(
                ratings=excellent(5),
                honours=past("HCLD_3", 2019) + past(CERTIFICATE, 2020, 2021, 2022),
                flag_eligible=False,
            ),
        ),
        (UNKNOWN, record(ratings=excellent(4), honours=past("HCLD_3", 2019) + past(FLAG, 2020, 2021, 2022))),
    ),
    *rows(
        "R20",
        "HCLD_2",
        (
            YES,
            person(ratings=good(5) | excellent(2), honours=past("HCLD_3", 2019) + past("CSTD_TINH", 2023)),
        ),
        (NO, person(ratings=good(5) | excellent(2), honours=past("HCLD_3", 2019))),
        (
            NO,
            person(ratings=good(5) | excellent(1), honours=past("HCLD_3", 2019) + past("CSTD_TINH", 2023)),
        ),
        (
            UNKNOWN,
            person(
                ratings=good(3, 2023) | {YEAR: "excellent"},
                honours=past("HCLD_3", 2019) + past("CSTD_TINH", 2023),
            ),
        ),
    ),
    *rows(
        "R21",
        "HCLD_1",
        (YES, record(ratings=excellent(5), honours=past("HCLD_2", 2019) + past(GOVERNMENT_FLAG, 2020, 2021))),
        (
            YES,
            record(
                ratings=excellent(5),
                honours=past("HCLD_2", 2019) + past(GOVERNMENT_FLAG, 2020) + past(FLAG, 2021, 2022),
            ),
        ),
        (
            NO,
            record(
                ratings=excellent(5),
                honours=past("HCLD_2", 2019) + past(GOVERNMENT_FLAG, 2020) + past(FLAG, 2021),
            ),
        ),
        (
            UNKNOWN,
            record(ratings=excellent(4), honours=past("HCLD_2", 2019) + past(GOVERNMENT_FLAG, 2021, 2022)),
        ),
    ),
    *rows(
        "R22",
        "HCLD_1",
        (
            YES,
            person(
                ratings=good(5) | excellent(3), honours=past("HCLD_2", 2019) + past("CSTD_TINH", 2021, 2023)
            ),
        ),
        (
            NO,
            person(
                ratings=good(5) | excellent(2), honours=past("HCLD_2", 2019) + past("CSTD_TINH", 2021, 2023)
            ),
        ),
        (NO, person(ratings=good(5) | excellent(3), honours=past("HCLD_2", 2019) + past("CSTD_TINH", 2021))),
        (UNKNOWN, person(ratings=excellent(4), honours=past("HCLD_2", 2019) + past("CSTD_TINH", 2021, 2023))),
    ),
    *rows(
        "R23",
        "GK",
        (YES, person(ratings=good())),
        (NO, person(ratings={YEAR: "completed"})),
        (UNKNOWN, record()),
        (YES, household(ground="thematic")),
    ),
    *rows("", "KNC_TINH", (HUMAN, person())),
    *rows("", "BK_MTTQ_TW", (HUMAN, record())),
    *rows("", "BK_TCCTXH", (HUMAN, record())),
]
