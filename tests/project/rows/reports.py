"""Rows of the members' reports: what others may not read before it is handed in, and never if not theirs."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.project.addresses import LEADERS, MEMBERS, METHOD, WATCHERS, Row, anybody

OWN = {"officer", "head"}
CHECKERS = LEADERS | {"deputy_head", "standing"}
READERS = CHECKERS | {"auditor"}
EVERYONE = MEMBERS | WATCHERS
DRAFT = ("bloc.code", "report_season.year", "member.code", "annual")
HANDED_IN = ("bloc.code", "report_season.year", "newcomer.code", "annual")
UNBEGUN = ("bloc.code", "report_season.year", "member.code", "mid_year")
PAPER = b"%PDF-1.7 minh chung"


def button(*args, by, sends=lambda world: {}):
    return Row(otherwise=METHOD, args=args, sends=sends, changes=by)


def only_own(*args, **more):
    return Row(OWN, args=(*DRAFT, *args), **more)


REPORTS: dict[str, list[Row]] = {
    "blocs:report-list": [anybody()],
    "blocs:report-board": [Row(EVERYONE, args=("bloc.code", "report_season.year"))],
    "blocs:report-watch": [Row(READERS, args=("bloc.code", "report_season.year"))],
    "blocs:report-detail": [
        Row(
            OWN,
            EVERYONE - OWN,
            args=DRAFT,
            sends=lambda world: {"section-lessons": "Bài học.", "seen-section-lessons": world.nothing},
            changes=OWN,
        ),
        Row(CHECKERS, EVERYONE - CHECKERS, args=HANDED_IN, sends=lambda world: {}),
    ],
    "blocs:report-start": [button(*UNBEGUN, by=OWN | {"standing"})],
    "blocs:report-fields": [
        button(
            *DRAFT,
            by=OWN,
            sends=lambda world: {"section-lessons": "Bài học.", "seen-section-lessons": world.nothing},
        )
    ],
    "blocs:report-submit": [
        only_own(sends=lambda world: {}, changes={"head"}),
        Row(READERS, args=HANDED_IN),
    ],
    "blocs:report-return": [
        Row(
            CHECKERS,
            {"auditor"},
            args=HANDED_IN,
            sends=lambda world: {"reason": "Bổ sung.", "part-results": "Thiếu số liệu."},
            changes=CHECKERS,
        )
    ],
    "blocs:report-excuse": [
        Row(
            CHECKERS,
            EVERYONE - CHECKERS,
            args=DRAFT,
            sends=lambda world: {"reason": "Mới thành lập."},
            changes=CHECKERS,
        )
    ],
    "blocs:report-step": [button(*HANDED_IN, "accept", by=CHECKERS)],
    "blocs:report-accept-several": [
        button(
            "bloc.code",
            "report_season.year",
            by=CHECKERS,
            sends=lambda world: {"chosen": [world.handed_in.pk], "sure": "1"},
        )
    ],
    "blocs:report-changes": [only_own(), Row(READERS, args=HANDED_IN)],
    "blocs:report-pdf": [only_own(), Row(READERS, args=HANDED_IN)],
    "blocs:report-docx": [only_own(), Row(READERS, args=HANDED_IN)],
    "blocs:report-xlsx": [only_own(), Row(READERS, args=HANDED_IN)],
    "blocs:report-sheet": [
        only_own(
            sends=lambda world: {
                "confirm": "1",
                "section-lessons": "Bài học.",
                "seen-section-lessons": world.nothing,
            },
            changes=OWN,
        ),
        Row(READERS, args=HANDED_IN),
    ],
    "blocs:report-last-year": [only_own(), Row(READERS, args=HANDED_IN)],
    "blocs:report-text": [only_own("results"), Row(READERS, args=(*HANDED_IN, "plans"))],
    "blocs:evidence-add": [
        button(*DRAFT, by=OWN, sends=lambda world: {"sent": SimpleUploadedFile("quyet-dinh.pdf", PAPER)})
    ],
    "blocs:evidence-show": [
        only_own("evidence.pk"),
        Row(READERS, args=(*HANDED_IN, "handed_in_evidence.pk")),
    ],
    "blocs:evidence-remove": [button(*DRAFT, "evidence.pk", by=OWN)],
}
