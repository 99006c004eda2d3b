"""What the rules read from the records: rankings, movements, revocations, double nominations."""

from datetime import date
from decimal import Decimal

import pytest

from awards.models import Honour
from awards.rules import conditions, general
from awards.rules.findings import Met
from awards.rules.voting import passes
from awards.selectors import conflicts, records
from awards.services import honours
from awards.services import nominations as services
from blocs.models import Movement
from tests.awards.nominees import award, nominated
from tests.awards.rule_rows import RULES, record
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = NOON.date()
DECISION = {"decision_number": "05/QĐ-UBND", "decided_on": date(2026, 2, 1)}


def asked(code, whom, told):
    return conditions.asked(RULES[code, whom]["conditions"], told).met


def test_x7_one_achievement_in_two_forms_is_shown(season, members, head, leader_head):
    certificate = nominated(members[2], season=season, by=head)
    assert conflicts.of_nomination(certificate) == []
    flag = nominated(members[2], season=season, by=head, code="CO_TINH")

    assert ["one achievement is awarded once" in text for text in conflicts.of_nomination(flag)] == [True]
    services.withdraw(certificate, reason="Chỉ đề nghị cờ", by=head, at=NOON)
    assert conflicts.of_nomination(flag) == []


def test_x7_what_was_received_for_the_same_year_is_shown(season, members, head, standing):
    nomination = nominated(members[2], season=season, by=head)
    recipient = nomination.recipient
    honours.record(recipient, award=award("GK"), year=2025, by=standing, at=NOON, **DECISION)
    assert conflicts.of_nomination(nomination) == []
    honours.record(
        recipient,
        award=award("GK"),
        year=2026,
        by=standing,
        at=NOON,
        **DECISION | {"decision_number": "06/QĐ-UBND"},
    )

    assert "06/QĐ-UBND" in conflicts.of_nomination(nomination)[0]


def test_a_department_and_its_organisation_for_the_same_award_are_shown(season, members, head):
    own = nominated(members[2], season=season, by=head)
    department = honours.add_own(members[2], kind="sub_collective", name="Ban Tổ chức", by=head, at=NOON)
    services.start(department, award=award(), by=head, at=NOON)

    assert "at another level" in conflicts.of_nomination(own)[0]


def test_the_leader_as_nominee_is_shown(season, members, leader_head, head):
    leads = nominated(members[0], season=season, by=leader_head)
    other = nominated(members[2], season=season, by=head)

    assert "leads the bloc" in conflicts.of_nomination(leads)[0]
    assert conflicts.of_nomination(other) == []


@pytest.mark.parametrize(
    ("rating", "expected"), [("excellent", Met.YES), ("good", Met.NO), ("", Met.UNKNOWN)]
)
def test_x8_a_head_is_measured_by_the_year_of_the_organisation(members, standing, rating, expected):
    head = honours.create(members[0], kind="person", name="Trần Văn Mẫu", by=standing, at=NOON)
    honours.rate(head, year=2026, rating="excellent", heads=True, by=standing, at=NOON)
    organisation = honours.of_organisation(members[0])
    honours.rate(organisation, year=2026, rating=rating, share_excellent=20, by=standing, at=NOON)
    honours.rate(organisation, year=2025, rating="excellent", by=standing, at=NOON)

    told = records.records([head], year=2026, on=DAY)[head.pk]

    assert [finding.met for finding in general.nominee(told, general.Limits()).always][2:] == [expected]
    assert told.collective.share_excellent == 20


@pytest.mark.parametrize("code", ["CO_TINH", "BK_TINH"])
def test_x11_awards_of_the_province_need_no_publication(code):
    assert "publication" not in RULES[code, "collective"]["dossier"]


def test_x13_a_revoked_award_no_longer_counts_and_frees_the_way(members, standing):
    recipient = honours.of_organisation(members[0])
    honours.rate(recipient, year=2026, rating="excellent", by=standing, at=NOON)
    for year, code in ((2020, "BK_TINH"), (2023, "CO_TINH")):
        honours.record(
            recipient,
            award=award(code),
            year=year,
            decision_number=f"{year}/QĐ-UBND",
            decided_on=date(year + 1, 1, 20),
            by=standing,
            at=NOON,
        )
    for year in range(2021, 2026):
        honours.rate(recipient, year=year, rating="excellent", by=standing, at=NOON)

    assert _prime_ministers(recipient) is Met.YES
    flag = Honour.objects.get(award__code="CO_TINH")
    honours.revoke(flag, on=DAY, because="Khai sai", decision="9/QĐ-UBND", by=standing, at=NOON)
    assert _prime_ministers(recipient) is not Met.YES


