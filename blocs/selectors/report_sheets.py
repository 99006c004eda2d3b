"""A report's page as the sheets of its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blocs.exchange import report_file
from blocs.exchange.report_file import Column, Line, Sheet
from blocs.models import ReportSection
from blocs.rules.formula_words import words
from blocs.rules.report_fields import SORTS, Field, Kind, token
from blocs.selectors.report_page import ReportPage

SECTIONS = (
    Column(_("Section"), 30),
    Column(_("Text"), 110, "", _("Paragraphs: Alt + Enter begins a new line.")),
)
TARGETS = (
    Column(_("Target"), 60),
    Column(_("Unit"), 14),
    Column(_("Pledged"), 14),
    Column(_("Achieved"), 16, "value"),
    Column(_("Note"), 44, "note"),
)
MOVEMENTS = (Column(_("Movement"), 60), Column(_("Results"), 100, ""))
SCORES = (
    Column(_("Criterion"), 60),
    Column(_("How it is scored"), 40),
    Column(_("Points"), 12, "base"),
    Column(_("Bonus"), 12, "bonus"),
    Column(_("Deduction"), 12, "deduction"),
    Column(
        _("Figure to count"),
        14,
        "figure",
        _("What the formula counts, where the report does not say it itself."),
    ),
    Column(
        _("Evidence"), 50, "note", _("A decision's number, an address, a page; files are sent on the site.")
    ),
)


def sheets(page: ReportPage) -> list[Sheet]:
    found = [
        Sheet(_("Text"), _("What is reported, part by part."), SECTIONS, list(_sections(page))),
        Sheet(
            _("Targets"), _("The targets of the pledge and what was achieved."), TARGETS, list(_targets(page))
        ),
    ]
    if page.movements:
        found.append(
            Sheet(_("Movements"), _("The results of each movement."), MOVEMENTS, list(_movements(page)))
        )
    if page.leaves:
        found.append(
            Sheet(_("Scores"), _("One's own points for each criterion."), SCORES, list(_scores(page)))
        )
    return found


def workbook(page: ReportPage) -> bytes:
    report = page.report
    title = f"{report.get_kind_display()} {report.season.label}: {report.organisation.current_name}"
    marks = {one.name: token(page.values.get(one)) for one in page.fields}
    return report_file.write(sheets(page), report=identity(page), title=title, marks=marks)


def identity(page: ReportPage) -> str:
    report = page.report
    return f"{report.season.bloc.code}/{report.season.year}/{report.organisation.code}/{report.kind}"


def not_this_one(other: str) -> str:
    return gettext("This is the workbook of another report: %(other)s.") % {"other": other[:100]}


def labels(page: ReportPage) -> dict[str, str]:
    """What each field is called, as people read it."""
    found = {}
    for sheet in sheets(page):
        several = sum(column.is_open for column in sheet.columns) > 1
        for line in sheet.lines:
            for column in sheet.columns:
                if column.value is not None:
                    name = report_file.name_of(line.key, column.value)
                    found[name] = f"{line.cells[0]}: {column.label}" if several else str(line.cells[0])
    return found


def _value(page: ReportPage, kind: Kind, key: int, value: str = "") -> Any:
    found = page.values.get(Field(kind, key, value))
    return found if found != "" else None


def _sections(page: ReportPage) -> Iterator[Line]:
    for kind in ReportSection.Kind:
        field = Field(Kind.SECTION, section=kind)
        yield Line(field.name, (str(kind.label), page.values.get(field) or None))


def _targets(page: ReportPage) -> Iterator[Line]:
    for target in page.targets:
        typed = (_value(page, Kind.TARGET, target.pk, value) for value in ("value", "note"))
        yield Line(f"target-{target.pk}", (target.text, target.unit, target.promise, *typed))


def _movements(page: ReportPage) -> Iterator[Line]:
    for movement in page.movements:
        yield Line(f"movement-{movement.pk}", (movement.name, _value(page, Kind.MOVEMENT, movement.pk)))


def _scores(page: ReportPage) -> Iterator[Line]:
    reckoning = page.reckoning
    for key, leaf in page.leaves.items():
        offered = {sort: getattr(leaf.limits, sort) for sort in SORTS}
        limits = {sort: (most, leaf.limits.step) for sort, most in offered.items() if most}
        shut = {sort for sort, most in offered.items() if not most}
        if leaf.rule is None:
            shut.add("figure")
        told = reckoning.words(key) if reckoning else ""
        yield Line(
            f"score-{key}",
            (
                leaf.name,
                " ".join(part for part in (words(leaf.rule, leaf.chosen), told) if part),
                *(_value(page, Kind.SCORE, key, value) for value in (*SORTS, "figure", "note")),
            ),
            limits,
            frozenset(shut),
        )
