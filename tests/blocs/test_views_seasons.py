from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.models import Season
from tests import factories

YEAR = factories.YEAR
COSTS = {"season-detail": 11, "season-new": 12, "paper-list": 10}  # others 8
PAGES = ["season-detail", "season-members", "season-leaders", "season-dates", "paper-list"]


def address(name, bloc, *args):
    return reverse(f"blocs:{name}", args=[bloc.code, YEAR, *args])


@pytest.mark.parametrize("name", PAGES)
def test_a_member_reads_the_pages_of_its_season(client, bloc, officer, name):
    client.force_login(officer)

    assert client.get(address(name, bloc)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES, "season-edit", "season-force", "season-join", "season-log"])
def test_a_stranger_finds_nothing(client, bloc, season, outsider, name):
    client.force_login(outsider)

    assert client.get(address(name, bloc)).status_code == 404


@pytest.mark.parametrize("name", ["season-advance", "season-reorder"])
def test_buttons_answer_only_when_pressed(client, bloc, standing, season, name):
    client.force_login(standing)

    assert client.get(address(name, bloc)).status_code == 405


def test_who_may_not_plan_is_told_and_sees_no_form(client, bloc, officer):
    client.force_login(officer)

    response = client.get(address("season-edit", bloc))

    assert 'name="theme"' not in response.content.decode()
    assert response.context["verdict"].reasons


def test_the_leaders_officer_changes_the_theme(client, bloc, season, leader_officer):
    client.force_login(leader_officer)

    response = client.post(
        address("season-edit", bloc),
        {"theme": "Đoàn kết", "first_day": f"01/01/{YEAR}", "last_day": f"31/12/{YEAR}"},
    )

    season.refresh_from_db()
    assert response.status_code == 302
    assert season.theme == "Đoàn kết"


def test_another_member_cannot_change_it_by_posting(client, bloc, season, officer):
    client.force_login(officer)

    client.post(
        address("season-edit", bloc),
        {"theme": "Đoàn kết", "first_day": f"01/01/{YEAR}", "last_day": f"31/12/{YEAR}"},
    )

    season.refresh_from_db()
    assert season.theme == ""


def new_season(members, **more):
    return {
        "year": str(YEAR + 1),
        "period": "calendar",
        "chosen_by": "rotation",
        "leader": members[1].pk,
        "deputy": members[2].pk,
        "member": [member.pk for member in members],
        **{f"position-{member.pk}": place for place, member in enumerate(members, start=1)},
        **more,
    }


def test_a_new_season_takes_members_leader_and_dates_from_one_form(client, bloc, season, members, standing):
    client.force_login(standing)

    response = client.post(reverse("blocs:season-new", args=[bloc.code]), new_season(members))

    made = Season.objects.get(bloc=bloc, year=YEAR + 1)
    assert response["Location"] == made.get_absolute_url()
    assert [row.organisation for row in made.memberships.order_by("order")] == members
    assert made.leaderships.get(role="leader").organisation == members[1]
    assert made.milestones.count() == 8


def test_who_may_lead_is_offered_and_nobody_else(client, bloc, season, members, leader_head, standing):
    other = factories.organisation("Hội Chữ thập đỏ tỉnh", code="ctd")
    factories.organisation("Sở đã sáp nhập", code="da-sap-nhap", last_day=date(YEAR - 1, 12, 31))

    offered = {}
    for user in (leader_head, standing):
        client.force_login(user)
        field = client.get(reverse("blocs:season-new", args=[bloc.code])).context["form"].fields["leader"]
        offered[user] = {row.code for row in field.queryset}, str(field.choices)

    assert offered[leader_head][0] == {member.code for member in members}
    assert other.name_now not in offered[leader_head][1]
    assert offered[standing][0] >= {member.code for member in members} | {other.code}
    assert other.name_now in offered[standing][1]
    assert "Sở đã sáp nhập" not in offered[standing][1]


