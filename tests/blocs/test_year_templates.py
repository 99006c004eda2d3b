"""The dates of a province's year: set by the standing agency, taken over by seasons, moved with a reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs.models import Milestone, MilestoneMove, Season, YearTemplate
from blocs.rules import calendar
from blocs.rules import year_templates as rules
from blocs.rules.year_templates import Planned
from blocs.selectors import year_templates as reading
from blocs.services import seasons, year_templates
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
YEAR, NOON = factories.YEAR, factories.NOON
NEXT = YEAR + 1
FIRST = date(NEXT, 1, 1)
ROWS = [
    Planned("pledge", due=date(NEXT, 3, 10), source="Kế hoạch 12/KH-UBND"),
    Planned("mid_year", days=120, after="pledge"),
    Planned("reports", days=320),
]


def test_days_are_fixed_or_counted_from_another_or_from_the_first_day():
    assert rules.days_of(ROWS, FIRST) == {
        "pledge": date(NEXT, 3, 10),
        "mid_year": date(NEXT, 3, 10) + timedelta(days=120),
        "reports": FIRST + timedelta(days=320),
    }


def test_what_is_counted_follows_the_season_that_begins_later():
    assert rules.days_of(ROWS[2:], date(NEXT, 9, 1))["reports"] == date(NEXT, 9, 1) + timedelta(days=320)


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([Planned("pledge", days=3, after="reports"), Planned("reports", days=9)], "pledge"),
        ([Planned("pledge", days=3, after="pledge")], "pledge"),
        ([Planned("reports", days=3, after="pledge")], "reports"),
        ([Planned("pledge", due=date(NEXT, 5, 1)), Planned("mid_year", due=date(NEXT, 4, 30))], "mid_year"),
        ([Planned("pledge", days=-3, after="handover"), Planned("handover", days=0)], "pledge"),
        ([Planned("council", due=date(NEXT + 3, 1, 1))], "council"),
    ],
)
def test_what_is_wrong_is_told_at_its_row(rows, at):
    assert list(rules.faults(rows, FIRST, date(NEXT, 12, 31))) == [at]


def test_two_milestones_may_fall_on_one_day():
    same = [Planned("reports", days=9), Planned("scoring", days=0, after="reports")]

    assert rules.faults(same, FIRST, date(NEXT, 12, 31)) == {}


def test_the_last_day_of_february_moves_into_a_common_year():
    assert rules.moved_to([Planned("pledge", due=date(2024, 2, 29))], 1)[0].due == date(2025, 2, 28)


def test_a_settled_date_pushes_the_suggested_ones_aside():
    due = calendar.usual_milestones(FIRST, date(NEXT, 12, 31))

    early = calendar.fitted(due, Milestone.Kind.PLEDGE, date(NEXT, 1, 10))
    late = calendar.fitted(due, Milestone.Kind.PLEDGE, date(NEXT, 8, 1))

    assert early["handover"] == early["pledge"] == date(NEXT, 1, 10)
    assert late["mid_year"] == date(NEXT, 8, 1)
    assert late["reports"] == due["reports"]


@pytest.fixture
def template(season, standing):
    made = year_templates.begin(
        season.bloc.province, year=NEXT, period=Season.Period.CALENDAR, by=standing, at=NOON
    )
    year_templates.edit(made, ROWS, seen=made.changes.last().pk, by=standing, at=NOON)
    return made


def test_a_template_begins_with_the_one_before_moved_by_a_year(template, standing):
    later = year_templates.begin(
        template.province, year=NEXT + 1, period=template.period, by=standing, at=NOON
    )
    again = year_templates.begin(
        template.province, year=NEXT + 1, period=template.period, by=standing, at=NOON
    )

    assert again == later
    assert [row.due for row in reading.planned(later)] == [date(NEXT + 1, 3, 10), None, None]
    assert [row.days for row in reading.planned(later)] == [None, 120, 320]


def test_the_first_template_begins_with_the_usual_dates(season, standing):
    made = year_templates.begin(season.bloc.province, year=NEXT, period="calendar", by=standing, at=NOON)

    usual = calendar.usual_milestones(FIRST, date(NEXT, 12, 31))
    assert {row.kind: row.due for row in reading.planned(made)} == usual


def test_a_season_begins_with_the_dates_of_its_year_and_says_where_they_come_from(
    template, bloc, members, standing
):
    made = seasons.start(bloc, year=NEXT, members=members, by=standing, at=NOON)

    assert dict(made.milestones.values_list("kind", "due")) == rules.days_of(ROWS, FIRST)
    moves = MilestoneMove.objects.filter(milestone__season=made).order_by("pk")
    assert [(move.went_to, move.reason) for move in moves] == [
        (date(NEXT, 3, 10), "Kế hoạch 12/KH-UBND"),
        (date(NEXT, 7, 8), f"Theo khung thời gian năm {NEXT} của tỉnh."),
        (date(NEXT, 11, 17), f"Theo khung thời gian năm {NEXT} của tỉnh."),
    ]


def test_a_school_year_does_not_take_the_dates_of_the_calendar_year(template, bloc, members, standing):
    made = seasons.start(bloc, year=NEXT, members=members, by=standing, period="school", at=NOON)

    assert made.milestones.get(kind="pledge").due != date(NEXT, 3, 10)


def test_open_dates_of_seasons_move_with_a_reason_and_what_is_done_stays(template, bloc, members, standing):
    made = seasons.start(bloc, year=NEXT, members=members, by=standing, at=NOON)
    made.milestones.filter(kind="pledge").update(done_on=date(NEXT, 3, 10))
    new = [Planned("pledge", due=date(NEXT, 3, 1)), Planned("mid_year", due=date(NEXT, 6, 30)), ROWS[2]]
    year_templates.edit(template, new, seen=template.changes.last().pk, by=standing, at=NOON)

    moved = [year_templates.apply(template, reason="Công văn mới.", by=standing, at=NOON) for _ in range(2)]

    assert moved == [1, 0]
    assert made.milestones.get(kind="pledge").due == date(NEXT, 3, 10)
    last = made.milestones.get(kind="mid_year").moves.last()
    assert (last.came_from, last.went_to, last.reason) == (
        date(NEXT, 7, 8),
        date(NEXT, 6, 30),
        "Công văn mới.",
    )
    steps = list(template.changes.values_list("step", flat=True))
    assert steps == ["begin_template", "edit_template", "edit_template", "apply_template"]


def test_no_date_moves_before_one_that_is_done_and_nothing_is_half_moved(template, bloc, members, standing):
    made = seasons.start(bloc, year=NEXT, members=members, by=standing, at=NOON)
    made.milestones.filter(kind="mid_year").update(done_on=date(NEXT, 7, 8))
    before = dict(made.milestones.values_list("kind", "due"))
    new = [Planned("pledge", due=date(NEXT, 8, 1)), Planned("mid_year", due=date(NEXT, 8, 2)), ROWS[2]]
    year_templates.edit(template, new, seen=template.changes.last().pk, by=standing, at=NOON)

    with pytest.raises(Refused):
        year_templates.apply(template, reason="Lùi lại.", by=standing, at=NOON)

    assert dict(made.milestones.values_list("kind", "due")) == before


@pytest.mark.parametrize("who", ["leader_head", "officer", "auditor", "council", "administrator"])
def test_only_the_standing_agency_sets_them(request, template, who):
    user = request.getfixturevalue(who)

    for act in (
        lambda: year_templates.begin(template.province, year=NEXT + 4, period="calendar", by=user, at=NOON),
        lambda: year_templates.edit(template, ROWS[:1], seen=None, by=user, at=NOON),
        lambda: year_templates.apply(template, reason="Thử.", by=user, at=NOON),
    ):
        with pytest.raises(Refused):
            act()

    assert reading.planned(template) == ROWS
    assert YearTemplate.objects.count() == 1


def test_moving_needs_a_reason(template, standing):
    with pytest.raises(ValidationError) as told:
        year_templates.apply(template, reason=" ", by=standing, at=NOON)

    assert list(told.value.message_dict) == ["reason"]


def test_who_saves_second_is_told_and_saves_nothing(template, standing):
    seen = template.changes.last().pk
    year_templates.edit(template, ROWS[:2], seen=seen, by=standing, at=NOON)

    with pytest.raises(Refused):
        year_templates.edit(template, ROWS[:1], seen=seen, by=standing, at=NOON)

    year_templates.edit(template, ROWS[:2], seen=seen, by=standing, at=NOON)  # the same form sent twice
    assert reading.planned(template) == ROWS[:2]


def test_the_page_tells_a_fault_at_its_field_and_keeps_what_was_typed(client, template, standing):
    client.force_login(standing)
    sent = {
        "seen": template.changes.last().pk,
        "pledge-due": f"10/03/{NEXT}",
        "mid_year-due": f"01/02/{NEXT}",
        "mid_year-source": "Công văn",
    }

    page = client.post(reverse("blocs:calendar-template-edit", args=[template.pk]), sent)

    form = page.context["form"]
    assert list(form.errors) == ["mid_year-due"]
    assert form["mid_year-source"].value() == "Công văn"
    assert reading.planned(template) == ROWS


@pytest.mark.parametrize(
    ("sent", "at"),
    [
        ({"pledge-due": f"10/03/{NEXT}", "pledge-days": "5"}, "pledge-days"),
        ({"pledge-source": "Công văn"}, "pledge-due"),
        ({"pledge-due": "mùng mười"}, "pledge-due"),
        ({"pledge-days": "9000"}, "pledge-days"),
    ],
)
def test_a_row_is_a_day_or_a_number_of_days(client, template, standing, sent, at):
    client.force_login(standing)

    page = client.post(reverse("blocs:calendar-template-edit", args=[template.pk]), sent)

    assert list(page.context["form"].errors) == [at]


def test_what_will_move_is_shown_before(client, template, bloc, members, standing):
    seasons.start(bloc, year=NEXT, members=members, by=standing, at=NOON)
    new = [ROWS[0], Planned("mid_year", due=date(NEXT, 6, 30)), ROWS[2]]
    year_templates.edit(template, new, seen=template.changes.last().pk, by=standing, at=NOON)
    client.force_login(standing)

    page = client.get(reverse("blocs:calendar-template-apply", args=[template.pk]))

    (shift,) = page.context["differing"][0].shifts
    assert (shift.came_from, shift.goes_to) == (date(NEXT, 7, 8), date(NEXT, 6, 30))
    assert f"30/06/{NEXT}" in page.content.decode()
