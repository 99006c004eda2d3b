"""Pages on which organisations are asked into a movement and answer."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Enrolment
from blocs.services import enrolments, movements
from tests import factories
from tests.posting import forget_posted, posted

YEAR = factories.YEAR
LONG = date(2095, 12, 31)  # whenever these run, it has not ended


@pytest.fixture
def movement(season, bloc, leader_head):
    given = {"years": [YEAR], "ends": LONG, "form": "thematic", "by": leader_head}
    return movements.launch(bloc.province, name="Đền ơn đáp nghĩa", bloc=bloc, **given)


def at(name, movement, *args):
    return reverse(f"blocs:movement-{name}", args=[movement.pk, *args])


def test_the_leader_finds_all_members_ticked_and_asks_them(client, movement, members, leader_head, english):
    client.force_login(leader_head)
    form = client.get(at("push", movement)).context["form"]
    assert set(form["organisations"].initial) == {row.pk for row in members}

    client.post(at("push", movement), {"organisations": [row.pk for row in members]})

    assert Enrolment.objects.waiting().count() == 3


def test_asking_nobody_is_told_at_the_field(client, movement, leader_head):
    client.force_login(leader_head)

    response = client.post(at("push", movement), {"blocs": ""})

    assert list(response.context["form"].errors) == ["organisations"]


def test_the_agency_asks_whole_blocs(client, season, members, standing):
    movement = movements.launch(
        season.bloc.province,
        name="Dân vận khéo",
        level="province",
        years=[YEAR],
        form="thematic",
        by=standing,
    )
    client.force_login(standing)

    client.post(at("push", movement), {"blocs": [season.bloc.pk]})

    assert {row.organisation for row in movement.enrolments.all()} == set(members)


def test_a_member_meets_the_question_on_its_first_page_and_enrols(
    client, movement, members, leader_head, head
):
    enrolments.set_measures(movement, [("Nhà tình nghĩa", "nhà")], by=leader_head)
    measure = movement.measures.get()
    enrolments.push(movement, members[2:], by=leader_head)
    client.force_login(head)

    assert f"{reverse('blocs:movement-list')}?answer=waiting" in client.get("/").content.decode()
    assert at("enrol", movement, "pn") in client.get(movement.get_absolute_url()).content.decode()
    typed = {"target": "Xây 5 nhà", f"value_{measure.pk}": "1.250,5", "seen": "0"}
    response = client.post(at("enrol", movement, "pn"), typed)

    assert response.status_code == 302
    row = movement.enrolments.get()
    assert (row.status, str(row.targets.get().value)) == ("enrolled", "1250.50")


def test_a_wrong_figure_stays_typed_with_its_message(client, movement, leader_head, head):
    enrolments.set_measures(movement, [("Nhà", "nhà")], by=leader_head)
    name = f"value_{movement.measures.get().pk}"
    client.force_login(head)

    response = client.post(at("enrol", movement, "pn"), {"target": "Xây nhà", name: "-5", "seen": "0"})

    assert list(response.context["form"].errors) == [name]
    assert response.context["form"][name].value() == "-5"


def test_others_see_who_takes_part_but_not_what_they_take_on(client, movement, members, head, deputy_head):
    enrolments.enrol(movement, members[2], target="Chỉ tiêu riêng", values={}, seen=0, by=head)
    client.force_login(deputy_head)

    page = client.get(at("answers", movement)).content.decode()

    assert "Phụ nữ" in page
    assert "Chỉ tiêu riêng" not in page


def test_the_list_goes_to_excel_with_targets_for_who_launched(client, movement, members, head, leader_head):
    enrolments.enrol(movement, members[2], target="=Chỉ tiêu", values={}, seen=0, by=head)
    client.force_login(leader_head)

    response = client.get(at("answers", movement), {"format": "xlsx"})

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet[2]][4] == "=Chỉ tiêu"


def test_the_ticked_ones_are_reminded(
    client, movement, members, leader_head, head, deputy_head, django_capture_on_commit_callbacks
):
    enrolments.push(movement, members[1:], by=leader_head)
    client.force_login(leader_head)
    page = client.get(at("answers", movement))
    assert page.context["answers"].addresses == ",".join([head.email, deputy_head.email])
    forget_posted()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("remind", movement), {"organisation": [members[2].pk, "x", "9" * 30]})

    assert [letter.to for letter in posted()] == [[head.email]]


def test_a_form_with_a_unit_and_no_name_is_told(client, movement, leader_head):
    client.force_login(leader_head)

    response = client.post(at("measures", movement), {"unit_2": "nhà"})

    assert list(response.context["form"].errors) == ["name_2"]


@pytest.mark.parametrize("name", ["enrol", "decline"])
def test_an_organisation_that_cannot_take_part_is_not_found(client, movement, standing, name):
    factories.organisation("Hội Ngoài khối", code="ngoai")
    client.force_login(standing)

    assert client.get(at(name, movement, "ngoai")).status_code == 404
    assert client.get(at(name, movement, "pn")).context["verdict"].reasons
