"""Lines, comments, registrations and versions of a pledge."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from blocs.models import PledgeItem
from blocs.models.pledge import LONGEST_TEXT
from blocs.rules import pledging
from blocs.services import papers, pledges
from blocs.services.pledges.registrations import Wish
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import steps, versions

pytestmark = pytest.mark.usefixtures("english")
NOON = factories.NOON


@pytest.fixture
def other_officer(members):
    """A colleague in the leader's own house."""
    return factories.someone(members[0], "officer")


def texts(pledge, section="content"):
    return list(pledge.items.live().filter(section=section).values_list("text", flat=True))


def test_a_new_line_comes_last_and_makes_a_version(draft, leader_officer):
    item = pledges.lines.add_item(draft, section="measures", text="Sơ kết 6 tháng.", by=leader_officer)

    assert item.order > draft.items.order_by("order").first().order
    assert item.changed_in == draft.revision == draft.versions.last().number
    assert versions(draft)[-1] == "add"


def test_a_line_sent_twice_is_one_line(draft, leader_officer):
    before = draft.revision
    made = [
        pledges.lines.add_target(draft, text="Cây", unit="cây", value=Decimal(9), by=leader_officer).pk
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert draft.revision == before + 1


@pytest.mark.parametrize("seat", ["officer", "head", "deputy_head", "council", "auditor", "outsider"])
def test_others_do_not_write(request, draft, seat):
    with pytest.raises(Refused):
        pledges.lines.add_item(draft, section="content", text="Thêm", by=request.getfixturevalue(seat))

    assert draft.items.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"section": "khac", "text": "Một"},
        {"section": "content", "text": ""},
        {"section": "content", "text": "a" * (LONGEST_TEXT + 1)},
    ],
)
def test_a_line_that_cannot_be_is_not_kept(draft, leader_officer, fields):
    before = draft.revision
    with pytest.raises(ValidationError):
        pledges.lines.add_item(draft, by=leader_officer, **fields)

    draft.refresh_from_db()
    assert (draft.items.count(), draft.revision) == (2, before)


def test_a_pledge_has_room_for_two_hundred_lines(draft, leader_officer):
    PledgeItem.objects.bulk_create(PledgeItem(pledge=draft, text=f"Dòng {n}") for n in range(198))

    with pytest.raises(Refused, match="200"):
        pledges.lines.add_item(draft, section="content", text="Dòng nữa", by=leader_officer)


def test_a_changed_line_remembers_when(draft, leader_officer):
    item = draft.items.first()

    pledges.lines.edit(item, seen=item.changed_in, text="Đã sửa", by=leader_officer)

    item.refresh_from_db()
    assert (item.text, item.changed_in) == ("Đã sửa", draft.versions.last().number)


def test_saving_the_same_words_changes_nothing(draft, leader_officer):
    item = draft.items.first()

    pledges.lines.edit(item, seen=0, text=item.text, by=leader_officer)

    assert versions(draft)[-1] == "add"


def test_who_saves_second_is_told_by_whom_and_nothing_is_overwritten(draft, leader_officer, other_officer):
    item = draft.items.first()
    seen = item.changed_in
    pledges.lines.edit(item, seen=seen, text="Của người thứ nhất", by=other_officer)

    with pytest.raises(pledges.Stale) as refusal:
        pledges.lines.edit(draft.items.first(), seen=seen, text="Của người thứ hai", by=leader_officer)

    item.refresh_from_db()
    assert refusal.value.by == other_officer
    assert (refusal.value.now, item.text) == (item, "Của người thứ nhất")


def test_a_line_taken_out_meanwhile_comes_back_only_knowingly(draft, leader_officer, other_officer):
    item = draft.items.first()
    seen = item.changed_in
    pledges.lines.remove(item, by=other_officer)

    with pytest.raises(pledges.Stale):
        pledges.lines.edit(draft.items.first(), seen=seen, text="Sửa", by=leader_officer)
    item.refresh_from_db()
    pledges.lines.edit(item, seen=item.changed_in, text="Sửa", by=leader_officer)

    assert texts(draft) == ["Sửa", "Xây dựng tổ chức vững mạnh."]


def test_a_line_is_taken_out_once_and_put_back_with_its_comments(pledge, leader_officer, officer):
    item = pledge.items.first()
    pledges.comments.add(pledge, item=item, text="Giữ lại.", by=officer)

    for _ in range(2):
        pledges.lines.remove(item, by=leader_officer)
    assert texts(pledge) == ["Xây dựng tổ chức vững mạnh."]
    for _ in range(2):
        pledges.lines.put_back(item, by=leader_officer)

    assert texts(pledge)[0] == item.text
    assert item.comments.count() == 1
    assert versions(pledge)[-2:] == ["remove", "put_back"]


def test_lines_move_among_their_neighbours_and_not_past_the_ends(draft, leader_officer):
    first, second = texts(draft)
    item = draft.items.first()

    pledges.lines.move(item, places=-1, by=leader_officer)
    assert texts(draft) == [first, second]
    pledges.lines.move(item, places=1, by=leader_officer)
    assert texts(draft) == [second, first]
    pledges.lines.move(item, places=1, by=leader_officer)
    assert texts(draft) == [second, first]
    assert versions(draft).count("move") == 1


def test_an_order_ignores_strangers_and_keeps_what_it_does_not_name(draft, leader_officer):
    first, second = draft.items.order_by("pk")
    third = pledges.lines.add_item(draft, section="content", text="Ba", by=leader_officer)

    pledges.lines.arrange(draft, "content", [9999, second.pk, first.pk], by=leader_officer)

    assert texts(draft) == [second.text, first.text, third.text]


