from blocs.models.bloc import Bloc, BlocChange, BlocName
from blocs.models.bloc_report import BlocReport
from blocs.models.calendar_feed import CalendarFeed
from blocs.models.composed import MeetingInvitation, OperatingRules
from blocs.models.correction import Correction
from blocs.models.disposal import Disposal, DisposalEvent, DisposalPaper, DisposalRow
from blocs.models.enrolment import Enrolment, Measure, MeasureTarget
from blocs.models.evidence import Evidence, EvidenceNote
from blocs.models.exchange import SentFile
from blocs.models.exemplar import Exemplar, MovementDocument
from blocs.models.handover import Handover, HandoverItem
from blocs.models.invitation import Invitation, InvitationChange
from blocs.models.log import LogLine, LogLink
from blocs.models.movement import Movement, MovementChange, MovementYear
from blocs.models.movement_result import MovementReview, PeriodFigure, PeriodResult
from blocs.models.organisation import (
    Organisation,
    OrganisationAlias,
    OrganisationChange,
    OrganisationName,
    Province,
)
from blocs.models.organisation_event import OrganisationEvent
from blocs.models.outside_system import OutsideSystem, OutsideSystemChange
from blocs.models.people import AccountChange, Mandate, MandateChange, Person
from blocs.models.pledge import (
    Comparison,
    Pledge,
    PledgeComment,
    PledgeEvent,
    PledgeItem,
    PledgeLine,
    PledgeTarget,
    PledgeVersion,
    RegisteredTarget,
    Registration,
    Section,
    Witness,
)
from blocs.models.publication import PublishedPlace, RankingFigure, ScorePublication
from blocs.models.ranking import ScoreBand, TieBreak, TieRule
from blocs.models.report import (
    MovementResult,
    Report,
    ReportEvent,
    ReportRemark,
    ReportSection,
    ReportSketch,
    ReportVersion,
    Score,
    TargetResult,
)
from blocs.models.retention import (
    LegalHold,
    LegalHoldChange,
    RecordClass,
    RetentionRule,
    RetentionRuleChange,
)
from blocs.models.score import (
    Criterion,
    Formula,
    ScoreGroup,
    ScoreTable,
    ScoreTableEvent,
)
from blocs.models.season import (
    Leadership,
    Membership,
    Milestone,
    MilestoneMove,
    Season,
    SeasonEvent,
)
from blocs.models.second_step import SecondStepDemand
from blocs.models.usual_line import UsualLine
from blocs.models.visit import Visit, VisitFinding
from blocs.models.webhook import Delivery, Webhook
from blocs.models.year_template import TemplateDate, YearTemplate, YearTemplateChange

__all__ = [
    "AccountChange",
    "Bloc",
    "BlocChange",
    "BlocName",
    "BlocReport",
    "CalendarFeed",
    "Comparison",
    "Correction",
    "Criterion",
    "Delivery",
    "Disposal",
    "DisposalEvent",
    "DisposalPaper",
    "DisposalRow",
    "Enrolment",
    "Evidence",
    "EvidenceNote",
    "Exemplar",
    "Formula",
    "Handover",
    "HandoverItem",
    "Invitation",
    "InvitationChange",
    "Leadership",
    "LegalHold",
    "LegalHoldChange",
    "LogLine",
    "LogLink",
    "Mandate",
    "MandateChange",
    "Measure",
    "MeasureTarget",
    "MeetingInvitation",
    "Membership",
    "Milestone",
    "MilestoneMove",
    "Movement",
    "MovementChange",
    "MovementDocument",
    "MovementResult",
    "MovementReview",
    "MovementYear",
    "OperatingRules",
    "Organisation",
    "OrganisationAlias",
    "OrganisationChange",
    "OrganisationEvent",
    "OrganisationName",
    "OutsideSystem",
    "OutsideSystemChange",
    "PeriodFigure",
    "PeriodResult",
    "Person",
    "Pledge",
    "PledgeComment",
    "PledgeEvent",
    "PledgeItem",
    "PledgeLine",
    "PledgeTarget",
    "PledgeVersion",
    "Province",
    "PublishedPlace",
    "RankingFigure",
    "RecordClass",
    "RegisteredTarget",
    "Registration",
    "Report",
    "ReportEvent",
    "ReportRemark",
    "ReportSection",
    "ReportSketch",
    "ReportVersion",
    "RetentionRule",
    "RetentionRuleChange",
    "Score",
    "ScoreBand",
    "ScoreGroup",
    "ScorePublication",
    "ScoreTable",
    "ScoreTableEvent",
    "Season",
    "SeasonEvent",
    "SecondStepDemand",
    "Section",
    "SentFile",
    "TargetResult",
    "TemplateDate",
    "TieBreak",
    "TieRule",
    "UsualLine",
    "Visit",
    "VisitFinding",
    "Webhook",
    "Witness",
    "YearTemplate",
    "YearTemplateChange",
]
