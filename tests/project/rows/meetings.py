"""Rows of the bloc's meetings: the leader keeps them, the others of the bloc look on."""

from tests.project.addresses import LEADERS, Row, season_button, season_form, season_page

PLAN = {
    "title": "Họp sơ kết",
    "held_on": "03/03/2026",
    "held_from": "08:30",
    "place": "Hội trường",
}


def _plan(world):
    return PLAN | {"chair": world.cast["leader_head"].pk, "secretary": world.cast["leader_officer"].pk}


MEETINGS: dict[str, list[Row]] = {
    "awards:meeting-list": [season_page()],
    "awards:meeting-new": [season_form(LEADERS, sends=_plan)],
    "awards:meeting-detail": [season_page("meeting.pk")],
    "awards:meeting-screen": [season_page("meeting.pk")],
    "awards:meeting-edit": [season_form(LEADERS, "meeting.pk", sends=_plan)],
    "awards:meeting-agenda": [
        season_form(LEADERS, "meeting.pk", sends=lambda world: {"title-new2": "Thảo luận", "order-new2": 2})
    ],
    "awards:meeting-take-up": [season_button(LEADERS, "open_meeting.pk", "agenda_item.pk")],
    "awards:meeting-roll": [
        season_form(
            LEADERS,
            "meeting.pk",
            sends=lambda world: {f"who-{row.pk}": "absent" for row in world.meeting.attendances.all()},
        )
    ],
    "awards:meeting-begin": [season_button(LEADERS, "meeting.pk")],
    "awards:meeting-notes": [
        season_form(LEADERS, "meeting.pk", sends=lambda world: {"whole": "Thống nhất."})
    ],
    "awards:meeting-end": [season_button(LEADERS, "open_meeting.pk")],
    "awards:meeting-resume": [season_button(LEADERS, "closed_meeting.pk")],
    "awards:meeting-minutes-issue": [season_button(LEADERS, "closed_meeting.pk")],
    "awards:meeting-minutes-sign": [season_button(LEADERS, "closed_meeting.pk")],
    "awards:meeting-minutes-pdf": [season_page("meeting.pk")],
    "awards:meeting-minutes-docx": [season_page("meeting.pk")],
}
