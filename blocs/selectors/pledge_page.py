"""The page of a pledge as plain values: parts, lines, whose turn it is, what the reader may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext, ngettext

from blocs.models import Membership, Organisation, Pledge, PledgeComment, Season
from blocs.models.dated import spans
from blocs.models.pledge import promised
from blocs.rules import pledge_words, pledging
from blocs.rules.rights import LEADERS, MAY, MEMBERS, Seat
from blocs.selectors import people
from documents.wording import roman
from emulation.verdicts import Verdict

ITEMS, TARGETS = "items", "targets"
TURN = {
    pledging.Who.LEADER: LEADERS,
    pledging.Who.LEADERS_HEAD: frozenset({Seat.LEADER_HEAD}),
    pledging.Who.MEMBERS: MEMBERS,
}


@dataclass(slots=True)
class Line:
    """An item or a target in the text, with its place and what was said of it."""

    kind: str
    pk: int
    part: str
    text: str
    removed: bool = False
    unit: str = ""
    comparison: str = ""
    value: Decimal | None = None
    owner: str = ""
    data_source: str = ""
    comments: list[PledgeComment] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def address(self) -> str:
        """Of what may be done with it, seen from the pledge's page: reversing hundreds of names is slow."""
        return f"{self.kind}/{self.pk}/"

    @property
    def brief(self) -> str:
        """So much of it as tells one line from another when read aloud."""
        return self.text[:60]

    @property
    def promise(self) -> str:
        return promised(self.comparison, self.value)

    @property
    def is_target(self) -> bool:
        return self.kind == TARGETS

    @property
    def who(self) -> str:
        """As the paper names it."""
        return self.owner or pledge_words.ALL_MEMBERS


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the text; empty ones take no numeral, as on paper."""

    key: str
    numeral: str
    heading: str
    lines: list[Line]

    @property
    def is_targets(self) -> bool:
        return self.key == pledging.TARGETS

    @property
    def can_be_ordered(self) -> bool:
        return len(self.lines) > 1


@dataclass(frozen=True)
class PledgeFrame:
    """What every page about a pledge knows: who reads it, and what they may do."""

    pledge: Pledge
    seats: frozenset[Seat]
    own: frozenset[int]  # the members for which the reader may register
    on: date

    @property
    def season(self) -> Season:
        return self.pledge.season

    @cached_property
    def can_edit(self) -> Verdict:
        return pledging.can_edit(self.pledge.status, self.seats)

    @cached_property
    def can_comment(self) -> Verdict:
        return pledging.can_comment(self.pledge.status, self.seats)

    @cached_property
    def can_register(self) -> Verdict:
        return pledging.can_register(self.pledge.status, self.seats, printed=self.printed)

    @cached_property
    def can_name_witnesses(self) -> Verdict:
        return pledging.can_name_witnesses(self.pledge.status, self.seats, printed=self.printed)

    @cached_property
    def can_set_comments_until(self) -> Verdict:
        return pledging.can_set_comments_until(self.pledge.status, self.seats)

    @property
    def amends(self) -> str | None:
        """The number of the paper in force whose place this version is to take; None for a first version."""
        return getattr(self.pledge, "amends", None)

    @property
    def next_version_open(self) -> bool:
        """Not in force yet, and on its way there."""
        return self.pledge.status in pledging.BEFORE_SIGNING | {Pledge.Status.SIGNING}

    @cached_property
    def can_amend(self) -> Verdict:
        return pledging.can_amend(self.pledge.status, self.seats)

    @cached_property
    def can_give_up(self) -> Verdict:
        amends = self.amends is not None and not self.printed
        return pledging.can_give_up(self.pledge.status, self.seats, amends=amends)

    @property
    def is_open_for_comments(self) -> bool:
        return self.pledge.status == Pledge.Status.COMMENT

    @property
    def printed(self) -> bool:
        return self.pledge.paper_id is not None

    @property
    def is_signed_online(self) -> bool:
        """Its paper has rooms for signatures, some of which may be filled."""
        return getattr(self.pledge.paper, "signing", None) is not None

    @property
    def year_words(self) -> str:
        return pledge_words.year_words(self.season)

    @cached_property
    def members(self) -> list[Membership]:
        """Those of the season's last day, who are to sign."""
        day = self.season.last_day
        return [row for row in self.season.memberships.all() if spans(day, row.joined_on, row.left_on)]

    @property
    def own_members(self) -> list[Membership]:
        """For whom the reader registers."""
        return [row for row in self.season.memberships.all() if row.organisation_id in self.own]

    @property
    def own_member(self) -> Organisation | None:
        """The first of them, which mostly is the only one."""
        return next((row.organisation for row in self.own_members), None)

    @cached_property
    def names(self) -> dict[str, str]:
        """The short names of everybody who is or was a member, by code."""
        rows = self.season.memberships.all()
        return {row.organisation.code: row.organisation.current_short_name for row in rows}

    @cached_property
    def leader(self) -> str:
        """The short name of who leads at the end of the year; empty when nobody does yet."""
        lead = people.leads_on(self.season.leaderships.all(), self.season.last_day)
        names = {row.organisation_id: row.organisation for row in self.season.memberships.all()}
        organisation = names.get(lead.organisation_id) if lead else None
        return organisation.current_short_name if organisation else ""


