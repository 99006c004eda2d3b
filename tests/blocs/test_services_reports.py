from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from blocs.models import Criterion, Report, Season
from blocs.rules.points import Points
from blocs.selectors import reports as reading
from blocs.services import reports, score_tables, scoring
from blocs.services.pledges import Stale
from blocs.services.scoring import Given
from documents import profiles
from documents.models import FormatProfile
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON


@pytest.fixture
def running(season, members):
    """The season with a pledge of three targets and a score table."""
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Chung", value=D(95), unit="%")
    pledge.targets.create(text="Của đơn vị", owner=members[2], order=1)
    pledge.targets.create(text="Của đơn vị khác", owner=members[0], value=D(1), order=2)
    return season


@pytest.fixture
def report(running, members, officer):
    return reports.start(running, members[2], kind="annual", by=officer, at=NOON)


def criterion(name):
    return Criterion.objects.get(name=name, group__table__is_example=False)


def steps(report):
    return list(report.events.values_list("step", flat=True))


def all_points(**changes):
    given = {"Kế hoạch": Points(D(2)), "Tin, bài": Points(D(3)), "Chỉ tiêu": Points(D(8))}
    given |= {"Họp khối": Points(D(5)), "Báo cáo chậm": Points(deduction=D(1))} | changes
    return {criterion(name).pk: Given(points) for name, points in given.items()}


def fill(report, by):
    reports.write(report, "results", text="Đã hoàn thành.", seen=0, by=by, at=NOON)
    target = reading.targets_of(report)[0]
    reports.enter_results(report, {target.pk: (D("96.5"), "")}, by=by, at=NOON)
    scoring.score(report, "own", all_points(), by=by, at=NOON)


def test_a_member_begins_its_report_once(running, members, officer, head):
    first = reports.start(running, members[2], kind="annual", by=officer, at=NOON)
    again = reports.start(running, members[2], kind="annual", by=head, at=NOON)
    half = reports.start(running, members[2], kind="mid_year", by=officer, at=NOON)

    assert first == again != half
    assert (first.status, steps(first)) == ("draft", ["start"])


def test_nobody_begins_the_report_of_another_but_the_agency_may_to_excuse_it(
    running, members, leader_head, outsider, standing
):
    for user in (leader_head, outsider):
        with pytest.raises(Refused):
            reports.start(running, members[2], kind="annual", by=user, at=NOON)
    report = reports.start(running, members[2], kind="annual", by=standing, at=NOON)
    with pytest.raises(Refused):
        reports.write(report, "results", text="Thay đơn vị", seen=0, by=standing, at=NOON)
    reports.excuse(report, reason="Mới tham gia tháng 11.", by=standing, at=NOON)
    assert report.status == "excused"
    reports.resume(report, by=standing, at=NOON)
    assert report.status == "draft"


def test_a_stranger_organisation_reports_nothing(running, standing, agency):
    with pytest.raises(Refused):
        reports.start(running, agency, kind="annual", by=standing, at=NOON)


def test_sections_keep_what_is_written_and_do_not_overwrite_a_colleague(report, officer, head):
    first = reports.write(report, "results", text="Bản đầu.", seen=0, by=officer, at=NOON)
    reports.write(report, "results", text="Bản đầu.", seen=0, by=officer, at=NOON)

    with pytest.raises(Stale) as caught:
        reports.write(report, "results", text="Bản khác.", seen=0, by=head, at=NOON)

    assert caught.value.by == officer
    reports.write(report, "results", text="Bản khác.", seen=first.changed_in, by=head, at=NOON)
    assert report.sections.get().text == "Bản khác."
    with pytest.raises(ValidationError):
        reports.write(report, "poem", text="Thơ", seen=0, by=officer, at=NOON)
    assert steps(report) == ["start", "section", "section"]


def test_results_are_those_of_the_members_own_targets(report, officer):
    targets = reading.targets_of(report)
    assert [target.text for target in targets] == ["Chung", "Của đơn vị"]

    reports.enter_results(report, {targets[0].pk: (D(0), "Chưa có")}, by=officer, at=NOON)
    reports.enter_results(report, {targets[0].pk: (D(0), "Chưa có")}, by=officer, at=NOON)

    row = report.results.get()
    assert (row.value, reading.outcome_of(targets[0], row)) == (D(0), "missed")
    assert steps(report) == ["start", "results"]
    other = report.season.pledges.get().targets.get(text="Của đơn vị khác")
    with pytest.raises(Refused):
        reports.enter_results(report, {other.pk: (D(1), "")}, by=officer, at=NOON)


def test_what_is_missing_is_told_before_it_is_submitted(report, officer, head):
    with pytest.raises(Refused) as caught:
        reports.submit(report, by=head, at=NOON)
    assert len(caught.value.reasons) == 3

    fill(report, officer)
    with pytest.raises(Refused):
        reports.submit(report, by=officer, at=NOON)
    reports.submit(report, by=head, at=NOON)
    reports.submit(report, by=head, at=NOON)

    assert (report.status, report.submitted_at) == ("submitted", NOON)
    assert steps(report).count("submit") == 1
    with pytest.raises(Refused):
        reports.write(report, "lessons", text="Sau hạn", seen=0, by=officer, at=NOON)


