"""A report as a workbook: downloaded, filled in elsewhere, sent back, looked at before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from blocs.exchange import report_file
from blocs.exchange.report_file import Problem
from blocs.forms.reports import FieldsForm, SheetForm
from blocs.models import Report
from blocs.rules import report_fields as rules
from blocs.rules.report_fields import Kind
from blocs.selectors import report_sheets
from blocs.selectors.report_page import ReportPage
from blocs.services import report_fields
from blocs.services.report_fields import Conflict, Saved
from blocs.views.report_access import page_of, readable
from blocs.views.sheets import WORKBOOK_TYPE
from documents.wording import file_name
from emulation.http import SignedInRequest
from emulation.verdicts import Refused

MINE = "mine"  # chosen where a colleague wrote meanwhile


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    label: str
    now: str
    typed: str
    seen: str
    conflict: Conflict | None = None


@dataclass
class Preview:
    changes: list[Change]
    problems: list[Problem]
    unchanged: int = 0

    @property
    def conflicts(self) -> list[Change]:
        return [change for change in self.changes if change.conflict is not None]


def download(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    report = readable(request, code, year, member, kind)
    name = file_name(f"Bao cao {report.kind} {report.season.label} {report.organisation.code}", "xlsx")
    return HttpResponse(
        report_sheets.workbook(page_of(request, report)),
        content_type=WORKBOOK_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def send(request: SignedInRequest, code: str, year: int, member: str, kind: str) -> HttpResponse:
    """First a file, whose cells are shown; then those of its fields that are to be saved."""
    report = readable(request, code, year, member, kind)
    page = page_of(request, report)
    confirmed = request.method == "POST" and "confirm" in request.POST
    sent = request.method == "POST" and not confirmed
    form = SheetForm(request.POST if sent else None, request.FILES if sent else None)
    preview: Preview | None = None
    if page.can_write:
        try:
            if confirmed:
                preview = _save(request, report, page)
                if not preview.changes and not preview.problems:
                    return redirect("blocs:report-detail", code, year, member, kind)
            elif sent and form.is_valid():
                preview = _read(request, report, page, form.cleaned_data["file"].read())
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, str(reason))
    context = {"report": report, "season": report.season, "page": page, "form": form, "preview": preview}
    return render(request, "blocs/report_sheet.html", context)


def _read(request: SignedInRequest, report: Report, page: ReportPage, content: bytes) -> Preview:
    found = report_file.read(content, report_sheets.sheets(page))
    if not found.problems and found.report != report_sheets.identity(page):
        found.problems.append(Problem("", report_sheets.not_this_one(found.report)))
    if any(not problem.place for problem in found.problems):
        return Preview([], found.problems)
    data = found.values | {f"seen-{name}": found.marks.get(name, "") for name in found.values}
    form, saved = _tried(request, report, page, data)
    wrong = _problems(form, saved, found.places, report_sheets.labels(page))
    return _preview(page, form, saved, [*found.problems, *wrong])


def _save(request: SignedInRequest, report: Report, page: ReportPage) -> Preview:
    """Fields that a colleague changed meanwhile stay as they are unless one's own was chosen."""
    data = {name: str(value) for name, value in request.POST.items() if rules.parse(name) is not None}
    for name in list(data):
        data[f"seen-{name}"] = str(request.POST.get(f"seen-{name}", ""))
        if request.POST.get(f"use-{name}", MINE) != MINE:
            del data[name]
    form, saved = _tried(request, report, page, data, keep=True)
    if kept := len(saved.changed):
        told = ngettext("%(count)d field is saved.", "%(count)d fields are saved.", kept)
        messages.success(request, told % {"count": kept})
    labels = report_sheets.labels(page)
    fresh = page_of(request, report)
    problems = _problems(form, saved, {}, labels)
    left = Saved(conflicts=saved.conflicts)
    return _preview(fresh, form, left, problems)


def _tried(
    request: SignedInRequest, report: Report, page: ReportPage, data: Mapping[str, str], *, keep: bool = False
) -> tuple[FieldsForm, Saved]:
    form = FieldsForm(data, fields=page.fields, values=page.values)
    act = report_fields.save if keep else report_fields.preview
    return form, act(report, form.typed(), by=request.user)


def _problems(
    form: FieldsForm, saved: Saved, places: Mapping[str, str], labels: Mapping[str, str]
) -> list[Problem]:
    errors = {name: [str(text) for text in texts] for name, texts in form.errors.items()} | saved.errors
    return [
        Problem(places.get(name, ""), f"{labels.get(name, name)}: {' '.join(texts)}")
        for name, texts in errors.items()
    ]


def _preview(page: ReportPage, form: FieldsForm, saved: Saved, problems: list[Problem]) -> Preview:
    labels = report_sheets.labels(page)
    changed = {one.name for one in saved.changed}
    changes = []
    for one in page.fields:
        name, conflict = one.name, saved.conflicts.get(one.name)
        if name in changed or conflict is not None:
            now = conflict.value if conflict else page.values.get(one)
            changes.append(
                Change(
                    name,
                    labels.get(name, name),
                    _shown(one.kind, now),
                    _shown(one.kind, form.cleaned_data.get(name)),
                    rules.token(now),
                    conflict,
                )
            )
    return Preview(changes, problems, len(saved.tokens) - len(changed))


def _shown(kind: Kind, value: Any) -> str:
    text = rules.written(value)
    return text if isinstance(value, str) else text.replace(".", ",")
