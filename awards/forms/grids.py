"""A table that is typed into: a line for each thing, the same fields in every line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Reason

Fields = dict[str, forms.Field]


class GridForm(forms.Form):
    """`lines` are key, label and what its fields begin with; `make` gives the fields of one line."""

    heading: Reason = _("Name")  # of the labels

    def __init__(
        self,
        data: Any = None,
        *,
        lines: Sequence[tuple[Any, str, dict[str, Any]]],
        make: Callable[[], Fields],
    ) -> None:
        super().__init__(data)
        self.lines = lines
        self.names = list(make())
        self.headings = [field.label for field in make().values()]
        for key, label, initial in lines:
            for name, field in make().items():
                field.initial = initial.get(name)
                look = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
                if isinstance(field.widget, forms.CheckboxInput):
                    look = "form-check-input"
                field.widget.attrs |= {"class": look, "aria-label": f"{label}: {field.label}"}
                self.fields[f"{name}-{key}"] = field

    @property
    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        for key, label, _initial in self.lines:
            yield label, [self[f"{name}-{key}"] for name in self.names]

    def told(self) -> dict[Any, dict[str, Any]]:
        """By key of the line, what was typed into it."""
        return {
            key: {name: self.cleaned_data[f"{name}-{key}"] for name in self.names}
            for key, _label, _initial in self.lines
        }
