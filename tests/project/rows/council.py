"""Rows of the council and of decisions: the standing agency records, those who watch look on."""

from typing import Any

from awards.certificates import USUAL_PLACES
from tests.project.addresses import AGENCIES, CAST, WATCHERS, Row, Sent, button, public

STANDING = {"standing"}
HERE = set(CAST) - {"stranger_standing"}
SESSION = {
    "name": "Phiên họp",
    "held_on": "02/03/2026",
    "place": "Sở Nội vụ",
    "secretary": "Ông Mẫu",
    "members": "Ông A, Giám đốc\nBà B, Phó Giám đốc",
    "quorum_percent": 80,
    "usual_percent": 80,
}
DECISION = {
    "number": "7/QĐ-UBND",
    "decided_on": "03/03/2026",
    "authority": "Chủ tịch Ủy ban nhân dân tỉnh",
    "signer": "Trần Văn Mẫu",
    "signer_title": "Chủ tịch",
    "abstract": "Về việc tặng Bằng khen",
}
LAYOUT = {"name": "Phôi mới", "width": 420, "height": 297, "shift_x": "1,5", "shift_y": "0"} | {
    f"{key}-{name}": value for name, place in USUAL_PLACES.items() for key, value in place.items() if value
}


def _form(
    may: set[str],
    *args: str,
    sends: Sent,
    told: set[str] | None = None,
) -> Row:
    rest = (WATCHERS if told is None else told) - may
    return Row(may, rest, args=args, sends=sends, changes=may)


def _grid(world: Any, rows: Any, **given: Any) -> dict[str, Any]:
    return {f"{name}-{row.pk}": value for row in rows.all() for name, value in given.items()}


COUNCIL: dict[str, list[Row]] = {
    "awards:funnel": [Row(set(CAST))],
    "awards:results": [public("province.code")],
    "awards:notice-new": [
        _form(
            STANDING,
            "notice_province.code",
            sends=lambda world: {
                "title": "Lấy ý kiến",
                "contact": "Sở Nội vụ",
                "starts": "02/03/2026",
                "nominees": [row.pk for row in world.appraised],
            },
        )
    ],
    "awards:council-list": [Row(WATCHERS | AGENCIES)],
    "awards:council-new": [_form(AGENCIES, sends=lambda world: SESSION, told=WATCHERS | AGENCIES)],
    "awards:council-detail": [Row(WATCHERS, args=("session.pk",))],
    "awards:council-edit": [_form(STANDING, "session.pk", sends=lambda world: SESSION)],
    "awards:council-roll": [
        _form(
            STANDING,
            "session.pk",
            sends=lambda world: _grid(world, world.session.seats, presence="absent", reason="Ốm"),
        )
    ],
    "awards:council-votes": [
        _form(
            STANDING,
            "session.pk",
            sends=lambda world: _grid(world, world.session.questions, agreeing=1, disagreeing=1, blank=0),
        )
    ],
    "awards:council-opinion": [
        _form(
            {"standing", "council"},
            "session.pk",
            "council_seat.pk",
            sends=lambda world: _grid(world, world.session.questions, agrees="no", words="Chưa đủ."),
        )
    ],
    "awards:council-record": [
        _form(STANDING, "voted_session.pk", sends=lambda world: {"conclusion": "Nhất trí."})
    ],
    "awards:council-issue": [button("recorded_session.pk", by=STANDING)],
    "awards:council-sign": [button("recorded_session.pk", by=STANDING)],
    **{
        f"awards:council-{paper}-{ending}": [Row(WATCHERS, args=("session.pk",))]
        for paper in ("minutes", "ballot")
        for ending in ("pdf", "docx")
    },
    "awards:decision-list": [Row(set(CAST))],
    "awards:decision-new": [_form(AGENCIES, sends=lambda world: DECISION, told=WATCHERS | AGENCIES)],
    "awards:decision-detail": [
        Row(HERE, args=("recorded_decision.pk",)),
        Row(WATCHERS, args=("decision.pk",)),
    ],
    "awards:decision-edit": [_form(STANDING, "decision.pk", sends=lambda world: DECISION)],
    "awards:decision-words": [
        _form(
            STANDING,
            "decision.pk",
            sends=lambda world: _grid(world, world.decision.lines, name="Hội A", praise="Xuất sắc"),
        )
    ],
    "awards:decision-record": [button("decision.pk", by=STANDING)],
    "awards:decision-correct": [
        _form(
            STANDING,
            "recorded_decision.pk",
            "decision_line.pk",
            sends=lambda world: {
                "what": "name",
                "becomes": "Hội B",
                "number": "1/ĐC",
                "corrected_on": "05/03/2026",
            },
            told=HERE,
        )
    ],
    "awards:decision-pdf": [Row(HERE, args=("recorded_decision.pk",))],
    "awards:decision-docx": [Row(HERE, args=("recorded_decision.pk",))],
    "awards:decision-certificates": [Row(WATCHERS, args=("recorded_decision.pk", "certificate_layout.pk"))],
    "awards:certificate-layout-list": [Row(WATCHERS | AGENCIES)],
    "awards:certificate-layout-new": [_form(AGENCIES, sends=lambda world: LAYOUT, told=WATCHERS | AGENCIES)],
    "awards:certificate-layout-edit": [_form(STANDING, "certificate_layout.pk", sends=lambda world: LAYOUT)],
    "awards:certificate-layout-trial": [Row(WATCHERS, args=("certificate_layout.pk",))],
}
