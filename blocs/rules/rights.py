"""Who may do what, as one table. A seat is what somebody may act as in one season, or in one province."""

from __future__ import annotations

from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Reason, Verdict, unless


class Seat(StrEnum):
    OFFICER = auto()  # enters for a member
    HEAD = auto()  # signs and votes for a member
    LEADER_OFFICER = auto()
    LEADER_HEAD = auto()
    DEPUTY_OFFICER = auto()
    DEPUTY_HEAD = auto()
    NEXT_OFFICER = auto()  # of who takes the bloc over
    NEXT_HEAD = auto()
    VISITOR = auto()  # of the member that visits another
    VISITED = auto()
    STANDING = auto()
    COUNCIL = auto()
    AUDITOR = auto()
    ADMINISTRATOR = auto()


class Act(StrEnum):
    SEE_SEASON = auto()
    MANAGE_CATALOGUE = auto()  # organisations, blocs, members
    PLAN_SEASON = auto()  # leader, theme, dates
    PLAN_PROVINCE_YEAR = auto()  # the dates that seasons begin with
    MOVE_STAGE = auto()
    FORCE_STAGE = auto()
    EDIT_HANDOVER = auto()
    CONFIRM_HANDOVER = auto()
    SETTLE_HANDOVER = auto()  # in place of a side that cannot or will not
    STAND_IN = auto()  # the deputy for a leader without a head
    LAUNCH_MOVEMENT = auto()  # inside the bloc
    LAUNCH_PROVINCE_MOVEMENT = auto()
    FOLLOW_MOVEMENT = auto()  # what each organisation takes on and reaches in one
    ANSWER_MOVEMENT = auto()  # for one's own organisation
    WRITE_EXEMPLAR = auto()  # of one's own organisation; who launched the movement writes of all
    EDIT_PLEDGE = auto()
    COMMENT_PLEDGE = auto()
    FREEZE_PLEDGE = auto()  # and have it signed
    REMIND_SIGNERS = auto()
    REGISTER = auto()
    EDIT_SCORE_TABLE = auto()  # also which one a season uses, and how it breaks ties
    ENTER_REPORT = auto()  # of one's own organisation, with its own points
    SUBMIT_REPORT = auto()
    READ_REPORTS = auto()  # of all members, with their evidence
    CHECK_REPORT = auto()  # return, accept, excuse, check points
    SETTLE_SCORES = auto()
    PLAN_VISITS = auto()  # of members at one another, to cross-check
    SEE_VISIT = auto()  # its findings, before the visited member does
    WRITE_VISIT = auto()
    WRITE_BLOC_REPORT = auto()
    ISSUE_LIST = auto()  # papers of the leader's own: the list of members, minutes
    SEE_SCORES = auto()  # of all members, before they are published
    PUBLISH_SCORES = auto()
    IMPORT_SEASON = auto()
    SEE_LOG = auto()
    SEE_PEOPLE = auto()  # who holds which mandate
    SEE_SIGN_INS = auto()
    MANAGE_ACCOUNTS = auto()  # accounts and mandates
    MANAGE_KEYS = auto()  # of other systems that read here
    MANAGE_OUTBOX = auto()  # mails that wait or were not delivered
    MANAGE_TASKS = auto()  # long work that failed
    MANAGE_TRUST = auto()  # other authorities whose signatures are believed
    MANAGE_LISTS = auto()  # paper formats, usual lines
    SEE_RECORDS = auto()  # how long what is kept, and what was disposed of
    SET_RETENTION = auto()
    HOLD_RECORDS = auto()  # back from disposal
    DRAW_DISPOSAL = auto()  # and enter its decision and minutes
    CARRY_OUT_DISPOSAL = auto()


MEMBERS = frozenset(
    {Seat.OFFICER, Seat.HEAD, Seat.LEADER_OFFICER, Seat.LEADER_HEAD, Seat.DEPUTY_OFFICER, Seat.DEPUTY_HEAD}
)
LEADERS = frozenset({Seat.LEADER_OFFICER, Seat.LEADER_HEAD})

