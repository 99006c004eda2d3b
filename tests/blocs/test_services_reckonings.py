from datetime import UTC, datetime
from decimal import Decimal as D

import pytest
from django.urls import reverse

from blocs.models import Criterion, Season
from blocs.rules.report_fields import token
from blocs.selectors import reports as reading
from blocs.services import report_fields, reports, score_tables
from blocs.services.report_fields import Typed
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON
NOTHING = token(None)
DUE = "2026-12-10"
IN_TIME = datetime(2026, 12, 10, 3, tzinfo=UTC)
AFTERWARDS = datetime(2026, 12, 11, 3, tzinfo=UTC)


@pytest.fixture
def running(season):
    """A table with a ratio named as the pledge's target, and one deduction for late reports."""
    table = factories.score_table(season.bloc.province, status="open")
    Criterion.objects.filter(group__table=table, name="Chỉ tiêu").update(name="Thu nộp quỹ nghĩa tình")
    season.stage, season.score_table = Season.Stage.RUNNING, table
    season.save()
    season.milestones.create(kind="reports", due=DUE)
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Thu nộp quỹ nghĩa tình", value=D(100), unit="%")
    return season


@pytest.fixture
def report(running, members, officer):
    return reports.start(running, members[2], kind="annual", by=officer, at=NOON)


def key(name):
    return Criterion.objects.get(name=name, group__table__is_example=False, removed_in=None).pk


def type_in(report, by, at=NOON, **typed):
    given = {name.replace("_", "-"): Typed(value, NOTHING) for name, value in typed.items()}
    saved = report_fields.save(report, given, by=by, at=at)
    assert (saved.errors, saved.conflicts) == ({}, {})
    return saved


def result(report):
    return f"target-{reading.targets_of(report)[0].pk}-value"


def own(report, name):
    row = report.scores.filter(criterion=key(name), level="own").first()
    return row and (row.base, row.deduction, row.computed)


def finish(report, by, at):
    given = {"section-results": "Đã hoàn thành.", result(report): D(80)}
    for name in ("Kế hoạch", "Tin, bài", "Họp khối"):
        given[f"score-{key(name)}-base"] = D(1)
    type_in(report, by, at, **given)


def test_the_result_of_a_target_becomes_points_by_itself(report, officer):
    assert own(report, "Thu nộp quỹ nghĩa tình") is None

    type_in(report, officer, **{result(report): D(80)})

    assert own(report, "Thu nộp quỹ nghĩa tình") == (D(8), D(0), True)
    assert "80" in report.scores.get(criterion=key("Thu nộp quỹ nghĩa tình")).why


def test_points_follow_the_figure_and_go_with_it(report, officer):
    name = result(report)
    type_in(report, officer, **{name: D(80)})

    report_fields.save(report, {name: Typed(D(50), token(D(80)))}, by=officer, at=NOON)
    assert own(report, "Thu nộp quỹ nghĩa tình") == (D(5), D(0), True)
    report_fields.save(report, {name: Typed(None, token(D(50)))}, by=officer, at=NOON)

    assert own(report, "Thu nộp quỹ nghĩa tình") is None


def test_what_was_typed_stays_typed_until_it_is_taken_out(report, officer):
    base = f"score-{key('Thu nộp quỹ nghĩa tình')}-base"
    type_in(report, officer, **{base: D(6)})
    saved = type_in(report, officer, **{result(report): D(80)})

    assert own(report, "Thu nộp quỹ nghĩa tình") == (D(6), D(0), False)
    assert saved.reckoning.differs(key("Thu nộp quỹ nghĩa tình"))
    typed = {
        base: Typed(None, token(D(6))),
        base.replace("base", "bonus"): Typed(None, token(D(0))),
        base.replace("base", "deduction"): Typed(None, token(D(0))),
    }
    report_fields.save(report, typed, by=officer, at=NOON)

    assert own(report, "Thu nộp quỹ nghĩa tình") == (D(8), D(0), True)


def test_typing_over_computed_points_is_no_conflict(report, officer):
    type_in(report, officer, **{result(report): D(80)})

    type_in(report, officer, **{f"score-{key('Thu nộp quỹ nghĩa tình')}-base": D(7)})

    assert own(report, "Thu nộp quỹ nghĩa tình") == (D(7), D(0), False)


def test_a_report_in_time_loses_no_points_and_one_too_late_does(report, officer, head):
    finish(report, officer, IN_TIME)
    assert own(report, "Báo cáo chậm") == (D(0), D(0), True)

    reports.submit(report, late_reason="Chờ số liệu.", by=head, at=AFTERWARDS)

    assert own(report, "Báo cáo chậm") == (D(0), D("0.5"), True)
    assert reading.tallies(report.season)[report.organisation_id].total == D("10.5")


