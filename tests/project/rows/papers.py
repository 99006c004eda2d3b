"""Rows of papers, and of season files in and out."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from blocs.forms.formats import FormatForm
from blocs.services import event_files, sent_files
from documents.models import FormatProfile
from tests.blocs.season_files import a_file, as_bytes, changes_workbook
from tests.documents.signing_cast import PIN
from tests.project.addresses import (
    AGENCIES,
    EVERYBODY,
    MEMBERS,
    PLANNERS,
    WATCHERS,
    Row,
    anybody,
    button,
    season_button,
    season_form,
    season_page,
)

SIGNS = {"leader_head"}
LISTERS = {"standing", "administrator"}


def _format(world: Any) -> dict[str, Any]:
    """The format of the Front as its form sends it, with another ending."""
    form = FormatForm(instance=FormatProfile.objects.get(pk="front"))
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value is not False} | {"ending": "."}


def to_sign(**more: Any) -> Row:
    """Of whom the paper waits for; nobody else knows of it."""
    return Row(args=("paper_to_sign.code",), status="list", **more)


def _composed(sent: dict[str, str]) -> Row:
    """Written by those who issue papers; the others who see the season read why they may not."""
    return Row(
        PLANNERS,
        (MEMBERS | WATCHERS) - PLANNERS,
        args=("bloc.code", "season.year"),
        sends=lambda world: dict(sent),
        changes=PLANNERS,
    )


PAPERS: dict[str, list[Row]] = {
    "blocs:paper-format-list": [anybody()],
    "blocs:paper-format-edit": [
        Row(
            LISTERS | AGENCIES,
            EVERYBODY - LISTERS - AGENCIES,
            args=("front",),
            sends=_format,
            changes=LISTERS | AGENCIES,
        )
    ],
    "blocs:paper-format-preview": [button("front", by=set(), sends=_format)],
    "blocs:pledge-pdf": [season_page(status="agreed")],
    "blocs:pledge-docx": [season_page(status="agreed")],
    "blocs:season-members-pdf": [season_page()],
    "blocs:season-members-docx": [season_page()],
    "blocs:season-plan-pdf": [season_page()],
    "blocs:season-plan-docx": [season_page()],
    "blocs:operating-rules-pdf": [season_page()],
    "blocs:operating-rules-docx": [season_page()],
    "blocs:operating-rules": [_composed({"text": "Điều 1. Tên gọi"})],
    "blocs:meeting-invitation-pdf": [season_page()],
    "blocs:meeting-invitation-docx": [season_page()],
    "blocs:meeting-invitation": [
        _composed(
            {
                "occasion": "final",
                "title": "Hội nghị tổng kết",
                "held_on": "05/12/2999",
                "held_from": "08:00",
                "place": "Hội trường",
                "chair": "Khối trưởng",
                "invited": "Các đơn vị thành viên",
            }
        )
    ],
    "blocs:paper-list": [season_page()],
    "blocs:paper-archive": [anybody()],
    "blocs:paper-pdf": [Row(MEMBERS | WATCHERS, args=("paper.code",))],
    "blocs:paper-issue": [
        season_button({"leader_head"}, "pledge", status="agreed"),
        season_button(PLANNERS, "members"),
        season_button(PLANNERS, "season-plan"),
    ],
    "blocs:paper-have-signed": [season_button(PLANNERS, "members")],
    "blocs:paper-stop-signing": [
        season_form(PLANNERS, "members", status="list", sends=lambda world: {"reason": "Sai tên."})
    ],
    "blocs:paper-sign": [
        to_sign(
            opens=SIGNS,
            sends=lambda world: {"agreed": "on", "pin": PIN, "seen": world.paper_to_sign.content_hash},
            changes=SIGNS,
        )
    ],
    "blocs:paper-sign-pdf": [to_sign(opens=SIGNS)],
    "blocs:paper-receipt": [to_sign(away=SIGNS)],
    "blocs:paper-decline": [
        to_sign(opens=SIGNS, sends=lambda world: {"reason": "Thiếu một đơn vị."}, changes=SIGNS)
    ],
    "blocs:paper-withdraw": [to_sign(opens=SIGNS)],
    "blocs:paper-remote": [to_sign(away=SIGNS)],
    "blocs:paper-token": [to_sign(opens=SIGNS)],
    "blocs:paper-token-file": [button("paper_to_sign.code", by=SIGNS, status="list")],
    "blocs:paper-token-give-back": [button("paper_to_sign.code", by=SIGNS, status="list_out")],
}


def exported() -> Row:
    """For those who plan the season; the others who see it are sent to its page, which says why."""
    return Row(PLANNERS, away=(MEMBERS | WATCHERS) - PLANNERS, args=("bloc.code", "season.year"))


def _seen_in_the_preview(world: Any) -> dict[str, Any]:
    with translation.override("en"):  # as the cast reads it: the digest covers the words
        outcome, _tables = sent_files.preview(world.sent_file, by=world.cast["standing"])
    return {"seen": outcome.digest()}


def _changes_seen_in_the_preview(world: Any) -> dict[str, Any]:
    with translation.override("en"):
        looked = event_files.look(world.sent_changes, world.province, by=world.cast["standing"])
    return {"seen": looked.digest}


EXCHANGE: dict[str, list[Row]] = {
    "blocs:exchange": [
        Row(
            AGENCIES,
            EVERYBODY - AGENCIES,
            sends=lambda world: {"file": SimpleUploadedFile("nam.json", as_bytes(a_file(movements=[])))},
            changes=AGENCIES,
        )
    ],
    "blocs:exchange-template": [anybody()],
    "blocs:exchange-preview": [Row({"standing"}, away=EVERYBODY - AGENCIES, args=("sent_file.pk",))],
    "blocs:exchange-save": [
        button(
            "sent_file.pk",
            by={"standing"},
            sends=_seen_in_the_preview,
        )
    ],
    "blocs:organisation-changes": [
        Row(
            AGENCIES,
            EVERYBODY - AGENCIES,
            sends=lambda world: {"file": SimpleUploadedFile("ten.xlsx", changes_workbook())},
            changes=AGENCIES,
        )
    ],
    "blocs:organisation-changes-template": [anybody()],
    "blocs:organisation-changes-preview": [
        Row({"standing"}, away=EVERYBODY - AGENCIES, args=("sent_changes.pk",))
    ],
    "blocs:organisation-changes-save": [
        button("sent_changes.pk", by={"standing"}, sends=_changes_seen_in_the_preview)
    ],
    "blocs:organisation-changes-undo": [button("made_changes.pk", by={"standing"})],
    "blocs:season-export-json": [exported()],
    "blocs:season-export-xlsx": [exported()],
}
