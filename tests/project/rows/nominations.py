"""Rows of nominations, dossiers and proposals (domain model, section 8)."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.awards.nominees import PDF, award
from tests.factories import YEAR
from tests.project.addresses import (
    EVERYBODY,
    LEADERS,
    MEMBERS,
    WATCHERS,
    Row,
    anybody,
    button,
    season_button,
    season_page,
)

OWN = {"officer", "head"}
WRITERS = OWN | LEADERS  # of a nomination of the member in the bloc
STANDING = {"standing"}
NOMINATES = MEMBERS | {"outsider"}


def draft(*args: str, may: set[str] = WRITERS, sends: Any = None) -> Row:
    """What concerns the member's draft, which the others of the bloc do not see yet."""
    told = (WRITERS | WATCHERS) - may if sends else set()
    opens = may if sends else WRITERS | WATCHERS
    return Row(opens, told, args=("draft_nomination.pk", *args), sends=sends, changes=may if sends else set())


def agency(thing: str, *args: str, sends: Any) -> Row:
    """What the standing agency does with what was proposed; the bloc, which sees it, is told."""
    told = (MEMBERS | WATCHERS) - STANDING
    return Row(STANDING, told, args=(thing, *args), sends=sends, changes=STANDING)


def leaders(*args: str, sends: Any) -> Row:
    """What the leader writes of a proposal being prepared."""
    return Row(LEADERS, set(WATCHERS), args=args, sends=sends, changes=LEADERS)


def reason(world: Any) -> dict[str, Any]:
    return {"reason": "Chờ bổ sung minh chứng."}


def drafts_paper() -> Row:
    return Row(LEADERS | WATCHERS, args=("draft_proposal.pk",))


NOMINATIONS: dict[str, list[Row]] = {
    "awards:nomination-list": [anybody()],
    "awards:nomination-new": [
        Row(
            NOMINATES,
            EVERYBODY - NOMINATES,
            sends=lambda world: {
                "kind": "organisation",
                "award": award("GK").pk,
                "year": YEAR - 1,
                "basis": "merit",
                "leads_movement": "unknown",
            },
            changes=NOMINATES,
        )
    ],
    "awards:nomination-detail": [draft()],
    "awards:nomination-edit": [
        draft(sends=lambda world: {"basis": "thematic", "leads_movement": "unknown", "summary": "Tốt."})
    ],
    "awards:nomination-report": [draft(sends=lambda world: {"achievements": "Hoàn thành."})],
    "awards:nomination-submit": [button("leaders_draft.pk", by={"leader_head"})],
    "awards:nomination-take-back": [button("submitted_nomination.pk", by={"leader_head"})],
    "awards:nomination-appraise": [button("received_nomination.pk", by=STANDING)],
    "awards:nomination-release": [button("held_nomination.pk", by=STANDING)],
    "awards:nomination-withdraw": [draft(may={"head", "leader_head"}, sends=reason)],
    "awards:nomination-reject": [agency("received_nomination.pk", sends=reason)],
    "awards:nomination-hold": [agency("received_nomination.pk", sends=reason)],
    "awards:dossier-add": [
        button(
            "draft_nomination.pk",
            by=WRITERS | STANDING,  # the agency adds what comes from others
            sends=lambda world: {"part": "other", "sent": SimpleUploadedFile("xep-loai.pdf", PDF)},
        )
    ],
    "awards:dossier-show": [draft("dossier_file.pk")],
    "awards:dossier-remove": [button("draft_nomination.pk", "dossier_file.pk", by=WRITERS)],
    "awards:nomination-report-pdf": [draft()],
    "awards:nomination-report-docx": [draft()],
    "awards:dossier-pdf": [draft()],
    "awards:dossier-zip": [draft()],
    "awards:season-nominations": [season_page()],
    "awards:season-nominations-take": [season_button(LEADERS, "counted_ballot.pk")],
    "awards:proposal-index": [anybody()],
    "awards:proposal-begin-own": [button(by=NOMINATES)],
    "awards:proposal-begin": [season_button(LEADERS)],
    "awards:proposal-detail": [Row(LEADERS | WATCHERS, args=("draft_proposal.pk",))],
    "awards:proposal-edit": [leaders("draft_proposal.pk", sends=lambda world: {"opening": "Kính trình."})],
    "awards:proposal-choose": [
        button(
            "empty_proposal.pk",
            by=LEADERS,
            sends=lambda world: {"chosen": [world.submitted_nomination.pk]},
        )
    ],
    "awards:proposal-drop": [button("draft_proposal.pk", "listed_nomination.pk", by=LEADERS)],
    "awards:proposal-issue": [button("draft_proposal.pk", by=LEADERS)],
    "awards:proposal-sign": [button("draft_proposal.pk", by=LEADERS)],
    "awards:proposal-send": [
        leaders("issued_proposal.pk", sends=lambda world: {"way": "site", "on": world.today})
    ],
    "awards:proposal-receive": [agency("sent_proposal.pk", sends=lambda world: {"on": world.today})],
    "awards:proposal-return": [agency("sent_proposal.pk", sends=lambda world: {"because": "Thiếu."})],
    "awards:proposal-ask": [
        agency("received_proposal.pk", sends=lambda world: {"agency": "Thuế tỉnh", "asked_on": world.today})
    ],
    "awards:proposal-answer": [
        agency(
            "received_proposal.pk",
            "question.pk",
            sends=lambda world: {"said": "agrees", "answered_on": world.today},
        )
    ],
    "awards:proposal-appraise": [button("settled_proposal.pk", by=STANDING)],
    "awards:proposal-letter-pdf": [drafts_paper()],
    "awards:proposal-letter-docx": [drafts_paper()],
    "awards:proposal-nominees-pdf": [drafts_paper()],
    "awards:proposal-nominees-docx": [drafts_paper()],
    "awards:proposal-summaries-pdf": [drafts_paper()],
    "awards:proposal-summaries-docx": [drafts_paper()],
    "awards:proposal-whole-pdf": [Row(LEADERS | WATCHERS, args=("printed.proposal_id",))],
    "awards:proposal-whole-zip": [Row(LEADERS | WATCHERS, args=("printed.proposal_id",))],
    "awards:printing": [drafts_paper()],
    "awards:printing-start": [button("draft_proposal.pk", by=LEADERS | STANDING)],
    "awards:printing-advance": [button("running_printing.proposal_id", by=LEADERS | STANDING)],
    "awards:printing-stop": [button("running_printing.proposal_id", by=LEADERS | STANDING)],
    "awards:printing-resume": [button("stopped_printing.proposal_id", by=LEADERS | STANDING)],
    "awards:proposal-proof": [Row(MEMBERS | WATCHERS, args=("sent_proposal.pk",))],
}
