"""How long records are kept: dated rows with their source; and what a hold keeps longer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from blocs import known_retention
from blocs.models import Evidence, LegalHold, LogLine, RecordClass, RetentionRule
from blocs.rules.retention import over_before
from blocs.selectors import retention as reading
from blocs.services import retention
from emulation.models import SignIn
from emulation.verdicts import Refused
from tests import factories
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db
SPRING = date(YEAR, 4, 1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def standing(agency):
    user = factories.someone(agency, "standing")
    user.language = "en"
    user.save(update_fields=["language"])
    return user


def enter(agency, by, record_class="working_files", **fields):
    given = {"starts": SPRING, "months": 120, "source": "Quyết định 12", "confidence": "sourced"}
    return retention.enter(agency.province, record_class, by=by, at=NOON, **given | fields)


def line_of(province, record_class, on=SPRING):
    return next(line for line in reading.lines(province.pk, on=on) if line.record_class == record_class)


@pytest.mark.parametrize(
    ("months", "on", "day"),
    [
        (12, date(2026, 11, 27), date(2025, 11, 27)),
        (1, date(2026, 3, 31), date(2026, 2, 28)),
        (120, date(2026, 1, 1), date(2016, 1, 1)),
        (840, date(50, 1, 1), date.min),
        (None, date(2026, 11, 27), None),
    ],
)
def test_a_term_is_over_for_what_counts_from_before_that_day(months, on, day):
    assert over_before(months, on) == day


def test_each_class_has_a_term_with_its_source_on_a_new_site():
    kept = {row.record_class: row for row in RetentionRule.objects.all()}

    assert set(kept) == set(RecordClass.values)
    assert all(row.source for row in kept.values())
    assert kept["state_awards"].is_permanent
    assert (kept["province_awards"].term, kept["traces"].months) == ("20 years", 12)
    assert kept["ballots"].confidence == "assumed"
    assert {row[0] for row in known_retention.KNOWN} == set(kept)


def test_a_change_is_a_row_of_its_own_from_its_day_on(agency, standing):
    enter(agency, standing)

    rules = reading.rules_of(agency.province_id)
    before = reading.rule_on(rules, "working_files", date(YEAR, 3, 31))
    assert (before.months, before.province) == (60, None)
    assert reading.rule_on(rules, "working_files", SPRING).months == 120
    assert (
        LogLine.objects.get(source="blocs.retentionrulechange").note == "5 years → 10 years (Quyết định 12)"
    )


def test_the_same_again_changes_nothing_and_another_of_the_day_is_refused(agency, standing):
    first = enter(agency, standing)
    assert enter(agency, standing) == first

    with pytest.raises(ValidationError) as refused:
        enter(agency, standing, months=36)

    assert "entered already" in str(refused.value.error_dict["starts"])


def test_no_term_begins_before_today_nor_is_shorter_than_the_law_says(agency, standing):
    with pytest.raises(ValidationError) as early:
        enter(agency, standing, starts=date(YEAR, 3, 1))
    with pytest.raises(ValidationError) as short:
        enter(agency, standing, "traces", months=6)

    assert set(early.value.error_dict) == {"starts"}
    assert "1 year at least" in str(short.value.error_dict["length"])
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionRule.objects.filter(record_class="traces").update(months=6)


def test_one_province_does_not_change_the_terms_of_another(agency, standing):
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa")

    enter(agency, standing)
    with pytest.raises(Refused):
        retention.enter(
            far, "traces", starts=SPRING, months=24, source="x", confidence="sourced", by=standing, at=NOON
        )

    assert reading.rule_on(reading.rules_of(far.pk), "working_files", SPRING).months == 60


def test_the_page_counts_what_there_is_and_what_is_past_its_term(agency, standing, season, members, client):
    report = season.reports.create(organisation=members[0], kind="annual")
    Evidence.objects.create(report=report, name="a.pdf", size=1, content_hash="0" * 64, by=standing, at=NOON)
    SignIn.objects.create(user=standing, at=NOON, succeeded=True)

    assert (line_of(agency.province, "working_files").count, line_of(agency.province, "traces").count) == (
        1,
        1,
    )
    assert line_of(agency.province, "working_files").past == 0
    assert line_of(agency.province, "working_files", on=date(YEAR + 6, 1, 1)).past == 1
    assert line_of(agency.province, "traces", on=date(YEAR + 1, 3, 4)).past == 1
    assert line_of(factories.ProvinceFactory(code="XX"), "traces").count == 0
    client.force_login(standing)
    shown = client.get(reverse("blocs:retention-list")).content.decode()
    assert "Working files: evidence of reports" in shown
    assert "uncertain; ask the archives of the province" in shown


def test_somebody_with_a_post_elsewhere_is_not_counted_here(agency, standing):
    both = factories.someone(agency, "officer", ends=date(YEAR - 3, 1, 1))
    left = factories.someone(agency, "officer", ends=date(YEAR - 3, 1, 1))
    assert line_of(agency.province, "accounts").past == 2

    far = factories.organisation(province=factories.ProvinceFactory(code="XX"))
    factories.mandate(far, "officer", user=both, ends=date(YEAR - 3, 1, 1))
    assert line_of(agency.province, "accounts").past == 1

    factories.mandate(agency, "officer", user=left)
    assert line_of(agency.province, "accounts").count == 0


def place(agency, by, **fields):
    given = {"placed_on": NOON.date(), "number": "12/CV-TTr", "reason": "Thanh tra", "by": by, "at": NOON}
    return retention.hold(agency.province, **given | fields)


def test_a_hold_is_placed_once_and_its_lifting_is_an_act_with_a_document(agency, standing, season):
    hold = place(agency, standing, season=season)
    assert place(agency, standing, season=season) == hold

    retention.lift(hold, lifted_on=NOON.date(), number="20/CV", reason="Xong", by=standing, at=NOON)
    retention.lift(hold, lifted_on=NOON.date(), number="21/CV", reason="Lại", by=standing, at=NOON)

    hold.refresh_from_db()
    assert (hold.stands, hold.lift_number) == (False, "20/CV")
    assert [row.step for row in hold.changes.all()] == ["place", "lift"]


@pytest.mark.parametrize("both", [True, False])
def test_a_hold_is_on_a_season_or_on_a_class_never_on_both(agency, standing, season, both):
    with pytest.raises(ValidationError) as refused:
        place(agency, standing, season=season if both else None, record_class="traces" if both else "")

    assert set(refused.value.error_dict) == {"season"}
    assert not LegalHold.objects.exists()


def test_nobody_holds_the_year_of_another_province(agency, standing):
    far = factories.bloc(code="xa", province=factories.ProvinceFactory(code="XX"))
    season = factories.season(far, [])

    with pytest.raises(ValidationError):
        place(agency, standing, season=season)


def test_what_is_wrong_in_a_form_is_said_at_its_field_and_nothing_typed_is_lost(client, standing):
    client.force_login(standing)
    sent = {"length": "", "unit": "years", "starts": "32/13/2026", "source": "Quyết định 77"}

    answer = client.post(reverse("blocs:retention-change", args=["traces"]), sent).content.decode()

    assert "Write the day as day/month/year" in answer
    assert "Say how long, or choose" in answer
    assert "Quyết định 77" in answer


def test_terms_are_entered_and_holds_placed_on_their_pages(client, standing, agency):
    client.force_login(standing)
    today = timezone.localdate()
    term = {"unit": "permanently", "starts": f"{today:%d/%m/%Y}", "source": "QĐ 5", "confidence": "sourced"}
    client.post(reverse("blocs:retention-change", args=["ballots"]), term)
    hold = {
        "record_class": "ballots",
        "placed_on": f"{today:%d/%m/%Y}",
        "number": "1/CV",
        "reason": "Kiểm tra",
    }
    client.post(reverse("blocs:hold-new"), hold)

    shown = line_of(agency.province, "ballots", on=today)
    assert (shown.rule.term, shown.held) == ("permanently", 1)
    assert client.get(reverse("blocs:retention-change", args=["no-such"])).status_code == 404
