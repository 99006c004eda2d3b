"""The library's forms of the second step, in our look. They stand apart: its models must be there first."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from crispy_forms.layout import Layout
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


class AddPasskeyForm(Drawn, webauthn.AddWebAuthnForm):
    """Each key signs in by itself: it asks for a finger, a face or its PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("So that you know it again, for example: office computer.")
        self.fields["name"].max_length = self.fields["name"].widget.attrs["maxlength"] = 60
        # The library's script asks whether it is ticked: a key that cannot sign in by itself is no help.
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].widget.attrs["hidden"] = True
        self.helper.layout = Layout("name", "credential")


class NamePasskeyForm(Drawn, webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].max_length = self.fields["name"].widget.attrs["maxlength"] = 60


class RecoveryCodesForm(Drawn, GenerateRecoveryCodesForm):
    pass
