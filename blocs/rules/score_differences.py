"""What changed from one version of a score table to another, line by line, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Line:
    """A group or criterion as words: what it is called, and each of its values by its label."""

    key: str  # the same in both versions
    mark: str
    name: str
    values: tuple[tuple[Reason, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    label: Reason
    before: str
    after: str


Kind = Literal["added", "removed", "changed", "moved"]
WORDS: dict[Kind, Reason] = {
    "added": _("New"),
    "removed": _("Taken out"),
    "changed": _("Changed"),
    "moved": _("Moved"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    kind: Kind
    line: Line
    changes: tuple[Change, ...] = ()

    @property
    def word(self) -> Reason:
        return WORDS[self.kind]


def differences(before: Iterable[Line], after: Iterable[Line]) -> list[Difference]:
    """In the order of the newer version; what was taken out comes last. Equal lines are left out."""
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    found = [each for line in new.values() for each in _difference(old.get(line.key), line)]
    return [*found, *(Difference("removed", line) for key, line in old.items() if key not in new)]


def _difference(before: Line | None, after: Line) -> Iterator[Difference]:
    if before is None:
        yield Difference("added", after)
        return
    values = dict(before.values)
    changes = [
        Change(label, values.get(label, ""), value)
        for label, value in after.values
        if values.get(label, "") != value
    ]
    if before.name != after.name:
        changes.insert(0, Change(_("Name"), before.name, after.name))
    if changes:
        yield Difference("changed", after, tuple(changes))
    elif before.mark != after.mark:
        yield Difference("moved", after, (Change(_("No."), before.mark, after.mark),))
