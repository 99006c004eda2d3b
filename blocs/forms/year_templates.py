"""The dates of a province's year: which year to begin, its rows, and why the blocs' dates move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Field, Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blocs.models import Milestone, Season
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from blocs.rules import calendar
from blocs.rules.year_templates import FURTHEST, Planned
from emulation.forms import DayField, LineField, SeenField, helper
from emulation.verdicts import Reason

FIRST_DAY = "first_day"  # of the season, as what a date is counted from


WIDTHS = {"due": 3, "days": 2, "after": 3, "source": 4}


def _columns(kind: str) -> list[Column]:
    return [Column(f"{kind}-{part}", css_class=f"col-md-{width}") for part, width in WIDTHS.items()]


class BeginForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    period = forms.ChoiceField(label=_("Period"), choices=Season.Period.choices)
    helper = helper(tag=False)


class ApplyForm(forms.Form):
    reason = LineField(label=_("Why the dates move"), max_length=250)
    helper = helper(tag=False)


class TemplateForm(forms.Form):
    """One row for each milestone: a fixed day, or days after; a row left empty is not set."""

    seen = SeenField()

    def __init__(self, *args: Any, rows: list[Planned], seen: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen
        known = {row.kind: row for row in rows}
        for place, kind in enumerate(calendar.ORDER):
            starts = [(FIRST_DAY, _("the first day of the season"))]
            starts += [(other.value, other.label) for other in calendar.ORDER[:place]]
            self._add(kind, known.get(kind), starts)
        self.helper = helper(
            Field("seen"), *(Fieldset(kind.label, Row(*_columns(kind))) for kind in calendar.ORDER), tag=False
        )

    def _add(self, kind: Milestone.Kind, row: Planned | None, starts: Sequence[tuple[str, Reason]]) -> None:
        self.fields[f"{kind}-due"] = DayField(label=_("Fixed day"), required=False)
        self.fields[f"{kind}-days"] = forms.IntegerField(
            label=_("or days after"), required=False, min_value=-FURTHEST, max_value=FURTHEST
        )
        self.fields[f"{kind}-after"] = forms.ChoiceField(
            label=_("counted from"), required=False, choices=starts
        )
        self.fields[f"{kind}-source"] = LineField(label=_("Source"), max_length=250, required=False)
        if row is not None:
            given = {"due": row.due, "days": row.days, "after": row.after or FIRST_DAY, "source": row.source}
            self.initial.update({f"{kind}-{part}": value for part, value in given.items()})

    def planned(self) -> list[Planned]:
        return [row for kind in calendar.ORDER if (row := self._planned(kind)) is not None]

    def _planned(self, kind: str) -> Planned | None:
        due, days = self.cleaned_data.get(f"{kind}-due"), self.cleaned_data.get(f"{kind}-days")
        source = self.cleaned_data.get(f"{kind}-source", "")
        if due is not None:
            return Planned(kind, due=due, source=source)
        if days is None:
            return None
        after = self.cleaned_data.get(f"{kind}-after") or FIRST_DAY
        return Planned(kind, days=days, after="" if after == FIRST_DAY else after, source=source)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in calendar.ORDER:
            due, days = cleaned.get(f"{kind}-due"), cleaned.get(f"{kind}-days")
            if due is not None and days is not None:
                self.add_error(f"{kind}-days", _("Write a fixed day or a number of days, not both."))
            is_wrong = bool(self.errors.keys() & {f"{kind}-due", f"{kind}-days"})
            if due is None and days is None and cleaned.get(f"{kind}-source") and not is_wrong:
                self.add_error(f"{kind}-due", _("Write the day, or take the source out."))
        return cleaned

    def tell(self, faults: ValidationError) -> None:
        """What the rules find wrong, at the field that the row was filled in with."""
        for kind, errors in faults.error_dict.items():
            field = "days" if self.cleaned_data.get(f"{kind}-days") is not None else "due"
            self.add_error(f"{kind}-{field}", ValidationError(errors))
