"""The mails of this app: who gets them, and from which templates."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from blocs.models import Invitation
from emulation.models import User
from emulation.outbox import Mail, Written


def send_invitation(invitation: Invitation, token: str) -> None:
    """In Vietnamese: the person has not chosen a language yet."""
    link = settings.SITE_ADDRESS + reverse("blocs:invitation-accept", args=[token])
    written = Written(kind="invitation", about=invitation)
    _send("emails/invitation", invitation.email, {"invitation": invitation, "link": link}, written)


def tell_of_reset(user: User) -> None:
    """That an administrator has taken the second step off the person's sign-in."""
    written = Written(kind="account", user=user, is_secret=False)
    _send("emails/second_step_reset", user.email, {"person": user}, written, language=user.language)


def _send(
    template: str,
    address: str,
    context: dict[str, object],
    written: Written,
    *,
    language: str = User.Language.VIETNAMESE,
) -> None:
    """A mail as text and as simple HTML, from template.subject.txt, template.txt and template.html."""
    with translation.override(language):
        context = context | {"site_address": settings.SITE_ADDRESS}
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        text = render_to_string(f"{template}.txt", context)
        html = render_to_string(f"{template}.html", context)
        Mail(subject, text, to=[address], written=written, html=html).send()
