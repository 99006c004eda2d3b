"""The mails of a province as those see them who answer for its accounts, or for its work."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from blocs.models import Invitation, Mandate, Person
from blocs.selectors import accounts
from emulation.models import Letter, about
from emulation.models import LetterQuerySet as Letters

MANAGING = (Mandate.Role.STANDING, Mandate.Role.ADMINISTRATOR)
State = Letter.State
# What is chosen in the list, in the order of what to look at first.
GROUPS = {
    "open": (State.WAITING, State.SENDING),
    "failed": (State.FAILED,),
    "sent": (State.SENT,),
    "stopped": (State.STOPPED,),
}


def visible(someone: Person) -> Letters:
    """To the people of one's province, and invitations to come into it."""
    provinces = someone.provinces_as(*MANAGING)
    if not provinces:
        return Letter.objects.none()
    people = accounts.visible(someone).order_by().values("pk")
    name = Concat(
        Value(f"{Invitation._meta.label_lower}:"), Cast("pk", CharField()), output_field=CharField()
    )
    invited = Invitation.objects.filter(organisation__province__in=provinces)
    invited = invited.annotate(called=name).filter(called=OuterRef("about"))
    return Letter.objects.filter(Q(user__in=people) | Q(Exists(invited), user__isnull=True))


def with_letters(invitations: list[Invitation]) -> list[tuple[Invitation, Letter | None]]:
    """Each with its newest letter, where a try of that came to nothing."""
    if not invitations:
        return []
    keys = [about(invitation) for invitation in invitations]
    rows = Letter.objects.filter(about__in=keys).order_by("written_at", "pk").defer("text", "html")
    newest = {letter.about: letter for letter in rows}
    letters = (newest.get(key) for key in keys)
    return [
        (invitation, letter if letter and letter.failure else None)
        for invitation, letter in zip(invitations, letters, strict=True)
    ]
