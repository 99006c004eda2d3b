from awards.models.ballot import Ballot, BallotEvent, BoardMember, Elector, Option, PaperCount
from awards.models.ballot_rules import BallotRule, BallotRuleChange
from awards.models.catalogue import Award, AwardRule, Confidence, RuleSet
from awards.models.council import (
    CouncilEvent,
    CouncilOpinion,
    CouncilQuestion,
    CouncilSeat,
    CouncilSession,
)
from awards.models.decisions import (
    CertificateLayout,
    Correction,
    Decision,
    DecisionEvent,
    DecisionLine,
)
from awards.models.dossiers import DossierFile, Part
from awards.models.honour_imports import HonourImport
from awards.models.honours import Discipline, Hold, Honour, Initiative, Recipient, RecipientEvent, YearRecord
from awards.models.kinds import Basis, Rating, RecipientKind, Scope
from awards.models.meeting import AgendaItem, Attendance, Meeting, MeetingEvent
from awards.models.nominations import Nomination, NominationEvent
from awards.models.notices import Notice
from awards.models.printing import PrintedReport, PrintRun
from awards.models.proposals import Concurrence, Nominee, Proposal, ProposalEvent, ProposedAward
from awards.models.rule_changes import RuleSetEvent
from awards.models.statistical_forms import (
    StatisticalFigure,
    StatisticalForm,
    StatisticalLine,
    StatisticalSheet,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Award",
    "AwardRule",
    "Ballot",
    "BallotEvent",
    "BallotRule",
    "BallotRuleChange",
    "Basis",
    "BoardMember",
    "CertificateLayout",
    "Concurrence",
    "Confidence",
    "Correction",
    "CouncilEvent",
    "CouncilOpinion",
    "CouncilQuestion",
    "CouncilSeat",
    "CouncilSession",
    "Decision",
    "DecisionEvent",
    "DecisionLine",
    "Discipline",
    "DossierFile",
    "Elector",
    "Hold",
    "Honour",
    "HonourImport",
    "Initiative",
    "Meeting",
    "MeetingEvent",
    "Nomination",
    "NominationEvent",
    "Nominee",
    "Notice",
    "Option",
    "PaperCount",
    "Part",
    "PrintRun",
    "PrintedReport",
    "Proposal",
    "ProposalEvent",
    "ProposedAward",
    "Rating",
    "Recipient",
    "RecipientEvent",
    "RecipientKind",
    "RuleSet",
    "RuleSetEvent",
    "Scope",
    "StatisticalFigure",
    "StatisticalForm",
    "StatisticalLine",
    "StatisticalSheet",
    "YearRecord",
]
