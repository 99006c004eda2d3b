"""The mails of a province as those see them who answer for its accounts, or for its work."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
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
    invited = Invitation.objects.filter(organisation__province__in=provinces)
    invited = invited.annotate(called=_called()).filter(called=OuterRef("about"))
    return Letter.objects.filter(Q(user__in=people) | Q(Exists(invited), user__isnull=True))


def with_letters(rows: QuerySet[Invitation]) -> list[tuple[Invitation, Letter | None]]:
    """Each with its newest letter, where a try of that came to nothing; nearly always none did."""
    failed = Letter.objects.filter(about=OuterRef("called")).exclude(failure="")
    invitations = list(rows.annotate(called=_called(), has_failed=Exists(failed)))
    if not any(invitation.has_failed for invitation in invitations):
        return [(invitation, None) for invitation in invitations]
    keys = [about(invitation) for invitation in invitations]
    letters = Letter.objects.filter(about__in=keys).order_by("written_at", "pk").defer("text", "html")
    newest = {letter.about: letter for letter in letters}
    failing = {key: letter for key, letter in newest.items() if letter.failure}
    return [(invitation, failing.get(key)) for invitation, key in zip(invitations, keys, strict=True)]


def _called() -> Concat:
    """How letters name an invitation, see `about`."""
    return Concat(
        Value(f"{Invitation._meta.label_lower}:"), Cast("pk", CharField()), output_field=CharField()
    )
