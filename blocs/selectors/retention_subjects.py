"""The classes of records that are kept here, as selectors.retention counts them."""

from __future__ import annotations

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from blocs.models import (
    AccountChange,
    BlocReport,
    Evidence,
    LogLine,
    Mandate,
    OperatingRules,
    Pledge,
    RecordClass,
    Report,
)
from blocs.selectors import retention
from blocs.selectors.retention import Holding, Subject
from emulation.models import Letter, Notice, SignIn, User

KEPT = _("It is kept: no list of disposal reaches it.")
SEASON_ENDS = _("from the last day of the season")


def people_of(province: int) -> QuerySet[User]:
    """Whose account is this province's affair and no other's."""
    here = Mandate.objects.filter(organisation__province=province).order_by().values("user")
    opened = AccountChange.objects.filter(province=province).order_by().values("user")
    elsewhere = Mandate.objects.exclude(organisation__province=province).order_by().values("user")
    return User.objects.filter(Q(pk__in=here) | Q(pk__in=opened)).exclude(pk__in=elsewhere).order_by("pk")


def people_who_left(province: int) -> QuerySet[User]:
    """With `left_on`, the last day of the last post; nobody whose post has no end."""
    stays = Mandate.objects.filter(ends__isnull=True).order_by().values("user")
    rows = people_of(province).exclude(pk__in=stays)
    rows = rows.filter(anonymised_at__isnull=True).annotate(left_on=Max("mandates__ends"))
    return rows.filter(left_on__isnull=False)


def evidence(province: int) -> QuerySet[Evidence]:
    return Evidence.objects.filter(report__season__bloc__province=province, disposal__isnull=True)


def sign_ins(province: int) -> QuerySet[SignIn]:
    return SignIn.objects.filter(user__in=people_of(province))


def letters(province: int) -> QuerySet[Letter]:
    """Those that are done with: sent, given up or stopped."""
    return Letter.objects.filter(user__in=people_of(province), settled_at__isnull=False)


def notices(province: int) -> QuerySet[Notice]:
    return Notice.objects.filter(user__in=people_of(province), read_at__isnull=False)


EVIDENCE = Holding(evidence, "report__season__last_day", season="report__season")
SIGN_INS = Holding(sign_ins, "at", is_moment=True)
LETTERS = Holding(letters, "settled_at", is_moment=True)
LEFT = Holding(people_who_left, "left_on")
NOTICES = Holding(notices, "read_at", is_moment=True)


def _seasons_own(model: type[BlocReport | OperatingRules | Pledge | Report]) -> Holding:
    return Holding(
        lambda province: model._default_manager.filter(season__bloc__province=province),
        "season__last_day",
        season="season",
    )


def register_all() -> None:
    retention.register(
        Subject(
            RecordClass.PLANS, SEASON_ENDS, KEPT, [_seasons_own(OperatingRules), _seasons_own(BlocReport)]
        ),
        Subject(RecordClass.BLOC_RECORDS, SEASON_ENDS, KEPT, [_seasons_own(Pledge), _seasons_own(Report)]),
        Subject(
            RecordClass.LOG,
            _("from the day of the line"),
            KEPT,
            [Holding(lambda province: LogLine.objects.filter(province=province), "at", is_moment=True)],
        ),
        Subject(
            RecordClass.WORKING_FILES,
            SEASON_ENDS,
            _("The content of the files goes; name, size and fingerprint stay where the file was."),
            [EVIDENCE],
        ),
        Subject(
            RecordClass.TRACES,
            _("from the day of the sign-in, of the mail, of the reading"),
            _("Sign-ins, settled mails, read notices and unused import files go; how many there were stays."),
            [SIGN_INS, LETTERS, NOTICES],
        ),
        Subject(
            RecordClass.ACCOUNTS,
            _("from the last day of the last post"),
            _(
                "Name, addresses, telephone and devices go from the account; papers, minutes, decisions and "
                "the log stay as they were written."
            ),
            [LEFT],
        ),
    )
