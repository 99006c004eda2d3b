"""From points given at the desk to a ranking that no longer changes."""

import re
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocs.models import Criterion, LogLine, Season
from blocs.rules import publishing as publishing_rules
from blocs.rules.points import Points
from blocs.selectors import ranking
from blocs.selectors.log_sources import SOURCES
from blocs.services import log, publishing, report_fields, scoring
from blocs.services.pledges import Stale
from blocs.services.scoring import Given
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.parallel import at_once, refusals

NOON = factories.NOON
OWN = {"Kế hoạch": 2, "Tin, bài": 3, "Chỉ tiêu": 8, "Họp khối": 5}


@pytest.fixture
def scored(season, members):
    """All three have handed in; the third scored itself a point less than the others."""
    season.stage = Season.Stage.REVIEWING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    for place, member in enumerate(members):
        report = season.reports.create(
            organisation=member, kind="annual", status="accepted", submitted_at=NOON
        )
        for name, base in OWN.items():
            less = 1 if place == 2 and name == "Chỉ tiêu" else 0
            report.scores.create(criterion=criterion(name), level="own", base=base - less, at=NOON)
        report.scores.create(criterion=criterion("Báo cáo chậm"), level="own", at=NOON)
    return season


def criterion(name):
    return Criterion.objects.get(name=name, group__table__is_example=False)


def check_all(season, by):
    for report in season.reports.order_by("pk"):
        scoring.agree(report, "checked", by=by, at=NOON)


def test_a_cell_that_somebody_changed_meanwhile_is_not_overwritten(scored, members, leader_head, deputy_head):
    report, key = scored.reports.get(organisation=members[2]), criterion("Chỉ tiêu").pk
    scoring.give(report, "checked", key, Given(Points(D(6)), "Thiếu."), seen="", by=leader_head, at=NOON)

    with pytest.raises(Stale):
        scoring.give(report, "checked", key, Given(Points(D(5)), "Ít."), seen="", by=deputy_head, at=NOON)

    assert report.scores.get(criterion=key, level="checked").base == D(6)


def test_a_ranking_is_published_once_all_is_checked_and_then_stands(
    scored, members, leader_head, deputy_head, head, standing
):
    with pytest.raises(Refused):
        publishing.publish(scored, by=leader_head, at=NOON)
    check_all(scored, leader_head)
    for nobody in (deputy_head, head):
        with pytest.raises(Refused):
            publishing.publish(scored, by=nobody, at=NOON)
    first = publishing.publish(scored, by=leader_head, at=NOON)

    assert publishing.publish(scored, by=leader_head, at=NOON) == first
    assert [
        (line.total, line.rank, line.tied) for line in ranking.published_lines(ranking.newest(scored))
    ] == [
        (D(18), 1, True),
        (D(18), 1, True),
        (D(17), 3, False),
    ]
    report, key = scored.reports.get(organisation=members[2]), criterion("Chỉ tiêu").pk
    with pytest.raises(Refused):
        scoring.score(report, "checked", {key: Given(Points(D(9)), "Bù.")}, by=leader_head, at=NOON)
    with pytest.raises(Refused):
        publishing.correct(scored, report, key, Given(Points(D(9)), ""), by=standing, at=NOON)
    publishing.correct(scored, report, key, Given(Points(D(9)), "Cộng sót."), by=standing, at=NOON)
    best = ranking.published_lines(ranking.newest(scored))[0]
    assert (best.organisation, best.total, best.rank) == (members[2], D(19), 1)
    assert scored.publications.count() == 2
    told = list(head.notices.order_by("pk").values_list("name", flat=True))
    assert told == ["result_published", "result_corrected"]
    assert "Cộng sót." in head.letters.get(kind="result_corrected").text
    assert [notice.name for notice in leader_head.notices.all()] == ["result_corrected"], "who did it knows"


def test_nobody_writes_into_a_report_whose_points_are_published(scored, members, leader_head, officer):
    check_all(scored, leader_head)
    report = scored.reports.get(organisation=members[2])
    publishing.publish(scored, by=leader_head, at=NOON)
    scored.reports.filter(pk=report.pk).update(status="returned")

    with pytest.raises(Refused) as refused:
        report_fields.save(report, {}, by=officer, at=NOON)

    assert refused.value.reasons == publishing_rules.not_published(published=True).reasons


@pytest.mark.django_db(transaction=True)
def test_points_given_while_the_ranking_is_published_are_in_it_or_refused(
    scored, members, leader_head, deputy_head
):
    check_all(scored, leader_head)
    report, key = scored.reports.get(organisation=members[2]), criterion("Chỉ tiêu").pk
    given = {key: Given(Points(D(6)), "Thiếu.")}

    outcomes = at_once(
        lambda: publishing.publish(Season.objects.get(pk=scored.pk), by=leader_head, at=NOON),
        lambda: scoring.score(report, "checked", given, by=deputy_head, at=NOON),
    )

    last = ranking.published_lines(ranking.newest(scored))[-1]
    kept = report.scores.get(criterion=key, level="checked").base
    assert (kept, last.total) == ((D(7), D(17)) if refusals(outcomes) else (D(6), D(16)))


