from __future__ import annotations

from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from documents import codes

QUIET = "btn-outline-secondary"
LARGEST_FILE = 50 * 1024 * 1024  # of e-documents in the province's exchange


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Verification code"),
        max_length=40,
        help_text=_("Ten letters and digits beside the QR code at the foot of the paper."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_id = "verify-code"
        self.helper.add_input(Submit("by_code", _("Check the code")))

    def clean_code(self) -> str:
        code = codes.read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _(
                    "This is not a code of ours: it has ten letters and digits, without 0, 1, I, L and O. "
                    "Compare it with the paper, letter by letter."
                ),
                code="not_a_code",
            )
        return code


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("PDF file"),
        help_text=_("At most 50 MB. The file is compared and not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": _("This file is empty. Choose the PDF file of the paper.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_id = "verify-file"
        button = StrictButton(_("Check the file"), type="submit", name="by_file", value="1", css_class=QUIET)
        self.helper.layout = Layout("file", button)
