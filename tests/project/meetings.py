"""The meetings of the world, one in each state; made when a row names them."""

from datetime import date, time
from functools import cached_property
from typing import Any

from awards.models import AgendaItem, Meeting
from awards.services import meeting_minutes, meetings
from awards.services.meetings import Coming, Point

PLAN = {
    "title": "Họp tổng kết năm",
    "held_on": date(2026, 3, 2),
    "held_from": time(8),
    "place": "Hội trường Tỉnh Đoàn",
}


class Meetings:
    cast: dict[str, Any]

    @cached_property
    def meeting(self) -> Meeting:
        """All are represented; it has not begun."""
        return self._prepared_meeting()

    @cached_property
    def open_meeting(self) -> Meeting:
        made = self._prepared_meeting()
        meetings.begin(made, by=self.cast["leader_head"])
        return made

    @property
    def agenda_item(self) -> AgendaItem:
        item: AgendaItem = self.open_meeting.items.order_by("order")[0]
        return item

    @cached_property
    def closed_meeting(self) -> Meeting:
        made = self._prepared_meeting()
        by = self.cast["leader_head"]
        meetings.begin(made, by=by)
        meeting_minutes.write(made, {}, conclusion="Nhất trí.", by=by)
        meetings.end(made, by=by)
        return made

    def _prepared_meeting(self) -> Meeting:
        world: Any = self
        chair, secretary = self.cast["leader_head"], self.cast["leader_officer"]
        made = meetings.prepare(
            world.season, chair=chair, secretary=secretary, agenda=[Point("Khai mạc")], by=chair, **PLAN
        )
        told = {row.pk: Coming("sent", note="Bà Trần Thị Mẫu, giấy số 5") for row in made.attendances.all()}
        meetings.attend(made, told, by=chair)
        return made
