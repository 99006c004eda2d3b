"""Whatever is typed where points belong: a message at its place, and nothing lost.

While a member writes its report the same stands in test_services_report_fields.py and test_views_reports.py
(too many points, below nought, off their step, commas and dots, words; two who write at once; a report handed
in meanwhile; files that are too large), in test_services_evidence.py (programs under other names, names with
paths) and in test_services_reckonings.py (another score table, a day that passes, a member that has left).
"""

from decimal import Decimal as D

import pytest

from blocs.models import Criterion, Season
from blocs.rules.report_fields import token
from blocs.selectors import ranking
from blocs.services import publishing, scoring
from tests import factories

NOON = factories.NOON
NAMES = ("Kế hoạch", "Tin, bài", "Chỉ tiêu", "Họp khối", "Báo cáo chậm")


def criterion(name):
    return Criterion.objects.get(name=name, group__table__is_example=False)


@pytest.fixture
def scored(season, members):
    """All three have handed in; everybody gave itself nought."""
    season.stage = Season.Stage.REVIEWING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    for member in members:
        report = season.reports.create(
            organisation=member, kind="annual", status="accepted", submitted_at=NOON
        )
        for name in NAMES:
            report.scores.create(criterion=criterion(name), level="own", at=NOON)
    return season


@pytest.fixture
def cell(scored, members):
    """The address of the third member's cell of "Chỉ tiêu", which gives ten points at most."""
    key = criterion("Chỉ tiêu").pk
    return f"/blocs/{scored.bloc.code}/{scored.year}/scores/{members[2].pk}/{key}/"


WRONG = [
    "10,5",
    "11",
    "-1",
    "-0,5",
    "0,3",
    "0.3",
    "năm",
    "7,5 điểm",
    "1.000",
    "9" * 30,
    "NaN",
    "1e1",
    "",
    " ",
]


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_number_of_these_points_is_told_at_its_field(client, cell, scored, leader_head, typed):
    client.force_login(leader_head)

    answer = client.post(cell, {"base": typed, "why": "Theo biên bản.", "seen": ""})

    form = answer.context["form"]
    assert list(form.errors) == ["base"]
    assert (form["base"].value(), form["why"].value()) == (typed, "Theo biên bản.")
    assert "Theo biên bản." in answer.content.decode()
    assert not scored.reports.filter(scores__level="checked").exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("7,5", D("7.5")), ("7.5", D("7.5")), (" 7,50 ", D("7.5")), ("7", D(7)), ("0", D(0)), ("10", D(10))],
)
def test_points_are_taken_as_people_write_them(client, cell, scored, members, leader_head, typed, kept):
    client.force_login(leader_head)

    client.post(cell, {"base": typed, "why": "Theo biên bản.", "seen": ""})

    report = scored.reports.get(organisation=members[2])
    assert report.scores.get(level="checked").base == kept


def test_nought_is_a_total_like_any_other(scored, members, leader_head):
    for report in scored.reports.order_by("pk"):
        scoring.agree(report, "checked", by=leader_head, at=NOON)

    lines = ranking.published_lines(publishing.publish(scored, by=leader_head, at=NOON))

    assert [(line.total, line.rank, line.tied) for line in lines] == [(D(0), 1, True)] * 3


def test_who_checks_keeps_what_was_typed_though_the_report_went_back_meanwhile(
    client, cell, scored, members, leader_head
):
    client.force_login(leader_head)
    client.get(cell)
    scored.reports.filter(organisation=members[2]).update(status="returned")

    answer = client.post(cell, {"base": "6", "why": "Thiếu hai cuộc họp.", "seen": ""})

    assert answer.context["form"].non_field_errors()
    assert 'value="Thiếu hai cuộc họp."' in answer.content.decode()
    assert not scored.reports.filter(scores__level="checked").exists()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("women", "101"),
        ("women", "-1"),
        ("women", "nhiều"),
        ("awards", "-1"),
        ("awards", "1,5"),
        ("awards", "x"),
    ],
)
def test_figures_for_ties_are_told_at_their_field(client, scored, members, leader_head, name, typed):
    client.force_login(leader_head)
    field = f"{name}-{members[0].pk}"

    answer = client.post(
        f"/blocs/{scored.bloc.code}/{scored.year}/ranking/figures/",
        {field: typed, f"not-{members[1].pk}": "Mới thành lập."},
    )

    assert list(answer.context["form"].errors) == [field]
    assert 'value="Mới thành lập."' in answer.content.decode()
    assert not scored.ranking_figures.exists()


def test_without_scripts_a_report_handed_in_meanwhile_shows_what_was_typed(client, scored, members, officer):
    report = scored.reports.get(organisation=members[2])
    address = f"/blocs/{scored.bloc.code}/{scored.year}/reports/{members[2].code}/annual/"
    client.force_login(officer)

    answer = client.post(address, {"section-results": "Đoạn vừa nhập.", "seen-section-results": token("")})

    assert answer.context["form"].non_field_errors()
    assert "Đoạn vừa nhập." in answer.content.decode()
    assert not report.sections.exists()
