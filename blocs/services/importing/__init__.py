"""Writes what an import has planned, kind by kind, each kind in a fixed number of statements."""

from __future__ import annotations

from datetime import datetime

from blocs import models
from blocs.exchange.planning.plan import Plan
from blocs.exchange.sections import Saved
from blocs.services.importing import blocs, movements, organisations, pledges, seasons
from blocs.services.importing.journal import Journal
from emulation.models import User


def save(plan: Plan, *, by: User | None, at: datetime) -> Saved:
    """Within the caller's transaction. Returns the rows to which others may tie theirs."""
    journal = Journal(by, at)
    province = _province(plan)
    organisations.save(plan.organisations, province, journal)
    everybody = {row.code: row for row in models.Organisation.objects.filter(province=province)}
    blocs.save(plan.blocs, province, journal)
    all_blocs = {row.code: row for row in models.Bloc.objects.filter(province=province)}
    seasons.save(plan.seasons, all_blocs, everybody, journal)
    of_the_file = models.Season.objects.filter(
        bloc__province=province, year__in={year for _code, year in plan.members}
    )
    all_seasons = {(row.bloc.code, row.year): row for row in of_the_file.select_related("bloc")}
    movements.save(plan.movements, province, all_blocs, everybody, journal)
    pledges.save(plan.pledges, all_seasons, everybody, journal)
    return Saved(everybody, all_seasons, by, at)


def _province(plan: Plan) -> models.Province:
    given = plan.province
    province, is_new = models.Province.objects.get_or_create(
        code=given.code, defaults={"name": given.name, "place": given.place}
    )
    if not is_new and province.place != given.place:
        province.place = given.place
        province.save(update_fields=["place"])
    return province
