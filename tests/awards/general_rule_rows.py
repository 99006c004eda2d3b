"""Rows of cases for what holds for every nomination, X1 to X14 of the register."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from awards.models import Honour, Nomination, Option, Part, Recipient
from awards.rules import ballots, checklist, conditions, dossiers, general, notices
from awards.rules.findings import known
from awards.rules.record import Collective, Held, Span
from awards.selectors import conflicts, records
from tests import factories
from tests.awards.nominees import award
from tests.awards.rule_rows import (
    CERTIFICATE,
    FLAG,
    NO,
    RULES,
    UNKNOWN,
    YEAR,
    YES,
    Case,
    excellent,
    initiatives,
    met,
    past,
    person,
    record,
)

LIMITS = general.Limits(fewest_months=10, most_unpaid_days=40, most_excellent_percent=20)
PRIME_MINISTERS = {"ratings": excellent(5)}
FRIDAY = date(2026, 3, 6)


def rows(code, *answers):
    return [Case(code, "", "", ask, expected) for expected, ask in answers]


def asks(code, told):
    return lambda: met(code, told)


def looks(part, told, place=0, limits=LIMITS):
    """One of the findings that are looked at whatever the award."""
    return lambda: getattr(general.nominee(told, limits), part)[place].met


def whole(told, code):
    """The whole checklist of an award, as its line sums it up."""

    def ask():
        made = checklist.check(
            {"rating": "good"}, [], general.nominee(told, LIMITS), kind="title" if code == "LDTT" else "form"
        )
        return made.met

    return ask


def preferred(first, second):
    """Is the first of two with as many votes chosen for the one seat?"""

    def ask():
        shares = (first, second)
        standings = [
            ballots.Standing(place, 5, ballots.many_women(Decimal(share), 70))
            for place, share in enumerate(shares, start=1)
        ]
        outcomes = ballots.elected(standings, passing={1, 2}, seats=1)
        return known(outcomes.get(1) == Option.Outcome.ELECTED)

    return ask


def once(other, year=2026):
    """Is an achievement named once, where there is another honour or nomination of that year?"""

    def ask():
        recipient = Recipient.objects.create(kind="organisation", organisation=factories.organisation())
        fields = {"recipient": recipient, "province": recipient.organisation.province, "year": 2026}
        nomination = Nomination.objects.create(award=award("BK_TINH"), channel="vertical", **fields)
        if other == "nomination":
            Nomination.objects.create(**fields | {"year": year}, award=award("CO_TINH"), channel="vertical")
        else:
            honoured(recipient, award("GK"), year)
        return known(not conflicts.of_nomination(nomination))

    return ask


def honoured(recipient, award, year, **fields):
    return Honour.objects.create(
        recipient=recipient,
        award=award,
        year=year,
        decision_number=f"{year}/QĐ-UBND",
        decided_on=date(year + 1, 1, 20),
        **fields,
    )


def flag_counts(**fields):
    """Does a flag, perhaps revoked, still carry the Prime Minister's certificate?"""

    def ask():
        recipient = Recipient.objects.create(kind="organisation", organisation=factories.organisation())
        recipient.years.bulk_create(
            recipient.years.model(recipient=recipient, year=year, rating="excellent")
            for year in range(YEAR - 4, YEAR + 1)
        )
        honoured(recipient, award("BK_TINH"), YEAR - 5)
        honoured(recipient, award("CO_TINH"), YEAR - 2, **fields)
        told = records.records([recipient], year=YEAR, on=date(YEAR + 1, 1, 10))[recipient.pk]
        return conditions.asked(RULES["BK_TTG", "collective"]["conditions"], told).met

    return ask


def dossier(code, whom, *left_out):
    parts = RULES[code, whom]["dossier"]
    files = [part for part in parts if part not in left_out]
    return lambda: known(bool(dossiers.is_complete(dossiers.needed(parts, files=files, made=[]))))


def stands(working_days):
    return lambda: known(bool(notices.long_enough(FRIDAY, FRIDAY + timedelta(days=working_days))))


def held(*days, on=date(YEAR + 1, 1, 10)):
    told = record(holds=(Held(*days, "complaint", "Đơn số 5"),))
    assert told.on == on
    return lambda: known(bool(checklist.can_be_proposed(hold for hold in told.holds if hold.holds(on))))


