"""Who writes of an exemplar, who publishes it, and what must stand there before."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from blocs.models import Exemplar
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

Kind = Exemplar.Kind


def can_write(
    own: frozenset[Seat], launcher: frozenset[Seat], *, in_bloc: bool, is_published: bool = False
) -> Verdict:
    """The organisation writes of its own people; who launched the movement of all, and once it is out."""
    act = Act.LAUNCH_MOVEMENT if in_bloc else Act.LAUNCH_PROVINCE_MOVEMENT
    if may(act, launcher):
        return Verdict()
    return may(Act.WRITE_EXEMPLAR, own) & unless(
        not is_published,
        _("It is published. Ask who launched the movement to change it, or to take it back first."),
    )


def can_publish(launcher: frozenset[Seat], *, in_bloc: bool, kind: str, consent: str) -> Verdict:
    """A person is shown to others only if that person has agreed (Law 91/2025 on personal data)."""
    act = Act.LAUNCH_MOVEMENT if in_bloc else Act.LAUNCH_PROVINCE_MOVEMENT
    return may(act, launcher) & unless(
        kind != Kind.PERSON or bool(consent),
        _("Write down first how and when the person agreed to be shown."),
    )


def wrong(*, kind: str, name: str, year: int, consent: str, is_published: bool) -> dict[str, Reason]:
    """What is wrong, by the name of its field."""
    found: dict[str, Reason] = {}
    if kind != Kind.ORGANISATION and not name:
        found["name"] = _("Write the name of the person or the collective.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        found["year"] = _("Write the year with four digits, between %(first)s and %(last)s.") % {
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        }
    if kind == Kind.PERSON and is_published and not consent:
        found["consent"] = _("It is published: the consent of the person stays written down.")
    return found


def usual_year(years: Iterable[int], *, today: int) -> int:
    """Of a movement that runs today this year, otherwise its last one."""
    known = sorted(years)
    return today if not known or known[0] <= today <= known[-1] else known[-1]
