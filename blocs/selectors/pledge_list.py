"""The newest pledge of every season that a person sees, and what comes next for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from blocs.models import Membership, Milestone, Person, Pledge, Registration, Season
from blocs.selectors.seasons import Deadline
from emulation.verdicts import Reason

Status = Pledge.Status
BEFORE_FORCE = {Status.DRAFT, Status.COMMENT, Status.AGREED, Status.SIGNING}


@dataclass(frozen=True, slots=True)
class NextDate:
    """What is due next, and how much of the time until then is left."""

    label: Reason
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge as one line of the list."""

    pledge: Any  # a Pledge with the annotations below
    on: date

    @property
    def season(self) -> Season:
        season: Season = self.pledge.season
        return season

    @property
    def next(self) -> NextDate | None:
        """The end of the comments, the signing, or whatever the year has next."""
        pledge = self.pledge
        if self.season.stage == Season.Stage.CLOSED:
            return None
        if pledge.status == Status.COMMENT and pledge.comments_until:
            return self._due(_("Comments until"), Milestone.Kind.PLEDGE, pledge.comments_until)
        if pledge.status in BEFORE_FORCE and pledge.pledge_due:
            return self._due(Milestone.Kind.PLEDGE.label, Milestone.Kind.PLEDGE, pledge.pledge_due)
        if pledge.next_due:
            kind = Milestone.Kind(pledge.next_kind)
            return self._due(kind.label, kind, pledge.next_due)
        return None

    def _due(self, label: Reason, kind: str, due: date) -> NextDate:
        return NextDate(label, Deadline(Milestone(kind=kind, due=due), self.on))


def newest(someone: Person) -> Any:
    """With `members`, `registered` and the open dates of the year beside each; the newest year first."""
    of_season = Pledge.objects.filter(season=OuterRef("season")).newest_first()
    members = Membership.objects.filter(season=OuterRef("season"), left_on__isnull=True)
    registered = Registration.objects.filter(pledge=OuterRef("pk"))
    open_dates = Milestone.objects.filter(season=OuterRef("season"), done_on__isnull=True)
    open_dates = open_dates.order_by("due", "pk")
    return (
        Pledge.objects.visible_to(someone)
        .filter(pk=Subquery(of_season.values("pk")[:1]))
        .select_related("season__bloc__province")
        .annotate(
            members=_how_many(members, "season"),
            registered=_how_many(registered, "pledge"),
            pledge_due=Subquery(open_dates.filter(kind=Milestone.Kind.PLEDGE).values("due")[:1]),
            next_due=Subquery(open_dates.values("due")[:1]),
            next_kind=Subquery(open_dates.values("kind")[:1]),
        )
        .order_by("-season__year", "season__bloc__sort_key", "pk")
    )


def _how_many(rows: Any, of: str) -> Any:
    counted = rows.order_by().values(of).annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted), 0)


def rows(pledges: Iterable[Pledge], *, on: date) -> list[PledgeRow]:
    return [PledgeRow(pledge, on) for pledge in pledges]


def years(someone: Person) -> list[int]:
    """The years that have a pledge, the newest first."""
    found = Pledge.objects.visible_to(someone).order_by("-season__year")
    return list(found.values_list("season__year", flat=True).distinct())


def of_blocs(pledges: Any, words: Iterable[str]) -> Any:
    """Those whose bloc is called so; marks make no difference."""
    for word in words:
        pledges = pledges.filter(Q(season__bloc__search_text__contains=word))
    return pledges