def test_a_report_goes_back_and_forth_until_it_is_accepted(report, officer, head, deputy_head):
    fill(report, officer)
    reports.submit(report, by=head, at=NOON)
    with pytest.raises(Refused):
        reports.send_back(report, reason="", by=deputy_head, at=NOON)
    reports.send_back(report, reason="Thiếu minh chứng.", by=deputy_head, at=NOON)
    reports.write(report, "lessons", text="Bài học.", seen=0, by=officer, at=NOON)
    reports.submit(report, by=head, at=NOON)
    reports.accept(report, by=deputy_head, at=NOON)

    moves = list(report.events.exclude(went_to="").values_list("came_from", "went_to", "note"))
    assert moves == [
        ("draft", "submitted", ""),
        ("submitted", "returned", "Thiếu minh chứng."),
        ("returned", "submitted", ""),
        ("submitted", "accepted", ""),
    ]


def test_other_systems_are_told_of_each_time_it_is_submitted(
    report, officer, head, deputy_head, told_outside
):
    fill(report, officer)
    for _press in range(2):
        reports.submit(report, by=head, at=NOON)
    path = f"/api/v1/seasons/{report.season.bloc.code}/{report.season.year}/"
    assert told_outside() == [("submitted", "report", report.pk, path)]

    reports.send_back(report, reason="Thiếu minh chứng.", by=deputy_head, at=NOON)
    reports.submit(report, by=head, at=NOON)

    assert told_outside() == [("submitted", "report", report.pk, path)] * 2


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("Chỉ tiêu", Points(D("10.5"))),
        ("Chỉ tiêu", Points(D("-0.5"))),
        ("Chỉ tiêu", Points(D("0.3"))),
        ("Chỉ tiêu", Points(D(1), D(1))),
        ("Báo cáo chậm", Points(D(1))),
        ("Báo cáo chậm", Points(deduction=D("3.5"))),
    ],
)
def test_points_that_do_not_fit_are_told_by_criterion_and_none_is_saved(report, officer, name, points):
    with pytest.raises(ValidationError) as caught:
        scoring.score(report, "own", all_points(**{name: points}), by=officer, at=NOON)

    assert set(caught.value.error_dict) == {str(criterion(name).pk)}
    assert report.scores.filter(computed=False).count() == 0


def test_sums_and_strange_criteria_take_no_points(report, officer):
    strange = Criterion.objects.filter(group__table__is_example=True).first()
    for key in (criterion("Tuyên truyền").pk, strange.pk):
        with pytest.raises(Refused):
            scoring.score(report, "own", {key: Given(Points(D(1)))}, by=officer, at=NOON)


def test_points_are_checked_with_a_reason_and_settled_at_last(
    report, officer, head, leader_officer, standing
):
    fill(report, officer)
    key = criterion("Chỉ tiêu").pk
    with pytest.raises(Refused):
        scoring.score(report, "checked", {key: Given(Points(D(7)), "Sớm")}, by=leader_officer, at=NOON)
    reports.submit(report, by=head, at=NOON)

    with pytest.raises(ValidationError):
        scoring.score(report, "checked", {key: Given(Points(D(7)))}, by=leader_officer, at=NOON)
    scoring.score(report, "checked", {key: Given(Points(D(7)), "Thiếu.")}, by=leader_officer, at=NOON)
    with pytest.raises(Refused):
        scoring.score(report, "final", {key: Given(Points(D(7)))}, by=leader_officer, at=NOON)
    scoring.score(report, "final", {key: Given(Points(D(7)))}, by=standing, at=NOON)

    season, organisation = report.season, report.organisation_id
    assert reading.tallies(season, "own")[organisation].total == D(17)
    assert reading.tallies(season)[organisation].total == D(16)
    assert reading.scores(season)[organisation].effective()[key] == Points(D(7))


def test_a_season_whose_members_are_scored_keeps_its_table(report, officer, standing):
    scoring.score(report, "own", all_points(), by=officer, at=NOON)
    other = factories.score_table(report.season.bloc.province, status="open")

    with pytest.raises(Refused):
        score_tables.seasons.choose(report.season, other, by=standing, at=NOON)


@pytest.mark.parametrize("stage", ["preparing", "pledging", "nominating", "closed"])
def test_reports_have_their_time(running, members, officer, stage):
    running.stage = stage
    running.save()

    with pytest.raises(Refused):
        reports.start(running, members[2], kind="annual", by=officer, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_begin_one_report():
    profiles.load(FormatProfile)
    members = [factories.organisation(code=f"hoi-{number}") for number in range(2)]
    season = factories.season(factories.bloc(), members, stage="running")
    people = [factories.someone(members[1], role) for role in ("officer", "head")]

    def begin(user):
        try:
            own = Season.objects.get(pk=season.pk)
            return reports.start(own, members[1], kind="annual", by=user, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        begun = list(pool.map(begin, people))

    assert begun[0] == begun[1]
    assert Report.objects.count() == 1
