"""Fields that take what people here type and paste: text, days as 05/01/2024, figures as 1.234,5."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from emulation.text import normalise, one_line

_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")  # 1.234.567: dots between thousands
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")


class LineField(forms.CharField):
    """A name or the like: one line, normalised. What looks like HTML stays text."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class ParagraphsField(forms.CharField):
    """Running text, as often pasted from Word: normalised, without heaps of blank lines."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows  # Django has set its own ten already

    def to_python(self, value: Any) -> str:
        text = normalise(super().to_python(value) or "")
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class DayField(forms.DateField):
    """A day typed as 05/01/2024 or 5-1-2024; a browser's calendar writes 2024-01-05."""

    FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric"}
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", self.FORMATS)
        super().__init__(**kwargs)
        self.localize = False

    default_error_messages = {"invalid": _("Write the day as day/month/year, for example 05/01/2024.")}

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value.strip() if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class ClockField(forms.TimeField):
    """A time of day typed as 08:30, 8h30 or 8.30."""

    FORMATS = ("%H:%M", "%H:%M:%S", "%Hh%M", "%H.%M")
    widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00"})
    default_error_messages = {"invalid": _("Write the time as hour:minute, for example 08:30.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", self.FORMATS)
        super().__init__(**kwargs)


class FigureField(forms.DecimalField):
    """A figure as Vietnam writes it: 1.234,5. Digits in threes after dots are thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": _("Write a figure, for example 1.234,5."),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # django-stubs has int here
        if value in self.empty_values or isinstance(value, Decimal | int | float):
            return super().to_python(value)
        text = re.sub(r"\s", "", str(value))
        if "," in text:
            whole, _comma, fraction = text.partition(",")
            if not fraction.isdigit() or ("." in whole and not _GROUPED.fullmatch(whole)):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            text = f"{whole.replace('.', '')}.{fraction}"
        elif _GROUPED.fullmatch(text):
            text = text.replace(".", "")
        if not _PLAIN.fullmatch(text):  # Decimal would also read 1e3 and 1_000
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(Decimal(text))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",")


class SeenField(forms.IntegerField):
    """The key of the last change that the form was drawn from; empty when the sender knows of none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class FilterForm(forms.Form):
    """Narrows a list by what stands in its address: a choice that is not there any more narrows nothing."""

    ignored: tuple[str, ...] = ()  # the labels of such choices

    def full_clean(self) -> None:
        super().full_clean()
        gone = [name for name in self.fields if self.has_error(name, "invalid_choice")]
        for name in gone:
            del self.errors[name]
            self.cleaned_data[name] = self.fields[name].clean(None)
        self.ignored = tuple(str(self.fields[name].label) for name in gone)


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of choices that are known only when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def row_field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField[Any]:
    """The same where rows are chosen."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field


def helper(*layout: Any, draft: str = "", method: str = "post", tag: bool = True) -> FormHelper:
    """How crispy draws a form of ours; `draft` names what is typed, so that it outlives a lost session."""
    made = FormHelper()
    made.form_method = method
    made.form_tag = tag
    if draft:
        made.attrs = {"data-draft": draft}
    if layout:
        made.layout = Layout(*layout)
    return made
