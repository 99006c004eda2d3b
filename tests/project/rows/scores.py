"""Rows of score tables, and of the table by which a season scores."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from blocs.selectors.score_exports import as_workbook
from tests.project.addresses import (
    AGENCIES,
    EVERYBODY,
    LEADERS,
    MEMBERS,
    NOBODY,
    PLANNERS,
    WATCHERS,
    Row,
    anybody,
    button,
    season_button,
    season_form,
    season_page,
)

READERS = MEMBERS | WATCHERS | {"outsider"}  # of a table of the province
AGENCY = {"standing"}
CHECKERS = LEADERS | {"deputy_head", "standing"}
SEERS = CHECKERS | {"auditor"}  # of everybody's points before they are published
SCORED = ("bloc.code", "scored.year")
MAKERS = LEADERS | AGENCIES | {"outsider"}  # who have somewhere to make one: their province, or their bloc


def page(*args: str, **more: Any) -> Row:
    return Row(READERS, args=("score_table.pk", *args), **more)


def form(*args: str, sends: Any) -> list[Row]:
    """Of the province's table, and of the bloc's own."""
    own = tuple(arg.replace("score_", "own_score_") for arg in args)
    return [
        Row(AGENCY, READERS - AGENCY, args=("score_table.pk", *args), sends=sends, changes=AGENCY),
        Row(
            PLANNERS,
            (MEMBERS | WATCHERS) - PLANNERS,
            args=("own_score_table.pk", *own),
            sends=sends,
            changes=PLANNERS,
        ),
    ]


def of_agency(*args: str, **more: Any) -> Row:
    return button("score_table.pk", *args, by=AGENCY, **more)


def a_file(world: Any) -> dict[str, Any]:
    return {"owner": "province-TT", "file": SimpleUploadedFile("bang.xlsx", as_workbook(world.score_table))}


SCORES: dict[str, list[Row]] = {
    "blocs:score-table-list": [anybody()],
    "blocs:score-table-new": [
        Row(
            MAKERS,
            EVERYBODY - MAKERS,
            sends=lambda world: {"name": "Bảng mới", "owner": "province-TT", "total": "100"},
            changes=AGENCY,
        ),
        Row(
            MAKERS,
            EVERYBODY - MAKERS,
            sends=lambda world: {"name": "Bảng mới", "owner": f"bloc-{world.bloc.code}", "total": "100"},
            changes=PLANNERS,
        ),
    ],
    "blocs:score-table-import": [Row(MAKERS, EVERYBODY - MAKERS, sends=a_file, changes=AGENCY)],
    "blocs:score-table-template": [anybody()],
    "blocs:score-table-detail": [page()],
    "blocs:score-table-edit": form(
        sends=lambda world: {"name": "Tên khác", "total": "20", "bloc_kind": "bloc", "seen": "0"}
    ),
    "blocs:score-table-bands": form(
        sends=lambda world: {
            "band-TOTAL_FORMS": "1",
            "band-INITIAL_FORMS": "0",
            "band-0-name": "Tốt",
            "band-0-lowest": "10",
        }
    ),
    "blocs:score-table-open": [of_agency()],
    "blocs:score-table-version": [button("open_score_table.pk", by=AGENCY)],
    "blocs:score-table-versions": [page()],
    "blocs:score-table-step": [of_agency("discard")],
    "blocs:score-table-xlsx": [page()],
    "blocs:score-table-pdf": [page()],
    "blocs:score-table-docx": [page()],
    "blocs:score-group-new": form(sends=lambda world: {"name": "Nhóm mới", "max": "0"}),
    "blocs:score-group-order": [
        of_agency(
            sends=lambda world: {
                f"position-{world.second_score_group.pk}": "1",
                f"position-{world.score_group.pk}": "2",
            }
        )
    ],
    "blocs:score-balance": [page("score_group.pk", query="?max=1")],
    "blocs:criterion-new": form(
        "score_group.pk",
        sends=lambda world: {"name": "Mới", "kind": "qualitative", "max": "1", "step": "0.5"},
    ),
    "blocs:criterion-order": [
        of_agency(
            "score_group.pk",
            sends=lambda world: {
                f"position-{world.second_score_criterion.pk}": "1",
                f"position-{world.score_criterion.pk}": "2",
            },
        )
    ],
    "blocs:score-part-edit": [
        *form("groups", "score_group.pk", sends=lambda world: {"name": "Nhóm", "max": "15", "seen": "0"}),
        Row(
            AGENCY,
            READERS - AGENCY,
            args=("score_table.pk", "criteria", "second_score_criterion.pk"),
            sends=lambda world: {
                "name": "Sửa",
                "kind": "qualitative",
                "max": "10",
                "step": "0.5",
                "seen": "0",
            },
            changes=AGENCY,
        ),
    ],
    "blocs:score-part-remove": [of_agency("criteria", "score_criterion.pk")],
    "blocs:score-part-put-back": [of_agency("criteria", "removed_score_criterion.pk")],
    "blocs:score-part-move": [
        of_agency("groups", "score_group.pk", sends=lambda world: {"direction": "down"})
    ],
    "blocs:season-score-table": [
        season_page(sends=lambda world: {"table": world.open_score_table.pk}, changes=PLANNERS)
    ],
    "blocs:season-score-table-last": [season_button(PLANNERS)],
    "blocs:season-tie-rules": [season_form(PLANNERS, sends=lambda world: {"first": "base"})],
    "blocs:season-score-table-pdf": [season_page()],
    "blocs:season-score-table-docx": [season_page()],
    "blocs:score-desk": [Row(MEMBERS | WATCHERS, args=SCORED)],  # without points for those who check none
    "blocs:score-cell": [
        Row(
            SEERS,
            args=(*SCORED, "scored_report.organisation_id", "scored_criterion.pk"),
            sends=lambda world: {"base": "1", "why": "Thiếu.", "seen": ""},
            changes=CHECKERS,
        )
    ],
    "blocs:score-sums": [Row(SEERS, args=SCORED)],
    "blocs:score-agree": [button(*SCORED, "scored_report.organisation_id", by=CHECKERS)],
    "blocs:score-ranking": [Row(MEMBERS | WATCHERS, args=SCORED)],
    "blocs:score-publish": [button(*SCORED, by=NOBODY)],  # a report is not accepted yet
    "blocs:score-figures": [
        Row(
            CHECKERS,
            (MEMBERS | WATCHERS) - CHECKERS,
            args=SCORED,
            sends=lambda world: {f"awards-{world.scored_report.organisation_id}": "2"},
            changes=CHECKERS,
        )
    ],
    "blocs:score-ranking-show": [Row(away=MEMBERS | WATCHERS, args=SCORED)],
    "blocs:score-ranking-pdf": [Row(SEERS, args=SCORED)],
    "blocs:score-ranking-docx": [Row(SEERS, args=SCORED)],
    "blocs:score-all-pdf": [Row(SEERS, args=SCORED)],
    "blocs:score-all-docx": [Row(SEERS, args=SCORED)],
    "blocs:bloc-report-detail": [
        Row(
            SEERS,
            args=SCORED,
            sends=lambda world: {"seen": "0", "results": "Cả khối hoàn thành."},
            changes=PLANNERS,
        )
    ],
    "blocs:bloc-report-show": [Row(SEERS, args=SCORED)],
    "blocs:bloc-report-pdf": [Row(SEERS, args=SCORED)],
    "blocs:bloc-report-docx": [Row(SEERS, args=SCORED)],
    "blocs:statistics-bloc": [Row(MEMBERS | WATCHERS, args=SCORED[:1])],
    "blocs:statistics-season": [Row(MEMBERS | WATCHERS, args=SCORED)],  # without others' points, as the desk
    "blocs:statistics-province": [Row(WATCHERS | {"stranger_standing"})],
}
