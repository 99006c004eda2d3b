from decimal import Decimal as D

import pytest

from blocs.models import Criterion, Score, Season
from blocs.rules.report_fields import token
from blocs.selectors import report_fields as reading
from blocs.selectors import reports as reports_of
from blocs.services import report_fields, reports
from blocs.services.report_fields import Typed
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON
NOTHING = token(None)


@pytest.fixture
def report(season, members, officer):
    """The third member's, in a running season with one target of the pledge and a score table."""
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Chung", value=D(95), unit="%")
    return reports.start(season, members[2], kind="annual", by=officer, at=NOON)


def score_name(name, sort):
    key = Criterion.objects.get(name=name, group__table__is_example=False).pk
    return f"score-{key}-{sort}"


def save(report, by, **typed):
    given = {name.replace("_", "-"): Typed(*each) for name, each in typed.items()}
    return report_fields.save(report, given, by=by, at=NOON)


def test_each_field_is_kept_and_knows_what_it_is_now(report, officer):
    target = reports_of.targets_of(report)[0]
    typed = {
        "section-results": Typed("Đã hoàn thành.", NOTHING),
        f"target-{target.pk}-value": Typed(D("96.50"), NOTHING),
        f"target-{target.pk}-note": Typed("Theo quyết toán", NOTHING),
        score_name("Chỉ tiêu", "base"): Typed(D(0), NOTHING),
        score_name("Chỉ tiêu", "note"): Typed("Công văn số 5", NOTHING),
    }

    saved = report_fields.save(report, typed, by=officer, at=NOON)

    assert saved.tokens == {name: token(one.value) for name, one in typed.items()}
    assert (saved.errors, saved.conflicts) == ({}, {})
    assert report.results.get().value == D("96.5")
    assert report.scores.get(computed=False).base == D(0)  # nought is a number of points
    assert reports_of.facts(report).targets_open == 0
    assert report.events.count() == 1 + len(typed)


def test_the_same_again_changes_nothing(report, officer):
    for _time in range(2):
        saved = save(report, officer, section_results=("Như cũ.", NOTHING))

    assert saved.tokens == {"section-results": token("Như cũ.")}
    assert report.events.filter(step="section").count() == 1


def test_what_a_colleague_wrote_meanwhile_is_told_and_the_rest_is_kept(report, officer, head):
    save(report, head, section_results=("Của thủ trưởng", NOTHING))

    saved = save(
        report, officer, section_results=("Của chuyên viên", NOTHING), section_lessons=("Bài học", NOTHING)
    )

    told = saved.conflicts["section-results"]
    assert (told.value, told.by, told.at) == ("Của thủ trưởng", head, NOON)
    assert set(saved.tokens) == {"section-lessons"}
    again = save(report, officer, section_results=("Của chuyên viên", token(told.value)))
    assert again.conflicts == {}
    assert report.sections.get(kind="results").text == "Của chuyên viên"


@pytest.mark.parametrize("points", [D("10.5"), D("-0.5"), D("0.3")])
def test_points_that_do_not_fit_are_told_at_their_field(report, officer, points):
    name = score_name("Chỉ tiêu", "base")

    saved = report_fields.save(
        report,
        {name: Typed(points, NOTHING), "section-plans": Typed("Kế hoạch", NOTHING)},
        by=officer,
        at=NOON,
    )

    assert set(saved.errors) == {name}
    assert set(saved.tokens) == {"section-plans"}
    assert not Score.objects.filter(report=report, computed=False).exists()


def test_points_can_be_taken_back(report, officer):
    name = score_name("Họp khối", "bonus")
    report_fields.save(report, {name: Typed(D(1), NOTHING)}, by=officer, at=NOON)
    report_fields.save(report, {name: Typed(D(0), token(D(1)))}, by=officer, at=NOON)
    base = score_name("Họp khối", "base")

    typed = {
        name: Typed(None, token(D(0))),
        base: Typed(None, token(D(0))),
        score_name("Họp khối", "deduction"): Typed(None, token(D(0))),
    }
    report_fields.save(report, typed, by=officer, at=NOON)

    assert not report.scores.filter(computed=False).exists()


@pytest.mark.parametrize(
    "name",
    ["section-poem", "target-9999999-value", "movement-9999999", "score-9999999-base", "status", "x-1"],
)
def test_what_is_not_asked_is_not_kept(report, officer, name):
    saved = report_fields.save(report, {name: Typed("1", NOTHING)}, by=officer, at=NOON)

    assert set(saved.errors) == {name}
    assert reading.values(report).found == {}


def test_only_the_members_own_people_write_and_only_while_it_is_theirs(
    report, officer, leader_head, standing, outsider
):
    for user in (leader_head, standing, outsider):
        with pytest.raises(Refused):
            save(report, user, section_results=("Không phải", NOTHING))
    report.status, report.submitted_at = "submitted", NOON
    report.save()
    with pytest.raises(Refused):
        save(report, officer, section_results=("Sau khi gửi", NOTHING))


def test_an_organisation_that_left_in_between_writes_no_longer(report, members, officer, season):
    season.memberships.filter(organisation=members[2]).update(left_on="2026-02-01")

    with pytest.raises(Refused):
        save(report, officer, section_results=("Đã giải thể", NOTHING))
