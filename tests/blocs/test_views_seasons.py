import pytest
from django.urls import reverse

from blocs.models import Season
from tests import factories

YEAR = factories.YEAR
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
    assert sheet.content[:2] == b"PK"