@dataclass(frozen=True)
class PledgePage(PledgeFrame):
    """The pledge's own page: its text, and what was said of each line."""

    parts: list[Part]
    removed: list[Line]
    general: list[PledgeComment]
    unsettled: int

    @cached_property
    def bases(self) -> list[str]:
        return pledge_words.opening_parts(self.pledge.opening)[0]

    @cached_property
    def opening(self) -> list[str]:
        """The paragraphs below the bases; without any opening the usual sentence, as on paper."""
        usual = pledge_words.usual_opening(self.season, bloc_name=self.season.bloc.current_name)
        return pledge_words.opening_parts(self.pledge.opening or usual)[1]

    @cached_property
    def closing(self) -> Part:
        """What the paper ends with, which nobody types; its lines are plain texts."""
        filled = sum(1 for part in self.parts if part.lines)
        terms = pledge_words.closing_terms(self.season, members=len(self.members))
        lines = [Line(ITEMS, 0, "closing", text) for text in terms]
        return Part("closing", f"{roman(filled + 1)}.", pledge_words.CLOSING_HEADING, lines)

    @property
    def lines(self) -> Iterable[Line]:
        return (line for part in self.parts for line in part.lines)

    @property
    def unanswered(self) -> list[PledgeComment]:
        """In the order of the page."""
        said = [comment for line in (*self.lines, *self.removed) for comment in line.comments]
        return [comment for comment in (*said, *self.general) if comment.settled_at is None]

    @cached_property
    def facts(self) -> pledging.Facts:
        return pledging.Facts(
            lines=sum(1 for _line in self.lines),
            members=len(self.members),
            has_leader=bool(self.leader),
            unsettled=self.unsettled,
            printed=self.printed,
        )

    @cached_property
    def next(self) -> pledging.Next:
        """What is to be done now, and by whom."""
        until = self.pledge.comments_until
        return pledging.what_next(
            self.pledge.status,
            printed=self.printed,
            unsettled=self.unsettled,
            in_time=until is None or self.on <= until,
        )

    @property
    def turn(self) -> str:
        """Whose turn it is, by name; empty when it is nobody's."""
        if self.next.who is None:
            return ""
        if self.next.who == pledging.Who.MEMBERS:
            return ngettext("%(count)d member", "all %(count)d members", len(self.members)) % {
                "count": len(self.members)
            }
        if not self.leader:
            return gettext("the bloc leader, who is not named yet")
        words = {
            pledging.Who.LEADER: gettext("%(name)s, the bloc leader"),
            pledging.Who.LEADERS_HEAD: gettext("the head of %(name)s, the bloc leader"),
        }
        return words[self.next.who] % {"name": self.leader}

    @property
    def my_turn(self) -> bool:
        return self.next.who is not None and bool(TURN[self.next.who] & self.seats)

    @cached_property
    def steps(self) -> dict[str, Verdict]:
        """The steps that lead on from here, for those whose seat takes them; with what is still missing."""
        return {
            name: pledging.can_step(
                name, status=self.pledge.status, seats=self.seats, facts=self.facts, asked_later=True
            )
            for name, step in pledging.STEPS.items()
            if self.pledge.status in step.sources and self.seats & MAY[step.act]
        }

    @property
    def may_issue(self) -> bool:
        """The paper is what the reader has to see to now."""
        return self.next is pledging.BEFORE_PRINTING and self.my_turn

    def line(self, kind: str, key: int) -> Line | None:
        return next((line for line in self.lines if (line.kind, line.pk) == (kind, key)), None)
