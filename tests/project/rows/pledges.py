"""Rows of the pledge, its registrations and the usual lines."""

from blocs.rules.pledging import fingerprint
from blocs.rules.usual_lines import words_hash
from tests.factories import YEAR
from tests.project.addresses import (
    AGENCIES,
    EVERYBODY,
    MEMBERS,
    PLANNERS,
    Row,
    anybody,
    button,
    season_button,
    season_form,
    season_page,
)

LISTERS = {"standing", "administrator"}
A_TARGET = {"text": "Giúp 20 hộ.", "comparison": "at_least", "value": "20", "unit": "hộ"}

PLEDGES: dict[str, list[Row]] = {
    "blocs:pledge-list": [anybody()],
    "blocs:pledge-detail": [
        season_page(),
        season_page(status="none", sends=lambda world: {"source": "empty"}, changes=PLANNERS),
    ],
    "blocs:pledge-opening": [
        season_form(
            PLANNERS,
            sends=lambda world: {"opening": "Căn cứ Luật Thi đua, khen thưởng;", "seen": fingerprint("")},
        )
    ],
    "blocs:pledge-open": [
        season_form(PLANNERS, status="draft", sends=lambda world: {"until": f"31/12/{YEAR}"})
    ],
    "blocs:pledge-comments-until": [season_form(PLANNERS, sends=lambda world: {"until": f"31/12/{YEAR}"})],
    "blocs:pledge-back-to-draft": [season_button(PLANNERS)],
    "blocs:pledge-agree": [season_form({"leader_head"}, sends=lambda world: {"reason": "Đã bàn."})],
    "blocs:pledge-reopen": [
        season_form({"leader_head"}, status="agreed", sends=lambda world: {"reason": "Sửa số liệu."})
    ],
    "blocs:pledge-witnesses": [
        season_page(sends=lambda world: {"title": "Chủ tịch", "organisation": "Mặt trận"}, changes=PLANNERS)
    ],
    "blocs:pledge-witness-remove": [season_button(PLANNERS, "witness.pk")],
    "blocs:pledge-versions": [season_page(query="?older=1&newer=2")],
    "blocs:pledge-version-restore": [season_button(PLANNERS, "1")],
    "blocs:pledge-item-new": [
        season_form(PLANNERS, sends=lambda world: {"section": "content", "text": "Thêm một ý."})
    ],
    "blocs:pledge-target-new": [season_form(PLANNERS, sends=lambda world: A_TARGET)],
    "blocs:pledge-order": [
        season_button(
            PLANNERS,
            "content",
            sends=lambda world: {f"position-{world.item.pk}": 2, f"position-{world.second_item.pk}": 1},
        )
    ],
    "blocs:pledge-comment-new": [season_form(MEMBERS, sends=lambda world: {"text": "Xin bổ sung."})],
    "blocs:pledge-comment-answer": [
        season_form(PLANNERS, "remark.pk", sends=lambda world: {"answer": "Đã tiếp thu."})
    ],
    "blocs:registration-list": [season_page()],
    "blocs:registration-edit": [
        Row(
            {"officer", "head"},
            args=("bloc.code", "season.year", "member.code"),
            sends=lambda world: {
                "titles": "Cờ thi đua",
                "seen": "0",
                "wish-TOTAL_FORMS": "0",
                "wish-INITIAL_FORMS": "0",
            },
            changes={"officer", "head"},
        )
    ],
    "blocs:pledge-line-edit": [
        season_form(
            PLANNERS,
            "items",
            "item.pk",
            sends=lambda world: {
                "section": "content",
                "text": "Nội dung đã sửa.",
                "seen": world.item.changed_in,
            },
        ),
        season_form(
            PLANNERS,
            "targets",
            "target.pk",
            sends=lambda world: {**A_TARGET, "seen": world.target.changed_in},
        ),
    ],
    "blocs:pledge-line-remove": [season_button(PLANNERS, "items", "item.pk")],
    "blocs:pledge-line-put-back": [season_button(PLANNERS, "items", "removed_item.pk")],
    "blocs:pledge-line-move": [
        season_button(PLANNERS, "items", "item.pk", sends=lambda world: {"direction": "down"})
    ],
    "blocs:usual-line-list": [anybody()],
    "blocs:usual-line-new": [
        Row(
            LISTERS | AGENCIES,
            EVERYBODY - LISTERS - AGENCIES,
            sends=lambda world: {"kind": "item", "section": "content", "text": "Ý thường dùng."},
            changes=LISTERS | AGENCIES,
        )
    ],
    "blocs:usual-line-edit": [
        Row(
            LISTERS,
            EVERYBODY - LISTERS - {"stranger_standing"},
            args=("usual_line.pk",),
            sends=lambda world: {
                "kind": "item",
                "section": "content",
                "text": "Ý đã sửa.",
                "seen": words_hash(world.usual_line),
            },
            changes=LISTERS,
        )
    ],
    "blocs:usual-line-remove": [button("usual_line.pk", by=LISTERS)],
}
