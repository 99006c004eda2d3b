"""The papers of a bloc's year: what each says. Papers are Vietnamese, whatever language their reader uses.

Every function is told the day whose names and signers it prints; none asks the clock.
"""

from collections.abc import Callable

from blocs.documents.accessions import accession
from blocs.documents.bloc_reports import bloc_report
from blocs.documents.common import profile_of
from blocs.documents.handovers import handover_minutes
from blocs.documents.meeting_invitations import meeting_invitation
from blocs.documents.members import list_of_members
from blocs.documents.members_points import points_of_all
from blocs.documents.movement_plans import movement_plan
from blocs.documents.operating_rules import operating_rules
from blocs.documents.pledges import pledge
from blocs.documents.rankings import ranking_of_season
from blocs.documents.score_tables import alone as score_table_alone
from blocs.documents.score_tables import of_season as score_table
from blocs.documents.season_plans import season_plan
from documents.content import Document

PAPERS: dict[str, Callable[..., Document]] = {
    "pledge": pledge,
    "members": list_of_members,
    "score-table": score_table,
    "season-plan": season_plan,
    "operating-rules": operating_rules,
    "meeting-invitation": meeting_invitation,
    "bloc-report": bloc_report,
    "ranking": ranking_of_season,
    "handover-minutes": handover_minutes,
}

__all__ = [
    "PAPERS",
    "accession",
    "handover_minutes",
    "list_of_members",
    "meeting_invitation",
    "movement_plan",
    "operating_rules",
    "pledge",
    "points_of_all",
    "profile_of",
    "score_table",
    "score_table_alone",
    "season_plan",
]
