"""Sending in a workbook of honours."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from blocs.exchange import files
from emulation.forms import helper


class HonourFileForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook of honours"),
        help_text=_("An Excel workbook (.xlsx). Nothing is saved before you have seen it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": _("The file is empty.")},
    )

    helper = helper("file", tag=False)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > files.LARGEST_FILE:
            raise ValidationError(files.too_large(file.size), code="too_large")
        return file
