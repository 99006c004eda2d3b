"""Tables as a whole: begun, copied, opened, followed by a new version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Bloc, Criterion, Province, ScoreBand, ScoreTable
from blocs.rules import score_tables as rules
from blocs.selectors import score_tables as reading
from blocs.services.pledges.common import Stale
from blocs.services.score_tables.common import begin, lock, may_make, seats_of, told
from emulation.models import User
from emulation.text import folded, sort_key

Status = ScoreTable.Status
_FACTS = ("name", "bloc_kind", "year", "decision", "note", "total", "bonus_cap", "deduction_cap")
_CARRIED = ("note", "total", "bonus_cap", "deduction_cap")
_OF_A_GROUP = ("lineage", "order", "name", "max", "bonus_cap", "deduction_cap")
_OF_A_CRITERION = (
    "lineage",
    "order",
    "name",
    "kind",
    "max",
    "bonus_max",
    "deduction_max",
    "step",
    "formula",
    "terms",
    "evidence",
    "checked_by",
)


@transaction.atomic
def create(
    province: Province,
    *,
    name: str,
    by: User,
    bloc: Bloc | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> ScoreTable:
    """An empty draft, for the province's blocs or for one of them. Sent twice, it is one draft."""
    return _begin_draft(province, bloc, {"name": name, **facts}, None, by=by, at=at or timezone.now())


def _begin_draft(
    province: Province,
    bloc: Bloc | None,
    facts: dict[str, Any],
    source: ScoreTable | None,
    *,
    by: User,
    at: datetime,
) -> ScoreTable:
    # The same form may be on its way twice.
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    may_make(province, bloc, facts.get("year"), by=by, at=at)
    step, note = ("copy", str(source)) if source is not None else ("create", "")
    twice = ScoreTable.objects.filter(
        province=province,
        bloc=bloc,
        name=facts["name"],
        year=facts.get("year"),
        status=Status.DRAFT,
        revision=1,
        events__step=step,
        events__note=note,
        events__actor=by,
    ).first()
    if twice is not None:
        return twice
    table = ScoreTable(province=province, bloc=bloc, **facts)
    _save(table)
    if source is not None:
        _fill(table, source)
    told(table, step, by=by, at=at, note=note)
    return table


def _save(table: ScoreTable, fields: Sequence[str] | None = None) -> None:
    table.search_text = folded(f"{table.name} {table.decision}")
    table.sort_key = sort_key(table.name)
    table.full_clean(exclude=["search_text", "sort_key"])
    table.save(update_fields=None if fields is None else [*fields, "search_text", "sort_key"])


@transaction.atomic
def edit(table: ScoreTable, *, seen: int, by: User, at: datetime | None = None, **facts: Any) -> None:
    """Change name, year, totals. `seen` is the revision when the form was drawn, else Stale is raised."""
    at = at or timezone.now()
    begin(table, by=by, at=at)
    changed = {name: facts[name] for name in _FACTS if name in facts and getattr(table, name) != facts[name]}
    if not changed:
        return
    _not_changed_since(table, seen)
    for name, value in changed.items():
        setattr(table, name, value)
    _save(table, [*changed])
    told(table, "edit", by=by, at=at, note=", ".join(changed))


def _not_changed_since(table: ScoreTable, seen: int) -> None:
    """Only changes of the facts themselves stand in the way, not those of groups and criteria."""
    newer = table.events.filter(revision__gt=seen, step__in=("edit", "bands")).select_related("actor").last()
    if newer is not None:
        raise Stale(table, by=newer.actor, at=newer.at)


@transaction.atomic
def set_bands(
    table: ScoreTable, bands: Sequence[tuple[str, Decimal]], *, by: User, at: datetime | None = None
) -> None:
    """These bands, name and lowest points, instead of those there were."""
    at = at or timezone.now()
    begin(table, by=by, at=at)
    if [(band.name, band.lowest) for band in table.bands.all()] == sorted(bands, key=lambda band: -band[1]):
        return
    if len({lowest for _name, lowest in bands}) < len(bands):
        raise ValidationError(_("Another band begins at the same number of points."))
    table.bands.all().delete()
    for name, lowest in bands:
        band = ScoreBand(table=table, name=name, lowest=lowest)
        band.full_clean(exclude=["table"])
        band.save()
    told(table, "bands", by=by, at=at)


