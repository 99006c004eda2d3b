"""The mails of a report: to the member's people, in each reader's language, kept with the step."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blocs.models import Mandate, Report
from emulation.models import User
from emulation.outbox import Mail, Written


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
        _send(person, report, name, subject, {"link": link, **more})


def _send(
    person: User, report: Report, name: str, subject: Callable[[], str], context: dict[str, str]
) -> None:
    with translation.override(person.language):
        title = f"{report.get_kind_display()} {report.season.label}"
        text = render_to_string(
            f"blocs/mail/{name}.txt", context | {"person": person, "report": report, "title": title}
        )
        written = Written(kind=name, user=person, about=report, is_secret=False)
        Mail(subject() % {"report": title}, text, to=[person.email], written=written).send()
