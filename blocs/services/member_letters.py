"""What the people of organisations are told, in each reader's language, with the change it tells of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blocs.models import Correction, Handover, Mandate, ScorePublication, Season
from blocs.selectors import people, ranking
from emulation.models import User
from emulation.notices import telling

Subject = Callable[[], str]


def published(season: Season, publication: ScorePublication, *, by: User) -> None:
    """Points and ranks to all members; again when they are put right."""
    _result(season, publication, "result_published", lambda: _("Points and ranks: %(what)s"), by)


def corrected(season: Season, publication: ScorePublication, *, by: User) -> None:
    _result(season, publication, "result_corrected", lambda: _("Points and ranks put right: %(what)s"), by)


def _result(season: Season, publication: ScorePublication, name: str, subject: Subject, by: User) -> None:
    what = f"{season.bloc.current_name} {season.label}"
    members = [organisation.pk for organisation in ranking.members(season)]
    url = _page("score-ranking", season)
    context = {"what": what, "reason": publication.reason}
    to_people(members, name, lambda: subject() % {"what": what}, context, url=url, thing=season, besides=by)


def handover_prepared(handover: Handover, *, by: User) -> None:
    """Both heads confirm it."""
    season = handover.season
    what = f"{season.bloc.current_name} {season.label}"
    to_people(
        [handover.outgoing_id, handover.incoming_id],
        "handover_prepared",
        lambda: _("Please confirm the handover: %(what)s") % {"what": what},
        {"what": what},
        url=_page("handover-detail", season),
        thing=handover,
        roles=[Mandate.Role.HEAD],
        besides=by,
    )


def _page(name: str, season: Season) -> str:
    return reverse(f"blocs:{name}", args=[season.bloc.code, season.year])


def correction_answered(correction: Correction) -> None:
    """At the address that holds from now on."""
    person = User.objects.get(pk=correction.user_id)
    url = reverse("blocs:own-data")
    with translation.override(person.language):
        context = {"person": person, "correction": correction, "link": settings.SITE_ADDRESS + url}
        text = render_to_string("blocs/mail/correction_answered.txt", context)
        subject = _("Your correction is answered: %(what)s") % {"what": correction.get_what_display()}
        telling.tell(person, "correction_answered", subject, text, url=url, thing=correction)


def people_of(organisations: Collection[int], roles: Collection[str] = people.ACT_FOR_ONE) -> list[User]:
    """Who acts for them today, each once."""
    mandates = people.written_to(organisations, on=timezone.localdate(), roles=roles)
    return list({mandate.user_id: mandate.user for mandate in mandates}.values())


def to_people(
    organisations: Collection[int],
    name: str,
    subject: Subject,
    context: dict[str, Any],
    *,
    url: str,
    thing: Model,
    roles: Collection[str] = people.ACT_FOR_ONE,
    besides: User | None = None,
    template: str = "",
) -> None:
    """Whoever did it knows."""
    for person in people_of(organisations, roles):
        if person == besides:
            continue
        with translation.override(person.language):
            said = context | {"person": person, "link": settings.SITE_ADDRESS + url}
            text = render_to_string(template or f"blocs/mail/{name}.txt", said)
            telling.tell(person, name, subject(), text, url=url, thing=thing)
