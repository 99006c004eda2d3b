"""Pledges that are new or still drafts. Lines that a file replaces stay, as removed ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from blocs import models
from blocs.exchange import records
from blocs.exchange.planning.plan import PledgeStep
from blocs.rules import pledging
from blocs.services.importing.journal import Journal

Line = TypeVar("Line", models.PledgeItem, models.PledgeTarget)
Organisations = Mapping[str, models.Organisation]


@dataclass
class _Written:
    """One pledge with its lines as they are from now on."""

    pledge: models.Pledge
    items: list[models.PledgeItem]
    targets: list[models.PledgeTarget]


def save(
    steps: Sequence[PledgeStep],
    seasons: Mapping[tuple[str, int], models.Season],
    organisations: Organisations,
    journal: Journal,
) -> None:
    if not steps:
        return
    stored = _stored(steps, seasons)
    made = models.Pledge.objects.bulk_create(
        models.Pledge(season=seasons[step.key]) for step in steps if not step.known
    )
    pledges = {row.season_id: row for row in (*stored, *made)}
    items = _Lines(models.PledgeItem, (line for row in stored for line in row.items.all()), ["section"])
    targets = _Lines(
        models.PledgeTarget,
        (line for row in stored for line in row.targets.all()),
        ["unit", "comparison", "value", "owner"],
    )
    written = []
    for step in steps:
        pledge = pledges[seasons[step.key].pk]
        pledge.revision += 1
        written.append(
            _Written(
                pledge,
                [
                    items.take(pledge, order, section=row.section, text=row.text)
                    for order, row in enumerate(step.row.commitments, start=1)
                ],
                [
                    targets.take(pledge, order, **_target(row, organisations))
                    for order, row in enumerate(step.row.targets, start=1)
                ],
            )
        )
    models.Pledge.objects.bulk_update(pledges.values(), ["revision"])
    revisions = {pledge.pk: pledge.revision for pledge in pledges.values()}
    items.save(revisions)
    targets.save(revisions)
    _log(written, journal)


def _target(row: records.Target, organisations: Organisations) -> dict[str, Any]:
    return {
        "text": row.text,
        "unit": row.unit,
        "comparison": row.comparison,
        "value": row.value,
        "owner": organisations[row.owner] if row.owner else None,
    }


def _stored(
    steps: Sequence[PledgeStep], seasons: Mapping[tuple[str, int], models.Season]
) -> list[models.Pledge]:
    """The newest of each season, with its lines."""
    known = [seasons[step.key].pk for step in steps if step.known]
    if not known:
        return []
    found = (
        models.Pledge.objects.filter(season__in=known)
        .exclude(status=models.Pledge.Status.VOID)
        .prefetch_related("items", "targets")
        .order_by("version")
    )
    newest = {row.season_id: row for row in found}
    by_key = {season.pk: season for season in seasons.values()}
    for row in newest.values():
        row.season = by_key[row.season_id]
    return list(newest.values())


class _Lines(Generic[Line]):
    """Lines with the same words are the same lines and keep their comments; the others are new or removed."""

    def __init__(self, kind: type[Any], stored: Iterable[Line], fields: Sequence[str]) -> None:
        self.kind = kind
        self.fields = fields
        self.free: dict[Hashable, list[Line]] = {}
        for line in stored:
            if line.removed_in is None:
                self.free.setdefault((line.pledge_id, line.text), []).append(line)
        self.new: list[Line] = []
        self.kept: list[Line] = []

    def take(self, pledge: models.Pledge, order: int, **values: Any) -> Line:
        same = self.free.get((pledge.pk, values["text"]))
        if not same:
            line: Line = self.kind(pledge=pledge, order=order, changed_in=pledge.revision, **values)
            self.new.append(line)
            return line
        line = same.pop(0)
        self.kept.append(line)
        line.order = order
        if any(getattr(line, name) != values[name] for name in self.fields):
            line.changed_in = pledge.revision
        for name in self.fields:
            setattr(line, name, values[name])
        return line

    def save(self, revisions: Mapping[int, int]) -> None:
        """Whatever was not taken is removed in the revision of its pledge."""
        removed: list[Line] = [line for lines in self.free.values() for line in lines]
        for line in removed:
            line.removed_in = line.changed_in = revisions[line.pledge_id]
        objects = self.kind._default_manager
        objects.bulk_create(self.new)
        objects.bulk_update([*self.kept, *removed], ["order", "changed_in", "removed_in", *self.fields])


def _log(written: Sequence[_Written], journal: Journal) -> None:
    models.PledgeVersion.objects.bulk_create(_version(each, journal) for each in written)
    models.PledgeEvent.objects.bulk_create(
        models.PledgeEvent(pledge=each.pledge, went_to=each.pledge.status, **journal.entry)
        for each in written
    )


def _version(written: _Written, journal: Journal) -> models.PledgeVersion:
    pledge = written.pledge
    text = pledging.content(pledge.season, pledge.opening, written.items, written.targets)
    return models.PledgeVersion(
        pledge=pledge,
        number=pledge.revision,
        content=text,
        content_hash=pledging.content_hash(text),
        **journal.entry,
    )
