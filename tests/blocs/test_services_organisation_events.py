from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from blocs.documents import list_of_members
from blocs.models import Leadership, OrganisationEvent
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.services import mandates, memberships, organisation_events, pledges
from blocs.services.organisation_events import Given, Moved
from documents import office
from emulation.verdicts import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
YEAR, NOON = factories.YEAR, factories.NOON
MAY = date(YEAR, 5, 15)
EVE = MAY - timedelta(days=1)
DECISION = "Quyết định số 12/QĐ-UBND"


def given(kind="merge", targets=(), **more):
    return Given(**{"kind": kind, "day": MAY, "targets": list(targets), "decision": DECISION, **more})


def make(source, wished, by, **more):
    return organisation_events.make(source, wished, by=by, **{"at": NOON, **more})


def field_of(source, wished, by, **more):
    """At which field the refusal stands."""
    with pytest.raises(ValidationError) as refused:
        make(source, wished, by, **more)
    assert not OrganisationEvent.objects.exists()
    [name] = refused.value.error_dict
    return name


def _all_of(member):
    return (
        member.pk,
        member.last_day,
        member.parent_id,
        member.search_text,
        list(member.names.values_list("pk", "name", "valid_from", "valid_to")),
        list(member.mandates.order_by("pk").values_list("pk", "starts", "ends")),
        list(member.aliases.values_list("pk", "text")),
    )


def state(season):
    """All that a change may touch, as plain values."""
    models = [season.memberships, season.leaderships]
    rows = [sorted(row.items()) for manager in models for row in manager.order_by("pk").values()]
    rows += [_all_of(member) for member in season.bloc.province.organisations.order_by("pk")]
    for pledge in season.pledges.all():
        rows.append(list(pledge.targets.order_by("pk").values_list("pk", "owner", "changed_in")))
        rows.append(list(pledge.comments.values_list("pk", "text")))
    return rows


@pytest.fixture
def promise(pledge, members, leader_officer):
    """A target of which the deputy alone is the owner."""
    return pledges.lines.add_target(
        pledge, text="Giúp 20 hộ", value=Decimal(20), owner=members[1], by=leader_officer, at=NOON
    )


def test_a_merger_ends_all_that_hangs_on_the_old_one(season, members, standing, deputy_head, promise):
    make(members[1], given(targets=[members[2]]), standing)

    members[1].refresh_from_db()
    membership = season.memberships.get(organisation=members[1])
    assert members[1].last_day == EVE
    assert members[1].names.get().valid_to == EVE
    assert (membership.left_on, membership.decision) == (EVE, DECISION)
    assert membership.reason == "Sáp nhập vào Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm"
    assert deputy_head.mandates.get().ends == EVE
    assert season.leaderships.get(role="deputy").ends == EVE
    promise.refresh_from_db()
    assert promise.owner == members[2]
    assert "chuyển cho Hội Liên hiệp Phụ nữ" in promise.comments.get().text
    assert promise.pledge.versions.order_by("-number").first().content["targets"][-1]["owner"] is not None


def test_the_day_before_it_holds_and_on_the_day_it_does_not(season, members, standing, deputy_head):
    make(members[1], given(targets=[members[2]]), standing)

    before = people.seats(people.person(deputy_head, on=EVE), season)
    after = people.seats(people.person(deputy_head, on=MAY), season)
    assert Seat.DEPUTY_HEAD in before
    assert after == frozenset()


def test_papers_print_who_was_there_on_their_day(season, members, standing):
    make(members[1], given("rename", name="Hội Nông dân Việt Nam tỉnh", decision=""), standing)

    before = office.docx(list_of_members(season, on=EVE))
    after = office.docx(list_of_members(season, on=MAY))
    assert members[1].name_on(EVE) == "Hội Nông dân tỉnh Thử Nghiệm"
    assert members[1].name_on(MAY) == "Hội Nông dân Việt Nam tỉnh"
    assert before != after


def test_a_closed_one_is_still_found_and_so_is_whoever_received_it(season, members, standing):
    make(members[1], given(targets=[members[2]]), standing)

    found = list(season.bloc.province.organisations.searched("nong dan"))
    assert set(found) == {members[1], members[2]}


