"""Rows of the terms of records: whoever serves the archives reads them, the standing agency puts on hold."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.project.addresses import AGENCIES, Row, button
from tests.project.records import PAPER

KNOW = {"standing", "auditor", "administrator"}  # of the same province
READERS = KNOW | AGENCIES
SETTERS = AGENCIES | {"administrator"}


def decision(world: Any) -> dict[str, Any]:
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "decision_number": "45/QĐ-SNV",
        "decision_on": today,
        "signer_title": "Giám đốc",
        "signer_name": "Trần Văn Mẫu",
        "minutes_number": "03/BB-SNV",
        "minutes_on": today,
        "present": "Ông A, Phó Giám đốc",
        "decision_file": SimpleUploadedFile("qd.pdf", PAPER, "application/pdf"),
        "minutes_file": SimpleUploadedFile("bb.pdf", PAPER, "application/pdf"),
    }


RECORDS: dict[str, list[Row]] = {
    "blocs:retention-list": [Row(READERS)],
    "blocs:retention-change": [
        Row(
            SETTERS,
            READERS - SETTERS,
            args=("working_files",),
            sends=lambda world: {
                "length": 10,
                "unit": "years",
                "starts": "01/01/2099",
                "source": "Quyết định 12/QĐ-SNV",
                "confidence": "sourced",
            },
            changes=SETTERS,
        )
    ],
    "blocs:hold-new": [
        Row(
            AGENCIES,
            READERS - AGENCIES,
            sends=lambda world: {
                "record_class": "traces",
                "placed_on": "01/06/2026",
                "number": "15/CV-TTr",
                "reason": "Phục vụ thanh tra.",
            },
            changes=AGENCIES,
        )
    ],
    "blocs:hold-lift": [
        Row(
            {"standing"},
            KNOW - {"standing"},
            args=("legal_hold.pk",),
            sends=lambda world: {
                "lifted_on": "01/07/2026",
                "number": "20/CV-TTr",
                "reason": "Đã kết luận.",
            },
            changes={"standing"},
        )
    ],
    "blocs:disposal-new": [
        Row(
            AGENCIES,
            READERS - AGENCIES,
            sends=lambda world: {"record_class": "traces", "before": "01/01/2025"},
            changes={"standing"},  # the other province has none that old
        )
    ],
    "blocs:disposal-detail": [Row(KNOW, args=("disposal.pk",))],
    "blocs:disposal-decide": [
        Row({"standing"}, KNOW - {"standing"}, args=("disposal.pk",), sends=decision, changes={"standing"})
    ],
    "blocs:disposal-carry-out": [
        Row(
            told=KNOW - {"administrator"},
            away={"administrator"},  # to the password
            args=("disposal.pk",),
            sends=lambda world: {},
        )
    ],
    "blocs:disposal-drop": [button("disposal.pk", by={"standing"})],
    "blocs:disposal-pdf": [Row(KNOW, args=("disposal.pk",))],
    "blocs:disposal-docx": [Row(KNOW, args=("disposal.pk",))],
    "blocs:disposal-minutes-pdf": [Row(KNOW, args=("disposal.pk",))],
    "blocs:disposal-minutes-docx": [Row(KNOW, args=("disposal.pk",))],
    "blocs:disposal-document-show": [Row(KNOW, args=("done_disposal.pk", "decision"))],
}
