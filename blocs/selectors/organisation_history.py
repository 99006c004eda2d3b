"""One organisation as a line of time: its names, what became of it, its years in blocs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from blocs.models import Organisation, OrganisationEvent, OrganisationName
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Moment:
    """What the timeline shows; `day` is nothing for what was so from the beginning."""

    day: date | None
    at: str
    what: Reason
    note: str = ""
    tone: str = ""
    url: str = ""
    who: str = ""


def moments(
    organisation: Organisation,
    names: Iterable[OrganisationName],
    years: Iterable[Any],
    events: Iterable[OrganisationEvent],
) -> list[Moment]:
    """The newest first. Asks nothing of the database."""
    standing = [event for event in events if not event.is_undone]
    told = {event.day for event in standing if event.kind == OrganisationEvent.Kind.RENAME}
    found = [_event(event, organisation) for event in standing]
    found += [_name(name) for name in names if name.valid_from is None or name.valid_from not in told]
    found += [_year(row) for row in years]
    return sorted(found, key=lambda row: row.day or date.min, reverse=True)


def _event(event: OrganisationEvent, organisation: Organisation) -> Moment:
    return Moment(
        event.day, _day(event.day), event.sentence, event.decision, "current", event.address(organisation)
    )


def _name(name: OrganisationName) -> Moment:
    at = _day(name.valid_from) if name.valid_from else _("from the beginning")
    return Moment(name.valid_from, at, _("It is named “%(name)s”") % {"name": name.name})


def _year(row: Any) -> Moment:
    season = row.season
    last = row.left_on or season.last_day
    given = {"bloc": season.bloc.current_name, "year": season.label}
    if row.led:
        what = _("Leads %(bloc)s in %(year)s") % given
    elif row.deputised:
        what = _("Deputy leader of %(bloc)s in %(year)s") % given
    else:
        what = _("Member of %(bloc)s in %(year)s") % given
    return Moment(
        row.joined_on,
        f"{_day(row.joined_on)} – {_day(last)}",
        what,
        row.reason if row.left_on else "",
        "good" if row.led else "",
        season.get_absolute_url(),
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
