"""The steps of a pledge: outcome, event, refusal; and that the same button pressed twice is one step."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from blocs.models import Pledge, PledgeItem, PledgeTarget, UsualLine
from blocs.rules import pledging
from blocs.services import papers, pledges
from documents.models import Paper
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import steps, versions

pytestmark = pytest.mark.usefixtures("english")
NOON = factories.NOON
Status = Pledge.Status


def test_an_empty_pledge_is_begun(season, leader_officer):
    pledge = pledges.start(season, by=leader_officer, at=NOON)

    assert (pledge.status, pledge.revision) == (Status.DRAFT, 1)
    assert (versions(pledge), steps(pledge)) == (["start"], ["start"])


def test_a_season_has_one_pledge(season, leader_officer, draft):
    with pytest.raises(Refused, match="already"):
        pledges.start(season, by=leader_officer)

    assert Pledge.objects.count() == 1


@pytest.mark.parametrize("seat", ["officer", "head", "deputy_head", "council", "auditor", "outsider"])
def test_only_the_leader_and_the_standing_agency_begin(request, season, seat):
    with pytest.raises(Refused):
        pledges.start(season, by=request.getfixturevalue(seat))

    assert not Pledge.objects.exists()


def test_last_years_text_is_taken_over_without_its_comments(season, bloc, members, leader_officer):
    before = factories.season(bloc, members, year=factories.YEAR - 1)
    like = before.pledges.create(opening="Căn cứ Luật;")
    gone = factories.organisation()
    PledgeItem.objects.create(pledge=like, section="measures", text="Sơ kết.", order=3)
    PledgeItem.objects.create(pledge=like, text="Đã bỏ.", removed_in=2)
    PledgeTarget.objects.create(
        pledge=like, text="Nhà", value=Decimal(5), owner=members[1], data_source="Báo cáo"
    )
    PledgeTarget.objects.create(pledge=like, text="Của đơn vị đã thôi", owner=gone, order=1)

    pledge = pledges.start(season, by=leader_officer, like=like)

    assert pledge.opening == "Căn cứ Luật;"
    assert list(pledge.items.values_list("section", "text")) == [("measures", "Sơ kết.")]
    assert list(pledge.targets.values_list("text", "owner", "data_source")) == [
        ("Nhà", members[1].pk, "Báo cáo"),
        ("Của đơn vị đã thôi", None, ""),
    ]


def test_usual_lines_are_copied_in_their_order(season, leader_officer):
    lines = UsualLine.objects.filter(section="measures", kind="item") | UsualLine.objects.filter(
        kind="target"
    )

    pledge = pledges.start(season, by=leader_officer, usual=lines)
    UsualLine.objects.all().delete()

    assert pledge.items.count() == 4
    assert pledge.targets.count() == 8
    assert pledge.targets.get(unit="điển hình").promise == "≥ 1"


def test_the_draft_is_opened_with_a_day(draft, leader_officer):
    until = date(factories.YEAR, 3, 15)

    pledges.open_for_comments(draft, by=leader_officer, until=until, at=NOON)

    event = draft.events.last()
    assert (draft.status, draft.comments_until) == (Status.COMMENT, until)
    assert (event.step, event.came_from, event.went_to) == ("open_for_comments", "draft", "comment")
    assert event.actor == leader_officer


def test_nothing_to_read_is_not_opened(season, leader_officer):
    pledge = pledges.start(season, by=leader_officer)

    with pytest.raises(Refused, match="at least one item"):
        pledges.open_for_comments(pledge, by=leader_officer)


def test_the_time_for_comments_is_changed_while_they_are_open(pledge, leader_officer, officer):
    until = date(factories.YEAR, 4, 1)

    pledges.ask_comments_until(pledge, until=until, by=leader_officer)
    pledges.ask_comments_until(pledge, until=until, by=leader_officer)

    pledge.refresh_from_db()
    assert pledge.comments_until == until
    assert [(event.step, event.note) for event in pledge.events.filter(step="comments_until")] == [
        ("comments_until", f"01/04/{factories.YEAR}")
    ]
    with pytest.raises(Refused):
        pledges.ask_comments_until(pledge, until=until + timedelta(1), by=officer)


def test_the_time_for_comments_is_not_changed_in_a_draft(draft, leader_officer):
    with pytest.raises(Refused, match="not open for comments"):
        pledges.ask_comments_until(draft, until=None, by=leader_officer)


def test_back_to_draft_and_the_comments_stay(pledge, leader_officer, officer):
    pledges.comments.add(pledge, text="Nhất trí.", by=officer)

    pledges.back_to_draft(pledge, by=leader_officer)

    assert pledge.status == Status.DRAFT
    assert pledge.comments.count() == 1


def test_agreeing_freezes_the_text_with_its_hash(pledge, leader_head):
    pledges.agree(pledge, by=leader_head, at=NOON)

    assert (pledge.status, pledge.agreed_at) == (Status.AGREED, NOON)
    assert pledge.agreed_hash == pledging.content_hash(pledge.versions.last().content)
    assert len(pledge.agreed_hash) == 64


@pytest.mark.parametrize("seat", ["officer", "head", "leader_officer", "deputy_head", "standing", "outsider"])
def test_only_the_leaders_head_agrees(request, pledge, seat):
    with pytest.raises(Refused):
        pledges.agree(pledge, by=request.getfixturevalue(seat))

    pledge.refresh_from_db()
    assert (pledge.status, pledge.agreed_hash) == (Status.COMMENT, "")


def test_unanswered_comments_need_a_reason_that_is_kept(pledge, leader_head, officer):
    pledges.comments.add(pledge, text="Đề nghị sửa.", by=officer)

    with pytest.raises(Refused, match="1 comment has no answer"):
        pledges.agree(pledge, by=leader_head)
    pledges.agree(pledge, by=leader_head, reason="Đã thống nhất tại hội nghị.")

    assert pledge.events.last().note == "Đã thống nhất tại hội nghị."


@pytest.mark.parametrize(
    "change",
    [
        lambda pledge, by: pledges.lines.add_item(pledge, section="content", text="Thêm", by=by),
        lambda pledge, by: pledges.lines.add_target(pledge, text="Thêm", by=by),
        lambda pledge, by: pledges.lines.edit(pledge.items.first(), seen=2, text="Sửa", by=by),
        lambda pledge, by: pledges.lines.remove(pledge.items.first(), by=by),
        lambda pledge, by: pledges.lines.put_back(pledge.items.first(), by=by),
        lambda pledge, by: pledges.lines.move(pledge.items.first(), places=1, by=by),
        lambda pledge, by: pledges.lines.arrange(pledge, "content", [], by=by),
        lambda pledge, by: pledges.lines.edit_opening(pledge, opening="Khác", seen="", by=by),
        lambda pledge, by: pledges.versions.restore(pledge.versions.first(), by=by),
        lambda pledge, by: pledges.comments.add(pledge, text="Ý kiến", by=by),
        lambda pledge, by: pledges.open_for_comments(pledge, by=by),
        lambda pledge, by: pledges.back_to_draft(pledge, by=by),
    ],
)
def test_a_frozen_text_takes_no_change(settled, leader_officer, change):
    with pytest.raises(Refused):
        change(settled, leader_officer)

    assert settled.agreed_hash == pledging.content_hash(settled.versions.last().content)


def test_reopening_says_why_and_voids_the_paper(settled, season, leader_head):
    paper = papers.issue("pledge", season, by=leader_head, at=NOON)
    settled.refresh_from_db()

    pledges.reopen(settled, reason="Sai số liệu chỉ tiêu.", by=leader_head)

    paper.refresh_from_db()
    settled.refresh_from_db()
    assert (settled.status, settled.agreed_hash, settled.paper) == (Status.COMMENT, "", None)
    assert (paper.state, paper.void_reason) == (Paper.State.VOID, "Sai số liệu chỉ tiêu.")
    assert settled.events.last().note == "Sai số liệu chỉ tiêu."


def test_reopening_without_a_reason_is_refused(settled, leader_head):
    with pytest.raises(Refused, match="Say why"):
        pledges.reopen(settled, reason=" ", by=leader_head)

    settled.refresh_from_db()
    assert settled.status == Status.AGREED


@pytest.mark.parametrize(
    ("step", "fixture", "by"),
    [
        (lambda pledge, by: pledges.open_for_comments(pledge, by=by), "draft", "leader_officer"),
        (lambda pledge, by: pledges.back_to_draft(pledge, by=by), "pledge", "leader_officer"),
        (lambda pledge, by: pledges.agree(pledge, by=by), "pledge", "leader_head"),
        (lambda pledge, by: pledges.reopen(pledge, reason="Sửa", by=by), "settled", "leader_head"),
    ],
)
def test_a_button_pressed_twice_is_one_step(db, request, step, fixture, by):
    pledge, person = request.getfixturevalue(fixture), request.getfixturevalue(by)
    before = pledge.events.count()

    step(pledge, person)
    step(pledge, person)

    assert pledge.events.count() == before + 1


def test_a_bloc_of_one_cannot_agree(bloc):
    (only,) = [factories.organisation("Hội Một", code="mot")]
    season = factories.season(bloc, [only])
    officer, head = factories.someone(only, "officer"), factories.someone(only, "head")
    pledge = pledges.start(season, by=officer, at=NOON)
    pledges.lines.add_item(pledge, section="content", text="Đoàn kết", by=officer, at=NOON)
    pledges.open_for_comments(pledge, by=officer, at=NOON)

    with pytest.raises(Refused, match="at least two members"):
        pledges.agree(pledge, by=head, at=NOON)


def test_witnesses_are_named_until_the_paper_is_issued(settled, season, leader_officer, leader_head):
    fields = {"organisation": "Sở Nội vụ", "title": "Giám đốc", "name": "Đỗ Văn Bình"}
    witness = pledges.witnesses.add(settled, by=leader_officer, **fields)
    again = pledges.witnesses.add(settled, by=leader_officer, **fields)
    papers.issue("pledge", season, by=leader_head, at=NOON)

    assert witness == again
    assert steps(settled).count("add_witness") == 1
    with pytest.raises(Refused, match="issued as a paper"):
        pledges.witnesses.remove(witness, by=leader_officer)
    with pytest.raises(Refused, match="issued as a paper"):
        pledges.witnesses.add(settled, by=leader_officer, **fields | {"title": "Phó Giám đốc"})


def test_a_witness_taken_off_twice_is_off_once(pledge, leader_officer, officer):
    witness = pledges.witnesses.add(pledge, organisation="Sở Nội vụ", title="Giám đốc", by=leader_officer)

    with pytest.raises(Refused):
        pledges.witnesses.remove(witness, by=officer)
    pledges.witnesses.remove(witness, by=leader_officer)
    pledges.witnesses.remove(witness, by=leader_officer)

    assert not pledge.witnesses.exists()
    assert steps(pledge).count("remove_witness") == 1
