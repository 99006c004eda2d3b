"""Ranks, points and reports through the years."""

from decimal import Decimal as D
from io import BytesIO

import pytest
from openpyxl import load_workbook

from blocs.models import Criterion, Season
from blocs.selectors import people, statistics
from blocs.services import publishing, scoring
from tests import factories

NOON = factories.NOON


@pytest.fixture
def scored(season, members):
    """All three have handed in, the third late and with a point less than the others."""
    season.stage = Season.Stage.REVIEWING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    for place, member in enumerate(members):
        report = season.reports.create(
            organisation=member,
            kind="annual",
            status="accepted",
            submitted_at=NOON,
            late_reason="Mất điện." if place == 2 else "",
        )
        for name, base in {"Kế hoạch": 2, "Tin, bài": 3, "Chỉ tiêu": 8, "Họp khối": 5}.items():
            less = 1 if place == 2 and name == "Chỉ tiêu" else 0
            report.scores.create(criterion=criterion(name), level="own", base=base - less, at=NOON)
        report.scores.create(criterion=criterion("Báo cáo chậm"), level="own", at=NOON)
    return season


@pytest.fixture
def published(scored, leader_head):
    for report in scored.reports.order_by("pk"):
        scoring.agree(report, "checked", by=leader_head, at=NOON)
    publishing.publish(scored, by=leader_head, at=NOON)
    return scored


def criterion(name):
    return Criterion.objects.get(name=name, group__table__is_example=False)


def person(user, season):
    return people.person(user, on=season.first_day)


def publish_again(season, totals):
    """A later year of the bloc, published with these totals by member, the best first."""
    later = factories.season(season.bloc, [member for member, _points in totals], year=season.year + 3)
    publication = later.publications.create(version=1, at=NOON)
    for place, (member, points) in enumerate(totals, start=1):
        publication.places.create(
            organisation=member, order=place, rank=place, base=points, bonus=0, deduction=0
        )
    return later


def test_nothing_is_told_of_a_year_before_its_ranking_is_published(scored, head):
    assert statistics.years_of(scored.bloc, person(head, scored)).rows == ()


def test_members_stand_with_rank_total_and_rise_in_every_published_year(published, members, head):
    publish_again(published, [(members[2], D(20)), (members[0], D(19)), (members[1], D("12.5"))])

    years = statistics.years_of(published.bloc, person(head, published))

    told = {
        row.organisation.pk: [(cell.rank, cell.total, cell.rose) for cell in row.cells] for row in years.rows
    }
    assert told[members[0].pk] == [(1, D(18), None), (2, D(19), -1)]
    assert told[members[2].pk] == [(3, D(17), None), (1, D(20), 2)]
    assert years.averages == (D("17.7"), D("17.2"))
    assert [bar.label for bar in statistics.averages_by_year(years).bars] == [
        season.label for season in years.seasons
    ]


def test_a_correction_replaces_the_points_it_corrects(published, members, head):
    publication = published.publications.create(version=2, reason="Cộng nhầm.", at=NOON)
    publication.places.create(organisation=members[0], order=1, rank=1, base=9, bonus=0, deduction=1)

    [row] = statistics.years_of(published.bloc, person(head, published)).rows

    assert [(cell.rank, cell.total) for cell in row.cells] == [(1, D(8))]


def test_the_heat_map_shades_each_cell_by_its_share_of_the_most(scored, members):
    found = statistics.heat(scored)

    row = next(row for row in found.rows if row.criterion == criterion("Chỉ tiêu"))
    most = criterion("Chỉ tiêu").max
    by_member = dict(zip([one.pk for one in found.members], row.cells, strict=True))
    assert by_member[members[2].pk].points == D(7)
    assert by_member[members[0].pk].points == D(8)
    assert row.share == (D(100) * 23 / (3 * most)).quantize(D("0.1"))


@pytest.mark.parametrize(
    ("share", "shade"), [(None, 0), (D(0), 1), (D("0.19"), 1), (D("0.2"), 2), (D("0.8"), 5), (D(1), 5)]
)
def test_shades_rise_by_fifths(share, shade):
    assert statistics._shade(share) == shade
    assert statistics.shade_words(shade)


def test_what_only_takes_points_off_is_best_when_none_was_taken(scored, members):
    penalty = criterion("Báo cáo chậm")
    scored.reports.get(organisation=members[1]).scores.filter(criterion=penalty).update(
        deduction=penalty.deduction_max
    )

    row = next(row for row in statistics.heat(scored).rows if row.criterion == penalty)

    shades = dict(
        zip([one.pk for one in statistics.heat(scored).members], [c.shade for c in row.cells], strict=True)
    )
    assert (shades[members[0].pk], shades[members[1].pk]) == (5, 1)


def test_the_province_sees_who_reported_in_time(published, members, standing):
    [row] = [
        row
        for row in statistics.of_province(person(standing, published), published.year)
        if row.season == published
    ]

    assert (row.members, row.in_time, row.late, row.excused, row.missing) == (3, 2, 1, 0, 0)
    assert (row.average, row.highest) == (D("17.7"), D(18))
    assert {one.pk for one in row.first} == {members[0].pk, members[1].pk}


def test_a_report_not_handed_in_is_missing_and_an_excused_one_is_not(scored, members, standing):
    scored.reports.filter(organisation=members[0]).update(status="excused")
    scored.reports.filter(organisation=members[1]).update(status="draft", submitted_at=None)

    [row] = [
        row for row in statistics.of_province(person(standing, scored), scored.year) if row.season == scored
    ]

    assert (row.in_time, row.late, row.excused, row.missing) == (0, 1, 1, 1)
    assert (row.average, row.highest, row.first) == (None, None, ())


def test_others_points_stay_hidden_before_publication(client, scored, head):
    client.force_login(head)

    page = client.get(f"/blocs/{scored.bloc.code}/{scored.year}/statistics/")
    file = client.get(f"/blocs/{scored.bloc.code}/{scored.year}/statistics/?format=xlsx")

    assert page.context["heat"].rows == ()
    assert load_workbook(BytesIO(b"".join(file.streaming_content))).active.max_row == 1


def test_each_table_goes_out_as_a_workbook(client, published, standing, members):
    client.force_login(standing)

    def rows(address):
        response = client.get(address)
        return list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)

    bloc = rows(f"/blocs/{published.bloc.code}/statistics/?format=xlsx")
    season = rows(f"/blocs/{published.bloc.code}/{published.year}/statistics/?format=xlsx")
    province = rows(f"/statistics/?year={published.year}&format=xlsx")

    assert {row[0]: row[1:] for row in bloc[1:]}[members[2].current_name] == (3, 17)
    assert len(season) == 1 + len(statistics.heat(published).rows)
    assert next(row[1:6] for row in province if row[0] == published.bloc.current_name) == (3, 2, 1, 0, 0)


def test_an_unknown_year_shows_the_newest_one(client, published, standing):
    client.force_login(standing)

    page = client.get("/statistics/?year=1999")

    assert page.status_code == 200
    assert page.context["year"] in statistics.years_known(person(standing, published))
