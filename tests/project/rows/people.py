"""Rows of people, their accounts and mandates."""

from typing import Any

from tests.factories import YEAR
from tests.project.addresses import AGENCIES, EVERYBODY, Row, anybody, button, public

KNOW = {"standing", "auditor", "administrator"}  # of the same province
SEE_LISTS = KNOW | AGENCIES


def account_form(*args: str, sends: Any) -> Row:
    """What an administrator changes; the others who see people are told."""
    return Row({"administrator"}, KNOW - {"administrator"}, args=args, sends=sends, changes={"administrator"})


PEOPLE: dict[str, list[Row]] = {
    "blocs:person-list": [Row(SEE_LISTS)],
    "blocs:sign-in-list": [Row({"auditor", "administrator"})],
    "blocs:log-list": [Row({"auditor", "administrator"} | AGENCIES)],
    "blocs:log-check": [button(by={"auditor", "administrator"} | AGENCIES)],
    "blocs:outside-system-list": [Row({"administrator"})],
    "blocs:outside-system-detail": [Row({"administrator"}, args=("outside_system.pk",))],
    "blocs:outside-system-new": [
        Row(
            {"administrator"},
            sends=lambda world: {"name": "Trục liên thông", "scopes": ["blocs", "seasons"]},
            changes={"administrator"},
        )
    ],
    "blocs:outside-system-edit": [
        Row(
            {"administrator"},
            args=("outside_system.pk",),
            sends=lambda world: {"name": "Cổng dữ liệu mở", "scopes": ["blocs"]},
            changes={"administrator"},
        )
    ],
    "blocs:outside-system-renew": [
        Row(
            {"administrator"},
            args=("outside_system.pk",),
            sends=lambda world: {"seen": 1},
            changes={"administrator"},
        )
    ],
    "blocs:outside-system-end": [
        Row(
            {"administrator"},
            args=("outside_system.pk",),
            sends=lambda world: {},
            changes={"administrator"},
        )
    ],
    "blocs:webhook-edit": [
        Row(
            {"administrator"},
            args=("outside_system.pk",),
            sends=lambda world: {"address": "https://cong.example.vn/moi", "kinds": ["signed"]},
            changes={"administrator"},
        )
    ],
    "blocs:webhook-stop": [button("outside_system.pk", by={"administrator"})],
    "blocs:webhook-deliveries": [Row({"administrator"}, args=("outside_system.pk",))],
    "blocs:webhook-send-again": [
        button("outside_system.pk", "delivery.pk", by={"administrator"}, sends=lambda world: {"seen": 7})
    ],
    "blocs:outbox-list": [Row({"standing", "administrator", "stranger_standing"})],
    "blocs:outbox-detail": [Row({"standing", "administrator"}, args=("letter.pk",))],
    "blocs:outbox-send-several": [
        button(
            by={"standing", "administrator"},
            sends=lambda world: {"chosen": [world.letter.pk], "sure": "1"},
        )
    ],
    "blocs:outbox-send": [button("letter.pk", by={"standing", "administrator"})],
    "blocs:outbox-stop": [button("letter.pk", by={"standing", "administrator"})],
    "blocs:failed-tasks": [Row({"administrator"})],
    "blocs:failed-task-again": [button("failed_task.pk", by={"administrator"})],
    "blocs:own-data": [
        anybody(
            sends=lambda world: {"what": "other", "wanted": "Trưởng ban", "reason": "Quyết định số 5"},
            changes=EVERYBODY,
        )
    ],
    "blocs:own-data-phone": [button(by=EVERYBODY, sends=lambda world: {"phone": "0203 123 456"})],
    "blocs:own-data-download": [button(by=EVERYBODY)],
    "blocs:correction-answer": [
        account_form("correction.pk", sends=lambda world: {"granted": "yes", "told": "Đã sửa."})
    ],
    "blocs:second-step-rules": [
        Row(
            {"administrator"},
            SEE_LISTS - {"administrator"},
            sends=lambda world: {"roles": ["head"]},
            changes={"administrator"},
        )
    ],
    "blocs:person-new": [
        Row(
            {"administrator"},
            SEE_LISTS - {"administrator"},
            sends=lambda world: {
                "full_name": "Trần Văn Mẫu",
                "username": "tranvanmau",
                "email": "tranvanmau@example.vn",
            },
            changes={"administrator"},
        )
    ],
    "blocs:invitation-new": [
        Row(
            {"administrator"},
            SEE_LISTS - {"administrator"},
            sends=lambda world: {
                "full_name": "Trần Văn Mẫu",
                "email": "tranvanmau@example.vn",
                "organisation": world.deputy.pk,
                "role": "officer",
                "title": "Chuyên viên",
                "signing_form": "own",
                "starts": f"01/01/{YEAR}",
            },
            changes={"administrator"},
        )
    ],
    "blocs:invitation-send-several": [
        button(by={"administrator"}, sends=lambda world: {"chosen": [world.invitation.pk], "sure": "1"})
    ],
    "blocs:invitation-send": [button("invitation.pk", by={"administrator"})],
    "blocs:invitation-withdraw": [button("invitation.pk", by={"administrator"})],
    "blocs:invitation-accept": [public("sent.token"), public("no-such-link")],
    "blocs:person-detail": [Row(KNOW, args=("person.pk",))],
    "blocs:person-edit": [
        account_form(
            "person.pk",
            sends=lambda world: {
                "full_name": "Trần Văn Mẫu",
                "username": world.person.username,
                "email": world.person.email,
            },
        )
    ],
    "blocs:person-close": [button("person.pk", by={"administrator"})],
    "blocs:person-reopen": [button("closed_person.pk", by={"administrator"})],
    "blocs:person-password-mail": [button("person.pk", by={"administrator"})],
    "blocs:person-reset-second-step": [button("guarded_person.pk", by={"administrator"})],
    "blocs:mandate-new": [
        account_form(
            "person.pk",
            sends=lambda world: {
                "organisation": world.deputy.pk,
                "role": "officer",
                "title": "Chuyên viên",
                "signing_form": "own",
                "starts": f"01/01/{YEAR}",
            },
        )
    ],
    "blocs:mandate-edit": [
        account_form(
            "person.pk", "mandate.pk", sends=lambda world: {"title": "Chánh Văn phòng", "signing_form": "own"}
        )
    ],
    "blocs:mandate-end": [account_form("person.pk", "mandate.pk", sends=lambda world: {"on": "31/12/2099"})],
}
