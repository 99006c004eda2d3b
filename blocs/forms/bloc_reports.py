"""The texts of a bloc's report."""

from __future__ import annotations

from typing import Any

from django import forms

from blocs.models import BlocReport, ReportSection
from blocs.models.bloc_report import LONGEST_TEXT, SECTIONS
from emulation.forms import ParagraphsField, helper


class BlocReportForm(forms.Form):
    """Filled with what is written; `texts` stand in its place until they are saved."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: BlocReport, texts: dict[str, str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in SECTIONS:
            label = ReportSection.Kind(section).label
            self.fields[section] = ParagraphsField(
                label=label, max_length=LONGEST_TEXT, required=False, rows=8 if section == "results" else 5
            )
        self.initial.update(self.values(report) | (texts or {}))
        self.helper = helper(tag=False)

    @staticmethod
    def values(report: BlocReport) -> dict[str, Any]:
        return {section: getattr(report, section) for section in SECTIONS} | {"seen": report.revision}

    @property
    def texts(self) -> dict[str, str]:
        return {section: self.cleaned_data[section] for section in SECTIONS}
