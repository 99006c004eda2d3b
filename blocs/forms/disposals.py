"""What is typed of a disposal: up to which day, and the decision with its minutes."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import HTML, Column, Row
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from blocs.models import RecordClass
from blocs.selectors import disposals
from blocs.services import kept_files
from emulation.forms import DayField, LineField, ParagraphsField, choice_field, helper


class DrawForm(forms.Form):
    record_class = forms.ChoiceField(label=_("Class"))
    before = DayField(
        label=_("Whose term counts from before"),
        help_text=_("What counts from this day or a later one stays off the list."),
    )

    helper = helper(Row(Column("record_class"), Column("before")), tag=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = disposals.disposable()
        choice_field(self, "record_class").choices = [
            (each.value, each.label) for each in RecordClass if each in names
        ]


def _paper(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=_("The signed paper as PDF, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )


class DecisionForm(forms.Form):
    decision_number = LineField(label=_("Decision no."), max_length=120)
    decision_on = DayField(label=_("Decided on"))
    signer_title = LineField(label=_("Position of who signed"), max_length=250)
    signer_name = LineField(label=_("Signed by"), max_length=120)
    decision_file = _paper(_("File of the decision"))
    minutes_number = LineField(label=_("Minutes no."), max_length=120)
    minutes_on = DayField(label=_("Day of the minutes"))
    present = ParagraphsField(
        label=_("Members present"),
        rows=3,
        max_length=2000,
        help_text=_("One on each line, with name and position."),
    )
    minutes_file = _paper(_("File of the minutes"))

    helper = helper(
        HTML('{% load i18n %}<h2 class="sheet__title">{% translate "Decision on the disposal" %}</h2>'),
        Row(Column("decision_number"), Column("decision_on")),
        Row(Column("signer_title"), Column("signer_name")),
        "decision_file",
        HTML('{% load i18n %}<h2 class="sheet__title">{% translate "Minutes of the disposal" %}</h2>'),
        Row(Column("minutes_number"), Column("minutes_on")),
        *("present", "minutes_file"),
        tag=False,
    )

    def clean_decision_file(self) -> tuple[str, bytes]:
        return _read(self.cleaned_data["decision_file"])

    def clean_minutes_file(self) -> tuple[str, bytes]:
        return _read(self.cleaned_data["minutes_file"])

    @property
    def told(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        return given | {"decision": given.pop("decision_file"), "minutes": given.pop("minutes_file")}


def _read(file: UploadedFile) -> tuple[str, bytes]:
    if (file.size or 0) > kept_files.LARGEST:  # not even read
        raise ValidationError(kept_files.too_large(file.size or 0))
    return str(file.name), file.read()
