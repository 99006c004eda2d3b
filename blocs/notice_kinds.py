"""The kinds of notices that come from blocs, and whom each can reach; see emulation/notices."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate, Person
from blocs.selectors import people
from documents.models import Signer
from emulation.models import User
from emulation.notices import kinds
from emulation.notices.kinds import Kind

Role = Mandate.Role


def _me(user: User) -> Person:
    return people.person(user, on=timezone.localdate())


def _acts(user: User, *roles: str) -> bool:
    return any(mandate.role in roles for mandate in _me(user).mandates)


def _heads(user: User) -> bool:
    return _acts(user, Role.HEAD)


def _signs(user: User) -> bool:
    return _heads(user) or Signer.objects.filter(user=user).exists()


def _follows_signing(user: User) -> bool:
    return _acts(user, Role.OFFICER, Role.STANDING) or _signs(user)


def _works_for_a_member(user: User) -> bool:
    return bool(_me(user).organisations)


KINDS = (
    Kind(
        "signing",
        _("My signature is asked for"),
        _("A paper waits for you to sign it, and reminders until you have. Others wait for it."),
        ("signing_ask", "signing_remind"),
        _signs,
        may_stop=False,
    ),
    Kind(
        "signing_course",
        _("How a signing goes on"),
        _("Somebody declines or takes a signature back, or the signing of a paper is stopped."),
        ("signing_declined", "signing_withdrawn", "signing_stopped"),
        _follows_signing,
    ),
    Kind(
        "movement",
        _("Movements"),
        _("Your organisation is asked to take part in a movement, and reminded to answer."),
        ("movement_ask", "movement_remind"),
        _works_for_a_member,
    ),
    Kind(
        "report",
        _("Reports"),
        _("The report of your organisation is accepted, or returned to be completed."),
        ("report_returned", "report_accepted"),
        _works_for_a_member,
    ),
    Kind(
        "result",
        _("Points and ranks"),
        _("The points and ranks of your bloc are published, or put right afterwards."),
        ("result_published", "result_corrected"),
        _works_for_a_member,
    ),
    Kind(
        "handover",
        _("Handover of the bloc"),
        _("The handover to the leader of the next year is prepared and waits for you to confirm it."),
        ("handover_prepared",),
        _heads,
    ),
)


def register() -> None:
    kinds.register(*KINDS)
