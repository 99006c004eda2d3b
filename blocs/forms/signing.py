"""What people type while a pledge is signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.forms.certificates import AnswerField
from blocs.forms.pledges import ReasonForm
from blocs.models import Mandate
from documents.models import SignatureRequest
from emulation.forms import DayField, LineField, ParagraphsField, choice_field, helper


class LastDayField(DayField):
    """A day that is not over yet."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("This day has passed already."), code="passed")
        return day


class BeginForm(forms.Form):
    order = forms.ChoiceField(
        label=_("Order of signing"), choices=SignatureRequest.Order.choices, widget=forms.RadioSelect
    )
    until = LastDayField(
        label=_("Last day for signing"),
        required=False,
        help_text=_("After this day nobody can sign before you give more time. Empty: no last day."),
    )
    own_fields = forms.BooleanField(
        label=_("Signing programs may place a field of their own (VGCA and the like)"),
        required=False,
        help_text=_(
            "Only for members whose program cannot sign in a field that is there already. Each signature "
            "then has to lie within the member's room. Annexes, papers that the leader alone signs and "
            "minutes of visits follow this choice for the year. What is lost: PDF programs do not show the "
            "paper as certified any more, and a screen reader is not told of a field that a program placed "
            "(PDF/UA)."
        ),
    )
    helper = helper(tag=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("order", SignatureRequest.Order.ANY)


class PinForm(forms.Form):
    """`seen` is the fingerprint of the paper that stood above the field; a passkey spares the PIN."""

    agreed = forms.BooleanField(label=_("I have read the whole paper and agree with it."))
    pin = forms.CharField(
        label=_("PIN"),
        max_length=64,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("The PIN that you chose with your certificate. It is not your password."),
    )
    passkey = AnswerField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    helper = helper(tag=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pin"].required = not self.data.get("passkey")


class RemoteForm(forms.Form):
    """PIN and code go to the service, and are kept nowhere."""

    agreed = forms.BooleanField(label=_("I have read the whole paper and agree with it."))
    key = LineField(
        label=_("Name of your key at the service"),
        max_length=120,
        help_text=_("As the service calls it (credential ID). It is kept for the next time."),
    )
    pin = forms.CharField(
        label=_("PIN of your key at the service"),
        max_length=64,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Empty, if you confirm on your telephone alone. It is not the PIN of this site."),
    )
    otp = LineField(
        label=_("One-time code"),
        max_length=20,
        required=False,
        help_text=_("If the service has sent or shown you one."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    helper = helper(tag=False)

    def given(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name]) for name in ("key", "pin", "otp", "seen")}


class DeclineForm(ReasonForm):
    reason = ParagraphsField(
        label=_("Why you do not sign"), max_length=1000, rows=4, help_text=_("All members can read it.")
    )


class WithdrawForm(ReasonForm):
    reason = ParagraphsField(
        label=_("Why you withdraw your signature"),
        max_length=1000,
        rows=4,
        help_text=_("All who were asked to sign can read it."),
    )


class MoreTimeForm(forms.Form):
    until = LastDayField(label=_("Last day for signing"))
    helper = helper(tag=False)


class SignedFileForm(forms.Form):
    file = forms.FileField(
        label=_("The file with your signature"),
        help_text=_("The PDF that you downloaded here, signed with your token and not changed otherwise."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": _("This file is empty. Choose the PDF file of the paper.")},
    )
    helper = helper(tag=False)


class InkForm(forms.Form):
    signed_on = DayField(label=_("Signed on"))
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_("PDF, PNG or JPEG, at most 50 MB; all pages, in colour where there are seals."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf,image/png,image/jpeg"}),
        error_messages={"empty": _("This file is empty. Choose the scan of the paper.")},
    )
    seen = forms.BooleanField(
        label=_("I have the paper before me and certify that the heads of the members signed it by hand.")
    )
    helper = helper(tag=False)


class ReplaceForm(forms.Form):
    mandate = forms.TypedChoiceField(label=_("Who signs now"), coerce=int, widget=forms.RadioSelect)
    under = LineField(
        label=_("Under which paper"),
        max_length=250,
        help_text=_("Number and day of the decision or authorisation, for example 15/QĐ-UBND, 05/01/2024."),
    )
    helper = helper(tag=False)

    def __init__(self, *args: Any, mandates: Iterable[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {mandate.pk: mandate for mandate in mandates}
        choice_field(self, "mandate").choices = [
            (mandate.pk, f"{mandate.user.full_name}, {mandate.title}") for mandate in self.by_key.values()
        ]
        if len(self.by_key) == 1:
            only = next(iter(self.by_key.values()))
            self.initial.update({"mandate": only.pk, "under": only.authorisation})

    def clean_mandate(self) -> Mandate:
        return self.by_key[self.cleaned_data["mandate"]]
