"""Files sent in as evidence: several at once, beside a criterion or for the whole report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for each in given if (file := super(FilesField, self).clean(each, initial)) is not None]


class EvidenceForm(forms.Form):
    sent = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first."), "max_length": _("The name is too long.")},
    )
    criterion = forms.IntegerField(required=False, min_value=1)
