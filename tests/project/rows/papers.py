"""Rows of papers, and of season files in and out."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from blocs.forms.formats import FormatForm
from blocs.services import sent_files
from documents.models import FormatProfile
from tests.blocs.season_files import a_file, as_bytes
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
    season_page,
)

LISTERS = {"standing", "administrator"}


def _format(world: Any) -> dict[str, Any]:
    """The format of the Front as its form sends it, with another ending."""
    form = FormatForm(instance=FormatProfile.objects.get(pk="front"))
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value is not False} | {"ending": "."}


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
    "blocs:paper-list": [season_page()],
    "blocs:paper-archive": [anybody()],
    "blocs:paper-pdf": [Row(MEMBERS | WATCHERS, args=("paper.code",))],
    "blocs:paper-issue": [
        season_button({"leader_head"}, "pledge", status="agreed"),
        season_button(PLANNERS, "members"),
        season_button(PLANNERS, "season-plan"),
    ],
}


def exported() -> Row:
    """For those who plan the season; the others who see it are sent to its page, which says why."""
    return Row(PLANNERS, away=(MEMBERS | WATCHERS) - PLANNERS, args=("bloc.code", "season.year"))


def _seen_in_the_preview(world: Any) -> dict[str, Any]:
    with translation.override("en"):  # as the cast reads it: the digest covers the words
        outcome, _tables = sent_files.preview(world.sent_file, by=world.cast["standing"])
    return {"seen": outcome.digest()}


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
    "blocs:season-export-json": [exported()],
    "blocs:season-export-xlsx": [exported()],
}
