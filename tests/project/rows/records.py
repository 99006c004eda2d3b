"""Rows of the terms of records: whoever serves the archives reads them, the standing agency puts on hold."""

from tests.project.addresses import AGENCIES, Row

KNOW = {"standing", "auditor", "administrator"}  # of the same province
READERS = KNOW | AGENCIES
SETTERS = AGENCIES | {"administrator"}

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
}
