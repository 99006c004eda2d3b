"""A member's report as a form: one field for everything that can be typed, drawn as its page wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from blocs.exchange import files
from blocs.models.report import LONGEST_SECTION
from blocs.rules.report_fields import Field, Kind, token
from blocs.services.report_fields import Typed
from emulation.forms import FigureField, LineField, ParagraphsField, helper

LABELS = {
    "base": _("Points"),
    "bonus": _("Bonus"),
    "deduction": _("Deduction"),
    "value": _("Achieved"),
}


def _made(one: Field) -> forms.Field:
    if one.kind == Kind.SECTION:
        return ParagraphsField(max_length=LONGEST_SECTION, rows=8, required=False)
    if one.kind == Kind.MOVEMENT:
        return ParagraphsField(max_length=4000, rows=3, required=False)
    if one.value == "note":
        most = 500 if one.kind == Kind.TARGET else 1000
        return LineField(max_length=most, required=False)
    if one.value == "figure":
        return FigureField(max_digits=16, decimal_places=4, min_value=0, required=False)
    if one.kind == Kind.TARGET:
        return FigureField(max_digits=16, decimal_places=4, required=False)
    return FigureField(max_digits=9, decimal_places=2, required=False)


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Known(Protocol):
    def get(self, one: Any, /) -> Any: ...


class FieldsForm(forms.Form):
    """The fields that are sent, or all of them, each with `seen-` and the token of what was drawn."""

    made: Callable[[Any], forms.Field] = staticmethod(_made)  # from what the page that saves itself names

    def __init__(self, *args: Any, fields: Iterable[Named], values: Known, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"auto_id": "%s"}))
        self.seen: dict[str, str] = {}
        for one in fields:
            self.fields[one.name] = self.made(one)
            self.initial[one.name] = values.get(one)
            self.seen[one.name] = token(values.get(one))
            attrs = self.fields[one.name].widget.attrs
            attrs |= {"data-field": one.name, "data-seen": self.seen[one.name]}
            attrs.setdefault("class", "form-control")
        if self.is_bound:
            self.seen |= {name: self.data.get(f"seen-{name}", "") for name in self.fields}

    def typed(self) -> dict[str, Typed]:
        """What was understood; the rest stands in `errors`. Fields that were not sent are left alone."""
        self.is_valid()
        return {
            name: Typed(_plain(self.cleaned_data[name]), self.seen[name])
            for name in self.fields
            if name in self.cleaned_data and name in self.data
        }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, Decimal) else str(value)


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("The workbook of this report (.xlsx), filled in; at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": _("The file is empty.")},
    )
    helper = helper("file", tag=False)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > files.LARGEST_FILE:
            raise ValidationError(files.too_large(file.size), code="too_large")
        return file


class SubmitForm(forms.Form):
    late_reason = LineField(
        label=_("Why the report is late"), max_length=1000, help_text=_("The bloc leader reads it.")
    )
    helper = helper(tag=False)

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]


class ReturnForm(forms.Form):
    """What is to be completed, part by part."""

    helper = helper(tag=False)

    def __init__(self, *args: Any, parts: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = ParagraphsField(
            label=_("What is to be completed"), max_length=2000, rows=3, required=True
        )
        for part, label in parts.items():
            self.fields[f"part-{part}"] = ParagraphsField(
                label=_("On “%(part)s”") % {"part": label}, max_length=2000, rows=2, required=False
            )

    def remarks(self) -> dict[str, str]:
        return {
            name.removeprefix("part-"): text
            for name, text in self.cleaned_data.items()
            if name.startswith("part-") and text
        }


class ExcuseForm(forms.Form):
    reason = ParagraphsField(label=_("Why the member need not report"), max_length=1000, rows=3)
    helper = helper(tag=False)