@transaction.atomic
def copy(
    source: ScoreTable,
    *,
    province: Province,
    name: str,
    by: User,
    bloc: Bloc | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> ScoreTable:
    """A new draft with all that stands in another table: last year's, another kind's, an example."""
    carried = {each: getattr(source, each) for each in _CARRIED}
    if source.is_example:
        carried["note"] = ""  # it speaks of the example
    given = {"name": name, **carried, **facts}
    return _begin_draft(province, bloc, given, source, by=by, at=at or timezone.now())


@transaction.atomic
def begin_version(table: ScoreTable, *, by: User, at: datetime | None = None) -> ScoreTable:
    """A draft of the next version; the open one stays in use until the new one is opened."""
    at = at or timezone.now()
    lock(table)
    drafts = ScoreTable.objects.filter(series=table.series, status=Status.DRAFT)
    rules.can_begin_version(table.status, seats_of(by, table, at), has_draft=drafts.exists()).or_refuse()
    newest = ScoreTable.objects.filter(series=table.series).order_by("-version")[0].version
    following = ScoreTable(
        series=table.series,
        version=newest + 1,
        province=table.province,
        bloc=table.bloc,
        **{name: getattr(table, name) for name in _FACTS},
    )
    _save(following)
    _fill(following, table)
    told(following, "new_version", by=by, at=at, note=str(newest))
    return following


def _fill(table: ScoreTable, source: ScoreTable) -> None:
    for line in reading.lines(source):
        group = table.groups.create(**{name: getattr(line.group, name) for name in _OF_A_GROUP})
        for one in line.lines:
            parent = _copied(one.criterion, group=group)
            Criterion.objects.bulk_create(
                Criterion(group=group, parent=parent, **_values(part.criterion)) for part in one.parts
            )
    ScoreBand.objects.bulk_create(
        ScoreBand(table=table, name=band.name, lowest=band.lowest) for band in source.bands.all()
    )


def _copied(criterion: Criterion, **places: Any) -> Criterion:
    return Criterion.objects.create(**_values(criterion), **places)


def _values(criterion: Criterion) -> dict[str, Any]:
    return {name: getattr(criterion, name) for name in _OF_A_CRITERION}


@transaction.atomic
def open_for_use(table: ScoreTable, *, by: User, at: datetime | None = None) -> None:
    """From here it stays as it is; an older version is replaced. Seasons keep the version that they use."""
    at = at or timezone.now()
    lock(table)
    if table.status == Status.OPEN:
        return  # pressed twice
    faults = rules.faults(reading.rules_of(table))
    rules.can_step("open", status=table.status, seats=seats_of(by, table, at), faults=faults).or_refuse()
    older = ScoreTable.objects.filter(series=table.series, status=Status.OPEN)
    for version in older:
        _take("replace", version, by=by, at=at)
    table.opened_at = at
    _take("open", table, by=by, at=at)


@transaction.atomic
def discard(table: ScoreTable, *, by: User, at: datetime | None = None) -> None:
    """Throw a draft away; it can be brought back."""
    _step("discard", table, by=by, at=at)


@transaction.atomic
def restore(table: ScoreTable, *, by: User, at: datetime | None = None) -> None:
    _step("restore", table, by=by, at=at)


def _step(step: str, table: ScoreTable, *, by: User, at: datetime | None) -> None:
    at = at or timezone.now()
    lock(table)
    if table.status == rules.STEPS[step].target:
        return  # pressed twice
    rules.can_step(step, status=table.status, seats=seats_of(by, table, at)).or_refuse()
    if step == "restore":
        newer = ScoreTable.objects.filter(series=table.series, status=Status.DRAFT)
        rules.can_restore(has_draft=newer.exists()).or_refuse()
    _take(step, table, by=by, at=at)


def _take(step: str, table: ScoreTable, *, by: User, at: datetime) -> None:
    table.status = rules.STEPS[step].target
    table.save(update_fields=["status", "opened_at"])
    told(table, f"{step}_table", by=by, at=at)