def test_who_completes_a_returned_report_after_the_day_is_not_late(report, officer, head, leader_head):
    finish(report, officer, IN_TIME)
    reports.submit(report, by=head, at=IN_TIME)
    reports.send_back(report, reason="Bổ sung.", by=leader_head, at=AFTERWARDS)

    reports.submit(report, by=head, at=AFTERWARDS)

    assert report.late_reason == ""
    assert own(report, "Báo cáo chậm") == (D(0), D(0), True)


def test_who_was_late_stays_late_however_often_it_is_returned(report, officer, head, leader_head):
    finish(report, officer, IN_TIME)
    reports.submit(report, late_reason="Chờ số liệu.", by=head, at=AFTERWARDS)
    reports.send_back(report, reason="Bổ sung.", by=leader_head, at=AFTERWARDS)

    reports.submit(report, by=head, at=AFTERWARDS)

    assert report.late_reason == "Chờ số liệu."
    assert own(report, "Báo cáo chậm") == (D(0), D("0.5"), True)


def test_a_late_mid_year_report_counts_in_that_of_the_year(running, report, members, officer, head):
    running.milestones.create(kind="mid_year", due="2026-06-30")
    half = reports.start(running, members[2], kind="mid_year", by=officer, at=NOON)
    type_in(half, officer, **{"section-results": "Sáu tháng.", result(half): D(40)})

    reports.submit(half, late_reason="Bận sắp xếp bộ máy.", by=head, at=IN_TIME)

    assert own(report, "Báo cáo chậm") == (D(0), D("0.5"), True)


def test_who_is_excused_loses_nothing_and_scores_nothing(report, leader_head):
    reports.excuse(report, reason="Mới thành lập.", by=leader_head, at=AFTERWARDS)

    assert not report.scores.exists()
    reports.resume(report, by=leader_head, at=IN_TIME)
    assert own(report, "Báo cáo chậm") == (D(0), D(0), True)


def test_another_table_may_still_be_chosen_and_points_are_computed_anew(
    report, officer, leader_head, running
):
    type_in(report, officer, **{result(report): D(80)})
    other = factories.score_table(running.bloc.province, status="open")

    score_tables.seasons.choose(running, other, by=leader_head, at=NOON)

    assert {row.criterion.group.table_id for row in report.scores.all()} <= {other.pk}


def test_the_page_tells_how_points_came_about_and_answers_with_them(client, report, officer):
    client.force_login(officer)
    season = report.season
    place = [season.bloc.code, season.year, report.organisation.code, "annual"]
    name = result(report)

    answer = client.post(
        reverse("blocs:report-fields", args=place), {name: "80", f"seen-{name}": NOTHING}
    ).json()

    told = answer["sums"][f"computed-{key('Thu nộp quỹ nghĩa tình')}"]
    assert "Thu nộp quỹ nghĩa tình" in told
    assert answer["sums"]["sum-total"] == "8"
    assert told in client.get(reverse("blocs:report-detail", args=place)).content.decode()


def test_a_figure_beside_the_criterion_gives_its_points(report, officer):
    Criterion.objects.filter(pk=key("Tin, bài")).update(formula="per_unit", terms={"points": "0.5"})

    type_in(report, officer, **{f"score-{key('Tin, bài')}-figure": D(4), f"score-{key('Tin, bài')}-note": ""})

    assert own(report, "Tin, bài") == (D(2), D(0), True)


def test_what_was_typed_for_a_table_that_was_replaced_meanwhile_is_told_and_the_rest_is_kept(
    report, officer, leader_head, running
):
    drawn = f"score-{key('Họp khối')}-base"
    other = factories.score_table(running.bloc.province, status="open")
    score_tables.seasons.choose(running, other, by=leader_head, at=NOON)

    typed = {drawn: Typed(D(4), NOTHING), "section-results": Typed("Đã xong.", NOTHING)}
    saved = report_fields.save(report, typed, by=officer, at=NOON)

    assert set(saved.errors) == {drawn}
    assert report.sections.get().text == "Đã xong."
    assert not report.scores.filter(computed=False).exists()


def test_who_has_left_the_bloc_meanwhile_is_refused_and_what_stood_there_stays(report, officer, running):
    type_in(report, officer, **{"section-results": "Đã xong."})
    running.memberships.filter(organisation=report.organisation).update(left_on="2026-01-31")

    with pytest.raises(Refused):
        report_fields.save(report, {"section-plans": Typed("Kế hoạch", NOTHING)}, by=officer, at=NOON)

    assert report.sections.get().text == "Đã xong."


def test_a_day_that_passes_while_one_writes_asks_for_a_reason_and_keeps_what_was_typed(report, officer, head):
    finish(report, officer, IN_TIME)

    with pytest.raises(Refused):
        reports.submit(report, by=head, at=AFTERWARDS)

    report.refresh_from_db()
    assert (report.status, report.sections.get().text) == ("draft", "Đã hoàn thành.")
