"""What an import would do, or did: line by line, or what is wrong with the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blocs.exchange.places import Place, Problem, filled
from emulation.verdicts import Reason


class What(StrEnum):
    PROVINCE = "province"
    ORGANISATION = "organisation"
    BLOC = "bloc"
    SEASON = "season"
    MOVEMENT = "movement"
    PLEDGE = "pledge"
    PROPOSAL = "proposal"

    @property
    def label(self) -> str | Promise:
        return WHAT[self]


class Fate(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    MATCHED = "matched"  # with something stored under another code or spelling; nothing changes
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str | Promise:
        return FATES[self]

    @property
    def pill(self) -> tuple[str, str]:
        """Its tone and its icon."""
        return PILLS[self]


WHAT: dict[What, str | Promise] = {
    What.PROVINCE: _("Province"),
    What.ORGANISATION: _("Organisation"),
    What.BLOC: _("Bloc"),
    What.SEASON: _("Season"),
    What.MOVEMENT: _("Movement"),
    What.PLEDGE: _("Pledge"),
    What.PROPOSAL: _("Proposal"),
}
FATES: dict[Fate, str | Promise] = {
    Fate.CREATED: pgettext_lazy("import", "New"),
    Fate.CHANGED: pgettext_lazy("import", "Changed"),
    Fate.MATCHED: pgettext_lazy("import", "Matched"),
    Fate.UNCHANGED: pgettext_lazy("import", "Unchanged"),
}


PILLS = {
    Fate.CREATED: ("good", "plus-lg"),
    Fate.CHANGED: ("wait", "pencil"),
    Fate.MATCHED: ("info", "link-45deg"),
    Fate.UNCHANGED: ("neutral", "check2"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the file and what becomes of it."""

    what: What
    name: str
    fate: Fate
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f": {'; '.join(self.notes)}" if self.notes else ""
        return f"{self.fate.label} · {self.what.label} “{self.name}”{told}"


@dataclass(frozen=True)
class Outcome:
    """Wrong when it has problems: then nothing was saved, and there are no lines."""

    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    lines: Sequence[Line] = ()
    saved: bool = False
    province: str = ""  # its code

    @property
    def is_right(self) -> bool:
        return not self.problems

    @property
    def changes_anything(self) -> bool:
        return any(line.fate in (Fate.CREATED, Fate.CHANGED) for line in self.lines)

    def counts(self) -> list[tuple[What, dict[Fate, int]]]:
        """How many of each kind meet which fate, for kinds that occur."""
        counted = Counter((line.what, line.fate) for line in self.lines)
        return [
            (what, {fate: counted[what, fate] for fate in Fate})
            for what in What
            if any(counted[what, fate] for fate in Fate)
        ]

    def summary(self, *, with_unchanged: bool = True) -> str:
        """A line per kind of thing, in words."""
        lines = []
        for what, fates in self.counts():
            told = {fate: count for fate, count in fates.items() if count}
            if not with_unchanged:
                told.pop(Fate.UNCHANGED, None)
            if told:
                words = ", ".join(f"{str(fate.label).lower()} {count}" for fate, count in told.items())
                lines.append(f"{what.label}: {words}")
        return "\n".join(lines)

    def digest(self) -> str:
        """Two outcomes with the same digest do the same."""
        told = "\n".join(f"{line.what} {line.fate} {line.name} {line.notes}" for line in self.lines)
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()

    def now_saved(self) -> Outcome:
        return replace(self, saved=True)


@dataclass
class Findings:
    """Collects what is wrong while a file is read and checked."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def wrong(self, place: Place, text: Reason, /, *, hint: str = "", **values: object) -> None:
        self.problems.append(Problem(place, filled(text, values) + hint))

    def worth_a_word(self, place: Place, text: Reason, /, **values: object) -> None:
        self.warnings.append(Problem(place, filled(text, values)))

    def copy(self) -> Findings:
        return Findings(list(self.problems), list(self.warnings))
