"""What is read of invitations: those that wait, and what a link is worth."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from blocs.models import Invitation, Person
from blocs.selectors.accounts import SEEING
from emulation.models import User
from emulation.text import without_marks
from emulation.verdicts import Verdict, unless

MANDATE = ("role", "title", "starts", "ends", "signing_form", "on_behalf_of", "authorisation")
LONGEST_USERNAME = 140  # leaves room for a number


def waiting(someone: Person) -> QuerySet[Invitation]:
    """In the provinces of which one sees the people; those whose link ended first."""
    rows = Invitation.objects.waiting().filter(organisation__province__in=someone.provinces_as(*SEEING))
    return rows.select_related("organisation__province", "sent_by").order_by("sent_at", "pk")


def usable(invitation: Invitation, at: datetime) -> Verdict:
    """Can the link still be used? Says what to do when it can't."""
    return (
        unless(
            invitation.accepted_at is None,
            _("This invitation has been used. Sign in with your e-mail and the password you chose."),
        )
        & unless(
            invitation.withdrawn_at is None,
            _("This invitation was withdrawn. Ask the administrator if you still need an account."),
        )
        & unless(
            not invitation.is_waiting or invitation.works(at),
            _("This link has ended: it works for seven days. Ask the administrator to send it again."),
        )
    )


def wished(invitation: Invitation) -> dict[str, Any]:
    """The mandate that is held ready."""
    return {name: getattr(invitation, name) for name in MANDATE}


def free_username(email: str) -> str:
    """What stands before the @, with a number when somebody has it already."""
    name = (
        re.sub(r"[^a-z0-9._-]", "", without_marks(email.partition("@")[0].lower()))[:LONGEST_USERNAME]
        or "nguoi-dung"
    )
    taken = {
        other.lower()
        for other in User.objects.filter(username__istartswith=name).values_list("username", flat=True)
    }
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}{number}"
    return free
