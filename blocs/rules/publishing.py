"""When points and ranking of a season are published, who sees them before, and what may change afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.rules.reporting import in_time
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Verdict, unless


@dataclass(frozen=True, slots=True)
class Facts:
    """What publishing looks at."""

    has_table: bool = False
    published: bool = False
    reports_open: int = 0  # members whose report is neither accepted nor excused
    points_open: int = 0  # criteria of accepted reports that nobody checked


def can_publish(stage: str, seats: frozenset[Seat], facts: Facts) -> Verdict:
    verdict = (
        may(Act.PUBLISH_SCORES, seats)
        & unless(not facts.published, _("The points are published already."))
        & in_time(stage)
        & unless(facts.has_table, _("Choose a score table first."))
    )
    if facts.reports_open:
        told = ngettext(
            "%(count)d report is neither accepted nor excused.",
            "%(count)d reports are neither accepted nor excused.",
            facts.reports_open,
        )
        verdict &= Verdict((told % {"count": facts.reports_open},))
    if facts.points_open:
        told = ngettext(
            "%(count)d criterion is not checked yet.",
            "%(count)d criteria are not checked yet.",
            facts.points_open,
        )
        verdict &= Verdict((told % {"count": facts.points_open},))
    return verdict


def can_correct(seats: frozenset[Seat], *, published: bool, reason: str) -> Verdict:
    """Whatever the stage: an error may come to light when the year is closed."""
    return (
        may(Act.SETTLE_SCORES, seats)
        & unless(published, _("What is not published yet is changed at the score desk."))
        & unless(bool(reason.strip()), _("Say why; all members read it beside the ranking."))
    )


def can_set_figures(stage: str, seats: frozenset[Seat], *, published: bool) -> Verdict:
    return may(Act.CHECK_REPORT, seats) & not_published(published=published) & in_time(stage)


def not_published(*, published: bool) -> Verdict:
    return unless(
        not published, _("The points are published. Only a correction by the standing agency changes them.")
    )


def may_see_all(seats: frozenset[Seat], *, published: bool) -> Verdict:
    """All members' points: those who check them at any time, the others once they are published."""
    return Verdict() if published else may(Act.SEE_SCORES, seats)
