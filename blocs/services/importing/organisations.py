"""Organisations, their names and aliases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from blocs import models
from blocs.exchange.planning.plan import OrganisationStep
from blocs.exchange.stock import Name
from blocs.rules.formats import usual_profile
from blocs.services.importing.journal import Journal
from blocs.services.naming import searchable
from emulation.text import sort_key


def save(steps: Sequence[OrganisationStep], province: models.Province, journal: Journal) -> None:
    if not steps:
        return
    changed = [step for step in steps if step.known]
    stored = models.Organisation.objects.filter(province=province).prefetch_related("names", "aliases")
    by_code = {row.code: row for row in stored} if changed else {}
    _create([step for step in steps if not step.known], province, by_code)
    # Parents may have come with this very file, whatever the order of their rows.
    keys = dict(models.Organisation.objects.filter(province=province).values_list("code", "pk"))
    for step in changed:
        row = by_code[step.code]
        row.parent_id = keys[step.parent] if step.parent else row.parent_id
        for name, value in _kept_names(step).items():
            setattr(row, name, value)
    rows = [by_code[step.code] for step in changed]
    models.Organisation.objects.bulk_update(
        rows, ["parent", "name_now", "short_name_now", "search_text", "sort_key"]
    )
    _change_names(changed, by_code)
    models.OrganisationName.objects.bulk_create(
        models.OrganisationName(organisation_id=keys[step.code], **vars(name))
        for step in steps
        for name in _new_names(step)
    )
    models.OrganisationAlias.objects.bulk_create(
        models.OrganisationAlias(organisation_id=keys[step.code], text=text)
        for step in steps
        for text in step.aliases
        if not step.known or text not in step.known.aliases
    )
    models.OrganisationChange.objects.bulk_create(
        models.OrganisationChange(
            organisation_id=keys[step.code], note="; ".join(step.notes), **journal.entry
        )
        for step in steps
    )


def _kept_names(step: OrganisationStep) -> dict[str, str]:
    """What an organisation keeps beside its dated names, for lists and for searching."""
    newest = step.names[-1]
    names = (text for name in step.names for text in (name.name, name.short_name))
    return {
        "name_now": newest.name,
        "short_name_now": newest.short_name or newest.name[:120],
        "search_text": searchable([*names, *step.aliases]),
        "sort_key": sort_key(newest.name),
    }


def _create(
    steps: Sequence[OrganisationStep], province: models.Province, stored: dict[str, models.Organisation]
) -> None:
    """From the top of the tree down, so that each finds its parent: a statement per level."""
    keys = dict(models.Organisation.objects.filter(province=province).values_list("code", "pk"))
    waiting = list(steps)
    while waiting:
        ready = [step for step in waiting if not step.parent or step.parent in keys]
        made = models.Organisation.objects.bulk_create(
            models.Organisation(
                province=province,
                code=step.code,
                kind=step.kind,
                parent_id=keys[step.parent] if step.parent else None,
                format_profile_id=usual_profile(step.kind, step.names[-1].name),
                **_kept_names(step),
            )
            for step in ready
        )
        keys.update({row.code: row.pk for row in made})
        waiting = [step for step in waiting if step.code not in keys]


def _new_names(step: OrganisationStep) -> Iterable[Name]:
    """Those that no stored name, as it is or with other dates, stands for."""
    if step.known is None:
        return step.names
    known = [name.name for name in step.known.names]
    found = []
    for name in step.names:
        if name.name in known:
            known.remove(name.name)
        else:
            found.append(name)
    return found


def _change_names(steps: Sequence[OrganisationStep], stored: dict[str, models.Organisation]) -> None:
    rows = []
    for step in steps:
        names = sorted(stored[step.code].names.all(), key=lambda row: row.valid_from or date.min)
        wanted = list(step.names)
        for row in names:
            name = next((name for name in wanted if name.name == row.name), None)
            if name is None:
                continue
            wanted.remove(name)
            row.short_name, row.valid_from, row.valid_to = name.short_name, name.valid_from, name.valid_to
            rows.append(row)
    models.OrganisationName.objects.bulk_update(rows, ["short_name", "valid_from", "valid_to"])
