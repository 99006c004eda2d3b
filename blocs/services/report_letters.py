"""The mails of a report: to the member's people, in each reader's language, once the step is saved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blocs.models import Mandate, Report
from emulation.models import User

logger = logging.getLogger(__name__)


def returned(report: Report, *, reason: str) -> None:
    _to_member(report, "report_returned", lambda: _("To be completed: %(report)s"), reason=reason)


def accepted(report: Report) -> None:
    _to_member(report, "report_accepted", lambda: _("Accepted: %(report)s"))


def _to_member(report: Report, name: str, subject: Callable[[], str], **more: str) -> None:
    mandates = Mandate.objects.on(timezone.localdate()).filter(
        organisation=report.organisation_id,
        role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
        user__is_active=True,
    )
    people = {mandate.user_id: mandate.user for mandate in mandates.select_related("user")}
    season = report.season
    place = [season.bloc.code, season.year, report.organisation.code, report.kind]
    link = settings.SITE_ADDRESS + reverse("blocs:report-detail", args=place)
    for person in people.values():
        transaction.on_commit(partial(_send, person, report, name, subject, {"link": link, **more}))


def _send(
    person: User, report: Report, name: str, subject: Callable[[], str], context: dict[str, str]
) -> None:
    """A mail that cannot be sent holds nothing up: the page says the same."""
    with translation.override(person.language):
        title = f"{report.get_kind_display()} {report.season.label}"
        text = render_to_string(
            f"blocs/mail/{name}.txt", context | {"person": person, "report": report, "title": title}
        )
        mail = EmailMessage(subject() % {"report": title}, text, to=[person.email])
    try:
        mail.send()
    except OSError:
        logger.exception("A mail about report %s was not sent", report.pk)
