"""Which histories the log is made of, and how their lines are told. Other apps add theirs by `register`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blocs.models import (
    AccountChange,
    BlocChange,
    DisposalEvent,
    InvitationChange,
    LegalHoldChange,
    LogLine,
    MandateChange,
    Milestone,
    MilestoneMove,
    MovementChange,
    OrganisationChange,
    OutsideSystemChange,
    Pledge,
    PledgeEvent,
    RecordClass,
    Report,
    ReportEvent,
    RetentionRuleChange,
    ScoreTableEvent,
    Season,
    SeasonEvent,
    YearTemplateChange,
)
from blocs.models.pledge import STEP_WORDS
from documents.models import ProfileChange

Words = Mapping[str, str | Promise]


@dataclass(frozen=True)
class Source:
    """A history: the thing that its lines are about, by paths of fields from a line.

    `of_accounts`: what administrators see, who see nothing else of the log.
    """

    model: type[models.Model]
    kind: str | Promise
    thing: str
    title: tuple[str, ...]
    province: str = ""  # none: what holds for all provinces
    url_name: str = ""
    place: tuple[str, ...] = ()
    called: Mapping[str, Any] = field(default_factory=dict)  # choices of what stands in the title
    states: Any = None  # choices of came_from and went_to
    step: str = ""  # where a history has no steps
    note: str = "note"
    steps: Words = field(default_factory=dict)
    of_accounts: bool = False

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @cached_property
    def thing_model(self) -> type[models.Model]:
        found = self.model._meta.get_field(self.thing.split("__", maxsplit=1)[0]).related_model
        assert isinstance(found, type)
        return found


_OF_A_SEASON = ("season__bloc__name_now", "season__year")
SOURCES: dict[str, Source] = {}


PLEDGE_STEPS: Words = STEP_WORDS | {
    "open_for_comments": _("opened for comments"),
    "back_to_draft": _("back to the draft"),
    "agree": _("text settled"),
    "reopen": _("settled text opened again"),
    "open_signing": _("put before its signers"),
    "void": _("signing stopped"),
    "come_into_force": _("the pledge is in force"),
    "close": _("closed with the year"),
    "comments_until": _("last day for comments set"),
    "add_witness": _("witness added"),
    "remove_witness": _("witness taken out"),
    "register": _("targets registered"),
    "give_up": _("amendment given up"),
    "amended": _("replaced by its amendment"),
}


def register(*sources: Source) -> None:
    SOURCES.update((source.name, source) for source in sources)


def of_accounts() -> list[str]:
    return [name for name, source in SOURCES.items() if source.of_accounts]


def kinds() -> list[tuple[str, str | Promise]]:
    return [(name, source.kind) for name, source in SOURCES.items()]


register(
    Source(
        AccountChange,
        pgettext_lazy("in the log", "Account"),
        "user_id",
        ("user__full_name",),
        "province_id",
        "blocs:person-detail",
        ("user_id",),
        of_accounts=True,
    ),
    Source(
        MandateChange,
        pgettext_lazy("in the log", "Mandate"),
        "mandate_id",
        ("mandate__user__full_name", "mandate__organisation__name_now"),
        "mandate__organisation__province_id",
        "blocs:person-detail",
        ("mandate__user_id",),
        of_accounts=True,
    ),
    Source(
        InvitationChange,
        pgettext_lazy("in the log", "Invitation"),
        "invitation_id",
        ("invitation__full_name", "invitation__organisation__name_now"),
        "invitation__organisation__province_id",
        "blocs:person-list",
        of_accounts=True,
    ),
    Source(
        OutsideSystemChange,
        pgettext_lazy("in the log", "Key of another system"),
        "system_id",
        ("system__name",),
        "system__province_id",
        "blocs:outside-system-detail",
        ("system_id",),
        of_accounts=True,
    ),
    Source(
        OrganisationChange,
        pgettext_lazy("in the log", "Organisation"),
        "organisation_id",
        ("organisation__name_now",),
        "organisation__province_id",
        "blocs:organisation-detail",
        ("organisation__province__code", "organisation__code"),
    ),
    Source(
        BlocChange,
        pgettext_lazy("in the log", "Bloc"),
        "bloc_id",
        ("bloc__name_now",),
        "bloc__province_id",
        "blocs:bloc-detail",
        ("bloc__code",),
    ),
    Source(
        SeasonEvent,
        pgettext_lazy("in the log", "Year of a bloc"),
        "season_id",
        _OF_A_SEASON,
        "season__bloc__province_id",
        "blocs:season-detail",
        ("season__bloc__code", "season__year"),
        states=Season.Stage,
    ),
    Source(
        MilestoneMove,
        pgettext_lazy("in the log", "Date of the year"),
        "milestone_id",
        ("milestone__kind", *(f"milestone__{path}" for path in _OF_A_SEASON)),
        "milestone__season__bloc__province_id",
        "blocs:season-dates",
        ("milestone__season__bloc__code", "milestone__season__year"),
        called={"milestone__kind": Milestone.Kind},
        step="milestone_moved",
        note="reason",
    ),
    Source(
        YearTemplateChange,
        pgettext_lazy("in the log", "Dates of a province's year"),
        "template_id",
        ("template__year",),
        "template__province_id",
        "blocs:calendar-template",
        ("template_id",),
    ),
    Source(
        MovementChange,
        pgettext_lazy("in the log", "Movement"),
        "movement_id",
        ("movement__name",),
        "movement__province_id",
        "blocs:movement-detail",
        ("movement_id",),
    ),
    Source(
        PledgeEvent,
        pgettext_lazy("in the log", "Pledge"),
        "pledge_id",
        tuple(f"pledge__{path}" for path in _OF_A_SEASON),
        "pledge__season__bloc__province_id",
        "blocs:pledge-detail",
        ("pledge__season__bloc__code", "pledge__season__year"),
        states=Pledge.Status,
        steps=PLEDGE_STEPS,
    ),
    Source(
        ScoreTableEvent,
        pgettext_lazy("in the log", "Score table"),
        "table_id",
        ("table__name",),
        "table__province_id",
        "blocs:score-table-detail",
        ("table_id",),
    ),
    Source(
        ReportEvent,
        pgettext_lazy("in the log", "Report"),
        "report_id",
        (
            "report__kind",
            "report__organisation__name_now",
            "report__season__bloc__name_now",
            "report__season__year",
        ),
        "report__season__bloc__province_id",
        "blocs:report-detail",
        ("report__season__bloc__code", "report__season__year", "report__organisation__code", "report__kind"),
        called={"report__kind": Report.Kind},
        states=Report.Status,
    ),
    Source(
        ProfileChange,
        pgettext_lazy("in the log", "Format of papers"),
        "profile_id",
        ("profile__name",),
        step="edit",
    ),
    Source(
        RetentionRuleChange,
        pgettext_lazy("in the log", "Term of records"),
        "rule_id",
        ("rule__record_class",),
        "rule__province_id",
        "blocs:retention-change",
        ("rule__record_class",),
        called={"rule__record_class": RecordClass},
        steps=RetentionRuleChange.STEPS,
    ),
    Source(
        DisposalEvent,
        pgettext_lazy("in the log", "Disposal of records"),
        "disposal_id",
        ("disposal__record_class", "disposal__decision_number"),
        "disposal__province_id",
        "blocs:disposal-detail",
        ("disposal_id",),
        called={"disposal__record_class": RecordClass},
        steps=DisposalEvent.STEPS,
    ),
    Source(
        LegalHoldChange,
        pgettext_lazy("in the log", "Hold on records"),
        "hold_id",
        ("hold__number",),
        "hold__province_id",
        "blocs:retention-list",
        steps=LegalHoldChange.STEPS,
    ),
)


def source_of(line: LogLine) -> Source | None:
    """None for a line whose history is gone from the program."""
    return SOURCES.get(line.source)
