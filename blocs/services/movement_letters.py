"""What an organisation's people are told of a movement, in each reader's language, with the change."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from blocs.models import Movement, Organisation
from blocs.services.member_letters import people_of
from emulation.models import User
from emulation.notices import telling
from emulation.notices.previews import Words


def ask(movement: Movement, organisation: Organisation) -> None:
    _to_people(movement, organisation, "movement_ask")


def remind(movement: Movement, organisation: Organisation) -> None:
    _to_people(movement, organisation, "movement_remind")


def words(movement: Movement, organisation: Organisation, person: User, name: str) -> Words:
    """What the person would read, in their language."""
    with translation.override(person.language):
        subject = _("Please enrol: %(movement)s")
        if name == "movement_remind":
            subject = _("Your answer is waited for: %(movement)s")
        context = {
            "person": person,
            "movement": movement,
            "organisation": organisation.current_name,
            "link": settings.SITE_ADDRESS + movement.get_absolute_url(),
        }
        text = render_to_string(f"blocs/mail/{name}.txt", context)
        return Words(subject % {"movement": movement.name}, text)


def _to_people(movement: Movement, organisation: Organisation, name: str) -> None:
    for person in people_of([organisation.pk]):
        _send(person, movement, organisation, name)


def _send(person: User, movement: Movement, organisation: Organisation, name: str) -> None:
    said = words(movement, organisation, person, name)
    url = movement.get_absolute_url()
    with translation.override(person.language):
        telling.tell(person, name, said.subject, said.text, url=url, thing=movement)
