"""How the sign-in library behaves here: accounts that are opened for people, and their second step."""

from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from emulation import outbox, sealed, second_step, sign_ins
from emulation.models import User

SECOND_STEP = "second step of the sign-in"


class Accounts(DefaultAccountAdapter):
    """Accounts are opened for people by an administrator; nobody opens their own. Sign-ins are kept."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> EmailMessage:
        """Its mails lead into accounts: what they say is nobody else's."""
        mail: EmailMessage = super().render_mail(template_prefix, email, context, *args, **kwargs)
        written = outbox.Written(kind="account", user=context.get("user"), is_secret=True)
        mail.written = written  # type: ignore[attr-defined]  # read by the outbox
        return mail

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        sign_ins.succeeded(request, user)
        second_step.remember(request, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_ins.failed(request, credentials.get("username") or credentials.get("email") or "")


class SecondFactor(DefaultMFAAdapter):
    """Secrets of the second step lie encrypted in the database, so that a copy of it signs nobody in."""

    def get_totp_issuer(self) -> str:
        return gettext("Emulation")

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff")
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return sealed.seal(text, of=SECOND_STEP)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text, of=SECOND_STEP)
