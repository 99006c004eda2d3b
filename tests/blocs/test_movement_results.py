"""Results of half years and reviews of a movement, and where they are read."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs.models import MovementReview, PeriodResult
from blocs.rules import movement_results as rules
from blocs.rules.movement_results import Period
from blocs.selectors import movement_results as reading
from blocs.services import enrolments, movement_results, movements, reports
from blocs.services.pledges import Stale
from emulation.verdicts import Refused
from tests import factories

YEAR, NOON = factories.YEAR, factories.NOON
FIRST = Period(YEAR, 1)


@pytest.fixture
def movement(season, bloc, leader_head, members, head):
    """The third member takes part."""
    given = {"years": [YEAR], "starts": date(YEAR - 3, 1, 1), "ends": date(YEAR, 12, 31)}
    made = movements.launch(
        bloc.province, name="Đền ơn đáp nghĩa", bloc=bloc, form="thematic", by=leader_head, at=NOON, **given
    )
    enrolments.set_measures(made, [("Nhà tình nghĩa", "nhà")], by=leader_head, at=NOON)
    values = {made.measures.get().pk: Decimal(5)}
    enrolments.enrol(made, members[2], target="Xây 5 nhà", values=values, seen=0, by=head, at=NOON)
    return made


def report(movement, organisation, by, period=FIRST, **more):
    values = {movement.measures.get().pk: Decimal(more.pop("value", 2))}
    given = {"text": "Đã xây 2 nhà.", "values": values, "seen": 0, "at": NOON, **more}
    return movement_results.report(movement, organisation, period, by=by, **given)


def review(movement, by, kind="final", **more):
    given = {"held_on": date(YEAR, 2, 1), "summary": "Đạt kế hoạch.", "seen": 0, "at": NOON, **more}
    return movement_results.review(movement, kind, by=by, **given)


def test_half_years_are_those_it_runs_in_and_that_have_begun():
    found = rules.periods([2024, 2025], date(2024, 8, 1), None, on=date(2025, 7, 1))
    assert found == [Period(2024, 2), Period(2025, 1), Period(2025, 2)]
    assert rules.periods([2024], None, None, on=date(2026, 1, 1)) == [Period(2024, 1), Period(2024, 2)]
    assert rules.periods([2024], None, None, on=date(2023, 1, 1)) == []
    assert rules.periods([], None, None, on=date(2023, 1, 1)) == []


def test_a_member_gives_its_result_once_however_often_it_is_sent(movement, members, officer):
    first = report(movement, members[2], officer)

    assert report(movement, members[2], officer) == first
    assert PeriodResult.objects.get().figures.get().value == 2
    assert movement.changes.filter(step="period_result").count() == 1


@pytest.mark.parametrize("who", ["leader_head", "standing", "deputy_head", "auditor", "outsider"])
def test_nobody_gives_results_of_another(movement, members, who, request):
    with pytest.raises(Refused):
        report(movement, members[2], request.getfixturevalue(who))


def test_who_is_not_enrolled_gives_none(movement, members, deputy_head):
    with pytest.raises(Refused):
        report(movement, members[1], deputy_head)


@pytest.mark.parametrize(
    "period", [Period(YEAR, 2), Period(YEAR + 1, 1), Period(YEAR - 4, 1), Period(YEAR, 3)]
)
def test_a_half_year_to_come_or_outside_the_movement_has_none(movement, members, head, period):
    with pytest.raises(Refused):
        report(movement, members[2], head, period)


def test_what_is_missing_or_negative_is_told_at_its_field(movement, members, head):
    with pytest.raises(ValidationError) as told:
        report(movement, members[2], head, text="", value=-1)

    assert set(told.value.error_dict) == {"text", f"value_{movement.measures.get().pk}"}
    assert not PeriodResult.objects.exists()


def test_a_colleague_who_wrote_meanwhile_is_told(movement, members, head, officer):
    report(movement, members[2], head)

    with pytest.raises(Stale):
        report(movement, members[2], officer, value=3)


def test_after_the_final_review_results_stand_fast(movement, members, head, leader_head):
    report(movement, members[2], head)
    review(movement, leader_head)

    with pytest.raises(Refused):
        report(movement, members[2], head, value=9, seen=1)


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "auditor"])
def test_only_who_launched_reviews(movement, who, request):
    with pytest.raises(Refused):
        review(movement, request.getfixturevalue(who))


@pytest.mark.parametrize("day", [date(YEAR, 3, 3), date(YEAR - 4, 12, 31)])
def test_a_review_to_come_or_before_the_movement_is_told(movement, leader_head, day):
    with pytest.raises(ValidationError) as told:
        review(movement, leader_head, held_on=day)

    assert set(told.value.error_dict) == {"held_on"}


def test_the_final_review_does_not_lie_before_the_interim_one(movement, leader_head):
    review(movement, leader_head, "interim")

    with pytest.raises(ValidationError):
        review(movement, leader_head, held_on=date(YEAR, 1, 31))


def test_only_who_takes_part_leads(movement, members, leader_head):
    with pytest.raises(ValidationError) as told:
        review(movement, leader_head, leading=members[:1])

    assert set(told.value.error_dict) == {"leading"}
    assert not MovementReview.objects.exists()


def test_figures_are_added_up_beside_the_target(movement, members, head, english):
    report(movement, members[2], head, Period(YEAR - 1, 2), value=2)
    report(movement, members[2], head, value=1)

    (chart,) = reading.by_measure(movement)

    assert [(str(bar.label), bar.total) for bar in chart.bars] == [
        ("Target of all", 5),
        (f"second half of {YEAR - 1}", 2),
        (f"first half of {YEAR}", 1),
        ("Reached in all", 3),
    ]


def test_awards_read_who_led_at_the_final_review(movement, members, leader_head):
    review(movement, leader_head, leading=members[2:])

    (fact,) = reading.facts_of(members[2], until=date(YEAR, 3, 1))
    assert (fact.level, fact.duration, fact.is_leading) == ("bloc", "under_five", True)
    assert reading.facts_of(members[2], until=date(YEAR, 1, 1))[0].reviewed_on is None
    assert reading.facts_of(members[1], until=date(YEAR, 3, 1)) == []


@pytest.mark.parametrize("kind", ["annual", "mid_year"])
def test_a_report_begins_with_the_results_of_its_movements(movement, season, members, head, kind):
    report(movement, members[2], head)
    season.stage = "running"
    season.save()

    begun = reports.start(season, members[2], kind=kind, by=head, at=NOON)

    text = begun.movement_results.get(movement=movement).text
    assert "Đã xây 2 nhà." in text
    assert "Nhà tình nghĩa: 2 nhà" in text


def test_the_pages_lead_from_enrolment_to_review(client, movement, members, head, leader_head):
    client.force_login(head)
    page = reverse("blocs:movement-result", args=[movement.pk, "pn", YEAR - 1, 1])
    name = f"value_{movement.measures.get().pk}"
    wrong = client.post(page, {"text": "", name: "hai", "seen": "0"})
    assert set(wrong.context["form"].errors) == {"text", name}
    assert client.post(page, {"text": "Đã xây.", name: "2", "seen": "0"}).status_code == 302

    client.force_login(leader_head)
    final = reverse("blocs:movement-review", args=[movement.pk, "final"])
    typed = {"held_on": f"31/12/{YEAR - 1}", "summary": "Tốt.", "leading": [members[2].pk], "seen": "0"}
    assert client.post(final, typed).status_code == 302
    shown = client.get(movement.get_absolute_url())
    assert [row.summary for row in shown.context["reviews"]] == ["Tốt."]
    assert client.get(reverse("blocs:movement-review", args=[movement.pk, "other"])).status_code == 404
