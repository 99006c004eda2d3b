from datetime import date

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Leadership, Movement
from blocs.services import movements
from blocs.services.pledges import Stale
from emulation.models import User
from emulation.verdicts import Refused
from tests import factories

YEAR = factories.YEAR
NAME = "Dân vận khéo"


@pytest.fixture
def province(db):
    return factories.ProvinceFactory()


def launch(province, by, name=NAME, **more):
    given = {"years": [YEAR], "form": "thematic", "at": factories.NOON, **more}
    if "bloc" not in given:
        given.setdefault("level", "province")
    return movements.launch(province, name=name, by=by, **given)


def edit(movement, by, **more):
    given = {
        "years": [row.year for row in movement.years.all()],
        "participants": list(movement.participants.all()),
        "seen": movements.last_change(movement),
        "at": factories.NOON,
        **more,
    }
    movements.edit(movement, by=by, **given)


def test_the_standing_agency_launches_in_the_province(province, standing, members):
    made = launch(province, standing, years=[YEAR, YEAR + 1], participants=members[:2], goal="Gần dân")

    assert made.bloc is None
    assert [row.year for row in made.years.all()] == [YEAR, YEAR + 1]
    assert set(made.participants.all()) == set(members[:2])
    assert [(row.step, row.actor, row.note) for row in made.changes.all()] == [("launch", standing, NAME)]
    assert list(Movement.objects.searched("dan van kheo")) == [made]


@pytest.mark.parametrize("who", ["leader_officer", "leader_head", "standing"])
def test_the_leader_launches_inside_the_bloc(province, bloc, season, who, request):
    made = launch(province, request.getfixturevalue(who), bloc=bloc)

    assert (made.bloc, made.level) == (bloc, "bloc")


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "council", "auditor", "administrator"])
def test_others_launch_nothing_in_the_bloc(province, bloc, season, who, request):
    with pytest.raises(Refused):
        launch(province, request.getfixturevalue(who), bloc=bloc)

    assert not Movement.objects.exists()


@pytest.mark.parametrize("who", ["leader_officer", "leader_head", "officer", "council", "administrator"])
def test_only_the_standing_agency_launches_in_the_province(province, season, who, request):
    with pytest.raises(Refused):
        launch(province, request.getfixturevalue(who))

    assert not Movement.objects.exists()


def test_the_leader_of_another_bloc_launches_nothing_here(province, bloc, season, outsider):
    with pytest.raises(Refused):
        launch(province, outsider, bloc=bloc)


def test_the_agency_of_another_province_launches_nothing_here(province, bloc, season):
    abroad = factories.ProvinceFactory(code="XX", name="tỉnh Khác", place="Khác")
    stranger = factories.someone(factories.organisation(province=abroad), "standing")

    for more in ({}, {"bloc": bloc}):
        with pytest.raises(Refused):
            launch(province, stranger, **more)


def test_who_led_last_year_launches_no_more_and_the_new_leader_does(province, bloc, season, members):
    former = factories.someone(members[0], "head")
    now = factories.someone(members[1], "head")
    factories.season(bloc, [members[1], members[2]], year=YEAR + 1)
    later = factories.NOON.replace(year=YEAR + 1)

    with pytest.raises(Refused):
        launch(province, former, bloc=bloc, at=later)

    assert launch(province, now, bloc=bloc, at=later)


def test_an_acting_leader_launches_from_its_day_on(province, bloc, season, members):
    acting = factories.someone(members[2], "head")
    Leadership.objects.create(season=season, organisation=members[2], role="acting", starts=date(YEAR, 3, 2))

    with pytest.raises(Refused):
        launch(province, acting, bloc=bloc, at=factories.NOON.replace(day=1))

    assert launch(province, User.objects.get(pk=acting.pk), bloc=bloc)


def test_the_same_one_sent_twice_is_launched_once(province, standing, members):
    first = launch(province, standing, participants=members)
    second = launch(province, standing, participants=members)

    assert first == second
    assert Movement.objects.count() == 1
    assert first.changes.count() == 1


