"""Which year the statistics of the province show."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.forms import FilterForm, choice_field, helper


class YearFilter(FilterForm):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    helper = helper(Row(Column("year")), method="get", tag=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "year").choices = [(year, str(year)) for year in years]

    def year_asked(self) -> int | None:
        return self.cleaned_data["year"] if self.is_valid() else None
