"""Rows of organisations."""

from typing import Any

from tests.factories import YEAR
from tests.project.addresses import AGENCIES, EVERYBODY, MEMBERS, WATCHERS, Row, anybody, button


def _facts(world: Any) -> dict[str, Any]:
    kept = world.member
    return {"kind": kept.kind, "format_profile": kept.format_profile_id, "contact": "Bà Mẫu"}


ONE = ("province.code", "member.code")
SEES_ONE = MEMBERS | WATCHERS | {"administrator"}


def organisation_form(*args: str, **more: Any) -> Row:
    told = SEES_ONE - {"standing"}
    return Row({"standing"}, told, args=(*ONE, *args), changes={"standing"}, **more)


ORGANISATIONS: dict[str, list[Row]] = {
    "blocs:organisation-list": [anybody()],
    "blocs:organisation-new": [
        Row(
            AGENCIES,
            EVERYBODY - AGENCIES,
            sends=lambda world: {"name": "Hội Người mù tỉnh", "code": "hnm", "kind": "association"},
            changes=AGENCIES,
        )
    ],
    "blocs:organisation-similar": [Row(AGENCIES, query="?name=Hội")],
    "blocs:organisation-detail": [Row(SEES_ONE, args=ONE)],
    "blocs:organisation-edit": [organisation_form(sends=_facts)],
    "blocs:organisation-rename": [
        organisation_form(
            sends=lambda world: {"name": "Hội Phụ nữ tỉnh mới", "since": f"01/06/{YEAR}", "confirmed": "on"}
        )
    ],
    "blocs:organisation-name-correct": [
        organisation_form(
            "name.pk", sends=lambda world: {"name": "Hội Liên hiệp Phụ Nữ tỉnh", "confirmed": "on"}
        )
    ],
    "blocs:organisation-alias-add": [organisation_form(sends=lambda world: {"text": "Hội LHPN"})],
    "blocs:organisation-alias-remove": [button(*ONE, "alias.pk", by={"standing"})],
    "blocs:organisation-log": [Row({"standing", "auditor"}, SEES_ONE - {"standing", "auditor"}, args=ONE)],
}
