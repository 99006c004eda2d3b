"""The life of a paper, as a table. A paper that was issued is never changed: it is replaced, or void."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from documents.models import Paper
from emulation.verdicts import Verdict, unless

State = Paper.State


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    needs_reason: bool = True


STEPS = {
    "issue": Step(frozenset({State.DRAFT}), State.ISSUED, needs_reason=False),
    "open": Step(frozenset({State.DRAFT}), State.SIGNING, needs_reason=False),
    "complete": Step(frozenset({State.SIGNING}), State.ISSUED, needs_reason=False),
    "supersede": Step(frozenset({State.SIGNING, State.ISSUED}), State.SUPERSEDED),
    "void": Step(frozenset({State.SIGNING, State.ISSUED}), State.VOID),
}


def can_step(name: str, *, state: str, reason: str = "") -> Verdict:
    """May a paper in this state take this step, for this reason?"""
    step = STEPS[name]
    return unless(
        state in step.sources, _("This paper is not current any more: it was replaced or declared void.")
    ) & unless(bool(reason.strip()) or not step.needs_reason, _("Say why."))
