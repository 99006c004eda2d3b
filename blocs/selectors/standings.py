"""Where the organisations of a person stand in their seasons: one query, which every page asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Greatest, Least

from blocs.models import (
    Enrolment,
    Handover,
    Leadership,
    Mandate,
    Membership,
    Milestone,
    Organisation,
    Person,
    Pledge,
    PledgeComment,
    Registration,
    Report,
    Season,
)
from blocs.selectors.signing import KEY
from documents.models import SignatureRequest, Signer

MOST = 60  # seasons: a long life in several blocs


@dataclass(frozen=True)
class Standing:
    """One organisation of the person in one season today."""

    row: Any  # a Membership with the annotations below
    is_head: bool

    @property
    def season(self) -> Season:
        season: Season = self.row.season
        return season

    @property
    def organisation(self) -> Organisation:
        organisation: Organisation = self.row.organisation
        return organisation

    @property
    def is_open(self) -> bool:
        return self.season.stage != Season.Stage.CLOSED

    @property
    def leads(self) -> bool:
        return bool(self.row.leader == self.row.organisation_id)

    @property
    def is_deputy(self) -> bool:
        return bool(self.row.deputises)

    @property
    def about(self) -> str:
        return f"{self.season.bloc.current_name} · {self.season.label}"


def standings(someone: Person) -> list[Standing]:
    """The newest year first; read once per request."""
    if not someone.organisations:
        return []
    kept: tuple[date, list[Standing]] | None = getattr(someone.user, "_standings", None)
    if kept is None or kept[0] != someone.on:
        heads = someone.organisations_as(Mandate.Role.HEAD)
        rows = with_progress(someone.on).filter(organisation__in=someone.organisations)
        rows = rows.annotate(**_own_signatures(someone), movements_asked=_movements_asked(someone.on))
        rows = rows.select_related("organisation", "season__bloc__province")
        rows = rows.filter(Q(left_on__isnull=True) | Q(left_on__gte=F("day")))
        rows = rows.order_by("-season__year", "season__bloc__sort_key", "organisation__sort_key")[:MOST]
        kept = someone.on, [Standing(row, row.organisation_id in heads) for row in rows]
        someone.user._standings = kept  # type: ignore[attr-defined]  # a cache as long as the request
    return kept[1]


def _handover_to_confirm() -> Any:
    """The handover of the season that this organisation has still to confirm."""
    gives = Q(outgoing=OuterRef("organisation"), given_at__isnull=True)
    takes = Q(incoming=OuterRef("organisation"), taken_at__isnull=True)
    return Handover.objects.filter(gives | takes, season=OuterRef("season"))


def _next_leader() -> Any:
    """The next season, while nothing is handed over to it, with its leaders."""
    return Season.objects.filter(
        bloc=OuterRef("season__bloc"),
        year__gt=OuterRef("season__year"),
        taken_over__isnull=True,
        leaderships__role=Leadership.Role.LEADER,
    ).order_by("year", "leaderships__starts")


def _movements_asked(on: date) -> Any:
    """How many movements wait for the organisation's answer."""
    asked = Enrolment.objects.waiting().filter(
        Q(movement__ends__isnull=True) | Q(movement__ends__gte=on), organisation=OuterRef("organisation")
    )
    return Subquery(asked.order_by().values("organisation").annotate(how_many=Count("pk")).values("how_many"))


def _own_signatures(someone: Person) -> dict[str, Any]:
    """Whether the pledge waits for this person's signature for the member, and until when."""
    key = Concat(Value(KEY), Cast("organisation", models.CharField()))
    waiting = Signer.objects.filter(
        request__paper=OuterRef("pledge_paper"),
        request__state=SignatureRequest.State.SIGNING,
        party=OuterRef("key_as_signer"),
        user=someone.user,
        state__in=(Signer.State.INVITED, Signer.State.VIEWED),
    )
    return {
        "key_as_signer": key,
        "to_sign": Exists(waiting),
        "sign_before": Subquery(waiting.values("request__deadline")[:1]),
    }


def current(rows: list[Standing]) -> list[Standing]:
    """Of each organisation in each bloc the newest season."""
    newest: dict[tuple[int, int], Standing] = {}
    for row in rows:
        newest.setdefault((row.row.organisation_id, row.season.bloc_id), row)
    return list(newest.values())


@lru_cache(maxsize=2)  # the same for everybody on that day, and as long in the making as in the asking
def with_progress(on: date) -> Any:
    """All memberships with who leads, how far the pledge is and what the member has done about it."""
    pledges = Pledge.objects.filter(season=OuterRef("season")).newest_first()
    leaders = Leadership.objects.filter(season=OuterRef("season"), starts__lte=OuterRef("day"))
    leading = leaders.exclude(role=Leadership.Role.DEPUTY).order_by("-starts", "-pk")
    open_dates = Milestone.objects.filter(season=OuterRef("season"), done_on__isnull=True)
    unsettled = PledgeComment.objects.filter(pledge=OuterRef("pledge_key"), settled_at__isnull=True)
    own = {"pledge": OuterRef("pledge_key"), "organisation": OuterRef("organisation")}
    annual = Report.objects.filter(season=OuterRef("season"), kind=Report.Kind.ANNUAL)
    reports = annual.filter(organisation=OuterRef("organisation"))
    to_read = annual.filter(status=Report.Status.SUBMITTED)
    today = Value(on, output_field=models.DateField())
    return Membership.objects.annotate(
        day=Greatest(Least(today, F("season__last_day")), F("season__first_day")),
        pledge_key=Subquery(pledges.values("pk")[:1]),
        pledge_status=Subquery(pledges.values("status")[:1]),
        pledge_paper=Subquery(pledges.values("paper")[:1]),
        comments_until=Subquery(pledges.values("comments_until")[:1]),
        leader=Case(
            When(season__first_day__gt=today, season__prepared_by__isnull=False, then="season__prepared_by"),
            default=Subquery(leading.values("organisation")[:1]),
            output_field=models.BigIntegerField(),
        ),
        deputises=Exists(
            leaders.filter(role=Leadership.Role.DEPUTY, organisation=OuterRef("organisation")).filter(
                Q(ends__isnull=True) | Q(ends__gte=OuterRef("day"))
            )
        ),
        commented=Exists(PledgeComment.objects.filter(**own)),
        registered=Exists(Registration.objects.filter(**own)),
        unsettled=Subquery(
            unsettled.order_by().values("pledge").annotate(how_many=Count("pk")).values("how_many")
        ),
        report_status=Subquery(reports.values("status")[:1]),
        reports_to_read=Subquery(
            to_read.order_by().values("season").annotate(how_many=Count("pk")).values("how_many")
        ),
        reports_due=Subquery(open_dates.filter(kind=Milestone.Kind.REPORTS).values("due")[:1]),
        pledge_due=Subquery(open_dates.filter(kind=Milestone.Kind.PLEDGE).values("due")[:1]),
        handover=Subquery(_handover_to_confirm().values("pk")[:1]),
        next_leader=Subquery(_next_leader().values("leaderships__organisation")[:1]),
        next_due=Subquery(open_dates.order_by("due", "pk").values("due")[:1]),
        next_kind=Subquery(open_dates.order_by("due", "pk").values("kind")[:1]),
    )
