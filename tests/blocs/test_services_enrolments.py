"""Who is asked into a movement, who answers, and who is reminded."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Enrolment
from blocs.services import enrolments, movements
from blocs.services.pledges import Stale
from emulation.verdicts import Refused
from tests import factories
from tests.posting import forget_posted, posted

YEAR, NOON = factories.YEAR, factories.NOON


@pytest.fixture
def movement(season, bloc, leader_head):
    return movements.launch(
        bloc.province,
        name="Đền ơn đáp nghĩa",
        bloc=bloc,
        years=[YEAR],
        form="thematic",
        ends=date(YEAR, 12, 31),
        by=leader_head,
        at=NOON,
    )


@pytest.fixture
def measure(movement, leader_head):
    enrolments.set_measures(movement, [("Nhà tình nghĩa", "nhà")], by=leader_head, at=NOON)
    return movement.measures.get()


def enrol(movement, organisation, by, **more):
    given = {"target": "Xây 5 nhà", "values": {}, "seen": 0, "at": NOON, **more}
    return enrolments.enrol(movement, organisation, by=by, **given)


@pytest.mark.parametrize("who", ["leader_officer", "leader_head", "standing"])
def test_who_launches_asks_the_members(movement, members, who, request):
    count = enrolments.push(movement, members, by=request.getfixturevalue(who), at=NOON)

    assert count == 3
    assert {row.status for row in movement.enrolments.all()} == {"asked"}
    assert movement.changes.filter(step="push").count() == 1


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "council", "auditor", "outsider"])
def test_others_ask_nobody(movement, members, who, request):
    with pytest.raises(Refused):
        enrolments.push(movement, members, by=request.getfixturevalue(who), at=NOON)

    assert not movement.enrolments.exists()


def test_pushed_again_nobody_is_asked_twice_and_answers_stay(movement, members, leader_head, head):
    enrolments.push(movement, members[2:], by=leader_head, at=NOON)
    enrol(movement, members[2], head)

    assert enrolments.push(movement, members, by=leader_head, at=NOON) == 2
    assert movement.enrolments.get(organisation=members[2]).status == "enrolled"


def test_whoever_is_no_member_is_not_asked_in_a_bloc(movement, leader_head):
    stranger = factories.organisation("Hội Ngoài khối")

    assert enrolments.push(movement, [stranger], by=leader_head, at=NOON) == 0


def test_those_who_are_asked_get_a_mail(
    movement, members, leader_head, officer, head, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        enrolments.push(movement, members[2:], by=leader_head, at=NOON)

    assert sorted(letter.to[0] for letter in posted()) == sorted([officer.email, head.email])
    assert movement.get_absolute_url() in posted()[0].body


def test_an_organisation_enrols_with_its_target(movement, measure, members, officer):
    row = enrol(movement, members[2], officer, values={measure.pk: Decimal(5)})

    assert (row.status, row.target, row.answered_by) == ("enrolled", "Xây 5 nhà", officer)
    assert [(each.measure, each.value) for each in row.targets.all()] == [(measure, Decimal(5))]


@pytest.mark.parametrize("who", ["leader_head", "standing", "deputy_head", "auditor", "outsider"])
def test_nobody_answers_for_another_organisation(movement, members, who, request):
    with pytest.raises(Refused):
        enrol(movement, members[2], request.getfixturevalue(who))


def test_who_is_not_of_the_bloc_does_not_enrol(movement, outsider):
    own = outsider.mandates.get().organisation

    with pytest.raises(Refused):
        enrol(movement, own, outsider)


@pytest.mark.parametrize(
    ("target", "value", "field"),
    [("", None, "target"), ("Xây nhà", -1, "value"), ("Xây nhà", 10**13, "value")],
)
def test_a_wrong_target_is_told_at_its_field(movement, measure, members, head, target, value, field):
    values = {measure.pk: None if value is None else Decimal(value)}

    with pytest.raises(ValidationError) as told:
        enrol(movement, members[2], head, target=target, values=values)

    assert set(told.value.error_dict) == {field if field == "target" else f"value_{measure.pk}"}
    assert not movement.enrolments.exists()


def test_after_its_end_nobody_enrols(movement, members, head):
    after = NOON + timedelta(days=400)

    with pytest.raises(Refused):
        enrol(movement, members[2], head, at=after)


def test_a_colleague_who_answered_meanwhile_is_told(movement, members, head, officer):
    enrol(movement, members[2], head)

    with pytest.raises(Stale):
        enrol(movement, members[2], officer, target="Xây 6 nhà")
    assert movement.enrolments.get().target == "Xây 5 nhà"


def test_the_same_answer_sent_twice_is_one(movement, members, head):
    first = enrol(movement, members[2], head)

    assert enrol(movement, members[2], head) == first
    assert movement.changes.filter(step="enrol").count() == 1


def test_who_declines_says_why_and_may_come_back(movement, members, head):
    given = {"seen": 0, "by": head, "at": NOON}
    with pytest.raises(ValidationError):
        enrolments.decline(movement, members[2], reason="", **given)

    row = enrolments.decline(movement, members[2], reason="Tham gia theo ngành dọc", **given)
    assert row.status == "declined"
    assert enrol(movement, members[2], head, seen=row.revision).status == "enrolled"


def test_only_those_without_an_answer_are_reminded_and_not_twice_a_day(
    movement, members, leader_head, head, deputy_head, django_capture_on_commit_callbacks
):
    enrolments.push(movement, members[1:], by=leader_head, at=NOON)
    enrol(movement, members[2], head)
    forget_posted()
    with django_capture_on_commit_callbacks(execute=True):
        counts = [
            enrolments.remind(movement, by=leader_head, at=NOON + timedelta(hours=hours))
            for hours in (1, 2, 26)
        ]

    assert counts == [1, 0, 1]
    assert {letter.to[0] for letter in posted()} == {deputy_head.email}


def test_nobody_is_reminded_when_all_have_answered(movement, leader_head):
    with pytest.raises(Refused):
        enrolments.remind(movement, by=leader_head, at=NOON)


def test_changing_the_text_takes_nobody_off_who_has_answered(movement, members, leader_head, head):
    seen = movements.last_change(movement)
    enrol(movement, members[2], head)

    movements.edit(movement, seen=seen, years=[YEAR], participants=[], goal="Tri ân", by=leader_head, at=NOON)

    assert Enrolment.objects.get().organisation == members[2]


def test_what_is_counted_keeps_its_figures_and_is_not_taken_out_with_them(
    movement, measure, members, leader_head, head
):
    enrol(movement, members[2], head, values={measure.pk: Decimal(5)})
    wanted = [("Hộ được giúp", "hộ"), ("Nhà tình nghĩa", "căn")]
    enrolments.set_measures(movement, wanted, by=leader_head, at=NOON)

    assert [(row.name, row.unit) for row in movement.measures.all()] == wanted
    with pytest.raises(Refused):
        enrolments.set_measures(movement, wanted[:1], by=leader_head, at=NOON)
    assert movement.enrolments.get().targets.get().value == 5


def test_one_thing_is_not_counted_twice(movement, leader_head):
    with pytest.raises(Refused):
        enrolments.set_measures(movement, [("Nhà", "nhà"), ("nhà", "căn")], by=leader_head, at=NOON)
