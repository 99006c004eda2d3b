"""What people type about certificates for signing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from emulation.forms import LineField, ParagraphsField, helper

REASONS = [
    ("superseded", _("The PIN is forgotten")),
    ("key_compromise", _("Somebody else may know the PIN")),
    ("affiliation_changed", _("The person has another office now")),
    ("cessation", _("The person does not sign any more")),
]


def _pin(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=64,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class _OnceInput(forms.PasswordInput):
    """What it brought is never written back into the page."""

    input_type = "hidden"


class AnswerField(forms.CharField):
    """The answer of a passkey, put here by the script of the page; good once."""

    widget = _OnceInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20_000, **kwargs)


class NewPinForm(forms.Form):
    """A PIN typed twice, since nobody can look it up."""

    pin = _pin(_("New PIN"), _("8 to 64 signs; not a row such as 12345678, and not your name or telephone."))
    again = _pin(_("The same PIN again"))
    helper = helper(tag=False)

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if self.cleaned_data.get("pin") and again != self.cleaned_data["pin"]:
            raise ValidationError(_("The two PINs are not the same."), code="differ")
        return again


class ChangePinForm(NewPinForm):
    old = _pin(_("PIN until now"))
    field_order = ("old", "pin", "again")


class AddPasskeyForm(forms.Form):
    """The PIN opens the key this once more; the browser brings what the passkey answered."""

    pin = _pin(
        _("PIN"), _("The PIN of your certificate, as when you sign. It stays valid beside the passkey.")
    )
    passkey = AnswerField(
        error_messages={"required": _("The passkey has not answered yet. Press the button again.")}
    )
    helper = helper(tag=False)


class PictureForm(forms.Form):
    picture = forms.FileField(
        label=_("Picture of your signature"),
        help_text=_("PNG or JPEG, at most 2 MB: written in blue on white paper, photographed or scanned."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    helper = helper(tag=False)


class ApproveForm(forms.Form):
    decision = LineField(
        label=_("Paper that names this person head"),
        max_length=120,
        help_text=_("Number and day, for example 15/QĐ-UBND, 05/01/2024. You have seen it yourself."),
    )
    helper = helper(tag=False)


class RevokeForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, widget=forms.RadioSelect)
    note = ParagraphsField(label=_("Note"), max_length=500, rows=2, required=False)
    helper = helper(tag=False)
