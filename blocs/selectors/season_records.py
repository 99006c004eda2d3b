"""What is stored, as the records of season files: for writing files, and for comparing files with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from blocs import models
from blocs.exchange import records, stock
from blocs.exchange.planning.pledges import in_sections
from blocs.exchange.spelling import tidy
from blocs.exchange.stock import MovementKey, SeasonKey
from blocs.selectors.people import deputies_on, leads_on

Codes = Mapping[int, str]  # of organisations, by key


def organisations(found: QuerySet[models.Organisation]) -> dict[str, stock.Organisation]:
    return {row.code: organisation(row) for row in with_names(found)}


def with_names(found: QuerySet[models.Organisation]) -> QuerySet[models.Organisation]:
    return found.select_related("parent", "province").prefetch_related("names", "aliases").order_by("pk")


def organisation(row: models.Organisation) -> stock.Organisation:
    names = [
        stock.Name(name.name, name.short_name, name.valid_from, name.valid_to) for name in row.names.all()
    ]
    # Databases disagree on where an open beginning sorts.
    names.sort(key=lambda name: name.valid_from or date.min)
    return stock.Organisation(
        code=row.code,
        kind=row.kind,
        names=tuple(names),
        aliases=tuple(alias.text for alias in row.aliases.all()),
        parent=row.parent.code if row.parent else "",
    )


def seasons(found: QuerySet[models.Season], codes: Codes) -> dict[SeasonKey, stock.Season]:
    rows = found.select_related("bloc").prefetch_related(
        "memberships", "leaderships", "milestones", "pledges"
    )
    return {(row.bloc.code, row.year): stock.Season(_season(row, codes), _is_open(row)) for row in rows}


def _season(season: models.Season, codes: Codes) -> records.Season:
    """As it stands on its last day: who left is no longer a member, who came later is one."""
    staying = [
        row for row in season.memberships.all() if row.left_on is None or row.left_on >= season.last_day
    ]
    members = [codes[row.organisation_id] for row in sorted(staying, key=lambda row: (row.order, row.pk))]
    leaderships = list(season.leaderships.all())
    leads = leads_on(leaderships, season.last_day)
    leader = codes[leads.organisation_id] if leads else ""
    deputies = [codes[row.organisation_id] for row in deputies_on(leaderships, season.last_day)]
    return records.Season(
        year=season.year,
        period=season.period,
        theme=season.theme,
        leader=leader if leader in members else "",
        deputy=next((code for code in deputies if code in members and code != leader), ""),
        members=tuple(dict.fromkeys(members)),
        decision=season.decision,
        deadlines=_in_order({row.kind: row.due for row in season.milestones.all()}),
    )


def _in_order(deadlines: dict[str, date]) -> dict[str, date]:
    return {kind: deadlines[kind] for kind in models.Milestone.Kind.values if kind in deadlines}


def _is_open(season: models.Season) -> bool:
    """Nothing has happened yet that a list of members, a leader and a deputy cannot tell."""
    role = models.Leadership.Role
    leaderships = list(season.leaderships.all())
    return (
        season.stage == models.Season.Stage.PREPARING
        and all(row.joined_on == season.first_day and row.left_on is None for row in season.memberships.all())
        and all(row.starts == season.first_day and row.ends is None for row in leaderships)
        and all(row.role in (role.LEADER, role.DEPUTY) for row in leaderships)
        and sum(row.role == role.DEPUTY for row in leaderships) <= 1
        and all(row.status == models.Pledge.Status.DRAFT for row in season.pledges.all())
    )


def movements(found: QuerySet[models.Movement], codes: Codes) -> dict[MovementKey, records.Movement]:
    rows = found.select_related("bloc").prefetch_related("years", "enrolments")
    return {(row.bloc.code if row.bloc else "", row.name): _movement(row, codes) for row in rows}


def _movement(row: models.Movement, codes: Codes) -> records.Movement:
    participants = (codes.get(enrolment.organisation_id) for enrolment in row.enrolments.all())
    return records.Movement(
        name=row.name,
        form=row.form,
        launched_by=row.level,
        years=tuple(sorted(each.year for each in row.years.all())),
        starts=row.starts,
        ends=row.ends,
        participants=tuple(sorted(code for code in participants if code)),
        goal=row.goal,
        note=row.note,
    )


def pledges(of: QuerySet[models.Season], codes: Codes) -> dict[SeasonKey, stock.Pledge]:
    """Of each season the newest pledge that is not void."""
    rows = (
        models.Pledge.objects.filter(season__in=of)
        .exclude(status=models.Pledge.Status.VOID)
        .select_related("season__bloc")
        .prefetch_related("items", "targets")
        .order_by("version")
    )
    return {
        (row.season.bloc.code, row.season.year): stock.Pledge(
            _pledge(row, codes),
            row.status == models.Pledge.Status.DRAFT,
        )
        for row in rows
    }


def _pledge(row: models.Pledge, codes: Codes) -> records.Pledge:
    return records.Pledge(
        bloc=row.season.bloc.code,
        year=row.season.year,
        commitments=in_sections(
            records.Commitment(section=item.section, text=item.text)
            for item in row.items.all()
            if item.removed_in is None
        ),
        targets=tuple(
            records.Target(
                text=target.text,
                unit=target.unit,
                comparison=target.comparison,
                value=None if target.value is None else tidy(target.value),
                owner=codes.get(target.owner_id, "") if target.owner_id else "",
            )
            for target in row.targets.all()
            if target.removed_in is None
        ),
    )