def test_the_numbers_give_the_order(client, bloc, season, members, standing):
    client.force_login(standing)
    given = new_season(members) | {f"position-{members[0].pk}": 9}

    client.post(reverse("blocs:season-new", args=[bloc.code]), given)

    made = Season.objects.get(bloc=bloc, year=YEAR + 1)
    assert [row.organisation for row in made.memberships.order_by("order")] == [
        members[1],
        members[2],
        members[0],
    ]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"year": "20244"}, "year"),
        ({"year": "hai"}, "year"),
        ({"year": str(YEAR)}, None),
        ({"leader": ""}, "deputy"),
    ],
)
def test_a_new_season_that_cannot_be_keeps_what_was_typed(
    client, bloc, season, members, standing, more, field
):
    client.force_login(standing)
    given = new_season(members, theme="Giữ lại") | more
    if field == "deputy":
        given |= {"leader": members[1].pk, "deputy": members[1].pk}

    response = client.post(reverse("blocs:season-new", args=[bloc.code]), given)

    assert response.status_code == 200
    assert field in (response.context["form"].errors or {}) or response.context["form"].non_field_errors()
    assert response.context["form"]["theme"].value() == "Giữ lại"
    assert Season.objects.filter(bloc=bloc).count() == 1


def test_another_leader_than_suggested_needs_a_reason(client, bloc, season, members, standing):
    client.force_login(standing)
    given = new_season(members) | {"leader": members[2].pk, "deputy": ""}

    refused = client.post(reverse("blocs:season-new", args=[bloc.code]), given)
    taken = client.post(reverse("blocs:season-new", args=[bloc.code]), given | {"reason": "Khối thống nhất"})

    assert "reason" in refused.context["form"].errors
    assert taken.status_code == 302


