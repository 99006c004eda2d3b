"""What the member's people are told of a report, in each reader's language, with the step."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from blocs.models import Report
from blocs.services.member_letters import people_of
from emulation.models import User
from emulation.notices import telling


def returned(report: Report, *, reason: str) -> None:
    _to_member(report, "report_returned", lambda: _("To be completed: %(report)s"), reason=reason)


def accepted(report: Report) -> None:
    _to_member(report, "report_accepted", lambda: _("Accepted: %(report)s"))


def _to_member(report: Report, name: str, subject: Callable[[], str], **more: str) -> None:
    season = report.season
    place = [season.bloc.code, season.year, report.organisation.code, report.kind]
    url = reverse("blocs:report-detail", args=place)
    for person in people_of([report.organisation_id]):
        _send(person, report, name, subject, url, more)


def _send(
    person: User, report: Report, name: str, subject: Callable[[], str], url: str, more: dict[str, str]
) -> None:
    with translation.override(person.language):
        title = f"{report.get_kind_display()} {report.season.label}"
        link = settings.SITE_ADDRESS + url
        context = {"person": person, "report": report, "title": title, "link": link, **more}
        text = render_to_string(f"blocs/mail/{name}.txt", context)
        telling.tell(person, name, subject() % {"report": title}, text, url=url, thing=report)
