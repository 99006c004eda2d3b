"""Rows of ballots: the leading head directs, heads vote, the board counts, the others of the bloc look on."""

from awards.forms.ballots import VoteForm
from tests.project.addresses import Row, season_button, season_form, season_page
from tests.project.ballots import PHRASE

LEADER = {"leader_head"}
HEADS = {"head", "leader_head", "deputy_head"}
BOARD = {"leader_officer", "deputy_head", "officer"}

BALLOTS: dict[str, list[Row]] = {
    "awards:ballot-list": [season_page()],
    "awards:ballot-new": [
        season_form(
            LEADER,
            sends=lambda world: {
                "question": "Ai dẫn đầu?",
                "mode": "open",
                "members": [world.member.pk],
                "seats": 1,
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
    "awards:ballot-close": [season_button(LEADER, "full_ballot.pk")],
    "awards:ballot-key": [
        season_form(BOARD, "prepared_ballot.pk", sends=lambda world: {"phrase": PHRASE, "again": PHRASE})
    ],
    "awards:ballot-count": [season_form(BOARD, "closed_ballot.pk", sends=lambda world: {"phrase": PHRASE})],
    "awards:ballot-void": [season_form(LEADER, "ballot.pk", sends=lambda world: {"reason": "Sai."})],
    "awards:ballot-repeat": [season_button(LEADER, "void_ballot.pk")],
    "awards:ballot-minutes-pdf": [season_page("ballot.pk")],
    "awards:ballot-minutes-docx": [season_page("ballot.pk")],
}