def test_a_leader_who_is_not_ticked_is_named_in_the_message(client, bloc, season, members, standing):
    client.force_login(standing)
    given = new_season(members) | {"member": [members[0].pk, members[2].pk]}

    response = client.post(reverse("blocs:season-new", args=[bloc.code]), given)

    assert "leader" in response.context["form"].errors


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_of_blocs_costs_the_same_however_long(
    client, standing, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        factories.season(factories.bloc(code=f"khoi-{number}"), [factories.organisation()])
    client.force_login(standing)

    with django_assert_max_num_queries(8):
        response = client.get(reverse("blocs:bloc-list"))

    assert len(response.context["page"].object_list) == how_many


def test_the_list_is_searched_without_marks_and_taken_away_as_a_workbook(client, season, standing):
    client.force_login(standing)

    found = client.get(reverse("blocs:bloc-list"), {"q": "khoi thi dua thu"})
    missed = client.get(reverse("blocs:bloc-list"), {"q": "không có"})
    sheet = client.get(reverse("blocs:bloc-list"), {"format": "xlsx"})

    assert (found.context["count"], missed.context["count"]) == (1, 0)
    assert sheet.getvalue()[:2] == b"PK"


def post(client, person, name, bloc, given, *args, **more):
    client.force_login(person)
    return client.post(address(name, bloc, *args), given, **more)


def test_the_log_tells_in_words(client, bloc, season, leader_officer, leader_head, auditor):
    dates = {"first_day": f"01/01/{YEAR}", "last_day": f"31/12/{YEAR}"}
    post(client, leader_officer, "season-edit", bloc, {"theme": "Đoàn kết", "slogan": "Thi đua", **dates})
    post(client, leader_head, "season-dates", bloc, {"kind": "pledge", "due": f"14/03/{YEAR}"})
    factories.set_up(season)
    post(client, leader_head, "season-advance", bloc, {"seen": "preparing"})
    client.force_login(auditor)

    shown = client.get(address("season-log", bloc)).content.decode()

    assert "Chuẩn bị → Giao ước thi đua" in shown
    assert f"Ký giao ước: 14/03/{YEAR}" in shown
    assert "chủ đề" in shown
    assert not any(code in shown for code in (">theme", ">slogan", ">pledge"))


@pytest.mark.parametrize("who", ["officer", "leader_head", "deputy_head"])
def test_who_may_not_see_the_log_is_told(request, client, bloc, season, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(address("season-log", bloc))

    assert response.context["verdict"].reasons
    assert response.context["events"] == []


def test_a_button_pressed_twice_moves_the_season_once(client, bloc, season, leader_head):
    factories.set_up(season).pledges.create(status="in_force", agreed_hash="0" * 64)

    for _press in range(2):
        post(client, leader_head, "season-advance", bloc, {"seen": "preparing"})

    season.refresh_from_db()
    assert season.stage == Season.Stage.PLEDGING


def test_moving_on_asks_first_with_the_name_of_the_season(client, bloc, season, leader_head):
    factories.set_up(season)
    client.force_login(leader_head)

    page = client.get(season.get_absolute_url()).content.decode()

    assert f"Chuyển “{season}” sang giai đoạn “Giao ước thi đua”?" in page
    assert '<input type="hidden" name="seen" value="preparing">' in page


def test_what_is_missing_before_a_season_opens_is_listed_with_its_page(client, bloc, season, leader_head):
    client.force_login(leader_head)

    page = client.get(season.get_absolute_url())

    missing = {finding.place: str(finding.words) for finding in page.context["findings"] if not finding.met}
    assert set(missing) == {"blocs:season-members", "blocs:season-dates"}
    assert "Hội Nông dân, Hội Phụ nữ" in missing["blocs:season-members"]
    places = {finding.place for finding in page.context["advisable"]}
    assert places == {"blocs:season-members", "blocs:season-edit", "blocs:season-score-table"}
    for place in places | set(missing):
        assert f'href="{reverse(place, args=[bloc.code, season.year])}"' in page.content.decode()


def test_opening_refuses_with_the_list_and_opens_once_all_is_there(client, bloc, season, leader_head):
    told = post(client, leader_head, "season-advance", bloc, {"seen": "preparing"}, follow=True)
    season.refresh_from_db()
    assert season.stage == Season.Stage.PREPARING
    assert len(told.context["messages"]) == 2

    factories.set_up(season)
    post(client, leader_head, "season-advance", bloc, {"seen": "preparing"})

    season.refresh_from_db()
    assert season.stage == Season.Stage.PLEDGING


def test_forcing_says_what_is_missing_and_needs_its_reason(client, bloc, season, standing):
    Season.objects.update(stage=Season.Stage.PLEDGING)
    client.force_login(standing)

    assert "Giao ước đã có hiệu lực" in client.get(address("season-force", bloc)).content.decode()
    response = client.post(address("season-force", bloc), {"reason": "  ", "seen": "pledging"})
    assert response.context["form"].errors["reason"]
    client.post(address("season-force", bloc), {"reason": "Ký trên giấy.", "seen": "pledging"})
    season.refresh_from_db()
    assert season.stage == Season.Stage.RUNNING


def test_a_milestone_marked_twice_stays_marked(client, bloc, season, standing):
    milestone = season.milestones.create(kind="pledge", due=season.last_day)

    for seen, done in (("open", True), ("open", True), ("done", False), ("done", False)):
        post(client, standing, "milestone-done", bloc, {"seen": seen}, milestone.pk)
        milestone.refresh_from_db()
        assert bool(milestone.done_on) is done


def test_a_date_to_be_moved_stands_in_the_form(client, bloc, season, standing):
    season.milestones.create(kind="reports", due=season.last_day)
    client.force_login(standing)

    form = client.get(address("season-dates", bloc) + "?kind=reports").context["form"]

    assert form.initial == {"kind": "reports", "due": season.last_day}
    assert client.get(address("season-dates", bloc) + "?kind=nonsense").status_code == 200


def test_a_date_that_moves_without_a_reason_keeps_what_was_typed(client, bloc, season, standing):
    season.milestones.create(kind="reports", due=season.last_day)

    response = post(client, standing, "season-dates", bloc, {"kind": "reports", "due": f"01/12/{YEAR}"})

    assert response.status_code == 200
    assert response.context["form"].errors["reason"]
    assert f"01/12/{YEAR}" in response.content.decode()


def test_suggestions_come_with_their_reasons(client, bloc, season, members, standing):
    client.force_login(standing)

    form = client.get(reverse("blocs:season-new", args=[bloc.code])).context["form"]

    assert form.initial["leader"] == members[1].pk  # last year's deputy
    assert "Là Khối phó năm trước." in str(form.fields["leader"].help_text)


def test_the_leader_takes_the_members_over_without_boxes_to_tick(client, bloc, season, members, leader_head):
    address_of_new = reverse("blocs:season-new", args=[bloc.code])
    client.force_login(leader_head)

    page = client.get(address_of_new).content.decode()
    assert 'type="checkbox"' not in page
    given = {"year": YEAR + 1, "period": "calendar", "leader": members[1].pk, "chosen_by": "rotation"}
    response = client.post(address_of_new, {**given, "member": [member.pk for member in members]})

    assert response.status_code == 302
    assert Season.objects.get(year=YEAR + 1).memberships.count() == 3


def test_members_without_the_right_to_change_them_have_nothing_to_drag(client, bloc, season, officer):
    client.force_login(officer)

    page = client.get(address("season-members", bloc)).content.decode()

    assert "data-sortable" not in page
    assert "sortable.js" not in page


def test_who_leaves_and_why_is_asked_at_the_fields(client, bloc, season, members, standing):
    membership = season.memberships.get(organisation=members[2])

    response = post(client, standing, "season-leave", bloc, {"on": "31/31/2026", "reason": ""}, membership.pk)

    assert set(response.context["form"].errors) == {"on", "reason"}
    assert "31/31/2026" in response.content.decode()


@pytest.mark.parametrize("count", [3, 12])
@pytest.mark.parametrize("name", [*PAGES, "season-log", "season-new"])
def test_a_page_of_a_season_costs_the_same_however_many_members(client, bloc, season, standing, name, count):
    for number in range(count):
        member = factories.organisation()
        season.memberships.create(organisation=member, order=number + 4, joined_on=season.first_day)
        factories.someone(member, "officer")
    client.force_login(standing)
    path = reverse(f"blocs:{name}", args=[bloc.code]) if name == "season-new" else address(name, bloc)
    client.get(path)

    with CaptureQueriesContext(connection) as asked:
        client.get(path)

    assert len(asked) <= COSTS.get(name, 8), [query["sql"][:100] for query in asked]


@pytest.mark.parametrize("who", ["standing", "leader_head", "officer", "auditor"])
@pytest.mark.parametrize("how_many", [1, 30])
def test_the_page_of_a_season_asks_at_most_eight_things_however_many_belong_to_it(
    client, bloc, season, members, who, how_many, request, django_assert_max_num_queries
):
    for number in range(how_many):
        member = factories.organisation()
        factories.mandate(member, "head")
        season.memberships.create(organisation=member, joined_on=season.first_day, order=10 + number)
    season.pledges.create()
    client.force_login(request.getfixturevalue(who))
    client.get(season.get_absolute_url())

    with django_assert_max_num_queries(8):
        response = client.get(season.get_absolute_url())

    assert len(response.context["board"]) == how_many + len(members)


def test_heads_and_contacts_of_a_season_are_those_of_its_own_time(client, season, members, standing):
    """Today lies after the season: its last day counts, for people as for leaders."""
    old = factories.mandate(members[0], "head", ends=season.last_day)
    factories.mandate(members[0], "head", starts=season.last_day + timedelta(days=1))
    officer = factories.mandate(members[0], "officer")
    client.force_login(standing)

    page = client.get(season.get_absolute_url())

    row = next(row for row in page.context["board"] if row.organisation == members[0])
    assert row.membership.head_name == old.user.full_name
    assert row.membership.contact_name == officer.user.full_name
    assert row.years_led == [season.year]


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (date(2021, 1, 1), date(2026, 1, 1), True),
        (date(2026, 12, 31), None, True),
        (date(2021, 1, 1), date(2025, 12, 31), False),
        (date(2027, 1, 1), None, False),
    ],
)
def test_a_movement_that_reaches_into_the_season_is_shown_there(
    client, season, standing, starts, ends, shown
):
    season.bloc.province.movements.create(
        name="Chuyển đổi số toàn diện", form="thematic", level="province", starts=starts, ends=ends
    )
    client.force_login(standing)

    page = client.get(season.get_absolute_url()).content.decode()

    assert ("Chuyển đổi số toàn diện" in page) is shown
