"""Rows of visits: the deputy goes to the newcomer, the member has closed what it found at the deputy."""

from tests.factories import YEAR
from tests.project.addresses import LEADERS, MEMBERS, METHOD, PLANNERS, WATCHERS, Row, Sent

SEES = MEMBERS | WATCHERS
TEAM = LEADERS | {"deputy_head", "standing"}  # of the first visit: who goes, who leads, who watches over all
READS = TEAM | {"auditor"}
CLOSED_TEAM = LEADERS | {"officer", "head", "standing"}
SEASON = ("bloc.code", "report_season.year")
VISIT = (*SEASON, "visit.pk")
CLOSED = (*SEASON, "closed_visit.pk")
BEING_SIGNED = ("bloc.code", "scored.year", "visit_being_signed.pk")
DAY = f"05/11/{YEAR - 40}"


def button(*args: str, by: set[str], sends: Sent = lambda world: {}) -> Row:
    return Row(otherwise=METHOD, args=args, sends=sends, changes=by)


def conclusion(world):
    return {"text-conclusion": "Đủ minh chứng.", "seen-text-conclusion": world.nothing}


VISITS: dict[str, list[Row]] = {
    "blocs:visit-list": [Row(SEES, args=SEASON)],
    "blocs:visit-plan": [
        Row(
            PLANNERS,
            SEES - PLANNERS,
            args=SEASON,
            sends=lambda world: {
                f"visiting-{world.leader.pk}": str(world.member.pk),
                f"day-{world.leader.pk}": DAY,
            },
            changes=PLANNERS,
        )
    ],
    "blocs:visit-detail": [Row(SEES, args=VISIT, sends=conclusion, changes=TEAM)],
    "blocs:visit-fields": [button(*VISIT, by=TEAM, sends=conclusion)],
    "blocs:visit-edit": [
        Row(
            PLANNERS,
            SEES - PLANNERS,
            args=VISIT,
            sends=lambda world: {"visiting": str(world.leader.pk), "held_on": DAY, "seen": "0"},
            changes=PLANNERS,
        )
    ],
    "blocs:visit-call-off": [
        Row(
            PLANNERS,
            SEES - PLANNERS,
            args=VISIT,
            sends=lambda world: {"reason": "Mưa bão."},
            changes=PLANNERS,
        )
    ],
    "blocs:visit-agree": [button(*VISIT, by=TEAM)],
    "blocs:visit-step": [button(*CLOSED, "reopen", by=CLOSED_TEAM)],
    "blocs:visit-issue": [button(*CLOSED, way, by=CLOSED_TEAM) for way in ("by-hand", "signed")],
    "blocs:visit-stop-signing": [
        Row(
            TEAM,
            {"officer", "head", "auditor"},
            args=BEING_SIGNED,
            sends=lambda world: {"reason": "Sai họ tên."},
            changes=TEAM,
        )
    ],
    "blocs:visit-evidence-show": [Row(READS, args=(*VISIT, "handed_in_evidence.pk"))],
    "blocs:visit-checklist-pdf": [Row(READS, args=VISIT)],
    "blocs:visit-checklist-docx": [Row(READS, args=VISIT)],
    "blocs:visit-minutes-pdf": [Row(READS, args=VISIT), Row(READS | CLOSED_TEAM, args=CLOSED)],
    "blocs:visit-minutes-docx": [Row(READS, args=VISIT)],
}