def test_where_the_leader_ends_the_deputy_acts(season, members, standing, deputy_head):
    make(members[0], given("dissolve"), standing)

    rows = list(season.leaderships.select_related("organisation"))
    assert people.leads_on(rows, EVE).organisation == members[0]
    acting = people.leads_on(rows, MAY)
    assert (acting.organisation, acting.role) == (members[1], Leadership.Role.ACTING)
    assert people.deputies_on(rows, MAY) == []
    assert Seat.LEADER_HEAD in people.seats(people.person(deputy_head, on=MAY), season)


def test_a_leader_without_deputy_cannot_end(season, members, standing):
    season.leaderships.filter(role="deputy").delete()

    assert field_of(members[0], given("dissolve"), standing) == "day"


def test_whoever_receives_it_takes_its_place_where_it_is_no_member(season, members, standing):
    newcomer = factories.organisation(code="moi")

    make(members[1], given(targets=[newcomer], joins=True), standing)

    joined = season.memberships.get(organisation=newcomer)
    assert (joined.joined_on, joined.order) == (MAY, 2)


def test_a_target_passes_to_all_members_where_nobody_takes_over(season, members, standing, promise):
    make(members[1], given("dissolve"), standing)

    promise.refresh_from_db()
    assert promise.owner is None
    assert "tất cả các đơn vị thành viên" in promise.comments.get().text


def test_a_settled_text_stays_as_it_was_agreed(season, members, standing, promise, leader_head):
    pledges.agree(promise.pledge, by=leader_head, at=NOON)

    make(members[1], given(targets=[members[2]]), standing)

    promise.refresh_from_db()
    assert promise.owner == members[1]


def test_divided_it_ends_and_separated_it_goes_on(season, members, standing):
    new = [factories.organisation(code=f"moi-{number}") for number in range(2)]

    assert field_of(members[1], given("split", new[:1]), standing) == "targets"
    make(members[1], given("split", new[:1], goes_on=True, joins=True), standing)
    members[1].refresh_from_db()
    assert members[1].last_day is None
    make(members[1], given("split", new, joins=True), standing)

    members[1].refresh_from_db()
    assert members[1].last_day == EVE
    assert set(season.memberships.on(MAY).values_list("organisation", flat=True)) == {
        members[0].pk,
        members[2].pk,
        new[0].pk,
        new[1].pk,
    }


def test_what_belongs_to_it_comes_under_whoever_receives_it(members, season, standing):
    child = factories.organisation(parent=members[1])

    make(members[1], given(targets=[members[2]]), standing)

    child.refresh_from_db()
    assert child.parent == members[2]


def test_a_transfer_changes_its_place_and_nothing_else(members, season, standing, agency):
    child = factories.organisation(parent=members[1])

    assert field_of(members[1], given("transfer", [child]), standing) == "targets"
    make(members[1], given("transfer", [agency]), standing)

    members[1].refresh_from_db()
    assert (members[1].parent, members[1].last_day) == (agency, None)


