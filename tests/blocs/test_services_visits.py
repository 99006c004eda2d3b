"""A visit from its plan to the minutes that both sides have signed."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs.models import Visit
from blocs.rules.report_fields import token
from blocs.selectors import visit_checklist
from blocs.selectors import visits as reading
from blocs.services import paper_signing, visit_findings, visit_minutes, visits
from blocs.services.report_fields import Typed
from blocs.services.visits import Planned
from documents.models import Paper
from documents.services import papers as archive
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.parallel import at_once, refusals
from tests.blocs.visiting import DAY, closed, criterion, line, write
from tests.documents.signing_cast import PIN, enrol
from tests.factories import YEAR

NOON = factories.NOON


def test_a_plan_names_every_fault_at_its_row_and_keeps_nothing(reviewing, members, leader_officer):
    outside = factories.organisation(code="ngoai")
    wrong = [
        Planned(members[0], outside, DAY),
        Planned(members[1], members[1], DAY),
        Planned(members[2], members[0], date(YEAR + 3, 1, 1)),
    ]

    with pytest.raises(ValidationError) as error:
        visits.plan(reviewing, wrong, by=leader_officer, at=NOON)

    assert sorted(error.value.error_dict) == sorted(
        [f"visiting-{members[0].pk}", f"visiting-{members[1].pk}", f"day-{members[2].pk}"]
    )
    assert not reviewing.visits.exists()


def test_a_plan_sent_twice_is_one_and_another_team_is_told_at_its_row(
    reviewing, visit, members, leader_officer, head
):
    same = [Planned(members[2], members[1], DAY)]
    assert visits.plan(reviewing, same, by=leader_officer, at=NOON) == []
    with pytest.raises(ValidationError) as error:
        visits.plan(reviewing, [Planned(members[2], members[0], DAY)], by=leader_officer, at=NOON)
    assert list(error.value.error_dict) == [f"visiting-{members[2].pk}"]
    with pytest.raises(Refused):
        visits.plan(reviewing, same, by=head, at=NOON)
    assert reviewing.visits.count() == 1


def test_a_visit_called_off_stays_and_makes_room_for_another(reviewing, visit, members, leader_officer):
    with pytest.raises(ValidationError):
        visits.call_off(visit, reason=" ", by=leader_officer, at=NOON)
    visits.call_off(visit, reason="Bão số 3.", by=leader_officer, at=NOON)

    again = visits.plan(reviewing, [Planned(members[2], members[0], DAY)], by=leader_officer, at=NOON)

    assert [row.status for row in reviewing.visits.order_by("pk")] == ["called_off", "planned"]
    assert again[0].visiting == members[0]
    assert reviewing.events.filter(step="visit_call_off").get().note == "Bão số 3."


def test_the_plan_that_somebody_changed_meanwhile_is_not_overwritten(visit, leader_officer, leader_head):
    seen = visit.version
    visits.edit(visit, place="Hội trường A", seen=seen, by=leader_officer, at=NOON)

    with pytest.raises(Refused):
        visits.edit(visit, place="Hội trường B", seen=seen, by=leader_head, at=NOON)

    assert Visit.objects.get().place == "Hội trường A"


def test_the_database_keeps_a_member_from_being_visited_twice_or_by_itself(visit, members):
    for visiting, visited in ((members[0], members[2]), (members[0], members[0])):
        with pytest.raises(IntegrityError), transaction.atomic():
            visit.season.visits.create(visiting=visiting, visited=visited, held_on=DAY)


def test_the_checklist_stands_beside_the_members_own_figures_once_they_are_handed_in(visit, visited_report):
    lines = {one.text: one for one in visit_checklist.of(visit).lines()}

    assert [one.kind for one in lines.values()] == ["target", "item", "item", *["criterion"] * 5]
    assert (lines["Nhà đại đoàn kết"].most, lines["Nhà đại đoàn kết"].own) == ("≥ 50 nhà", "47")
    assert (lines["Chỉ tiêu"].most, lines["Chỉ tiêu"].own) == ("10", "8")
    visited_report.status = "draft"
    visited_report.save()
    assert {one.own for one in visit_checklist.of(visit).lines()} == {""}


def test_a_finding_is_kept_and_what_does_not_fit_is_told_at_its_field(visit, visitor, visited_report):
    key = criterion("Chỉ tiêu").pk
    saved = write(visit, visitor, finding="differs", base=D("6.5"), why="Thiếu 03 nhà.")
    wrong = write(visit, visitor, base=D("10.5"))
    odd = visit_findings.save(visit, {"criterion-999999-base": Typed(D(1), token(None))}, by=visitor, at=NOON)

    assert len(saved.tokens) == 3
    assert list(wrong.errors) == [f"criterion-{key}-base"]
    assert list(odd.errors) == ["criterion-999999-base"]
    values = line(visit, "Chỉ tiêu").values
    assert (values["finding"], values["base"], values["why"]) == ("differs", D("6.5"), "Thiếu 03 nhà.")
    assert visited_report.scores.get().base == D(8)


def test_what_a_colleague_found_meanwhile_stands_beside(visit, visitor, leader_officer):
    write(visit, leader_officer, why="Thiếu 03 nhà.")
    name = f"criterion-{criterion('Chỉ tiêu').pk}-why"

    saved = visit_findings.save(visit, {name: Typed("Đủ.", token(""))}, by=visitor, at=NOON)

    assert (saved.conflicts[name].value, saved.conflicts[name].by) == ("Thiếu 03 nhà.", leader_officer)


def test_strangers_and_the_visited_member_write_nothing(visit, head, council, standing):
    for nobody in (head, council):
        with pytest.raises(Refused):
            write(visit, nobody, finding="agrees")
    assert not visit.findings.exists()


def test_it_is_closed_once_every_line_is_found_and_explained(visit, visitor, visited_report):
    with pytest.raises(Refused) as refused:
        visits.close(visit, by=visitor, at=NOON)
    assert len(refused.value.reasons) == 1
    write(visit, visitor, finding="missing")
    assert visits.agree_with_the_rest(visit, by=visitor, at=NOON) == 7
    with pytest.raises(Refused):
        visits.close(visit, by=visitor, at=NOON)
    write(visit, visitor, why="Không có biên bản bàn giao.")

    visits.close(visit, by=visitor, at=NOON)

    assert Visit.objects.get().status == "closed"
    with pytest.raises(Refused):
        write(visit, visitor, finding="agrees")


def test_what_was_closed_stays_though_the_report_changes(visit, visitor, visited_report):
    closed(visit, visitor)
    visited_report.scores.update(base=10)

    kept = line(Visit.objects.get(), "Chỉ tiêu")

    assert (kept.own, kept.proposed, kept.values["base"]) == ("8", "6,5", D("6.5"))


def test_both_heads_sign_the_minutes_and_nothing_changes_any_more(
    visit, visitor, visited_report, head, deputy_head, django_capture_on_commit_callbacks
):
    closed(visit, visitor)
    for each in (head, deputy_head):
        enrol(each)
    paper = visit_minutes.issue(visit, by=visitor)

    assert visit_minutes.issue(visit, by=visitor) == paper
    assert paper.state == Paper.State.SIGNING
    assert [signer.user for signer in paper.signing.signers.order_by("slot")] == [head, deputy_head]
    with pytest.raises(Refused):
        visits.reopen(visit, by=visitor, at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        for signer in paper.signing.signers.order_by("pk"):
            paper_signing.sign(signer, by=signer.user, pin=PIN, seen=paper.content_hash)
    paper.refresh_from_db()
    assert paper.state == Paper.State.ISSUED
    with paper.file.open("rb") as file:
        assert archive.digest(file.read()) == paper.content_hash


def test_minutes_whose_signing_is_stopped_can_be_written_anew(
    visit, visitor, visited_report, head, deputy_head
):
    closed(visit, visitor)
    paper = visit_minutes.issue(visit, by=visitor)
    with pytest.raises(Refused):
        visit_minutes.stop_signing(visit, reason="Sai họ tên.", by=head)
    visit_minutes.stop_signing(visit, reason="Sai họ tên.", by=visitor)
    visits.reopen(visit, by=visitor, at=NOON)
    write(visit, visitor, base=D(7))
    visits.close(visit, by=visitor, at=NOON)

    again = visit_minutes.issue(visit, online=False, by=visitor)

    paper.refresh_from_db()
    assert (paper.state, again.state) == (Paper.State.VOID, Paper.State.ISSUED)
    assert again.number == paper.number + 1


def test_nobody_holds_the_mandate_is_told_and_the_minutes_can_be_signed_by_hand(
    visit, visitor, visited_report
):
    closed(visit, visitor)
    with pytest.raises(Refused):
        visit_minutes.issue(visit, by=visitor)
    assert not Paper.objects.filter(kind="visit-minutes").exists()

    assert visit_minutes.issue(visit, online=False, by=visitor).state == Paper.State.ISSUED


def test_the_hint_at_the_desk_waits_for_the_end_and_leaves_points_alone(visit, visitor, visited_report):
    write(visit, visitor, finding="differs", base=D("6.5"), why="Thiếu 03 nhà so với giao ước.")
    key = criterion("Chỉ tiêu").pk
    assert reading.hint(visit.season, visit.visited_id, key, None) is None
    closed(visit, visitor)

    hint = reading.hint(visit.season, visit.visited_id, key, None)

    assert hint.proposed.total == D("6.5")
    assert hint.reason == f"Kiểm tra chéo ngày 05/11/{YEAR}: Thiếu 03 nhà so với giao ước."
    assert list(visited_report.scores.values_list("level", "base")) == [("own", D(8))]


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_get_one_number(visit, visitor, visited_report, leader_officer):
    closed(visit, visitor)

    outcomes = at_once(
        *(
            lambda by=by: visit_minutes.issue(Visit.objects.get(pk=visit.pk), online=False, by=by)
            for by in (visitor, leader_officer)
        )
    )

    assert len(refusals(outcomes)) == 1
    assert Paper.objects.filter(kind="visit-minutes").count() == 1
