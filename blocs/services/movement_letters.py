"""What an organisation's people are told of a movement, in each reader's language, with the change."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blocs.models import Mandate, Movement, Organisation
from emulation.models import User
from emulation.notices import telling


def ask(movement: Movement, organisation: Organisation) -> None:
    _to_people(movement, organisation, "movement_ask", lambda: _("Please enrol: %(movement)s"))


def remind(movement: Movement, organisation: Organisation) -> None:
    _to_people(
        movement, organisation, "movement_remind", lambda: _("Your answer is waited for: %(movement)s")
    )


def _to_people(movement: Movement, organisation: Organisation, name: str, subject: Callable[[], str]) -> None:
    mandates = Mandate.objects.on(timezone.localdate()).filter(
        organisation=organisation,
        role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
        user__is_active=True,
    )
    people = {mandate.user_id: mandate.user for mandate in mandates.select_related("user")}
    for person in people.values():
        _send(person, movement, organisation, name, subject)


def _send(
    person: User, movement: Movement, organisation: Organisation, name: str, subject: Callable[[], str]
) -> None:
    with translation.override(person.language):
        url = movement.get_absolute_url()
        context = {
            "person": person,
            "movement": movement,
            "organisation": organisation.current_name,
            "link": settings.SITE_ADDRESS + url,
        }
        text = render_to_string(f"blocs/mail/{name}.txt", context)
        telling.tell(person, name, subject() % {"movement": movement.name}, text, url=url, thing=movement)