CASES = [
    *rows(  # a lower award is asked for only where the rule says so
        "X1",
        (YES, asks("BK_TINH", record(ratings=excellent(2)))),
        (YES, asks("CO_TINH", record(rank=1, in_provincial_bloc=True, exceeded_targets=True))),
        (NO, asks("BK_TTG", record(ratings=excellent(5)))),
    ),
    *rows(  # only awards for merit feed merit
        "X2",
        *(
            (
                expected,
                asks(
                    "BK_TTG",
                    record(
                        ratings=excellent(5), honours=past(CERTIFICATE, 2019) + past(FLAG, 2021, basis=basis)
                    ),
                ),
            )
            for basis, expected in (("merit", YES), ("sudden", NO), ("thematic", NO), ("career", NO))
        ),
    ),
    *rows(  # a hold blocks as long as it lasts
        "X3",
        (NO, held(date(2025, 1, 10), None)),
        (YES, held(date(2025, 1, 11), None)),
        (YES, held(date(2024, 6, 1), date(2025, 1, 9))),
        (NO, held(date(2024, 6, 1), date(2025, 1, 10))),
        (NO, looks("always", record(holds=(Held(date(2025, 1, 1), None, "press", "Báo"),)))),
        (YES, looks("always", record())),
    ),
    *rows(  # after a measure the years begin anew; initiatives too
        "X4",
        (
            NO,
            asks(
                "BK_TINH",
                record(ratings=excellent(2), disciplines=(Span(date(2022, 3, 1), date(2023, 3, 1)),)),
            ),
        ),
        (
            YES,
            asks(
                "BK_TINH",
                record(ratings=excellent(2), disciplines=(Span(date(2021, 1, 1), date(2022, 1, 1)),)),
            ),
        ),
        (NO, looks("always", record(disciplines=(Span(date(2024, 9, 1), date(2025, 9, 1)),)), 1)),
        (
            NO,
            asks(
                "CSTD_TINH",
                person(
                    honours=past("CSTD_CS", 2022, 2023, 2024),
                    initiatives=initiatives("province", 2022),
                    disciplines=(Span(date(2021, 1, 1), date(2022, 6, 1)),),
                ),
            ),
        ),
    ),
    *rows(  # maternity leave is among the months of service
        "X5",
        (YES, looks("of_titles", person(months_served=10))),
        (NO, looks("of_titles", person(months_served=9))),
        (UNKNOWN, looks("of_titles", person())),
    ),
    *rows(
        "X6",
        (YES, preferred("70", "69.99")),
        (NO, preferred("69.99", "70")),
        (NO, preferred("69", "69.99")),
        (NO, preferred("80", "70")),
    ),
    *rows(
        "X7",
        (NO, once("nomination")),
        (YES, once("nomination", year=2025)),
        (NO, once("honour")),
        (YES, once("honour", year=2025)),
    ),
    *rows(  # a head is commended by what the organisation reached
        "X8",
        (
            YES,
            looks("always", person(heads=True, ratings=excellent(), collective=Collective("excellent")), 2),
        ),
        (NO, looks("always", person(heads=True, ratings=excellent(), collective=Collective("good")), 2)),
        (YES, whole(person(ratings=excellent(), collective=Collective("good")), "BK_TINH")),  # not its head
        (NO, whole(person(heads=True, ratings=excellent(), collective=Collective("good")), "BK_TINH")),
        (UNKNOWN, whole(person(heads=True, ratings=excellent()), "BK_TINH")),
    ),
    *rows(  # a collective's rating names its document
        "X9",
        (YES, looks("beside", record(ratings=excellent(), rating_source="Thông báo số 5"))),
        (NO, looks("beside", record(ratings=excellent()))),
        (UNKNOWN, looks("beside", record())),
    ),
    *rows(  # of a collective; and of the organisation of somebody rated excellent
        "X10",
        (YES, looks("beside", record(figures={"share_excellent": 20}), 1)),
        (NO, looks("beside", record(figures={"share_excellent": Decimal("20.01")}), 1)),
        (UNKNOWN, looks("beside", record(), 1)),
        (YES, looks("beside", person(ratings=excellent(), collective=Collective("good", 20)))),
        (NO, looks("beside", person(ratings=excellent(), collective=Collective("good", 21)))),
        (UNKNOWN, looks("beside", person(ratings=excellent()))),
    ),
    *rows(  # ten working days on the portal; and the proof among the papers
        "X11",
        (YES, stands(14)),
        (NO, stands(13)),
        (YES, dossier("HCLD_1", "collective")),
        (NO, dossier("HCLD_1", "collective", Part.PUBLICATION)),
        (NO, dossier("CSTD_TQ", "person", Part.PUBLICATION)),
    ),
    *rows(
        "X12",
        (YES, dossier("HCLD_3", "person")),
        (NO, dossier("HCLD_3", "person", Part.PARTY_OPINION)),
    ),
    *rows(
        "X13",
        (YES, flag_counts()),
        (NO, flag_counts(revoked_on=date(YEAR, 5, 5), revoked_because="Khai sai")),
    ),
    *rows(
        "X14",
        (YES, looks("of_titles", person(unpaid_days=39), 1)),
        (NO, looks("of_titles", person(unpaid_days=40), 1)),
        (UNKNOWN, looks("of_titles", person(), 1)),
        (NO, whole(person(ratings=excellent(), months_served=9, unpaid_days=0), "LDTT")),
        (YES, whole(person(ratings=excellent(), months_served=9, unpaid_days=0), "BK_TINH")),  # no title
    ),
]
CAN_BE_UNKNOWN = {"X5", "X8", "X9", "X10", "X14"}  # they look at figures that nobody may have given
