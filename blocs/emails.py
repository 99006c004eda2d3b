"""The mails of this app: who gets them, and from which templates."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from blocs.models import Invitation
from emulation.models import User


def send_invitation(invitation: Invitation, token: str) -> None:
    """In Vietnamese: the person has not chosen a language yet. Raises OSError when no server takes it."""
    link = settings.SITE_ADDRESS + reverse("blocs:invitation-accept", args=[token])
    _send("emails/invitation", invitation.email, {"invitation": invitation, "link": link})


def tell_of_reset(user: User) -> None:
    """That an administrator has taken the second step off the person's sign-in."""
    _send("emails/second_step_reset", user.email, {"person": user}, language=user.language)


def _send(
    template: str, address: str, context: dict[str, object], *, language: str = User.Language.VIETNAMESE
) -> None:
    """A mail as text and as simple HTML, from template.subject.txt, template.txt and template.html."""
    with translation.override(language):
        context = context | {"site_address": settings.SITE_ADDRESS}
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        mail = EmailMultiAlternatives(subject, render_to_string(f"{template}.txt", context), to=[address])
        mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
        mail.send()
