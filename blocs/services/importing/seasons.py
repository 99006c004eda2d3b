"""Seasons with members, leaders and dates: new ones, and those still in preparation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from blocs import models
from blocs.exchange.planning.plan import SeasonStep
from blocs.rules import calendar
from blocs.services.importing.journal import Journal

Organisations = Mapping[str, models.Organisation]
ROLES = ("leader", "deputy")


def save(
    steps: Sequence[SeasonStep],
    blocs: Mapping[str, models.Bloc],
    organisations: Organisations,
    journal: Journal,
) -> None:
    new = [step for step in steps if not step.known]
    _create(new, [blocs[step.key[0]] for step in new], organisations)
    years = {step.key[1] for step in steps}
    found = (
        models.Season.objects.filter(bloc__in=blocs.values(), year__in=years).select_related("bloc")
        if years
        else ()
    )
    seasons = {(season.bloc.code, season.year): season for season in found}
    _change([step for step in steps if step.known], seasons, organisations)
    _milestones(steps, seasons, journal)
    models.SeasonEvent.objects.bulk_create(
        models.SeasonEvent(season=seasons[step.key], note="; ".join(step.notes), **journal.entry)
        for step in steps
    )


def _create(steps: Sequence[SeasonStep], blocs: Sequence[models.Bloc], organisations: Organisations) -> None:
    seasons = models.Season.objects.bulk_create(
        _season(step, bloc) for step, bloc in zip(steps, blocs, strict=True)
    )
    rows = [(season, step.row) for season, step in zip(seasons, steps, strict=True)]
    models.Membership.objects.bulk_create(
        _membership(season, organisations[code], order)
        for season, row in rows
        for order, code in enumerate(row.members, start=1)
    )
    models.Leadership.objects.bulk_create(
        _leadership(season, role, organisations[getattr(row, role)])
        for season, row in rows
        for role in ROLES
        if getattr(row, role)
    )


def _season(step: SeasonStep, bloc: models.Bloc) -> models.Season:
    first, last = calendar.period(step.key[1], step.row.period)
    return models.Season(
        bloc=bloc,
        year=step.key[1],
        period=step.row.period,
        first_day=first,
        last_day=last,
        theme=step.row.theme,
        decision=step.row.decision,
    )


def _membership(season: models.Season, organisation: models.Organisation, order: int) -> models.Membership:
    return models.Membership(
        season=season, organisation=organisation, order=order, joined_on=season.first_day
    )


def _leadership(season: models.Season, role: str, organisation: models.Organisation) -> models.Leadership:
    return models.Leadership(season=season, organisation=organisation, role=role, starts=season.first_day)


def _change(
    steps: Sequence[SeasonStep],
    seasons: Mapping[tuple[str, int], models.Season],
    organisations: Organisations,
) -> None:
    if not steps:
        return
    by_key = {seasons[step.key].pk: step for step in steps}
    changed = [seasons[step.key] for step in steps]
    for season in changed:
        row = by_key[season.pk].row
        season.theme, season.decision = row.theme, row.decision
    models.Season.objects.bulk_update(changed, ["theme", "decision"])
    _change_members(changed, by_key, organisations)
    _change_leaders(changed, by_key, organisations)


def _change_members(
    seasons: Sequence[models.Season], steps: Mapping[int, SeasonStep], organisations: Organisations
) -> None:
    stored = models.Membership.objects.filter(season__in=seasons)
    rows = {(row.season_id, row.organisation_id): row for row in stored}
    wanted = {
        (season.pk, organisations[code].pk): (season, organisations[code], order)
        for season in seasons
        for order, code in enumerate(steps[season.pk].row.members, start=1)
    }
    gone = [row.pk for key, row in rows.items() if key not in wanted]
    models.Membership.objects.filter(pk__in=gone).delete()
    staying = [row for key, row in rows.items() if key in wanted]
    for row in staying:
        row.order = wanted[row.season_id, row.organisation_id][2]
    models.Membership.objects.bulk_update(staying, ["order"])
    models.Membership.objects.bulk_create(
        _membership(season, organisation, order)
        for key, (season, organisation, order) in wanted.items()
        if key not in rows
    )


def _change_leaders(
    seasons: Sequence[models.Season], steps: Mapping[int, SeasonStep], organisations: Organisations
) -> None:
    """A season in preparation has one row per role at most: who leads is put in, nobody is taken away."""
    stored = models.Leadership.objects.filter(season__in=seasons)
    rows = {(row.season_id, row.role): row for row in stored}
    changed, new = [], []
    for season in seasons:
        for role in ROLES:
            code = getattr(steps[season.pk].row, role)
            row = rows.get((season.pk, role))
            if code and row is None:
                new.append(_leadership(season, role, organisations[code]))
            elif code and row is not None and row.organisation_id != organisations[code].pk:
                row.organisation = organisations[code]
                changed.append(row)
    models.Leadership.objects.bulk_update(changed, ["organisation"])
    models.Leadership.objects.bulk_create(new)


def _milestones(
    steps: Sequence[SeasonStep], seasons: Mapping[tuple[str, int], models.Season], journal: Journal
) -> None:
    """Each new date and each move of one is logged."""
    given = {
        (seasons[step.key].pk, kind): (seasons[step.key], day)
        for step in steps
        for kind, day in step.row.deadlines.items()
    }
    if not given:
        return
    changed = {season.pk for season, _day in given.values()}
    rows = {(row.season_id, row.kind): row for row in models.Milestone.objects.filter(season__in=changed)}
    moved = [
        (row, row.due, given[key][1])
        for key, row in rows.items()
        if key in given and row.due != given[key][1]
    ]
    for row, _due, day in moved:
        row.due = day
    models.Milestone.objects.bulk_update([row for row, _due, _day in moved], ["due"])
    new = models.Milestone.objects.bulk_create(
        models.Milestone(season=season, kind=kind, due=day)
        for (key, kind), (season, day) in given.items()
        if (key, kind) not in rows
    )
    moves = [*((row, due, day) for row, due, day in moved), *((row, None, row.due) for row in new)]
    _log_moves(moves, journal)


def _log_moves(moves: Iterable[tuple[models.Milestone, date | None, date]], journal: Journal) -> None:
    models.MilestoneMove.objects.bulk_create(
        models.MilestoneMove(milestone=row, came_from=due, went_to=day, actor=journal.by, at=journal.at)
        for row, due, day in moves
    )
