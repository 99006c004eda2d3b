"""Every condition answers in one way: met, not met or not to be told; with what it saw and its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _

from awards.rules import articles
from emulation.verdicts import Reason


class Met(StrEnum):
    YES = auto()
    NO = auto()
    UNKNOWN = auto()
    HUMAN = auto()  # for people to judge and to say why

    @property
    def words(self) -> Reason:
        return WORDS[self]

    @property
    def tone(self) -> str:
        return TONES[self]


WORDS: dict[Met, Reason] = {
    Met.YES: _("met"),
    Met.NO: _("not met"),
    Met.UNKNOWN: _("cannot be told"),
    Met.HUMAN: _("to be judged"),
}
TONES = {Met.YES: "good", Met.NO: "bad", Met.UNKNOWN: "wait", Met.HUMAN: "info"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition in words, whether it is met, the figures behind that, and where it stands in the law."""

    words: Reason
    met: Met
    seen: Reason = ""
    article: str = ""
    parts: tuple[Finding, ...] = ()
    any_part: bool = False  # one of the parts is enough

    @property
    def place(self) -> str:
        """The article in words."""
        return articles.spelled(self.article)


def known(is_met: bool | None) -> Met:
    return Met.UNKNOWN if is_met is None else Met.YES if is_met else Met.NO


def every(states: Iterable[Met]) -> Met:
    """One that is not met decides; one that cannot be told leaves all of it open."""
    found = [state for state in states if state is not Met.HUMAN]
    if Met.NO in found:
        return Met.NO
    return Met.UNKNOWN if Met.UNKNOWN in found else Met.YES


def some(states: Iterable[Met]) -> Met:
    """One that is met decides."""
    found = [state for state in states if state is not Met.HUMAN]
    if Met.YES in found:
        return Met.YES
    return Met.UNKNOWN if Met.UNKNOWN in found else Met.NO
