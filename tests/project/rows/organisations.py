"""Rows of organisations and of what becomes of them."""

from datetime import date
from typing import Any

from blocs.services import organisation_events
from tests.factories import YEAR
from tests.project.addresses import AGENCIES, EVERYBODY, MEMBERS, WATCHERS, Row, anybody, button


def _facts(world: Any) -> dict[str, Any]:
    kept = world.member
    return {"kind": kept.kind, "format_profile": kept.format_profile_id, "contact": "Bà Mẫu"}


def _seen(world: Any, given: organisation_events.Given) -> str:
    return organisation_events.foresee(world.member, given, by=world.cast["standing"], confirmed=True).digest


def _dissolved(world: Any) -> dict[str, Any]:
    given = organisation_events.Given(kind="dissolve", day=JUNE, decision="Quyết định số 5")
    return {"day": f"01/06/{YEAR}", "decision": "Quyết định số 5", "seen": _seen(world, given)}


def _renamed(world: Any) -> dict[str, Any]:
    given = organisation_events.Given(kind="rename", day=JUNE, name="Hội Phụ nữ tỉnh mới")
    typed = {"name": given.name, "day": f"01/06/{YEAR}", "confirmed": "on"}
    return typed | {"seen": _seen(world, given)}


JUNE = date(YEAR, 6, 1)
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
    "blocs:organisation-head-replace": [
        Row(
            {"administrator"},
            SEES_ONE - {"administrator"},
            args=ONE,
            sends=lambda world: {
                "user": world.person.pk,
                "title": "Chủ tịch",
                "starts": f"01/06/{YEAR}",
                "signing_form": "own",
            },
            changes={"administrator"},
        )
    ],
    "blocs:organisation-event-new": [
        organisation_form("dissolve", sends=_dissolved),
        organisation_form("rename", sends=_renamed),
    ],
    "blocs:organisation-event-detail": [Row(SEES_ONE, args=(*ONE, "event.pk"))],
    "blocs:organisation-event-undo": [button(*ONE, "event.pk", by={"standing"})],
    "blocs:organisation-event-redo": [button(*ONE, "undone_event.pk", by={"standing"})],
    "blocs:organisation-name-correct": [
        organisation_form(
            "name.pk", sends=lambda world: {"name": "Hội Liên hiệp Phụ Nữ tỉnh", "confirmed": "on"}
        )
    ],
    "blocs:organisation-alias-add": [organisation_form(sends=lambda world: {"text": "Hội LHPN"})],
    "blocs:organisation-alias-remove": [button(*ONE, "alias.pk", by={"standing"})],
    "blocs:organisation-log": [Row({"standing", "auditor"}, SEES_ONE - {"standing", "auditor"}, args=ONE)],
}
