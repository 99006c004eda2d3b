"""The classes of records that hold what is given, as the page of terms counts them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.models import Award, Ballot, Honour, HonourImport
from blocs.models import RecordClass
from blocs.selectors import retention
from blocs.selectors.retention import Holding, Subject
from blocs.selectors.retention_subjects import KEPT, SEASON_ENDS

FROM_DECISION = _("from the day of the decision")
SECRET = (Ballot.Mode.SECRET, Ballot.Mode.PAPER, Ballot.Mode.MIXED)


def used_ballots(province: int) -> QuerySet[Ballot]:
    """Counted ones whose votes were secret."""
    return Ballot.objects.filter(
        season__bloc__province=province,
        status=Ballot.Status.COUNTED,
        mode__in=SECRET,
        disposal__isnull=True,
    )


BALLOTS = Holding(used_ballots, "season__last_day", season="season")


def unsaved_imports(province: int) -> QuerySet[HonourImport]:
    """Workbooks that were looked at and never taken in."""
    return HonourImport.objects.filter(province=province, saved_at__isnull=True)


IMPORTS = Holding(unsaved_imports, "at", is_moment=True)


def _honours(*levels: str) -> Holding:
    return Holding(
        lambda province: Honour.objects.filter(
            recipient__organisation__province=province, award__level__in=levels
        ),
        "decided_on",
    )


def register_all() -> None:
    level = Award.Level
    retention.SUBJECTS[RecordClass.TRACES].holdings.append(IMPORTS)
    retention.register(
        Subject(RecordClass.STATE_AWARDS, FROM_DECISION, KEPT, [_honours(level.STATE)]),
        Subject(RecordClass.PROVINCE_AWARDS, FROM_DECISION, KEPT, [_honours(level.MINISTRY)]),
        Subject(RecordClass.UNIT_AWARDS, FROM_DECISION, KEPT, [_honours(level.UNIT, level.OWN)]),
        Subject(
            RecordClass.BALLOTS,
            SEASON_ENDS,
            _("Receipts go, and used paper ballots are destroyed; totals, roll and minutes stay."),
            [BALLOTS],
        ),
    )
