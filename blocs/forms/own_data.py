"""What people put right of themselves, what they ask for, and what an administrator answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Correction
from emulation.forms import LineField, ParagraphsField, helper


class PhoneForm(forms.Form):
    phone = LineField(label=_("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].widget.attrs["autocomplete"] = "tel"
        self.helper = helper("phone", tag=False)


class CorrectionForm(forms.Form):
    what = forms.ChoiceField(label=_("What is wrong"), choices=Correction.What.choices)
    wanted = LineField(label=_("What should stand there"), max_length=250)
    reason = ParagraphsField(
        label=_("How the administrator can see it"),
        rows=2,
        required=False,
        max_length=1000,
        help_text=_("For example the number of the decision that names you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("what", "wanted", "reason", tag=False)


class AnswerForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("It is put right")), ("no", _("It stays as it is"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    told = ParagraphsField(
        label=_("In a few words"),
        rows=2,
        required=False,
        max_length=1000,
        help_text=_("The person reads it. If it stays as it is, say why."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("granted", "told", tag=False)