MAY: dict[Act, frozenset[Seat]] = {
    Act.SEE_SEASON: MEMBERS | {Seat.STANDING, Seat.COUNCIL, Seat.AUDITOR},
    Act.MANAGE_CATALOGUE: frozenset({Seat.STANDING}),
    Act.PLAN_SEASON: LEADERS | {Seat.STANDING},
    Act.PLAN_PROVINCE_YEAR: frozenset({Seat.STANDING}),
    Act.MOVE_STAGE: frozenset({Seat.LEADER_HEAD, Seat.STANDING}),
    Act.FORCE_STAGE: frozenset({Seat.STANDING}),
    Act.EDIT_HANDOVER: LEADERS | {Seat.NEXT_OFFICER, Seat.NEXT_HEAD, Seat.STANDING},
    Act.CONFIRM_HANDOVER: frozenset({Seat.LEADER_HEAD, Seat.NEXT_HEAD}),
    Act.SETTLE_HANDOVER: frozenset({Seat.STANDING}),
    Act.STAND_IN: frozenset({Seat.DEPUTY_HEAD, Seat.STANDING}),
    Act.LAUNCH_MOVEMENT: LEADERS | {Seat.STANDING},
    Act.LAUNCH_PROVINCE_MOVEMENT: frozenset({Seat.STANDING}),
    Act.FOLLOW_MOVEMENT: LEADERS | {Seat.STANDING, Seat.AUDITOR},
    Act.ANSWER_MOVEMENT: frozenset({Seat.OFFICER, Seat.HEAD}),
    Act.WRITE_EXEMPLAR: frozenset({Seat.OFFICER, Seat.HEAD}),
    Act.EDIT_PLEDGE: LEADERS | {Seat.STANDING},
    Act.COMMENT_PLEDGE: MEMBERS,
    Act.FREEZE_PLEDGE: frozenset({Seat.LEADER_HEAD}),
    Act.REMIND_SIGNERS: LEADERS | {Seat.STANDING},
    Act.REGISTER: MEMBERS,
    Act.EDIT_SCORE_TABLE: LEADERS | {Seat.STANDING},
    Act.ENTER_REPORT: frozenset({Seat.OFFICER, Seat.HEAD}),
    Act.SUBMIT_REPORT: frozenset({Seat.HEAD}),
    Act.READ_REPORTS: LEADERS | {Seat.DEPUTY_OFFICER, Seat.DEPUTY_HEAD, Seat.STANDING, Seat.AUDITOR},
    Act.CHECK_REPORT: LEADERS | {Seat.DEPUTY_OFFICER, Seat.DEPUTY_HEAD, Seat.STANDING},
    Act.SETTLE_SCORES: frozenset({Seat.STANDING}),
    Act.PLAN_VISITS: LEADERS | {Seat.STANDING},
    Act.SEE_VISIT: LEADERS
    | {Seat.DEPUTY_OFFICER, Seat.DEPUTY_HEAD, Seat.VISITOR, Seat.STANDING, Seat.AUDITOR},
    Act.WRITE_VISIT: LEADERS | {Seat.VISITOR, Seat.STANDING},
    Act.WRITE_BLOC_REPORT: LEADERS | {Seat.STANDING},
    Act.SEE_SCORES: LEADERS | {Seat.DEPUTY_OFFICER, Seat.DEPUTY_HEAD, Seat.STANDING, Seat.AUDITOR},
    Act.PUBLISH_SCORES: frozenset({Seat.LEADER_HEAD, Seat.STANDING}),
    Act.ISSUE_LIST: LEADERS | {Seat.STANDING},
    Act.IMPORT_SEASON: frozenset({Seat.STANDING}),
    Act.SEE_LOG: frozenset({Seat.STANDING, Seat.AUDITOR}),
    Act.SEE_SIGN_INS: frozenset({Seat.AUDITOR, Seat.ADMINISTRATOR}),
    Act.SEE_PEOPLE: frozenset({Seat.STANDING, Seat.AUDITOR, Seat.ADMINISTRATOR}),
    Act.MANAGE_ACCOUNTS: frozenset({Seat.ADMINISTRATOR}),
    Act.MANAGE_KEYS: frozenset({Seat.ADMINISTRATOR}),
    Act.MANAGE_OUTBOX: frozenset({Seat.STANDING, Seat.ADMINISTRATOR}),
    Act.MANAGE_TASKS: frozenset({Seat.ADMINISTRATOR}),
    Act.MANAGE_TRUST: frozenset({Seat.ADMINISTRATOR}),
    Act.MANAGE_LISTS: frozenset({Seat.STANDING, Seat.ADMINISTRATOR}),
    Act.SEE_RECORDS: frozenset({Seat.STANDING, Seat.AUDITOR, Seat.ADMINISTRATOR}),
    Act.SET_RETENTION: frozenset({Seat.STANDING, Seat.ADMINISTRATOR}),
    Act.HOLD_RECORDS: frozenset({Seat.STANDING}),
    Act.DRAW_DISPOSAL: frozenset({Seat.STANDING}),
    Act.CARRY_OUT_DISPOSAL: frozenset({Seat.ADMINISTRATOR}),
}

