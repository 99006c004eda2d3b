"""A world in which there is much of everything, for what a page costs with it."""

from typing import Any

from awards.models import Award
from awards.services import honours
from blocs.models import Membership, UsualLine
from blocs.rules.movement_results import Period
from blocs.services import (
    enrolments,
    exemplars,
    handovers,
    movement_documents,
    movement_results,
    movements,
    papers,
    pledges,
)
from blocs.services.pledges.registrations import Wish
from tests import factories
from tests.factories import NOON, YEAR


def grow(world: Any, numbers: range) -> None:
    """One more of each for every number."""
    for number in numbers:
        _grow_province(world, number)
        _grow_season(world, number)
    papers.issue("members", world.season, by=world.cast["leader_head"])


def _grow_province(world: Any, number: int) -> None:
    by = world.cast["standing"]
    organisations = [factories.organisation(code=f"them-{number}-{each}") for each in range(2)]
    factories.season(factories.bloc(f"Khối thi đua số {number}", code=f"khoi-{number}"), organisations)
    factories.season(world.bloc, world.members, year=YEAR - 2 - number)
    world.fail_task()
    factories.organisation(code=f"truc-thuoc-{number}", parent=world.member)
    factories.someone(organisations[0], "officer")
    factories.mandate(world.member, "officer", user=world.person, starts=world.season.first_day)
    world.member.aliases.create(text=f"Tên gọi {number}")
    world.cast["leader_head"].notices.create(
        name="movement_ask", subject=f"Mời tham gia {number}", url="/", written_at=NOON
    )
    UsualLine.objects.create(province=world.province, kind="item", section="content", text=f"Ý {number}.")
    given = {"years": [YEAR], "form": "thematic", "by": by}
    movements.launch(world.province, name=f"Phong trào {number}", level="province", **given)
    movements.launch(world.province, name=f"Phong trào của khối {number}", bloc=world.bloc, **given)
    person = honours.create(world.member, kind="person", name=f"Trần Văn {number}", by=by)
    for recipient in (person, world.recipient):
        honours.record(
            recipient,
            award=Award.objects.get(code="BK_TINH"),
            year=YEAR - 3,
            decision_number=f"{number}/QĐ-UBND",
            decided_on=world.season.first_day,
            by=by,
        )


def _grow_season(world: Any, number: int) -> None:
    member = factories.organisation(code=f"thanh-vien-{number}")
    handovers.write_item(world.past, kind="task", text=f"Việc {number}", by=world.cast["standing"])
    Membership.objects.create(
        season=world.season, organisation=member, order=number + 3, joined_on=world.season.first_day
    )
    enrolments.push(world.bloc_movement, [member], by=world.cast["standing"])
    leader = world.cast["leader_officer"]
    _grow_movement(world, member, number, by=leader)
    pledges.lines.add_item(world.pledge, section="measures", text=f"Biện pháp {number}.", by=leader)
    pledges.lines.add_target(world.pledge, text=f"Chỉ tiêu {number}.", owner=member, by=leader)
    pledges.witnesses.add(world.pledge, title=f"Phó Giám đốc {number}", organisation="Sở Nội vụ", by=leader)
    head = factories.someone(member, "head")
    if number % 2 == 0:
        given = {"values": {world.measure.pk: number}, "seen": 0, "by": head}
        enrolments.enrol(world.bloc_movement, member, target="Xây nhà", **given)
        movement_results.report(world.bloc_movement, member, Period(2020, 1), text="Đã xây.", **given)
    pledges.comments.add(world.pledge, text="Xin sửa.", item=world.item, by=head)
    pledges.comments.add(world.pledge, text="Nhất trí.", by=head)
    pledges.registrations.register(
        world.pledge,
        member,
        titles="Cờ thi đua",
        wishes=[Wish("Giúp hộ nghèo", "hộ", None)],
        seen=0,
        by=head,
    )


def _grow_movement(world: Any, member: Any, number: int, *, by: Any) -> None:
    """A published exemplar and a paper."""
    given = {"kind": "collective", "name": f"Tổ {number}", "year": YEAR, "story": "Xây nhà.", "by": by}
    exemplars.publish(exemplars.write(world.bloc_movement, member, **given), by=by)
    movement_documents.add(world.bloc_movement, "guidance", "hd.pdf", b"%%PDF-1.7 %d" % number, by=by)
