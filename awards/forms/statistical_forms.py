"""What is typed of the yearly statistical forms: their lines, and the figures of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.grids import Fields, GridForm
from awards.models import StatisticalForm
from awards.selectors import statistical_forms as reading
from awards.services.statistical_forms import Asked, Typed
from emulation.forms import LineField, ParagraphsField, choice_field, helper

MOST = 2_000_000_000
EMPTY_LINES = 3  # for more
YEARS = 10


class SheetYear(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    helper = helper(Row(Column("year")), method="get", tag=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        years = [(year, str(year)) for year in range(on.year, on.year - YEARS, -1)]
        choice_field(self, "year").choices = years

    @property
    def asked(self) -> int:
        return (self.cleaned_data["year"] if self.is_valid() else None) or self.on.year


class SheetForm(GridForm):
    """A cell left empty goes by the records, whose count stands in it in grey."""

    def __init__(self, data: Any, *, form: StatisticalForm, rows: list[reading.Line]) -> None:
        names = reading.columns(form)
        super().__init__(
            data,
            lines=[
                (row.key, row.label, {cell.column: cell.value for cell in row.cells if cell.is_typed})
                for row in rows
            ],
            make=_figures(names),
        )
        for row in rows:
            for cell in row.cells:
                if cell.counted is not None:
                    self.fields[f"{cell.column}-{row.key}"].widget.attrs["placeholder"] = str(cell.counted)

    def typed(self) -> Typed:
        return {
            (key, column): value for key, figures in self.told().items() for column, value in figures.items()
        }


def _figures(names: dict[str, Any]) -> Callable[[], Fields]:
    return lambda: {
        column: forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)
        for column, label in names.items()
    }


class FormForm(forms.ModelForm):
    name = LineField(label=_("Name of the form"), max_length=120)
    title = LineField(label=_("Heading of the form"), max_length=250)
    source = LineField(label=_("Source"), max_length=250, help_text=_("The document that says so."))
    note = ParagraphsField(label=_("Note"), required=False)

    class Meta:
        model = StatisticalForm
        fields: ClassVar[list[str]] = [
            *("name", "title", "due_day", "due_month", "source", "confidence", "note")
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(
            Row(Column("name"), Column("title")),
            Row(Column("due_day"), Column("due_month"), Column("confidence")),
            "source",
            "note",
            tag=False,
        )


class LinesForm(GridForm):
    """The lines in order, and some empty ones; a line without words is taken out."""

    def __init__(self, data: Any, *, form: StatisticalForm) -> None:
        choices = reading.can_count(form)

        def fields() -> Fields:
            made: Fields = {
                "order": forms.IntegerField(
                    label=_("Place in the form"), required=False, min_value=1, max_value=999
                ),
                "label": LineField(label=_("Line"), max_length=250, required=False),
            }
            if choices:
                made["counts"] = forms.ChoiceField(
                    label=_("What is counted"),
                    required=False,
                    choices=[("", _("by hand")), *choices],
                )
            return made

        kept = list(form.lines.all())
        lines: list[tuple[Any, str, dict[str, Any]]] = [
            (row.pk, str(place), {"order": place, "label": row.label, "counts": row.counts})
            for place, row in enumerate(kept, start=1)
        ]
        lines += [(f"new{place}", str(_("New")), {}) for place in range(1, EMPTY_LINES + 1)]
        super().__init__(data, lines=lines, make=fields)

    def asked(self) -> list[Asked]:
        last = len(self.lines) + 1
        return [
            Asked(
                key if isinstance(key, int) else None,
                told["order"] or last,
                told["label"],
                told.get("counts", ""),
            )
            for key, told in self.told().items()
        ]