@pytest.mark.parametrize(
    "name", [NAME, "dân vận KHÉO", "Da\u0302n va\u0323\u0302n khe\u0301o", "Dan van kheo"]
)
def test_a_name_is_taken_once_whatever_its_marks(province, standing, name):
    launch(province, standing)

    with pytest.raises(ValidationError) as caught:
        launch(province, standing, name, goal="Một mục tiêu khác")

    assert set(caught.value.error_dict) == {"name"}
    assert Movement.objects.count() == 1


def test_a_bloc_may_use_the_provinces_name_again(province, standing, bloc, season, leader_head):
    launch(province, standing)

    assert launch(province, leader_head, bloc=bloc)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts": date(YEAR, 5, 1), "ends": date(YEAR, 4, 1)}, "ends"),
        ({"years": []}, "first_year"),
        ({"years": [YEAR, YEAR + 30]}, "first_year"),
        ({"name": "  …  "}, "name"),
        ({"name": "Đ" * 251}, "name"),
        ({"form": "không"}, "form"),
        ({"level": "bloc"}, "level"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(province, standing, more, field):
    given = {"name": NAME} | more

    with pytest.raises(ValidationError) as caught:
        launch(province, standing, **given)

    assert set(caught.value.error_dict) == {field}
    assert not Movement.objects.exists()


def test_a_participant_of_another_province_is_refused(province, standing):
    abroad = factories.ProvinceFactory(code="XX", name="tỉnh Khác", place="Khác")

    with pytest.raises(ValidationError) as caught:
        launch(province, standing, participants=[factories.organisation(province=abroad)])

    assert set(caught.value.error_dict) == {"participants"}


def test_a_change_tells_what_was_before(province, standing, members, english):
    movement = launch(province, standing, participants=members[:1], starts=date(YEAR, 3, 1))

    edit(
        movement,
        standing,
        form="regular",
        starts=date(YEAR, 4, 1),
        goal="Gần dân",
        years=[YEAR, YEAR + 1],
        participants=members[1:2],
    )

    change = movement.changes.last()
    assert change.step == "edit"
    assert change.note == (
        f"form: Thematic → Regular; begins: 01/03/{YEAR} → 01/04/{YEAR}; goal; "
        f"Years: {YEAR} → {YEAR}, {YEAR + 1}; "
        "Take part now: Hội Nông dân; No longer take part: Tỉnh Đoàn"
    )
    movement.refresh_from_db()
    assert (movement.form, movement.goal) == ("regular", "Gần dân")
    assert list(movement.participants.all()) == members[1:2]


def test_saving_without_a_change_leaves_no_line(province, standing):
    movement = launch(province, standing, goal="Gần dân")

    edit(movement, standing, goal="Gần dân")

    assert movement.changes.count() == 1


def test_a_new_name_is_found_and_sorted(province, standing):
    movement = launch(province, standing)

    edit(movement, standing, name="Đền ơn đáp nghĩa")

    assert list(Movement.objects.searched("den on")) == [movement]
    assert not Movement.objects.searched("dan van").exists()


def test_who_saves_later_is_told_and_nothing_is_lost(province, standing, agency):
    movement = launch(province, standing)
    seen = movements.last_change(movement)
    colleague = factories.someone(agency, "standing")
    edit(movement, colleague, goal="Của đồng nghiệp")

    with pytest.raises(Stale) as caught:
        edit(movement, standing, goal="Của tôi", seen=seen)

    assert caught.value.by == colleague
    movement.refresh_from_db()
    assert movement.goal == "Của đồng nghiệp"


@pytest.mark.parametrize("who", ["officer", "outsider", "council", "auditor"])
def test_who_may_not_launch_may_not_change(province, bloc, season, leader_head, who, request):
    movement = launch(province, leader_head, bloc=bloc)

    with pytest.raises(Refused):
        edit(movement, request.getfixturevalue(who), goal="Khác")


def test_the_leader_changes_nothing_of_the_province(province, standing, season, leader_head):
    movement = launch(province, standing)

    with pytest.raises(Refused):
        edit(movement, leader_head, goal="Khác")