@pytest.mark.parametrize(
    ("wished", "field"),
    [
        (lambda own, other: given(targets=[own]), "targets"),
        (lambda own, other: given(), "targets"),
        (lambda own, other: given(targets=[other], decision=" "), "decision"),
        (lambda own, other: given(targets=[other], day=date(YEAR + 3, 1, 1)), "day"),
        (lambda own, other: given("rename", name="Hội Nông dân tỉnh Thử Nghiệm"), "name"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(members, season, standing, wished, field):
    assert field_of(members[1], wished(members[1], members[2]), standing) == field


def test_nothing_is_renamed_before_its_present_name(members, standing):
    members[1].names.update(valid_from=MAY)

    assert field_of(members[1], given("rename", name="Hội Khác"), standing, confirmed=True) == "day"


def test_nothing_happens_to_a_closed_one_and_nobody_joins_or_acts_for_it(season, members, standing):
    administrator = factories.someone(factories.organisation(), "administrator")
    make(members[1], given("dissolve"), standing)

    with pytest.raises(ValidationError):
        make(members[1], given(targets=[members[2]]), standing)
    with pytest.raises(ValidationError):
        make(members[2], given(targets=[members[1]]), standing)
    with pytest.raises(ValidationError):
        memberships.join(season, members[1], on=MAY, by=standing, at=NOON)
    with pytest.raises(ValidationError):
        mandates.give(
            factories.UserFactory(),
            members[1],
            role="officer",
            title="Chuyên viên",
            starts=MAY,
            by=administrator,
            at=NOON,
        )


def test_the_standing_agency_does_not_end_without_another(agency, members, season, standing):
    assert field_of(agency, given(targets=[members[2]]), standing) == "day"

    factories.someone(members[2], "standing")
    make(agency, given(targets=[members[2]]), standing)


def test_the_form_sent_twice_does_it_once(season, members, standing):
    first = make(members[1], given(targets=[members[2]]), standing)

    assert make(members[1], given(targets=[members[2]]), standing) == first


def test_what_has_moved_since_the_preview_is_shown_again(season, members, standing):
    wished = given(targets=[members[2]])
    seen = organisation_events.foresee(members[1], wished, by=standing, at=NOON).digest
    factories.someone(members[1], "officer")

    with pytest.raises(Moved):
        make(members[1], wished, standing, seen=seen)

    assert not OrganisationEvent.objects.exists()


@pytest.mark.parametrize("who", [0, 1])
@pytest.mark.parametrize("kind", ["merge", "dissolve"])
def test_undone_all_is_as_before_and_made_again_as_after(
    season, members, standing, deputy_head, leader_head, promise, kind, who
):
    factories.organisation(parent=members[who])
    before = state(season)
    event = make(members[who], given(kind, [members[2]] if kind == "merge" else []), standing)
    after = state(season)

    organisation_events.undo(event, by=standing, at=NOON + timedelta(hours=1))
    organisation_events.undo(event, by=standing, at=NOON + timedelta(hours=1))
    undone = state(season)
    organisation_events.redo(event, by=standing, at=NOON + timedelta(hours=2))
    organisation_events.redo(event, by=standing, at=NOON + timedelta(hours=2))

    assert before != after
    assert undone == before
    assert [row for row in state(season) if row in before] == [row for row in after if row in before]
    members[who].refresh_from_db()
    assert members[who].last_day == EVE
    assert list(members[who].changes.values_list("step", flat=True)) == [
        f"event_{kind}",
        "undo_event",
        "redo_event",
    ]


def test_after_a_day_it_stays(season, members, standing):
    event = make(members[1], given("dissolve"), standing)

    with pytest.raises(Refused):
        organisation_events.undo(event, by=standing, at=NOON + timedelta(days=1, seconds=1))


def test_what_others_went_on_from_is_not_undone(season, members, standing, promise, leader_head):
    event = make(members[1], given(targets=[members[2]]), standing)
    pledges.agree(promise.pledge, by=leader_head, at=NOON, reason="Đã bàn.")

    with pytest.raises(Refused):
        organisation_events.undo(event, by=standing, at=NOON)


def test_a_later_change_rests_on_it(season, members, standing):
    first = make(members[1], given(targets=[members[2]]), standing)
    make(
        members[2],
        given("rename", name="Hội Chung", decision=""),
        standing,
        at=NOON + timedelta(minutes=1),
        confirmed=True,
    )

    with pytest.raises(Refused):
        organisation_events.undo(first, by=standing, at=NOON + timedelta(minutes=2))


@pytest.mark.parametrize("who", ["officer", "leader_head", "council", "auditor", "administrator"])
def test_others_change_no_organisation(request, season, members, standing, who):
    by = request.getfixturevalue(who)
    event = make(members[1], given("dissolve"), standing)

    with pytest.raises(Refused):
        make(members[2], given("dissolve"), by)
    with pytest.raises(Refused):
        organisation_events.undo(event, by=by, at=NOON)


def test_a_closed_year_stays_as_it_was(season, members, standing):
    type(season).objects.update(stage="closed")

    make(members[1], given("dissolve"), standing)

    assert season.memberships.get(organisation=members[1]).left_on is None
