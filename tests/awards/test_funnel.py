from datetime import date

import pytest

from awards.forms.notices import FunnelForm
from awards.models import Notice
from awards.rules import notices as rules
from awards.selectors import funnel as counting
from awards.services import council, decisions, nominations, notices
from blocs.selectors import people
from emulation.templatetags.filters import filter_form
from emulation.verdicts import Refused
from tests.awards import nominees
from tests.awards.test_services_council import DECIDED, FIELDS, TEN, attended, recorded, voted
from tests.factories import NOON


@pytest.fixture
def appraised(season, members, leader_head, standing):
    proposal = nominees.received(season, members, by=leader_head, standing=standing)
    rows = list(proposal.nominations.order_by("place", "pk"))
    for row in rows[:2]:
        nominations.appraise(row, by=standing, at=NOON)
    nominations.reject(rows[2], reason="Thiếu tài liệu.", by=standing, at=NOON)
    return rows


@pytest.fixture
def decided(bloc, appraised, standing):
    """One awarded, one below the pass mark of the council, one turned down before."""
    session = council.prepare(bloc.province, members=TEN, agenda=appraised[:2], by=standing, **FIELDS)
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (3, 5, 0))
    recorded(session, standing)
    appraised[0].refresh_from_db()
    decision = decisions.prepare(bloc.province, nominees=appraised[:1], by=standing, **DECIDED)
    decisions.record(decision, by=standing, at=NOON)
    return decision


def test_each_stage_counts_who_came_so_far_and_drops_tell_why(decided, standing):
    found = counting.funnel(people.person(standing, on=NOON.date()))

    assert found.total.reached == [3, 3, 3, 2, 1, 1]
    assert found.total.dropped == 2
    assert {str(drop.stage) for drop in found.drops} == {
        str(counting.STAGES["proposed"]),
        str(counting.STAGES["appraised"]),
    }
    assert found.total.reasons["Thiếu tài liệu."] == 1
    assert "Thiếu tài liệu. (1)" in found.total.because


@pytest.mark.parametrize(
    ("by", "groups"), [("award", 1), ("bloc", 1), ("year", 1), ("sex", 1), ("direct", 1)]
)
def test_the_groups_together_are_the_whole(decided, standing, by, groups):
    found = counting.funnel(people.person(standing, on=NOON.date()), by=by)

    assert len(found.rows) == groups
    assert [sum(row.reached[place] for row in found.rows) for place in range(6)] == found.total.reached
    assert not counting.funnel(people.person(standing, on=NOON.date()), by=by, year=1999).rows


def test_the_page_of_the_public_names_what_was_decided_and_no_more(client, decided, province_code):
    answer = client.get(f"/results/{province_code}/")

    assert "125/QĐ-UBND" in answer.text
    assert "Tỉnh Đoàn Thử Nghiệm" in answer.text
    assert "Thiếu tài liệu" not in answer.text


@pytest.fixture
def province_code(bloc):
    return bloc.province.code


GIVEN = {"title": "Lấy ý kiến", "text": "", "contact": "Sở Nội vụ", "at": NOON}


def test_a_notice_stands_ten_working_days(bloc, appraised, standing, english):
    given = GIVEN | {"starts": date(2026, 3, 2), "by": standing}

    notice = notices.publish(bloc.province, nominees=appraised[:2], ends=None, **given)

    assert notice.ends == date(2026, 3, 16)
    assert list(Notice.objects.open_on(date(2026, 3, 16))) == [notice]
    assert not Notice.objects.open_on(date(2026, 3, 17))
    with pytest.raises(Refused, match="ten working days: at least until 16/03/2026"):
        notices.publish(bloc.province, nominees=appraised[:2], ends=date(2026, 3, 13), **given)
    with pytest.raises(Refused, match="Choose whom the notice names"):
        notices.publish(bloc.province, nominees=[], ends=None, **given)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 3, 2), date(2026, 3, 16)),
        (date(2026, 3, 7), date(2026, 3, 20)),  # begins on a Saturday
        (date(2026, 4, 20), date(2026, 5, 6)),  # over the last of April and the first of May
    ],
)
def test_working_days_leave_out_weekends_and_holidays(starts, ends):
    assert rules.last_day(starts) == ends


def test_only_the_standing_agency_publishes(bloc, appraised, leader_head):
    with pytest.raises(Refused):
        notices.publish(
            bloc.province,
            nominees=appraised,
            starts=date(2026, 3, 2),
            ends=None,
            by=leader_head,
            **GIVEN,
        )


@pytest.mark.django_db
def test_what_is_asked_of_the_funnel_stands_in_one_form():
    drawn = filter_form(FunnelForm({}, years=[2026]))

    assert 'name="year"' in drawn
    assert "<form" not in drawn
