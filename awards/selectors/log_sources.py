"""The histories of what is given, as parts of the log of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from awards.models import (
    BallotEvent,
    BallotRuleChange,
    CouncilEvent,
    DecisionEvent,
    MeetingEvent,
    Nomination,
    NominationEvent,
    Proposal,
    ProposalEvent,
    RecipientEvent,
    RuleSetEvent,
)
from blocs.selectors import log_sources
from blocs.selectors.log_sources import Source

READ_HOLDS = "read_holds"  # holds and disciplinary measures, which only those who appraise see
_SEASON_PLACE = ("season__bloc__code", "season__year")
_ROWS: tuple[tuple[type[models.Model], Any, str, tuple[str, ...], str, str, tuple[str, ...]], ...] = (
    (
        MeetingEvent,
        pgettext_lazy("in the log", "Meeting"),
        "meeting",
        ("title", "season__bloc__name_now"),
        "season__bloc__province_id",
        "awards:meeting-detail",
        (*_SEASON_PLACE, "pk"),
    ),
    (
        BallotEvent,
        pgettext_lazy("in the log", "Ballot"),
        "ballot",
        ("season__bloc__name_now", "season__year"),
        "season__bloc__province_id",
        "awards:ballot-detail",
        (*_SEASON_PLACE, "pk"),
    ),
    (
        NominationEvent,
        pgettext_lazy("in the log", "Nomination"),
        "nomination",
        ("recipient__name", "recipient__organisation__name_now", "award__name"),
        "province_id",
        "awards:nomination-detail",
        ("pk",),
    ),
    (
        ProposalEvent,
        pgettext_lazy("in the log", "Proposal"),
        "proposal",
        ("proposer__name_now", "year"),
        "province_id",
        "awards:proposal-detail",
        ("pk",),
    ),
    (
        CouncilEvent,
        pgettext_lazy("in the log", "Session of the council"),
        "session",
        ("name",),
        "province_id",
        "awards:council-detail",
        ("pk",),
    ),
    (
        DecisionEvent,
        pgettext_lazy("in the log", "Decision"),
        "decision",
        ("number", "abstract"),
        "province_id",
        "awards:decision-detail",
        ("pk",),
    ),
    (
        RecipientEvent,
        pgettext_lazy("in the log", "Honours of somebody"),
        "recipient",
        ("name", "organisation__name_now"),
        "organisation__province_id",
        "awards:recipient-detail",
        ("pk",),
    ),
    (
        RuleSetEvent,
        pgettext_lazy("in the log", "Rules of awards"),
        "rule_set",
        ("name",),
        "",
        "awards:rule-set-detail",
        ("code",),
    ),
)


def _sources() -> Iterator[Source]:
    states: dict[type[models.Model], Any] = {
        NominationEvent: Nomination.State,
        ProposalEvent: Proposal.State,
    }
    for model, kind, thing, title, province, url_name, place in _ROWS:
        more = {READ_HOLDS: _("holds and disciplinary measures read")} if model is RecipientEvent else {}
        yield Source(
            model,
            kind,
            f"{thing}_id",
            tuple(f"{thing}__{path}" for path in title),
            f"{thing}__{province}" if province else "",
            url_name,
            tuple(f"{thing}__{path}" for path in place),
            states=states.get(model),
            steps=model.STEPS | more,  # type: ignore[attr-defined]  # each kind of Event has its own
        )
    yield Source(
        BallotRuleChange,
        pgettext_lazy("in the log", "Threshold of ballots"),
        "rule_id",
        ("rule__source",),
        "rule__province_id",
        "awards:ballot-rule-list",
        step="edit",
    )


def register_all() -> None:
    log_sources.register(*_sources())
