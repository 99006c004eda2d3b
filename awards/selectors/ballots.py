"""What the pages of a ballot show: never a vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from awards import sealing
from awards.models import Ballot, BoardMember, Elector, Hold, Option, PaperCount, RecipientKind
from awards.rules import ballots as rules
from blocs.models import Mandate, Person, Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Reason

Status = Ballot.Status
TONES = {
    Status.PREPARED: "neutral",
    Status.OPEN: "wait",
    Status.CLOSED: "info",
    Status.COUNTED: "good",
    Status.VOID: "bad",
}
GONE, HELD = "gone", "held"
STOPPED: dict[str, Reason] = {
    GONE: _("%(name)s no longer exists."),
    HELD: _("%(name)s is on hold and cannot be proposed."),
}
NONE_OF_ALL = rules.NO_OPINION * 99  # a blank vote with a name
OUTCOME_TONES = {"elected": "good", "below": "neutral", "full": "neutral", "tied": "wait"}


@dataclass(frozen=True)
class Line:
    option: Option
    percent: str

    @property
    def tone(self) -> str:
        return OUTCOME_TONES[self.option.outcome]


@dataclass(frozen=True)
class Room:
    """One ballot for one reader; each list is fetched when it is asked for."""

    ballot: Ballot
    someone: Person
    season: Season

    @cached_property
    def options(self) -> list[Option]:
        return list(self.ballot.options.select_related("organisation"))

    @cached_property
    def electors(self) -> list[Elector]:
        return list(self.ballot.electors.select_related("organisation"))

    @cached_property
    def board(self) -> list[BoardMember]:
        return list(self.ballot.board.select_related("user"))

    @property
    def tone(self) -> str:
        return TONES[Status(self.ballot.status)]

    @property
    def cast(self) -> int:
        return sum(elector.took_part for elector in self.electors)

    @property
    def directs(self) -> bool:
        return Seat.LEADER_HEAD in people.seats(self.someone, self.season)

    @property
    def on_board(self) -> BoardMember | None:
        return next((row for row in self.board if row.user_id == self.someone.user.pk), None)

    @property
    def takes_key(self) -> bool:
        return self.ballot.is_sealed and self.is_prepared and self.on_board is not None

    @property
    def hands_in(self) -> bool:
        member = self.on_board
        ready = self.is_closed and self.ballot.is_sealed and (self.box or not self.ballot.has_paper)
        return bool(ready) and member is not None and not member.handed_in

    @cached_property
    def box(self) -> PaperCount | None:
        """What was counted on paper, when there is paper."""
        return getattr(self.ballot, "paper_count", None)

    @property
    def box_sums(self) -> tuple[int, ...]:
        """For the board, which counted them: what each option got on paper, until the urn is opened."""
        if self.box is None or not self.counts_paper:
            return ()
        try:
            return sealing.kept_sums(bytes(self.box.agreeing), bytes(self.ballot.salt))
        except sealing.Broken:  # altered: the board counts once more
            return ()

    @property
    def is_one_alone(self) -> bool:
        """Did a single member vote on this site, or on paper? Whoever counts then knows how."""
        if self.ballot.mode != Ballot.Mode.MIXED or not self.is_open:
            return False
        return 1 in (len(self.on_paper), sum(bool(elector.way) for elector in self.electors))

    @property
    def on_paper(self) -> list[Elector]:
        return [elector for elector in self.electors if elector.took_paper]

    @property
    def in_writing(self) -> list[Elector]:
        return [elector for elector in self.electors if elector.in_writing]

    @property
    def hands_out(self) -> bool:
        """May the reader hand out paper ballots now?"""
        return self.is_open and self.ballot.has_paper and (self.directs or self.on_board is not None)

    @property
    def counts_paper(self) -> bool:
        """Is it for the reader to enter what lay in the box?"""
        begun = any(row.handed_in for row in self.board)
        return self.is_closed and self.ballot.has_paper and not begun and self.on_board is not None

    @property
    def takes_hands(self) -> bool:
        return self.is_open and self.directs and self.ballot.mode == Ballot.Mode.HANDS

    @property
    def answers(self) -> list[tuple[Option, dict[str, list[Elector]]]]:
        """Of a vote with names: by option who agreed, who did not, who had no opinion."""
        named = [elector for elector in self.electors if elector.answers is not None]
        return [
            (
                option,
                {
                    mark: [row for row in named if (row.answers or NONE_OF_ALL)[place : place + 1] == mark]
                    for mark in (rules.AGREE, rules.DISAGREE, rules.NO_OPINION)
                },
            )
            for place, option in enumerate(self.options)
        ]

    @property
    def keys(self) -> int:
        """Phrases chosen; after the voting, keys handed in."""
        if self.ballot.status == Status.PREPARED:
            return sum(bool(row.public_key) for row in self.board)
        return sum(bool(row.handed_in) for row in self.board)

    @property
    def own(self) -> Elector | None:
        """For which member the reader may vote now, or has voted."""
        mine = set(self.someone.organisations_as(Mandate.Role.HEAD))
        own = [elector for elector in self.electors if elector.organisation_id in mine]
        return min(own, key=lambda elector: elector.took_part, default=None)

    @property
    def votes(self) -> bool:
        """May the reader vote here now?"""
        here = self.ballot.mode not in (Ballot.Mode.PAPER, Ballot.Mode.HANDS)
        return here and self.is_open and self.own is not None and not self.own.took_part

    @property
    def base(self) -> int:
        valid = self.ballot.valid or 0
        cast = self.ballot.cast
        return rules.base_of(self.ballot.base, electors=len(self.electors), cast=cast, valid=valid)

    @property
    def lines(self) -> list[Line]:
        base = self.base
        return [
            Line(option, f"{(option.agreeing or 0) * 100 / base:.1f}".replace(".", ",") if base else "–")
            for option in self.options
        ]

    @property
    def tie_broken_by(self) -> str:
        """What decided between equal votes for the last seat: "women", "score", or nothing."""
        standings = [rules.standing_of(option, self.ballot) for option in self.options]
        return rules.broken_by(standings, {option.order: option.outcome for option in self.options})

    @property
    def tells_ties(self) -> bool:
        """Is anything known by which equal votes would be told apart?"""
        return any(option.women_percent is not None or option.score is not None for option in self.options)

    @property
    def is_secret(self) -> bool:
        return self.ballot.is_secret

    @property
    def is_prepared(self) -> bool:
        return self.ballot.status == Status.PREPARED

    @property
    def is_open(self) -> bool:
        return self.ballot.status == Status.OPEN

    @property
    def is_closed(self) -> bool:
        return self.ballot.status == Status.CLOSED

    @property
    def is_counted(self) -> bool:
        return self.ballot.status == Status.COUNTED

    @property
    def is_void(self) -> bool:
        return self.ballot.status == Status.VOID

    @cached_property
    def stopped_since(self) -> list[tuple[Option, str]]:
        """Who passed, and may not go on: what came up after the vote."""
        if not self.is_counted:
            return []
        passed = {option.pk for option in self.options if option.outcome == Option.Outcome.ELECTED}
        return [pair for pair in stopped(self.ballot, on=self.someone.on) if pair[0].pk in passed]

    @property
    def warnings(self) -> list[Reason]:
        return [STOPPED[why] % {"name": option} for option, why in self.stopped_since]

    @property
    def can_be_repeated(self) -> bool:
        return self.is_void or any(option.outcome == Option.Outcome.TIED for option in self.options)

    @property
    def is_small(self) -> bool:
        return 0 < len(self.electors) < 5


class WholeRoom(Room):
    """Of a ballot that Ballot.objects.whole() brought: for several of them at once."""

    @cached_property
    def options(self) -> list[Option]:
        return list(self.ballot.options.all())

    @cached_property
    def electors(self) -> list[Elector]:
        return list(self.ballot.electors.all())

    @cached_property
    def board(self) -> list[BoardMember]:
        return list(self.ballot.board.all())


def of_season(season: Season) -> list[Ballot]:
    rows = Ballot.objects.filter(season=season).select_related("award")
    took_part = ~Q(electors__way="") | Q(electors__took_paper=True)
    counted = rows.annotate(roll=Count("electors"), came=Count("electors", filter=took_part))
    return list(counted.order_by("-pk"))


def stopped(ballot: Ballot, *, on: date) -> list[tuple[Option, str]]:
    """Options that may not go on: dissolved, or on hold where an award is asked for (N152, 4.4)."""
    held = set(
        Hold.objects.on(on)
        .filter(recipient__kind=RecipientKind.ORGANISATION)
        .values_list("recipient__organisation", flat=True)
    )
    found = []
    for option in ballot.options.select_related("organisation"):
        organisation = option.organisation
        if organisation is None:
            continue
        if organisation.last_day is not None and organisation.last_day < on:
            found.append((option, GONE))
        elif organisation.pk in held and ballot.award_id is not None:
            found.append((option, HELD))
    return found


def people_of_members(season: Season, someone: Person) -> dict[int, tuple[User, str]]:
    """By key the people of the members today, with what they are: for a board, a chair, a secretary."""
    rows = Mandate.objects.on(someone.on).filter(
        organisation__in=[row.organisation_id for row in season.memberships.all()],
        role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
        user__is_active=True,
    )
    found: dict[int, tuple[User, str]] = {}
    for row in rows.select_related("user", "organisation").order_by("organisation__sort_key", "role", "pk"):
        parts = (row.user.full_name, row.title, row.organisation.current_short_name)
        found.setdefault(row.user_id, (row.user, ", ".join(part for part in parts if part)))
    return found
