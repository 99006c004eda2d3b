from decimal import Decimal as D

import pytest
from django.urls import reverse

from blocs.models import Report, Score, Season
from blocs.selectors import reports as reading
from blocs.services import reports, scoring
from tests import factories

NOON = factories.NOON
LONG = " ".join(f"Việc thứ {number} đã hoàn thành tốt." for number in range(60))
OTHER = " ".join(f"Đơn vị vận động nhóm {number} làm đường." for number in range(60))


@pytest.fixture
def running(season):
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    return season


def hand_in(season, member, text, points=D(1)):
    """Whole and submitted by its head."""
    head = factories.someone(member, "head")
    report = reports.start(season, member, kind="annual", by=head, at=NOON)
    reports.write(report, "results", text=text, seen=0, by=head, at=NOON)
    given = {
        key: scoring.Given(scoring.Points(deduction=points) if leaf.is_penalty else scoring.Points(points))
        for key, leaf in reading.leaves(season).items()
    }
    scoring.score(report, "own", given, by=head, at=NOON)
    reports.submit(report, by=head, at=NOON)
    return report


def watch(client, season, user):
    client.force_login(user)
    return client.get(reverse("blocs:report-watch", args=[season.bloc.code, season.year]))


def test_a_copy_of_a_neighbour_and_of_last_year_is_told_with_its_share(
    client, running, members, standing, bloc
):
    past = factories.season(bloc, members, year=2025, stage="running", score_table=running.score_table)
    hand_in(past, members[2], LONG)
    hand_in(running, members[0], OTHER)
    hand_in(running, members[1], LONG)
    hand_in(running, members[2], LONG + " Thêm một câu nữa cho khác.")

    page = watch(client, running, standing)

    found = {
        (copy.report.organisation.code, copy.other.organisation.code, copy.other.season.year)
        for copy in page.context["copies"]
    }
    assert found == {
        ("hnd", "pn", 2026),
        ("hnd", "pn", 2025),
        ("pn", "hnd", 2026),
        ("pn", "pn", 2025),
    }
    assert min(copy.share for copy in page.context["copies"]) >= 90


def test_a_report_that_one_may_not_read_is_not_told(client, running, members, leader_head, bloc):
    """Another bloc's of the province."""
    stranger = factories.organisation("Hội Xa", code="xa")
    other = factories.season(
        factories.bloc("Khối Xa", code="khoi-xa"),
        [stranger],
        stage="running",
        score_table=running.score_table,
    )
    hand_in(other, stranger, LONG)
    hand_in(running, members[2], LONG)

    assert watch(client, running, leader_head).context["copies"] == []


def test_a_draft_is_compared_with_nothing(client, running, members, standing):
    hand_in(running, members[1], LONG)
    head = factories.someone(members[2], "head")
    draft = reports.start(running, members[2], kind="annual", by=head, at=NOON)
    reports.write(draft, "results", text=LONG, seen=0, by=head, at=NOON)

    assert watch(client, running, standing).context["copies"] == []


def test_criteria_that_tell_little_and_points_without_evidence(client, running, members, standing):
    hand_in(running, members[0], LONG)
    hand_in(running, members[1], OTHER)

    told = {one.criterion.name: one for one in watch(client, running, standing).context["telling"]}

    assert told["Chỉ tiêu"].all_alike
    assert told["Chỉ tiêu"].without_evidence == 2
    assert not told["Chỉ tiêu"].all_full


def test_self_scored_minus_checked(client, running, members, leader_head, standing):
    report = hand_in(running, members[2], LONG, D(2))
    [key] = [key for key, leaf in reading.leaves(running).items() if leaf.name == "Họp khối"]
    scoring.score(
        report,
        Score.Level.CHECKED,
        {key: scoring.Given(scoring.Points(D(1)), "Thiếu.")},
        by=leader_head,
        at=NOON,
    )

    [one] = watch(client, running, standing).context["differences"]

    assert (one.own - one.checked, one.more) == (D(1), D(1))


@pytest.mark.parametrize("name", ["officer", "head", "outsider", "council"])
def test_who_reads_only_its_own_report_finds_no_such_page(client, running, request, name):
    assert watch(client, running, request.getfixturevalue(name)).status_code == 404


def test_copies_go_to_a_file(client, running, members, standing):
    hand_in(running, members[1], LONG)
    hand_in(running, members[2], LONG)
    client.force_login(standing)

    response = client.get(
        reverse("blocs:report-watch", args=[running.bloc.code, running.year]), {"format": "csv"}
    )

    assert len(b"".join(response.streaming_content).decode().splitlines()) == 3
    assert Report.objects.filter(status="submitted").count() == 2
