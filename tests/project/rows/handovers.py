"""Rows of handovers: from the member, which led the year before, to the leader of this year."""

from tests.factories import YEAR
from tests.project.addresses import MEMBERS, WATCHERS, Row, button

GIVES, TAKES = {"officer", "head"}, {"leader_officer", "leader_head"}
WRITERS = GIVES | TAKES | {"standing"}
SEES = MEMBERS | WATCHERS
PAST = ("bloc.code", "past.year")

HANDOVERS: dict[str, list[Row]] = {
    "blocs:handover-detail": [Row(SEES, args=PAST), Row(SEES, args=("bloc.code", "long_past.year"))],
    "blocs:handover-prepare": [
        button("bloc.code", "long_past.year", by={"deputy_head", "officer", "head", "standing"})
    ],
    "blocs:handover-edit": [
        Row(
            WRITERS,
            SEES - WRITERS,
            args=PAST,
            sends=lambda world: {"takes_effect_on": f"15/01/{YEAR}", "place": "Hội trường"},
            changes=WRITERS,
        )
    ],
    "blocs:handover-item-new": [
        Row(
            WRITERS,
            SEES - WRITERS,
            args=(*PAST, kind),
            sends=lambda world: {"text": "Hồ sơ giao ước"},
            changes=WRITERS,
        )
        for kind in ("file", "task")
    ],
    "blocs:handover-item-edit": [
        Row(
            WRITERS,
            SEES - WRITERS,
            args=(*PAST, "handed_file.pk"),
            sends=lambda world: {"text": "Sổ theo dõi thi đua"},
            changes=WRITERS,
        )
    ],
    "blocs:handover-item-remove": [button(*PAST, "handed_file.pk", by=WRITERS)],
    "blocs:handover-confirm": [button(*PAST, by={"head", "leader_head"})],
    "blocs:handover-reopen": [button(*PAST, by=set())],
    "blocs:handover-settle": [
        Row(
            {"standing"},
            SEES - {"standing"},
            args=PAST,
            sends=lambda world: {"reason": "Đơn vị đã giải thể."},
            changes={"standing"},
        )
    ],
    "blocs:handover-minutes-pdf": [Row(SEES, args=PAST)],
    "blocs:handover-minutes-docx": [Row(SEES, args=PAST)],
}
