"""Pledges: their commitments and targets, while they are drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from blocs import models
from blocs.exchange import records
from blocs.exchange.outcome import Fate, What
from blocs.exchange.planning.plan import Ground, PledgeStep, no_season


def plan(ground: Ground) -> None:
    names = {bloc.code: bloc.names[-1] for bloc in ground.there.blocs.values() if bloc.names}
    names |= {bloc.code: bloc.name for bloc in ground.file.blocs}
    for row in ground.file.pledges:
        if not row.bloc or row.year is None:
            continue
        key = (row.bloc, row.year)
        if key not in ground.plan.members:
            ground.findings.problems.append(no_season(row, key, ground.plan.members, ground.suggestions))
            continue
        targets = tuple(_target(ground, target, key) for target in row.targets)
        given = replace(row, commitments=in_sections(row.commitments), targets=targets)
        known = ground.there.pledges.get(key)
        merged = merge(given, known.row) if known else given
        fate = Fate.CREATED if known is None else Fate.UNCHANGED if merged == known.row else Fate.CHANGED
        if known and fate is Fate.CHANGED and not known.is_draft:
            ground.wrong(
                row.at("bloc"),
                _(
                    "The pledge %(year)s of “%(bloc)s” is no longer a draft and is not overwritten. "
                    "Change it on its page."
                ),
                year=row.year,
                bloc=names.get(row.bloc, row.bloc),
            )
        ground.line(What.PLEDGE, f"{names.get(row.bloc, row.bloc)} {row.year}", fate)
        if fate is not Fate.UNCHANGED:
            ground.plan.pledges.append(PledgeStep(key, merged, known))


def _target(ground: Ground, target: records.Target, season: tuple[str, int]) -> records.Target:
    owner = ground.organisation(target.owner, target.at("owner"))
    if owner and owner not in ground.plan.members[season]:
        ground.wrong(
            target.at("owner"),
            _("“%(code)s” is not among the members of the season."),
            code=target.owner,
        )
    return replace(target, owner=owner)


def merge(given: records.Pledge, stored: records.Pledge) -> records.Pledge:
    """An empty list says nothing: the lines that are stored stay."""
    return replace(
        given, commitments=given.commitments or stored.commitments, targets=given.targets or stored.targets
    )


def in_sections(commitments: Iterable[records.Commitment]) -> tuple[records.Commitment, ...]:
    """As they print: section by section, each in the order of the file."""
    places = {section: number for number, section in enumerate(models.Section.values)}
    return tuple(sorted(commitments, key=lambda line: places.get(line.section, 0)))
