"""What stands in the way of a change of an organisation, and at which field."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from blocs.models.dated import overlap
from blocs.rules.organisation_events.facts import Facts, Kind, Wish
from emulation.verdicts import Reason

FURTHEST = timedelta(days=366)  # how far ahead a change may be entered


def faults(wish: Wish, facts: Facts, on: date) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    if wish.kind != Kind.RENAME and not wish.decision.strip():
        found["decision"] = _("Name the decision: its number, its day and who issued it.")
    if wish.day > on + FURTHEST:
        found["day"] = _("Choose a day within the coming year.")
    elif wish.source.last_day is not None:
        found["day"] = _("%(name)s has its last day on %(day)s; nothing can happen to it after that.") % {
            "name": wish.source.name,
            "day": f"{wish.source.last_day:%d/%m/%Y}",
        }
    else:
        found |= _of_names(wish, facts)
    found |= _of_targets(wish, facts)
    if wish.closes and "day" not in found:
        found |= _of_duties(wish, facts)
    return found


def _of_names(wish: Wish, facts: Facts) -> dict[str, Reason]:
    if not (wish.closes or wish.kind == Kind.RENAME):
        return {}
    latest = next((row for row in facts.names if row.valid_to is None), None)
    begins = latest.valid_from if latest else None
    if begins is not None and begins >= wish.day:
        told = _("The present name holds from %(day)s; choose a later day.")
        return {"day": told % {"day": f"{begins:%d/%m/%Y}"}}
    for row in facts.names:
        if row is not latest and overlap((row.valid_from, row.valid_to), (wish.day, None)):
            return {"day": _("Another name holds on this day: %(name)s.") % {"name": row.text}}
    if wish.kind == Kind.RENAME and latest is not None and latest.text == wish.name:
        return {"name": _("The organisation has this name already.")}
    return {}


def _of_targets(wish: Wish, facts: Facts) -> dict[str, Reason]:
    keys = {body.key for body in wish.targets}
    if wish.kind in (Kind.RENAME, Kind.DISSOLVE):
        return {}
    if not keys:
        return {"targets": _("Choose the organisation.")}
    if wish.source.key in keys:
        return {"targets": _("An organisation cannot be merged, divided or placed with itself.")}
    if wish.kind == Kind.SPLIT and not wish.goes_on and len(keys) < 2:
        told = _("Choose at least two organisations, or say that the old one goes on.")
        return {"targets": told}
    for body in wish.targets:
        if body.province != wish.source.province:
            return {"targets": _("The organisation belongs to another province.")}
        if body.last_day is not None and body.last_day < wish.day:
            told = _("%(name)s has its last day on %(day)s.")
            return {"targets": told % {"name": body.name, "day": f"{body.last_day:%d/%m/%Y}"}}
        if wish.kind == Kind.TRANSFER and body.key in facts.below:
            told = _("%(parent)s itself belongs to %(name)s.")
            return {"targets": told % {"parent": body.name, "name": wish.source.name}}
        if wish.kind == Kind.TRANSFER and facts.parent is not None and facts.parent.key == body.key:
            return {"targets": _("It belongs to %(name)s already.") % {"name": body.name}}
    return {}


def _of_duties(wish: Wish, facts: Facts) -> dict[str, Reason]:
    """Somebody must lead each bloc and serve the province on the day after."""
    for role in facts.last_of:
        told = _("Nobody outside this organisation holds the role “%(role)s”. Give it to somebody first.")
        return {"day": told % {"role": role}}
    for year in facts.years:
        if year.is_closed:
            continue
        if year.leads and year.deputy is None:
            told = _(
                "%(name)s leads %(bloc)s on this day, and there is no deputy to act for it. "
                "Name a deputy or another leader first."
            )
            return {"day": told % {"name": wish.source.name, "bloc": year.words}}
        if year.leads_later is not None:
            told = _("%(name)s is to lead %(bloc)s from %(day)s. Name another leader for that day first.")
            given = {"name": wish.source.name, "bloc": year.words, "day": f"{year.leads_later:%d/%m/%Y}"}
            return {"day": told % given}
    return {}
