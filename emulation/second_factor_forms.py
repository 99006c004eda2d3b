"""The library's forms of the second step, in our look. They stand apart: its models must be there first."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from emulation.account_forms import Drawn


class Coded(Drawn):
    """A form with a code; a space in the middle, as many programs show one, makes no difference."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]  # type: ignore[attr-defined]  # of the form that this is mixed into
        code.label = _("Code")
        code.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", maxlength=12)


class CodeForm(Coded, base.AuthenticateForm):
    pass


class CodeAgainForm(Coded, base.ReauthenticateForm):
    pass


class ActivateForm(Coded, totp.ActivateTOTPForm):
    pass


class DeactivateForm(Drawn, totp.DeactivateTOTPForm):
    pass


class RecoveryCodesForm(Drawn, GenerateRecoveryCodesForm):
    pass
