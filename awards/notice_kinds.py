"""The kinds of notices that come from awards; see emulation/notices."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.selectors import people
from emulation.models import User
from emulation.notices import kinds
from emulation.notices.kinds import Kind


def _works_for_a_member(user: User) -> bool:
    return bool(people.person(user, on=timezone.localdate()).organisations)


KINDS = (
    Kind(
        "decision",
        _("Awards"),
        _("A decision awards your organisation, or somebody of it."),
        ("decision_recorded",),
        _works_for_a_member,
    ),
)


def register() -> None:
    kinds.register(*KINDS)
