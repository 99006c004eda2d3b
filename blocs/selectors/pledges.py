"""A pledge as its pages show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Membership,
    Organisation,
    Person,
    Pledge,
    PledgeComment,
    PledgeItem,
    PledgeTarget,
    Registration,
    Season,
    Section,
    UsualLine,
)
from blocs.models.dated import spans
from blocs.rules import pledging
from blocs.rules.rights import MAY, Seat
from blocs.selectors import people
from emulation.verdicts import Reason, Verdict

NEXT: dict[str, tuple[Reason, Reason]] = {
    Pledge.Status.DRAFT: (
        _("The leader writes the draft"),
        _("When the text is ready for the members to read, the bloc leader opens it for comments."),
    ),
    Pledge.Status.COMMENT: (
        _("Members comment and register"),
        _(
            "Each member reads the text, comments where it sees need and registers its own targets. "
            "The leader answers; then the leader's head settles the text."
        ),
    ),
    Pledge.Status.AGREED: (
        _("The text is settled"),
        _("The pledge can be issued under “Papers”, printed and signed."),
    ),
    Pledge.Status.SIGNING: (_("The pledge is being signed"), _("Its text no longer changes.")),
    Pledge.Status.IN_FORCE: (_("The pledge is in force"), _("All members have signed.")),
    Pledge.Status.AMENDED: (_("The pledge was amended"), _("A newer version stands in its place.")),
    Pledge.Status.CLOSED: (_("The year is closed"), _("The pledge stays readable.")),
    Pledge.Status.VOID: (_("The pledge is void"), _("The history says why.")),
}


@dataclass(frozen=True, slots=True)
class LineTalk:
    """A line with what was said of it."""

    line: Any
    comments: list[PledgeComment]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the text, with its items in order."""

    key: str
    label: str
    lines: list[LineTalk]


@dataclass(frozen=True, slots=True)
class PledgePage:
    pledge: Pledge
    parts: list[Part]
    targets: list[LineTalk]
    general: list[PledgeComment]
    seats: frozenset[Seat]
    unsettled: int = 0
    lines: int = 0
    members: list[Membership] = field(default_factory=list)

    @property
    def season(self) -> Season:
        return self.pledge.season

    @property
    def can_edit(self) -> Verdict:
        return pledging.can_edit(self.pledge.status, self.seats)

    @property
    def can_comment(self) -> Verdict:
        return pledging.can_comment(self.pledge.status, self.seats)

    @property
    def can_register(self) -> Verdict:
        return pledging.can_register(self.pledge.status, self.seats)

    @property
    def facts(self) -> pledging.Facts:
        day = self.season.last_day
        return pledging.Facts(
            lines=self.lines,
            members=len(self.members),
            has_leader=people.leads_on(self.season.leaderships.all(), day) is not None,
            unsettled=self.unsettled,
        )

    def step(self, name: str) -> Verdict:
        return pledging.can_step(name, status=self.pledge.status, seats=self.seats, facts=self.facts)

    @property
    def next_step(self) -> Reason:
        """What is to be done now, as a heading."""
        return NEXT[self.pledge.status][0]

    @property
    def next_words(self) -> Reason:
        """By whom, and how."""
        return NEXT[self.pledge.status][1]

    @property
    def steps(self) -> dict[str, Verdict]:
        """The steps that lead on from here, for those who may take one."""
        return {
            name: self.step(name)
            for name, step in pledging.STEPS.items()
            if self.pledge.status in step.sources and self.seats & _seats_for(name)
        }


def _seats_for(step: str) -> frozenset[Seat]:
    return MAY[pledging.STEPS[step].act]


def visible_pledges(someone: Person) -> Any:
    """With the season, its bloc, members and leaders at hand."""
    return (
        Pledge.objects.visible_to(someone)
        .select_related("season__bloc__province", "paper")
        .prefetch_related("season__memberships__organisation", "season__leaderships")
        .order_by("-version")
    )


def page(pledge: Pledge, someone: Person) -> PledgePage:
    """Everything that the page of a pledge shows; three queries."""
    items = list(pledge.items.live())
    targets = list(pledge.targets.live().select_related("owner"))
    comments = list(pledge.comments.select_related("author", "organisation", "settled_by"))
    of_item: dict[int, list[PledgeComment]] = defaultdict(list)
    of_target: dict[int, list[PledgeComment]] = defaultdict(list)
    general: list[PledgeComment] = []
    here_items, here_targets = {row.pk for row in items}, {row.pk for row in targets}
    for comment in comments:
        if comment.item_id in here_items:
            of_item[comment.item_id or 0].append(comment)
        elif comment.target_id in here_targets:
            of_target[comment.target_id or 0].append(comment)
        else:
            general.append(comment)
    day = pledge.season.last_day
    return PledgePage(
        pledge=pledge,
        parts=[
            Part(
                section,
                str(section.label),
                [LineTalk(item, of_item[item.pk]) for item in items if item.section == section],
            )
            for section in Section
        ],
        targets=[LineTalk(target, of_target[target.pk]) for target in targets],
        general=general,
        seats=people.seats(someone, pledge.season),
        unsettled=sum(1 for comment in comments if comment.settled_at is None),
        lines=len(items) + len(targets),
        members=[row for row in pledge.season.memberships.all() if spans(day, row.joined_on, row.left_on)],
    )


def last_pledge(season: Season) -> Pledge | None:
    """The newest pledge of the bloc's years before this one."""
    return (
        Pledge.objects.filter(season__bloc=season.bloc_id, season__year__lt=season.year)
        .select_related("season")
        .order_by("-season__year", "-version")
        .first()
    )


def usual_lines(season: Season) -> Any:
    """Those of the province and those common to all."""
    return UsualLine.objects.filter(province__isnull=True) | UsualLine.objects.filter(
        province=season.bloc.province_id
    )


@dataclass(frozen=True, slots=True)
class MemberRegistration:
    organisation: Organisation
    registration: Registration | None
    own: bool


def registrations(pledge: Pledge, someone: Person) -> list[MemberRegistration]:
    """Each member, with what it has registered; one's own first."""
    written = {
        row.organisation_id: row
        for row in pledge.registrations.select_related("updated_by").prefetch_related("targets")
    }
    own = people.own_member(someone, pledge.season)
    rows = [
        MemberRegistration(row.organisation, written.get(row.organisation_id), row.organisation_id in own)
        for row in sorted(pledge.season.memberships.all(), key=lambda row: row.order)
        if row.left_on is None or row.organisation_id in written
    ]
    return sorted(rows, key=lambda row: not row.own)


def targets_by_owner(targets: Iterable[PledgeTarget]) -> list[tuple[str, int]]:
    """How many targets each carries; those of all members under an empty name, first."""
    counts: dict[str, int] = defaultdict(int)
    for target in targets:
        counts[target.owner.current_short_name if target.owner else ""] += 1
    return sorted(counts.items(), key=lambda pair: (pair[0] != "", -pair[1], pair[0]))


def item_or_none(pledge: Pledge, key: int | None) -> PledgeItem | None:
    return pledge.items.live().filter(pk=key).first() if key else None