def test_before_publication_a_member_sees_its_own_points_only(client, scored, members, head, deputy_head):
    address = f"/blocs/{scored.bloc.code}/{scored.year}/ranking/"
    client.force_login(head)
    assert [line.organisation for line in client.get(address).context["lines"]] == [members[2]]
    assert client.get(f"/blocs/{scored.bloc.code}/{scored.year}/scores/").context["desk"] is None
    check_all(scored, deputy_head)
    client.force_login(deputy_head)
    assert len(client.get(address).context["lines"]) == 3


@pytest.mark.parametrize("status", ["draft", "excused"])
def test_points_of_a_report_that_was_never_handed_in_are_the_members_alone(
    client, scored, members, leader_head, status
):
    scored.reports.filter(organisation=members[2]).update(status=status, submitted_at=None)
    client.force_login(leader_head)

    column = client.get(f"/blocs/{scored.bloc.code}/{scored.year}/scores/").context["desk"].columns[2]
    line = next(one for one in ranking.lines(scored) if one.organisation == members[2])

    assert (column.total, column.can_agree) == (D(0), False)
    assert (line.total, len(line.notes)) == (D(0), 1)
    cell = f"/blocs/{scored.bloc.code}/{scored.year}/scores/{members[2].pk}/{criterion('Chỉ tiêu').pk}/"
    assert client.get(cell).status_code == 404


def test_points_of_a_report_sent_back_stay_with_those_who_check(client, scored, members, leader_head):
    scored.reports.filter(organisation=members[2]).update(status="returned")

    line = next(one for one in ranking.lines(scored) if one.organisation == members[2])

    assert (line.total, line.notes) == (D(17), ())


def test_a_cell_saved_at_the_desk_moves_the_sums_and_ranks(client, scored, members, leader_head, english):
    """The third begins with a point less than the others, and passes first one of them, then both."""
    desk = f"/blocs/{scored.bloc.code}/{scored.year}/scores/"
    client.force_login(leader_head)

    def give(member, name, **points):
        typed = {"base": "0", "bonus": "0", "deduction": "0", "why": "Checked.", "seen": "", **points}
        response = client.post(
            f"{desk}{member.pk}/{criterion(name).pk}/", typed, headers={"HX-Request": "true"}
        )
        assert response["HX-Trigger-After-Settle"] == "score-saved", response.content.decode()

    def standing():
        columns = {column.organisation: column for column in client.get(f"{desk}sums/").context["columns"]}
        return [(columns[member].total, columns[member].rank) for member in members]

    before = standing()
    give(members[1], "Chỉ tiêu", base="6")
    passed = standing()
    give(members[0], "Chỉ tiêu", base="3")

    assert before == [(D(18), 1), (D(18), 1), (D(17), 3)]
    assert passed == [(D(18), 1), (D(16), 3), (D(17), 2)]
    assert standing() == [(D(13), 3), (D(16), 2), (D(17), 1)]
    history = scored.reports.get(organisation=members[1]).events.all()
    assert [(event.step, event.actor) for event in history] == [("score", leader_head)]


def test_saving_a_cell_asks_for_nothing_twice(client, scored, members, leader_head):
    """The report is held; cell and seats are asked for. The log tells it as if it had asked."""
    report = scored.reports.get(organisation=members[1])
    key = criterion("Chỉ tiêu").pk
    cell = f"/blocs/{scored.bloc.code}/{scored.year}/scores/{members[1].pk}/{key}/"
    client.force_login(leader_head)

    def give(base):
        now = report.scores.filter(criterion=key, level="checked").first()
        typed = {
            "base": base,
            "bonus": "0",
            "deduction": "0",
            "why": "Checked.",
            "seen": scoring.version(now),
        }
        with CaptureQueriesContext(connection) as asked:
            response = client.post(cell, typed, headers={"HX-Request": "true"})
        assert response["HX-Trigger-After-Settle"] == "score-saved", response.content.decode()
        return [query["sql"] for query in asked]

    give("6")
    asked = give("5")

    found = [re.match(r'(SELECT|UPDATE|INSERT).*?"blocs_(\w+)"', sql) for sql in asked]
    assert [one.groups() for one in found if one] == [
        ("SELECT", "mandate"),
        ("SELECT", "report"),
        ("SELECT", "score"),
        ("SELECT", "leadership"),
        ("UPDATE", "score"),
        ("UPDATE", "report"),
        ("INSERT", "reportevent"),
        ("INSERT", "logline"),
    ]
    event = report.events.latest("pk")
    line = LogLine.objects.get(source="blocs.reportevent", row=event.pk)
    as_asked = log.line_of(SOURCES["blocs.reportevent"], event)
    told = ("title", "place", "thing", "province_id", "step", "note", "actor_id")
    assert [getattr(line, name) for name in told] == [getattr(as_asked, name) for name in told]
    assert line.changes == [["Chỉ tiêu", "6.00", "5"]]
