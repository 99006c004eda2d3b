"""The library's account forms in our look: labels that say what to type, and no placeholders."""

from typing import Any

from allauth.account import forms as account
from crispy_forms.helper import FormHelper
from django.utils.translation import gettext_lazy as _

LONGEST_LOGIN = 254  # an e-mail address


class Drawn:
    """Without the form tag: the pages add where to go afterwards, and their own button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        for field in self.fields.values():  # type: ignore[attr-defined]  # of the form that this is mixed into
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Drawn, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Username or e-mail")
        login.max_length = LONGEST_LOGIN
        login.widget.attrs.update(
            autocomplete="username", autocapitalize="none", spellcheck="false", maxlength=LONGEST_LOGIN
        )


class ChangePasswordForm(Drawn, account.ChangePasswordForm):
    pass


class SetPasswordForm(Drawn, account.SetPasswordForm):
    pass


class ResetPasswordForm(Drawn, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Drawn, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Drawn, account.ReauthenticateForm):
    pass
