from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.models import Award, Honour, Recipient
from awards.selectors import checklists, records, rules
from awards.services import honours
from emulation.verdicts import Refused
from tests.factories import NOON

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "05/QĐ-UBND", "decided_on": date(2024, 2, 1)}


@pytest.fixture
def recipient(season, members):
    return honours.of_organisation(members[0])


def flag():
    return Award.objects.get(code="CO_TINH")


def record(recipient, by, **changes):
    return honours.record(recipient, award=flag(), year=2023, by=by, at=NOON, **DECISION | changes)


def steps(recipient):
    return list(recipient.events.values_list("step", flat=True))


def test_an_organisation_is_one_recipient_however_often_it_is_asked_for(members):
    assert honours.of_organisation(members[0]) == honours.of_organisation(members[0])
    assert Recipient.objects.count() == 1


def test_an_honour_is_kept_with_its_decision_and_a_line_of_history(recipient, standing):
    honour = record(recipient, standing)

    assert (honour.decision_number, honour.issuer) == ("05/QĐ-UBND", "Chủ tịch Ủy ban nhân dân tỉnh")
    assert steps(recipient) == ["honour"]


def test_the_same_decision_is_not_recorded_twice(recipient, standing):
    record(recipient, standing)

    with pytest.raises(ValidationError, match="đã được ghi nhận"):
        record(recipient, standing)
    assert Honour.objects.count() == 1


@pytest.mark.parametrize("who", ["leader_head", "officer", "council", "auditor", "administrator"])
def test_only_the_standing_agency_records(recipient, who, request):
    with pytest.raises(Refused, match="cơ quan thường trực"):
        record(recipient, request.getfixturevalue(who))


def test_a_revoked_honour_stays_but_no_longer_counts(recipient, standing):
    honour = record(recipient, standing)
    honours.revoke(
        honour, on=date(2025, 3, 1), because="Khai sai thành tích", decision="9/QĐ-UBND", by=standing, at=NOON
    )

    seen = records.records([recipient], year=2025, on=date(2025, 12, 1))[recipient.pk]
    assert seen.honours == ()
    assert Honour.objects.get().revoked_because == "Khai sai thành tích"
    with pytest.raises(Refused, match="đã bị hủy bỏ"):
        honours.revoke(honour, on=date(2025, 4, 1), because="Lần nữa", decision="10", by=standing, at=NOON)


def test_an_honour_is_not_revoked_before_it_was_decided(recipient, standing):
    honour = record(recipient, standing)

    with pytest.raises(Refused):
        honours.revoke(honour, on=date(2024, 1, 31), because="Sai", decision="9", by=standing, at=NOON)


def test_a_hold_ends_with_a_written_conclusion(recipient, standing):
    held = honours.hold(
        recipient, ground="complaint", starts=date(2025, 1, 5), document="Đơn số 12", by=standing, at=NOON
    )
    again = honours.hold(
        recipient, ground="complaint", starts=date(2025, 1, 5), document="Đơn số 12", by=standing, at=NOON
    )
    assert again == held

    with pytest.raises(ValidationError, match="kết luận bằng văn bản"):
        honours.release(held, ends=date(2025, 2, 1), conclusion="", by=standing, at=NOON)
    honours.release(held, ends=date(2025, 2, 1), conclusion="Thông báo số 3", by=standing, at=NOON)

    assert steps(recipient) == ["hold", "release"]


def test_a_year_is_recorded_once_and_changed_in_place(recipient, standing):
    honours.rate(recipient, year=2025, rating="good", by=standing, at=NOON)
    honours.rate(recipient, year=2025, rating="excellent", by=standing, at=NOON)

    assert list(recipient.years.values_list("year", "rating")) == [(2025, "excellent")]


def test_the_checklist_tells_what_is_met_first(recipient, standing):
    for year in (2025, 2026):
        honours.rate(recipient, year=year, rating="excellent", by=standing, at=NOON)

    checks = checklists.of_recipient(recipient, year=2026, on=date(2026, 12, 10))

    met = {check.award.code: check.met for check in checks}
    assert met["BK_TINH"] == "yes"
    assert met["CO_TINH"] == "unknown"  # no rank yet
    assert met["HCLD_3"] == "no"
    order = [check.met for check in checks]
    assert order == sorted(order, key=["yes", "unknown", "no", "human"].index)
    assert "LDTT" not in met  # a title for people


def test_rules_are_chosen_by_the_day_and_taken_over_from_the_set_before():
    assert rules.rule_set_on(date(2023, 12, 31)) is None
    assert rules.rule_set_on(date(2025, 6, 30)).code == "RS-2024-01"
    assert rules.rule_set_on(date(2025, 7, 1)).code == "RS-2025-07"
    newest = rules.rule_set_on(date(2026, 11, 1))
    assert newest.code == "RS-2026-10"
    assert not newest.rules.exists()
    assert rules.rule_for(rules.rules_of(newest), "CO_TINH", "organisation").rules == "R07"


def test_a_rule_of_the_newer_set_goes_before_the_older_one():
    newest = rules.rule_set_on(date(2026, 11, 1))
    newest.rules.create(award=flag(), whom="collective", rules="new", conditions={"rank": 2})

    assert rules.rule_for(rules.rules_of(newest), "CO_TINH", "organisation").rules == "new"


@pytest.mark.parametrize("how_many", [1, 30])
def test_many_recipients_are_checked_in_as_many_queries_as_one(django_assert_num_queries, bloc, how_many):
    from tests import factories

    found = [honours.of_organisation(factories.organisation()) for _ in range(how_many)]
    rule_set = rules.rule_set_on(date(2025, 12, 1))

    with django_assert_num_queries(11):
        checks = checklists.of_many(
            list(Recipient.objects.for_listing()), year=2025, on=date(2025, 12, 1), rule_set=rule_set
        )
    assert len(checks) == len(found)