def _prime_ministers(recipient):
    seen = records.records([recipient], year=2026, on=DAY)[recipient.pk]
    return asked("BK_TTG", "collective", seen)


@pytest.mark.parametrize(
    ("code", "percent", "agreeing", "passed"),
    [
        ("CO_TINH", 80, 12, True),
        ("CO_TINH", 80, 11, False),
        ("CSTD_TINH", 90, 14, True),
        ("CSTD_TINH", 90, 13, False),
    ],
)
def test_the_councils_mark_stands_on_all_members_in_integers(code, percent, agreeing, passed):
    """Of 15 members: 80 per cent are 12, 90 per cent are 13,5 and so 14."""
    whom = "collective" if code == "CO_TINH" else "person"

    assert RULES[code, whom]["vote_percent"] == percent
    assert passes(agreeing, 15, percent) is passed


@pytest.mark.parametrize(("code", "rank", "expected"), [("CO_TINH", 1, Met.YES), ("CO_TINH", 2, Met.NO)])
def test_r07_reads_the_published_rank(season, members, standing, code, rank, expected):
    recipient = honours.of_organisation(members[0])
    honours.rate(recipient, year=2026, rating="excellent", exceeded_targets=True, by=standing, at=NOON)
    publication = season.publications.create(version=1, at=NOON)
    publication.places.create(
        organisation=members[0],
        order=rank,
        rank=rank,
        base=Decimal(90),
        bonus=Decimal(0),
        deduction=Decimal(0),
    )

    seen = records.records([recipient], year=2026, on=DAY)[recipient.pk]

    assert seen.rank == rank
    assert asked(code, "collective", seen) is expected


def test_a_correction_of_the_ranking_counts_and_not_what_it_replaced(season, members):
    recipient = honours.of_organisation(members[0])
    for version, rank in ((1, 1), (2, 3)):
        publication = season.publications.create(version=version, reason="Sửa điểm", at=NOON)
        publication.places.create(
            organisation=members[0],
            order=rank,
            rank=rank,
            base=Decimal(90),
            bonus=Decimal(0),
            deduction=Decimal(0),
        )

    assert records.records([recipient], year=2026, on=DAY)[recipient.pk].rank == 3


@pytest.mark.parametrize(
    ("level", "begun", "review", "leading", "code", "expected"),
    [
        ("province", date(2023, 3, 2), "final", True, "CO_TINH_CD", Met.YES),  # three years to the day
        ("province", date(2023, 3, 3), "final", True, "CO_TINH_CD", Met.NO),
        ("province", date(2023, 3, 2), "final", False, "CO_TINH_CD", Met.NO),
        ("province", date(2023, 3, 2), "final", None, "CO_TINH_CD", Met.UNKNOWN),
        ("province", date(2023, 3, 2), "interim", True, "CO_TINH_CD", Met.NO),  # at the final one alone
        ("bloc", date(2023, 3, 2), "final", True, "CO_TINH_CD", Met.NO),
        ("prime_minister", date(2021, 3, 2), "interim", True, "CO_CP_CD", Met.YES),
        ("prime_minister", date(2021, 3, 2), "", True, "CO_CP_CD", Met.UNKNOWN),  # not reviewed yet
        ("prime_minister", date(2021, 3, 3), "final", True, "CO_CP_CD", Met.NO),
        ("province", date(2021, 3, 2), "final", True, "CO_CP_CD", Met.NO),
    ],
)
def test_r08_and_r12_read_the_movement_at_its_review(level, begun, review, leading, code, expected):
    reviews = {f"{review}_review_on": DAY} if review else {}
    movement = Movement(name="Phong trào", level=level, starts=begun, **reviews)
    told = record(movement=records.reviewed(movement, on=DAY, leading=leading))

    assert asked(code, "collective", told) is expected
