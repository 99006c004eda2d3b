"""Organisations: matched, named, hung below their parents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blocs.exchange.matching import Match, match
from blocs.exchange.naming import naming
from blocs.exchange.outcome import Fate, What
from blocs.exchange.planning.plan import Ground, OrganisationStep


def plan(ground: Ground) -> None:
    matches = match(ground.file.organisations, ground.there.organisations, ground.findings)
    ground.plan.codes.update({code: found.stored_code for code, found in matches.items()})
    parents = {code: known.parent for code, known in ground.there.organisations.items()}
    for found in matches.values():
        _organisation(ground, found, parents)
    for found in matches.values():
        row = next((row for row in found.rows if row.parent), None)
        if row is not None and row.parent != row.code and _leads_back(found.stored_code, parents):
            ground.wrong(
                row.at("parent"), _("Going up from “%(code)s” leads back to itself."), code=found.code
            )


def _organisation(ground: Ground, found: Match, parents: dict[str, str]) -> None:
    named = naming(found, ground.findings)
    fate, notes = named.fate, list(named.notes)
    parent = found.known.parent if found.known else ""
    for row in found.rows:
        given = ground.organisation(row.parent, row.at("parent"))
        if given and given != parent:
            parent = given
            if found.known:
                fate = Fate.CHANGED
                notes.append(str(_("belongs to “%(code)s”") % {"code": given}))
    parents[found.stored_code] = parent
    ground.line(What.ORGANISATION, found.rows[-1].name or found.code, fate, notes)
    if fate in (Fate.CREATED, Fate.CHANGED):
        kind = found.known.kind if found.known else found.rows[0].kind
        ground.plan.organisations.append(
            OrganisationStep(
                found.stored_code, kind, named.names, named.aliases, parent, found.known, tuple(notes)
            )
        )


def _leads_back(code: str, parents: dict[str, str]) -> bool:
    seen, above = {code}, parents.get(code, "")
    while above and above not in seen:
        seen.add(above)
        above = parents.get(above, "")
    return above == code
