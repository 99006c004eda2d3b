"""Every "may I?" is answered in one way: yes, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Reason = str | Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when nothing stands in the way; otherwise carries what does."""

    reasons: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return not self.reasons

    def __and__(self, other: Verdict) -> Verdict:
        return Verdict(self.reasons + other.reasons)

    def or_refuse(self) -> None:
        if self.reasons:
            raise Refused(*self.reasons)


class Refused(Exception):
    """The rules say no; carries the reasons as the reader may see them."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)


def unless(condition: bool, reason: Reason) -> Verdict:
    return Verdict() if condition else Verdict((reason,))


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    return Verdict(tuple(reason for verdict in verdicts for reason in verdict.reasons))
