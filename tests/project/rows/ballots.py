"""Rows of ballots: the leading head directs, heads vote, the board counts, the others of the bloc look on."""

from awards.forms.ballots import VoteForm
from tests.project.addresses import EVERYBODY, PLANNERS, Row, anybody, season_button, season_form, season_page
from tests.project.ballots import PHRASE

LEADER = {"leader_head"}
HEADS = {"head", "leader_head", "deputy_head"}
BOARD = {"leader_officer", "deputy_head", "officer"}

RULE = {
    "starts": "01/02/2026",
    "quorum": "3/4",
    "pass_mark": "70%",
    "base": "all",
    "seats": 2,
    "keys_needed": 2,
    "self_vote": "on",
    "source": "Quyết định 12/QĐ-UBND",
    "confidence": "sourced",
}
RULE_EDITORS = {"standing", "stranger_standing", "administrator"}


def _box(world):
    agreeing = {f"agreeing-{option.order}": 0 for option in world.box_ballot.options.all()}
    return {"returned": 1, "spoilt": 0, "blank": 1} | agreeing


def _hands(world):
    ballot = world.hands_ballot
    orders = [option.order for option in ballot.options.all()]
    return {f"o{order}-{row.pk}": "-" for row in ballot.electors.all() for order in orders}


BALLOTS: dict[str, list[Row]] = {
    "awards:ballot-rule-list": [anybody()],
    "awards:ballot-rule-new": [
        Row(
            RULE_EDITORS,
            EVERYBODY - RULE_EDITORS,
            sends=lambda world: RULE,
            changes=RULE_EDITORS,
        )
    ],
    "awards:ballot-rule-edit": [
        Row(
            RULE_EDITORS - {"stranger_standing"},
            EVERYBODY - RULE_EDITORS,
            args=("ballot_rule.pk",),
            sends=lambda world: RULE,
            changes=RULE_EDITORS - {"stranger_standing"},
        )
    ],
    "awards:ballot-list": [season_page()],
    "awards:ballot-new": [
        season_form(
            LEADER,
            sends=lambda world: {
                "question": "Ai dẫn đầu?",
                "mode": "open",
                "members": [world.member.pk],
                "seats": 1,
                "self_vote": "no",
                "quorum": "2/3",
                "pass_mark": "2/3",
                "base": "all",
                "keys_needed": 3,
            },
        )
    ],
    "awards:ballot-detail": [season_page("ballot.pk")],
    "awards:ballot-screen": [season_page("ballot.pk")],
    "awards:ballot-open": [season_button(LEADER, "prepared_ballot.pk")],
    "awards:ballot-vote": [
        season_form(
            HEADS,
            "ballot.pk",
            sends=lambda world: {"paper": VoteForm.new_paper(world.ballot), "marks": [1], "sure": "on"},
        )
    ],
    "awards:ballot-paper-pdf": [season_page("ballot.pk")],
    "awards:ballot-paper-docx": [season_page("ballot.pk")],
    "awards:ballot-hand-out": [
        season_form(
            BOARD | LEADER, "mixed_ballot.pk", sends=lambda world: {"electors": [world.free_elector.pk]}
        )
    ],
    "awards:ballot-take-back": [season_button(BOARD | LEADER, "mixed_ballot.pk", "paper_elector.pk")],
    "awards:ballot-box": [season_form(BOARD, "box_ballot.pk", sends=_box)],
    "awards:ballot-hands": [season_form(LEADER, "hands_ballot.pk", sends=_hands)],
    "awards:ballot-close": [season_button(LEADER, "full_ballot.pk")],
    "awards:ballot-key": [
        season_form(BOARD, "prepared_ballot.pk", sends=lambda world: {"phrase": PHRASE, "again": PHRASE})
    ],
    "awards:ballot-count": [season_form(BOARD, "closed_ballot.pk", sends=lambda world: {"phrase": PHRASE})],
    "awards:ballot-void": [season_form(LEADER, "ballot.pk", sends=lambda world: {"reason": "Sai."})],
    "awards:ballot-repeat": [season_button(LEADER, "void_ballot.pk")],
    "awards:ballot-minutes-issue": [season_button(PLANNERS, "void_ballot.pk")],
    "awards:ballot-minutes-sign": [season_button(PLANNERS, "void_ballot.pk")],
    "awards:ballot-minutes-pdf": [season_page("ballot.pk")],
    "awards:ballot-minutes-docx": [season_page("ballot.pk")],
}
