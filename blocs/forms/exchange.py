"""Sending in a season file, and saying yes to what it would do."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from blocs.exchange import files
from emulation.forms import helper


class SendForm(forms.Form):
    file = forms.FileField(
        label=_("Season file"),
        help_text=_(
            "An Excel workbook (.xlsx) or a JSON file, at most 20 MB. Nothing is saved before you have seen "
            "it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.json"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("file", Div(Submit("send", _("Read the file")), css_class="form-actions"))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > files.LARGEST_FILE:
            raise ValidationError(files.too_large(file.size), code="too_large")
        return file


class SendChangesForm(SendForm):
    """A list of changes of organisations."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.label = _("Workbook with the changes")
        field.help_text = _(
            "An Excel workbook (.xlsx), at most 20 MB. Nothing is saved before you have seen it."
        )
        field.widget.attrs["accept"] = ".xlsx"


class ConfirmForm(forms.Form):
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(tag=False)