WHO: dict[Act, Reason] = {
    Act.SEE_SEASON: _("Only members of the bloc and the standing agency see this."),
    Act.MANAGE_CATALOGUE: _("Only the standing agency changes organisations, blocs and members."),
    Act.PLAN_SEASON: _("Only the bloc leader and the standing agency plan the year."),
    Act.PLAN_PROVINCE_YEAR: _("Only the standing agency sets the dates of the province's year."),
    Act.MOVE_STAGE: _("Only the bloc leader's head and the standing agency move the year on."),
    Act.FORCE_STAGE: _("Only the standing agency moves the year on against its conditions."),
    Act.EDIT_HANDOVER: _(
        "Only those who hand over, those who take over and the standing agency write the handover."
    ),
    Act.CONFIRM_HANDOVER: _("Only the heads of the two organisations confirm the handover."),
    Act.SETTLE_HANDOVER: _("Only the standing agency settles a handover in place of a side."),
    Act.STAND_IN: _("Only the deputy's head and the standing agency let the deputy act as leader."),
    Act.LAUNCH_MOVEMENT: _("Only the bloc leader and the standing agency launch a movement in the bloc."),
    Act.LAUNCH_PROVINCE_MOVEMENT: _("Only the standing agency launches a movement in the province."),
    Act.FOLLOW_MOVEMENT: _(
        "Only who launched the movement, the standing agency and the organisation itself see this."
    ),
    Act.ANSWER_MOVEMENT: _("Only the organisation's own people answer for it."),
    Act.WRITE_EXEMPLAR: _(
        "Only the organisation's own people and who launched the movement write of its exemplars."
    ),
    Act.EDIT_PLEDGE: _(
        "Only the bloc leader and the standing agency edit the pledge; members comment on it."
    ),
    Act.COMMENT_PLEDGE: _("Only members of the bloc comment on the pledge."),
    Act.FREEZE_PLEDGE: _(
        "Only the head of the leading organisation settles the text of the pledge and has it signed."
    ),
    Act.REMIND_SIGNERS: _("Only the bloc leader and the standing agency remind those who have to sign."),
    Act.REGISTER: _("Only members of the bloc register their own targets."),
    Act.EDIT_SCORE_TABLE: _(
        "Only the standing agency and, for its own bloc, the bloc leader edit score tables."
    ),
    Act.ENTER_REPORT: _("Only the member itself writes its report."),
    Act.SUBMIT_REPORT: _("Only the head of the member submits its report."),
    Act.READ_REPORTS: _(
        "Only the member itself, the bloc leader, the deputy and the standing agency read a report."
    ),
    Act.CHECK_REPORT: _("Only the bloc leader, the deputy and the standing agency check reports."),
    Act.SETTLE_SCORES: _("Only the standing agency settles points."),
    Act.PLAN_VISITS: _("Only the bloc leader and the standing agency plan visits between members."),
    Act.SEE_VISIT: _("Only the visiting team and those who check reports read the findings of a visit."),
    Act.WRITE_VISIT: _("Only the visiting team and the bloc leader write down what a visit found."),
    Act.WRITE_BLOC_REPORT: _("Only the bloc leader and the standing agency write the report of the bloc."),
    Act.SEE_SCORES: _("Before they are published, each member sees its own points only."),
    Act.PUBLISH_SCORES: _("Only the bloc leader's head and the standing agency publish the points."),
    Act.ISSUE_LIST: _("Only the bloc leader and the standing agency issue the list of members."),
    Act.IMPORT_SEASON: _("Only the standing agency imports data."),
    Act.SEE_LOG: _("Only the standing agency and the auditor see the log."),
    Act.SEE_SIGN_INS: _("The log of sign-ins is for administrators and auditors."),
    Act.SEE_PEOPLE: _("Only the standing agency, the auditor and administrators see all mandates."),
    Act.MANAGE_TASKS: _("Only an administrator looks after long work that failed."),
    Act.MANAGE_TRUST: _("Only an administrator says which authorities are believed."),
    Act.MANAGE_KEYS: _("Only an administrator gives keys to other systems."),
    Act.MANAGE_ACCOUNTS: _("Only an administrator manages accounts."),
    Act.MANAGE_OUTBOX: _("Only the standing agency and an administrator see the mails of the site."),
    Act.MANAGE_LISTS: _("Only the standing agency and an administrator edit these lists."),
    Act.SEE_RECORDS: _("Only the standing agency, the auditor and administrators see the terms of records."),
    Act.SET_RETENTION: _("Only the standing agency and an administrator set how long records are kept."),
    Act.HOLD_RECORDS: _("Only the standing agency puts records on hold."),
    Act.DRAW_DISPOSAL: _("Only the standing agency draws up lists of disposal and enters their decisions."),
    Act.CARRY_OUT_DISPOSAL: _("Only an administrator carries out a disposal."),
}


def may(act: Act, seats: frozenset[Seat]) -> Verdict:
    """May somebody on these seats do this, whatever the time?"""
    return unless(bool(MAY[act] & seats), WHO[act])
