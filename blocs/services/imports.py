"""Takes a season file in: whole, in one transaction, or not at all. Call as imports.load(…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs import models
from blocs.exchange import columns, files, planning, sections
from blocs.exchange.files import Read
from blocs.exchange.outcome import Findings, Outcome
from blocs.exchange.places import Place, Problem
from blocs.exchange.planning.plan import Plan
from blocs.exchange.records import SeasonFile
from blocs.exchange.sections import Around
from blocs.exchange.stock import Stock
from blocs.exchange.words import Suggestions
from blocs.rules.rights import Act, may
from blocs.selectors import exports, people
from blocs.services import importing
from blocs.services.bulk import whole_batches
from emulation.models import User
from emulation.text import folded


def load(source: Path | str | bytes, *, by: User | None, at: datetime, dry_run: bool = False) -> Outcome:
    """Read, check, compare and save; with problems or dry_run nothing is saved. The system is by=None.

    Somebody without the right is refused; another province than one's own is a problem of the file.
    """
    return take(read(source), by=by, at=at, dry_run=dry_run)


def read(source: Path | str | bytes) -> Read:
    """The file alone, before it is compared with anything."""
    suggestions = Suggestions()
    if isinstance(source, bytes):
        return files.read(source, sections=sections.registered(), suggestions=suggestions)
    path = Path(source)
    try:
        if path.is_file() and path.stat().st_size > files.LARGEST_FILE:
            return Read.refused(files.too_large(path.stat().st_size))
        return files.read(path.read_bytes(), sections=sections.registered(), suggestions=suggestions)
    except OSError as error:
        told = _("The file %(file)s cannot be opened: %(why)s.") % {"file": path, "why": error.strerror}
        return Read.refused(str(told))


def take(what: Read, *, by: User | None, at: datetime, dry_run: bool = False) -> Outcome:
    """Go on with a file that was read: compare it with what is there, and save it."""
    if by is not None:
        may(Act.IMPORT_SEASON, people.all_seats(people.person(by, on=timezone.localdate(at)))).or_refuse()
    findings = what.findings.copy()
    if what.file is None:
        return Outcome(problems=findings.problems, warnings=findings.warnings)
    try:
        with whole_batches(), transaction.atomic():
            return _take(what.file, findings, by=by, at=at, dry_run=dry_run)
    except IntegrityError:
        told = _("Somebody changed the same data at the same moment. Nothing was saved; please start again.")
        return Outcome(problems=[Problem(Place(), str(told))])


def _take(file: SeasonFile, findings: Findings, *, by: User | None, at: datetime, dry_run: bool) -> Outcome:
    _lock(file)
    if not _is_own_province(file, by, at):
        told = _("You may only import data of your own province.")
        findings.problems.append(Problem(file.province.at("code"), str(told)))
        return Outcome(problems=findings.problems, warnings=findings.warnings)
    suggestions = Suggestions()
    there = exports.stock(file.province.code, years=_years(file), blocs={bloc.code for bloc in file.blocs})
    plan = planning.plan(file, there, findings, suggestions)
    around = _around(plan, there, suggestions)
    planned = [
        (section, section.plan(file.extras[section.rows.name], around)) for section in sections.registered()
    ]
    for _section, part in planned:
        findings.problems.extend(part.problems)
        findings.warnings.extend(part.warnings)
    if findings.problems:
        return Outcome(problems=in_order(findings.problems), warnings=in_order(findings.warnings))
    lines = [*plan.lines, *(line for _section, part in planned for line in part.lines)]
    outcome = Outcome(warnings=in_order(findings.warnings), lines=lines, province=file.province.code)
    if dry_run or not outcome.changes_anything:
        return outcome
    saved = importing.save(plan, by=by, at=at)
    for section, part in planned:
        section.save(part.todo, saved)
    return outcome.now_saved()


def _lock(file: SeasonFile) -> None:
    """The province keeps two imports apart; seasons and pledges let those who work on them wait."""
    provinces = models.Province.objects.select_for_update(no_key=True).filter(code=file.province.code)
    if not list(provinces):
        return
    seasons = models.Season.objects.select_for_update(of=("self",), no_key=True).filter(
        bloc__province__code=file.province.code, year__in=_years(file)
    )
    keys = list(seasons.values_list("pk", flat=True))
    list(models.Pledge.objects.select_for_update(no_key=True).filter(season__in=keys).values_list("pk"))


def _is_own_province(file: SeasonFile, by: User | None, at: datetime) -> bool:
    if by is None:
        return True
    province = models.Province.objects.filter(code=file.province.code).first()
    someone = people.person(by, on=timezone.localdate(at))
    return province is not None and bool(may(Act.IMPORT_SEASON, people.province_seats(someone, province.pk)))


def _years(file: SeasonFile) -> set[int]:
    extras = (getattr(row, "year", None) for rows in file.extras.values() for row in rows)
    years = {
        *(season.year for bloc in file.blocs for season in bloc.seasons),
        *(year for movement in file.movements for year in movement.years),
        *(pledge.year for pledge in file.pledges),
        *extras,
    }
    return {year for year in years if year is not None}


def _around(plan: Plan, there: Stock, suggestions: Suggestions) -> Around:
    """What the sections of other apps may ask."""
    spellings: dict[str, set[str]] = {}
    for known in there.organisations.values():
        for text in known.folded_spellings():
            spellings.setdefault(text, set()).add(known.code)
    for step in plan.organisations:
        for text in (
            *(name.name for name in step.names),
            *(name.short_name for name in step.names),
            *step.aliases,
        ):
            spellings.setdefault(folded(text), set()).add(step.code)

    def named(text: str) -> str:
        codes = spellings.get(folded(text), set()) if folded(text) else set()
        return next(iter(codes)) if len(codes) == 1 else ""

    return Around(
        organisation=lambda code: plan.codes.get(code, ""),
        named=named,
        members=plan.members,
        suggestions=suggestions,
    )


def in_order(found: Sequence[Problem]) -> list[Problem]:
    """As one meets them when going through the file, each once."""
    return sorted(dict.fromkeys(found), key=lambda problem: _position(problem.place))


def _position(place: Place) -> tuple[int, list[tuple[int, str]], int, int, str, int]:
    order = [
        "",
        "format",
        "province",
        *(rows.name for rows in columns.sheets(s.rows for s in sections.registered())),
    ]
    first = (place.table or place.column).partition("[")[0]
    path = [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"[\[\].]+", place.table)]
    return (
        order.index(first) if first in order else len(order),
        path,
        -1 if place.row is None else place.row,
        len(place.letter),
        place.letter or place.column,
        place.item or 0,
    )
