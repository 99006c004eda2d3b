"""By which table a season scores, and how it breaks ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Province, Report, Score, ScoreTable, Season, TieBreak, TieRule
from blocs.rules import reporting
from blocs.rules import score_tables as rules
from blocs.selectors import last_tables, people, reports
from blocs.services import reckonings
from blocs.services.score_tables import tables
from emulation.models import User
from emulation.verdicts import unless


@dataclass(frozen=True, slots=True)
class Wish:
    """One rule for ties, as chosen."""

    kind: TieBreak
    least: Decimal | None = None
    basis: str = ""


@transaction.atomic
def choose(season: Season, table: ScoreTable, *, by: User, at: datetime | None = None) -> None:
    """Score the season by this table; the same one again changes nothing."""
    at = at or timezone.now()
    _begin(season, by=by, at=at, scored=reports.is_scored(season))
    if season.score_table_id == table.pk:
        return
    unless(
        ScoreTable.objects.usable_in(season).filter(pk=table.pk).exists(),
        _("Choose a table that is open for use and made for this bloc."),
    ).or_refuse()
    season.score_table = table
    season.save(update_fields=["score_table"])
    Score.objects.filter(report__season=season, computed=True).delete()
    for report in season.reports.filter(kind=Report.Kind.ANNUAL, status__in=reporting.WRITTEN):
        report.season = season
        reckonings.renew(report, at=at)
    season.events.create(actor=by, step="score_table", note=f"{table.name} ({table.version})", at=at)


@transaction.atomic
def take_last(season: Season, *, by: User, at: datetime | None = None) -> ScoreTable:
    """A draft for this season with all that stands in the table before; pressed twice, it is one draft."""
    at = at or timezone.now()
    # Pressed twice at the same moment.
    Province.objects.select_for_update(no_key=True).get(pk=season.bloc.province_id)
    _begin(season, by=by, at=at, scored=reports.is_scored(season))
    begun = last_tables.draft(season)
    if begun is not None:
        return begun
    before = last_tables.before(season)
    unless(
        bool(before and before.score_table), _("No earlier season of this bloc has scored by a table.")
    ).or_refuse()
    assert before
    assert before.score_table
    table = before.score_table
    return tables.copy(
        table,
        province=season.bloc.province,
        bloc=season.bloc,
        name=table.name.replace(str(before.year), str(season.year)),
        bloc_kind=season.bloc.kind,
        year=season.year,
        by=by,
        at=at,
    )


@transaction.atomic
def set_tie_rules(season: Season, wishes: Sequence[Wish], *, by: User, at: datetime | None = None) -> None:
    """These rules in this order instead of the season's former ones."""
    at = at or timezone.now()
    _begin(season, by=by, at=at)
    kinds = [wish.kind for wish in wishes]
    unless(bool(kinds), _("Choose at least one rule; what no rule breaks stays a tie.")).or_refuse()
    unless(len(set(kinds)) == len(kinds), _("A rule stands twice.")).or_refuse()
    former = [(rule.kind, rule.least, rule.basis) for rule in season.tie_rules.all()]
    if former == [(wish.kind, wish.least, wish.basis) for wish in wishes]:
        return
    season.tie_rules.all().delete()
    for order, wish in enumerate(wishes):
        rule = TieRule(season=season, order=order, kind=wish.kind, least=wish.least, basis=wish.basis)
        rule.full_clean(exclude=["season"])
        rule.save()
    note = ", ".join(str(kind.label) for kind in kinds)
    season.events.create(actor=by, step="tie_rules", note=note, at=at)


def _begin(season: Season, *, by: User, at: datetime, scored: bool = False) -> None:
    # The desk may score at the same moment: read again, and hold the row.
    season.refresh_from_db(from_queryset=Season.objects.select_for_update(no_key=True))
    seats = people.seats(people.person(by, on=timezone.localdate(at)), season)
    rules.can_choose(season.stage, seats, scored=scored).or_refuse()
