"""Rows of proposals, honours and what is recorded of recipients."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from awards import honour_file
from awards.selectors.honour_imports import digest
from awards.services import honour_imports
from tests.factories import YEAR
from tests.project.addresses import AGENCIES, EVERYBODY, MEMBERS, WATCHERS, Row, anybody, button, season_page
from tests.project.rows.organisations import ONE, SEES_ONE


def record_form(*args: str, sends: Any) -> Row:
    """What the standing agency records of a recipient; the others who see it are told."""
    told = (MEMBERS | WATCHERS) - {"standing"}
    return Row({"standing"}, told, args=("recipient.pk", *args), sends=sends, changes={"standing"})


DAY = f"01/06/{YEAR}"

AWARDS: dict[str, list[Row]] = {
    "awards:proposal-list": [season_page()],
    "awards:organisation-honours": [Row(SEES_ONE, args=ONE)],
    "awards:organisation-honours-begin": [button("province.code", "deputy.code", by={"standing"})],
    "awards:recipient-list": [anybody()],
    "awards:recipient-new": [
        Row(
            AGENCIES,
            EVERYBODY - AGENCIES,
            sends=lambda world: {
                "organisation": world.member.pk,
                "kind": "person",
                "name": "Nguyễn Thị Mẫu",
                "direct_worker": "unknown",
            },
            changes={"standing"},
        )
    ],
    "awards:honour-import": [
        Row(
            AGENCIES,
            EVERYBODY - AGENCIES,
            sends=lambda world: {"file": SimpleUploadedFile("khen.xlsx", honour_file.template())},
            changes=AGENCIES,
        )
    ],
    "awards:honour-import-template": [anybody()],
    "awards:honour-import-detail": [Row({"standing"}, args=("honour_file.pk",))],
    "awards:honour-import-save": [
        button(
            "honour_file.pk",
            by={"standing"},
            sends=lambda world: {"seen": digest(honour_imports.preview(world.honour_file)[1])},
        )
    ],
    "awards:honour-import-undo": [button("honour_import.pk", by={"standing"})],
    "awards:recipient-detail": [Row(MEMBERS | WATCHERS, args=("recipient.pk",))],
    "awards:honour-add": [
        record_form(
            sends=lambda world: {
                "award": world.honour.award_id,
                "year": YEAR - 1,
                "basis": "merit",
                "decision_number": "07/QĐ-UBND",
                "decided_on": DAY,
            }
        )
    ],
    "awards:honour-revoke": [
        record_form(
            "honour.pk",
            sends=lambda world: {"on": DAY, "decision": "09/QĐ-UBND", "because": "Kê khai sai."},
        )
    ],
    "awards:recipient-rate": [
        record_form(
            sends=lambda world: {"year": YEAR - 1, "rating": "excellent", "exceeded_targets": "unknown"}
        )
    ],
    "awards:recipient-recognise": [
        record_form(
            sends=lambda world: {
                "year": YEAR - 1,
                "scope": "province",
                "name": "Mô hình mới.",
                "decision": "Quyết định số 3",
            }
        )
    ],
    "awards:recipient-hold": [
        record_form(sends=lambda world: {"ground": "inspection", "starts": DAY, "document": "Kết luận số 4"})
    ],
    "awards:recipient-release": [
        record_form("hold.pk", sends=lambda world: {"ends": DAY, "conclusion": "Không vi phạm."})
    ],
    "awards:recipient-discipline": [
        record_form(
            sends=lambda world: {"measure": "Khiển trách", "starts": DAY, "document": "Quyết định số 5"}
        )
    ],
}
