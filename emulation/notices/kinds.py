"""The kinds of notices that people choose between. Each app names its own when it is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from emulation.models import NoticeChoice, User
from emulation.verdicts import Reason

Way: TypeAlias = NoticeChoice.Way
DIGEST = "digest"  # as links to stop mails name the digest itself


@dataclass(frozen=True, slots=True)
class Kind:
    """`letters` are the names of what belongs to it; what others must wait for cannot be switched off."""

    name: str
    label: Reason
    told: Reason
    letters: tuple[str, ...]
    reaches: Callable[[User], bool]
    may_stop: bool = True

    @property
    def ways(self) -> list[Way]:
        return [way for way in Way if self.may_stop or way != Way.NEVER]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def of_letter(letter: str) -> Kind | None:
    """None for what everybody gets at once, such as the receipt of a signature."""
    return next((kind for kind in _kinds.values() if letter in kind.letters), None)


def named(name: str) -> Kind | None:
    return _kinds.get(name)


def reaching(user: User) -> list[Kind]:
    return [kind for kind in _kinds.values() if kind.reaches(user)]
