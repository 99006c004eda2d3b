"""Rows of blocs and seasons."""

from tests.factories import YEAR
from tests.project.addresses import (
    AGENCIES,
    EVERYBODY,
    MEMBERS,
    PLANNERS,
    WATCHERS,
    Row,
    anybody,
    season_button,
    season_form,
    season_page,
)

BLOC_FACTS = {"kind": "bloc", "scope": "province", "decision": "Quyết định số 1"}

BLOCS: dict[str, list[Row]] = {
    "blocs:bloc-list": [anybody()],
    "blocs:bloc-new": [
        Row(
            AGENCIES,
            EVERYBODY - AGENCIES,
            sends=lambda world: {"name": "Khối mới", "code": "khoi-moi", **BLOC_FACTS},
            changes=AGENCIES,
        )
    ],
    "blocs:bloc-detail": [Row(MEMBERS | WATCHERS, args=("bloc.code",))],
    "blocs:bloc-edit": [
        Row(
            {"standing"},
            (MEMBERS | WATCHERS) - {"standing"},
            args=("bloc.code",),
            sends=lambda world: BLOC_FACTS,
            changes={"standing"},
        )
    ],
    "blocs:bloc-rename": [
        Row(
            {"standing"},
            (MEMBERS | WATCHERS) - {"standing"},
            args=("bloc.code",),
            sends=lambda world: {"name": "Khối thi đua mới", "since": f"01/06/{YEAR}"},
            changes={"standing"},
        )
    ],
    "blocs:season-new": [
        Row(
            PLANNERS,
            (MEMBERS | WATCHERS) - PLANNERS,
            args=("bloc.code",),
            sends=lambda world: {
                "year": str(YEAR + 1),
                "period": "calendar",
                "chosen_by": "rotation",
                "leader": world.deputy.pk,
                "deputy": world.member.pk,
                "member": [member.pk for member in world.members],
            },
            changes=PLANNERS,
        )
    ],
    "blocs:season-detail": [season_page()],
    "blocs:season-edit": [
        season_form(
            PLANNERS,
            sends=lambda world: {
                "theme": "Đoàn kết",
                "first_day": f"01/01/{YEAR}",
                "last_day": f"31/12/{YEAR}",
            },
        )
    ],
    "blocs:season-advance": [season_button({"leader_head", "standing"})],
    "blocs:season-force": [
        season_form({"standing"}, sends=lambda world: {"reason": "Theo chỉ đạo của Hội đồng."})
    ],
    "blocs:season-members": [season_page()],
    "blocs:season-join": [
        season_form(
            {"standing"}, sends=lambda world: {"organisation": world.newcomer.pk, "on": f"01/06/{YEAR}"}
        )
    ],
    "blocs:season-reorder": [
        season_button(
            {"standing"},
            sends=lambda world: {
                f"position-{row.pk}": 9 - row.order for row in world.season.memberships.all()
            },
        )
    ],
    "blocs:season-leave": [
        season_form(
            {"standing"}, "membership.pk", sends=lambda world: {"on": f"01/06/{YEAR}", "reason": "Sáp nhập."}
        )
    ],
    "blocs:season-leaders": [
        season_form(
            PLANNERS,
            sends=lambda world: {
                "organisation": world.member.pk,
                "role": "acting",
                "since": f"01/06/{YEAR}",
                "chosen_by": "decision",
                "reason": "Thay người.",
            },
        )
    ],
    "blocs:deputy-act": [season_button(set())],
    "blocs:deputy-end": [
        season_form(PLANNERS, "deputy_term.pk", sends=lambda world: {"on": f"01/06/{YEAR}"})
    ],
    "blocs:season-dates": [
        season_form(PLANNERS, sends=lambda world: {"kind": "mid_year", "due": f"30/06/{YEAR}"})
    ],
    "blocs:milestone-done": [season_button(PLANNERS, "milestone.pk")],
    "blocs:season-log": [
        Row(
            {"standing", "auditor"},
            (MEMBERS | WATCHERS) - {"standing", "auditor"},
            args=("bloc.code", "season.year"),
        )
    ],
}
