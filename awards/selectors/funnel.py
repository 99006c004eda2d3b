"""From nominated to decided: how many came how far, and why the others did not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, NominationEvent, Recipient
from blocs.models import Person
from emulation.verdicts import Reason

State = Nomination.State
STAGES: dict[str, Reason] = {
    State.SUBMITTED: _("Nominated"),
    State.VOTED: _("Passed by the bloc"),
    State.PROPOSED: _("Proposed"),
    State.APPRAISED: _("Appraised"),
    State.COUNCIL_VOTED: _("Passed by the council"),
    State.DECIDED: _("Awarded"),
}
ORDER = list(STAGES)
ALSO = {State.RECEIVED: State.PROPOSED, State.RETURNED: State.PROPOSED}  # states between two stages
DROPPED = (State.REJECTED, State.WITHDRAWN, State.ON_HOLD, State.REVOKED)
GROUPS: dict[str, Reason] = {
    "award": _("Award"),
    "bloc": _("Bloc"),
    "year": _("Year"),
    "sex": _("Sex"),
    "direct": _("Direct workers"),
}


@dataclass
class Row:
    """One group: how many reached each stage, and how many dropped out."""

    label: str
    reached: list[int] = field(default_factory=lambda: [0] * len(ORDER))
    dropped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def because(self) -> str:
        """Why its members dropped out, the commonest first."""
        found = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
        return "; ".join(f"{reason} ({count})" for reason, count in found)

    @property
    def stages(self) -> list[tuple[Reason, int]]:
        return list(zip(STAGES.values(), self.reached, strict=True))


@dataclass(frozen=True, slots=True)
class Drop:
    """One that did not come through: at what, and why."""

    nomination: Nomination
    stage: Reason


@dataclass(frozen=True)
class Funnel:
    rows: list[Row]
    total: Row
    drops: list[Drop]


def funnel(someone: Person, *, by: str = "award", year: int | None = None, award: str = "") -> Funnel:
    """Of what the reader may see; two queries."""
    nominations = Nomination.objects.visible_to(someone).exclude(state=State.DRAFT).for_listing()
    if year:
        nominations = nominations.filter(year=year)
    if award:
        nominations = nominations.filter(award__code=award)
    rows = list(nominations)
    furthest = _furthest(rows)
    groups: dict[str, Row] = {}
    total = Row("")
    drops = []
    for nomination in rows:
        label = _group(nomination, by)
        group = groups.setdefault(label, Row(label))
        place = furthest[nomination.pk]
        for row in (group, total):
            for stage in range(place + 1):
                row.reached[stage] += _counts(nomination, ORDER[stage])
            if nomination.state in DROPPED:
                row.dropped += 1
                row.reasons[nomination.because or str(nomination.get_state_display())] += 1
        if nomination.state in DROPPED:
            drops.append(Drop(nomination, STAGES[ORDER[place]]))
    ordered = sorted(groups.values(), key=lambda row: (-row.reached[0], row.label))
    return Funnel(ordered, total, drops)


def years(someone: Person) -> list[int]:
    found = Nomination.objects.visible_to(someone).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def _furthest(nominations: Iterable[Nomination]) -> dict[int, int]:
    """The last stage that each ever reached; what was dropped keeps how far it had come."""
    been: dict[int, int] = defaultdict(int)
    keys = [row.pk for row in nominations]
    steps = NominationEvent.objects.filter(nomination__in=keys).values_list("nomination", "went_to")
    for key, state in steps:
        stage = ALSO.get(State(state), state) if state else ""
        if stage in ORDER:
            been[key] = max(been[key], ORDER.index(stage))
    return {key: been[key] for key in keys}


def _counts(nomination: Nomination, stage: str) -> bool:
    """No bloc votes on what goes straight to the standing agency."""
    return stage != State.VOTED or nomination.channel == Nomination.Channel.BLOC


def _group(nomination: Nomination, by: str) -> str:
    recipient: Recipient = nomination.recipient
    season = nomination.season
    found: dict[str, Any] = {
        "award": nomination.award.name,
        "bloc": season.bloc.current_name if season else _("straight to the standing agency"),
        "year": nomination.year,
        "sex": recipient.get_sex_display() or _("not a person, or not told"),
        "direct": _DIRECT[recipient.direct_worker],
    }
    return str(found[by])


_DIRECT: dict[bool | None, Reason] = {
    True: _("direct workers"),
    False: _("others"),
    None: _("not a person, or not told"),
}