def test_the_opening_is_changed_by_who_saw_it(draft, leader_officer, other_officer):
    seen = pledging.fingerprint("")
    pledges.lines.edit_opening(draft, opening="Của người thứ nhất", seen=seen, by=other_officer)

    with pytest.raises(pledges.Stale) as refusal:
        pledges.lines.edit_opening(draft, opening="Của người thứ hai", seen=seen, by=leader_officer)

    draft.refresh_from_db()
    assert (draft.opening, refusal.value.by) == ("Của người thứ nhất", other_officer)
    assert versions(draft)[-1] == "opening"


# Comments


def test_a_comment_speaks_for_its_organisation_and_is_sent_once(pledge, officer, members):
    item = pledge.items.first()

    made = [pledges.comments.add(pledge, item=item, text="Nên nêu số.", by=officer) for _ in range(2)]

    assert made[0] == made[1]
    assert (made[0].organisation, made[0].item) == (members[2], item)


@pytest.mark.parametrize("seat", ["standing", "council", "auditor", "outsider"])
def test_only_members_comment(request, pledge, seat):
    with pytest.raises(Refused):
        pledges.comments.add(pledge, text="Ý kiến", by=request.getfixturevalue(seat))


def test_a_draft_takes_no_comments(draft, officer):
    with pytest.raises(Refused, match="not open for comments"):
        pledges.comments.add(draft, text="Ý kiến", by=officer)


def test_an_answer_settles_a_comment_once(pledge, leader_officer, other_officer, officer):
    comment = pledges.comments.add(pledge, text="Ý kiến", by=officer)

    with pytest.raises(Refused):
        pledges.comments.settle(comment, answer="Tiếp thu.", by=officer)
    with pytest.raises(Refused, match="Say what was done"):
        pledges.comments.settle(comment, answer=" ", by=leader_officer)
    for _ in range(2):
        pledges.comments.settle(comment, answer="Tiếp thu.", by=leader_officer, at=NOON)
    with pytest.raises(Refused, match="“Tiếp thu"):
        pledges.comments.settle(comment, answer="Không tiếp thu.", by=other_officer)

    comment.refresh_from_db()
    assert (comment.answer, comment.settled_by, comment.settled_at) == ("Tiếp thu.", leader_officer, NOON)


# Registrations


def register(pledge, member, by, *, titles="Cờ thi đua", seen=0, wishes=()):
    return pledges.registrations.register(
        pledge, member, titles=titles, wishes=list(wishes), seen=seen, by=by, at=NOON
    )


def test_a_member_registers_for_itself(pledge, members, officer):
    wishes = [Wish("Nhà", "nhà", Decimal(3)), Wish("Hội viên")]

    made = register(pledge, members[2], officer, wishes=wishes)

    assert [(row.text, row.unit, row.value) for row in made.targets.all()] == [
        ("Nhà", "nhà", Decimal(3)),
        ("Hội viên", "", None),
    ]
    assert (made.updated_by, steps(pledge)[-1]) == (officer, "register")


def test_nobody_registers_for_another(pledge, members, officer, standing):
    for by, member in ((officer, members[1]), (standing, members[1])):
        with pytest.raises(Refused):
            register(pledge, member, by)

    assert not pledge.registrations.exists()


def test_a_registration_sent_twice_is_one(pledge, members, officer):
    for _ in range(2):
        made = register(pledge, members[2], officer, wishes=[Wish("Nhà")])

    assert (made.revision, steps(pledge).count("register")) == (1, 1)


def test_two_colleagues_do_not_overwrite_one_another(pledge, members, officer, head):
    register(pledge, members[2], officer, titles="Cờ")
    register(pledge, members[2], head, titles="Bằng khen", seen=1)

    with pytest.raises(pledges.Stale) as refusal:
        register(pledge, members[2], officer, titles="Giấy khen", seen=1)

    assert refusal.value.by == head
    assert pledge.registrations.get().titles == "Bằng khen"


@pytest.mark.parametrize("wish", [Wish("a" * 501), Wish("Nhà", "u" * 41), Wish("")])
def test_a_registration_that_cannot_be_changes_nothing(pledge, members, officer, wish):
    register(pledge, members[2], officer, wishes=[Wish("Nhà")])

    with pytest.raises(ValidationError):
        register(pledge, members[2], officer, wishes=[wish], seen=1)

    kept = pledge.registrations.get()
    assert (kept.revision, [row.text for row in kept.targets.all()]) == (1, ["Nhà"])


def test_registrations_are_closed_once_the_paper_is_issued(settled, season, members, officer, leader_head):
    register(settled, members[2], officer)
    papers.issue("pledge", season, by=leader_head, at=NOON)

    with pytest.raises(Refused, match="issued as a paper"):
        register(settled, members[2], officer, titles="Khác", seen=1)


# Versions


def test_going_back_can_itself_be_undone(draft, leader_officer):
    early = draft.versions.last()
    pledges.lines.edit(draft.items.first(), seen=2, text="Đã sửa", by=leader_officer)
    pledges.lines.remove(draft.targets.get(), by=leader_officer)
    pledges.lines.add_item(draft, section="other", text="Mới", by=leader_officer)
    late = draft.versions.last()

    pledges.versions.restore(early, by=leader_officer)
    assert draft.versions.last().content_hash == early.content_hash
    pledges.versions.restore(late, by=leader_officer)

    assert draft.versions.last().content_hash == late.content_hash
    assert texts(draft, "other") == ["Mới"]


def test_going_back_to_what_already_stands_is_no_change(draft, leader_officer):
    before = draft.revision

    pledges.versions.restore(draft.versions.last(), by=leader_officer)

    draft.refresh_from_db()
    assert draft.revision == before


def test_others_do_not_go_back(draft, officer):
    with pytest.raises(Refused):
        pledges.versions.restore(draft.versions.first(), by=officer)
