"""The members of a season against the steps of its year: who has done what, and how to reach who has not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocs.models import Mandate, Organisation, Pledge, Season
from blocs.selectors.standings import with_progress
from emulation.verdicts import Reason

Status = Pledge.Status
BEFORE_COMMENTS = frozenset({None, Status.DRAFT, Status.VOID})


@dataclass(frozen=True, slots=True)
class State:
    """How far a member is with a step."""

    tone: str
    words: Reason
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A column of the board; `state` reads a membership with its progress, see standings.with_progress."""

    label: Reason
    state: Callable[[Any], State]


NOT_YET = State("neutral", gettext_lazy("Not yet asked"))


def _comments(row: Any) -> State:
    if row.pledge_status in BEFORE_COMMENTS:
        return NOT_YET
    if row.commented:
        return State("good", gettext_lazy("Commented"))
    if row.leader == row.organisation_id:
        return State("neutral", gettext_lazy("Writes the draft"))
    if row.pledge_status == Status.COMMENT:
        return State("wait", gettext_lazy("No comment yet"), missing=True)
    return State("neutral", gettext_lazy("No comment"))


def _registration(row: Any) -> State:
    if row.registered:
        return State("good", gettext_lazy("Registered"))
    if row.pledge_status in BEFORE_COMMENTS:
        return NOT_YET
    if row.pledge_status in (Status.COMMENT, Status.AGREED) and row.pledge_paper is None:
        return State("wait", gettext_lazy("Not registered yet"), missing=True)
    return State("neutral", gettext_lazy("Registered nothing"))


# What is signed, reported and voted adds its own column here.
STEPS: list[Step] = [
    Step(gettext_lazy("Comments on the pledge"), _comments),
    Step(gettext_lazy("Registration"), _registration),
]


@dataclass(frozen=True, slots=True)
class Row:
    organisation: Organisation
    leads: bool
    states: list[State]
    people: list[Mandate]  # officers first: they are called first

    @property
    def cells(self) -> list[tuple[Reason, State]]:
        return list(zip((step.label for step in STEPS), self.states, strict=True))

    @property
    def is_missing(self) -> bool:
        return any(state.missing for state in self.states)


@dataclass(frozen=True, slots=True)
class Board:
    season: Season
    rows: list[Row]
    until: date | None
    on: date

    @property
    def labels(self) -> list[Reason]:
        return [step.label for step in STEPS]

    @property
    def missing(self) -> list[Row]:
        return [row for row in self.rows if row.is_missing]

    @property
    def addresses(self) -> str:
        """The mail addresses of those who are to be reminded."""
        return ",".join(mandate.user.email for row in self.missing for mandate in row.people)

    @property
    def reminder_subject(self) -> str:
        return _("Reminder: emulation pledge %(year)s") % {"year": self.season.label}

    @property
    def reminder(self) -> str:
        """A letter to those who are missing, ready to be sent by mail or Zalo."""
        asked = []
        for place, step in enumerate(STEPS):
            names = [row.organisation.current_short_name for row in self.rows if row.states[place].missing]
            if names:
                asked.append(f"- {step.label}: {', '.join(names)}.")
        path = reverse("blocs:pledge-detail", args=[self.season.bloc.code, self.season.year])
        return _(
            "To the members of %(bloc)s\n\n"
            "For the emulation pledge %(year)s we are still waiting for:\n"
            "%(asked)s\n\n"
            "Please complete this %(when)s at %(address)s\n\n"
            "With thanks."
        ) % {
            "bloc": self.season.bloc.current_name,
            "year": self.season.label,
            "asked": "\n".join(asked),
            "when": self._when(),
            "address": f"{settings.SITE_ADDRESS}{path}",
        }

    def _when(self) -> str:
        if self.until is None or self.until < self.on:
            return _("as soon as possible")
        return _("by %(day)s") % {"day": f"{self.until:%d/%m/%Y}"}


def boards(seasons: Iterable[Season], *, on: date) -> dict[int, Board]:
    """By season; two queries for however many."""
    by_key = {season.pk: season for season in seasons}
    if not by_key:
        return {}
    rows = with_progress(on).filter(season__in=by_key, left_on__isnull=True)
    members: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related("organisation").order_by("order", "pk"):
        members[row.season_id].append(row)
    people = _people({row.organisation_id for found in members.values() for row in found}, on)
    return {
        key: Board(
            season,
            [
                Row(
                    row.organisation,
                    row.leader == row.organisation_id,
                    [step.state(row) for step in STEPS],
                    people[row.organisation_id],
                )
                for row in members[key]
            ],
            next((row.comments_until for row in members[key]), None),
            on,
        )
        for key, season in by_key.items()
    }


def _people(organisations: set[int], on: date) -> dict[int, list[Mandate]]:
    mandates = Mandate.objects.on(on).filter(
        organisation__in=organisations,
        role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
        user__is_active=True,
    )
    found: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in mandates.select_related("user").order_by("-role", "starts", "pk"):  # officer before head
        found[mandate.organisation_id].append(mandate)
    return found
