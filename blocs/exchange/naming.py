"""What a file adds to the names of one organisation; names that are there are never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from blocs.exchange import records
from blocs.exchange.matching import Match
from blocs.exchange.outcome import Fate, Findings
from blocs.exchange.stock import Name, Organisation
from blocs.models.dated import overlap
from emulation.text import folded


@dataclass(frozen=True)
class Naming:
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    fate: Fate
    notes: tuple[str, ...] = ()


def naming(match: Match, findings: Findings) -> Naming:
    if match.known is None:
        names = sorted((_name(row) for row in match.rows), key=lambda name: name.valid_from or date.min)
        aliases = dict.fromkeys(alias for row in match.rows for alias in row.aliases)
        own = {name.name for name in names} | {name.short_name for name in names}
        return Naming(tuple(names), tuple(alias for alias in aliases if alias not in own), Fate.CREATED)
    return _Additions(match, match.known, findings).naming()


class _Additions:
    def __init__(self, match: Match, known: Organisation, findings: Findings) -> None:
        self.match = match
        self.known = known
        self.findings = findings
        self.names = list(known.names)
        self.aliases = list(known.aliases)
        self.changes: list[str] = []
        self.notes: list[str] = []

    def naming(self) -> Naming:
        if self.match.code != self.known.code:
            self.notes.append(
                str(
                    _("is already there as “%(name)s”, code %(code)s")
                    % {"name": self.known.current, "code": self.known.code}
                )
            )
        for row in sorted(self.match.rows, key=lambda row: row.valid_from or date.min):
            if not row.name:
                continue  # told already
            if row.dated:
                self._dated(row)
            else:
                self._undated(row)
            self._short_name(row)
            for alias in row.aliases:
                self._alias(alias)
        if any(row.kind and row.kind != self.known.kind for row in self.match.rows):
            self.notes.append(str(_("its kind stays as it is stored")))
        self._close_what_ended()
        fate = Fate.CHANGED if self.changes else Fate.MATCHED if self.notes else Fate.UNCHANGED
        return Naming(tuple(self.names), tuple(self.aliases), fate, (*self.notes, *self.changes))

    def _undated(self, row: records.Organisation) -> None:
        if row.name in self.known.spellings():
            return
        spelled = {"name": row.name, "stored": self.known.current}
        if folded(row.name) in self.known.folded_spellings():
            if self.match.code == self.known.code:
                self.notes.append(str(_("“%(name)s” is taken for “%(stored)s”") % spelled))
        elif self.match.code != self.known.code or self._is_like(row.name):
            self._alias(row.name)
        else:
            self.findings.wrong(
                row.at("name"),
                _(
                    "The code “%(code)s” already belongs to “%(stored)s”. If it was renamed, "
                    "give the first day of the new name in valid_from; "
                    "if this is another organisation, give it another code."
                ),
                code=row.code,
                stored=self.known.current,
            )

    def _is_like(self, name: str) -> bool:
        """Does one name only leave out some words of the other?"""
        words = set(folded(name).split())
        others = (set(spelling.split()) for spelling in self.known.folded_spellings())
        return any(len(words & other) > 1 and (words <= other or other <= words) for other in others)

    def _dated(self, row: records.Organisation) -> None:
        given = _name(row)
        same = [
            number for number, name in enumerate(self.names) if name.name.casefold() == row.name.casefold()
        ]
        exact = next((number for number in same if self.names[number].valid_from == row.valid_from), None)
        number = exact if exact is not None else (same[0] if same else None)
        if number is None:
            self.names.append(given)
            self.changes.append(str(_("new name “%(name)s”") % {"name": row.name}))
        elif self.names[number].span != given.span:
            self.names[number] = replace(self.names[number], valid_from=row.valid_from, valid_to=row.valid_to)
            self.changes.append(str(_("new dates of the name “%(name)s”") % {"name": row.name}))

    def _short_name(self, row: records.Organisation) -> None:
        if not row.short_name:
            return
        for number, name in enumerate(self.names):
            if name.name.casefold() == row.name.casefold() and not name.short_name:
                self.names[number] = replace(name, short_name=row.short_name)
                self.changes.append(str(_("short name “%(name)s”") % {"name": row.short_name}))
                return
        self._alias(row.short_name)

    def _alias(self, text: str) -> None:
        spellings = {text for name in self.names for text in (name.name, name.short_name)}
        if folded(text) in {folded(spelling) for spelling in (*spellings, *self.aliases) if spelling}:
            return
        self.aliases.append(text)
        self.changes.append(str(_("other name “%(name)s”") % {"name": text}))

    def _close_what_ended(self) -> None:
        """A name that was open ends the day before the next one begins."""
        given = {(row.name.casefold(), row.valid_from): row for row in self.match.rows if row.dated}
        for row in given.values():
            for number, name in enumerate(self.names):
                is_given = (name.name.casefold(), name.valid_from) in given
                if (
                    not is_given
                    and row.valid_from
                    and name.valid_to is None
                    and _before(name, row.valid_from)
                ):
                    self.names[number] = replace(name, valid_to=row.valid_from - timedelta(days=1))
        self.names.sort(key=lambda name: name.valid_from or date.min)
        for one, other in combinations(self.names, 2):
            if given and overlap(one.span, other.span):
                at = _place(self.match.rows, other) or _place(self.match.rows, one) or self.match.rows[0]
                self.findings.wrong(
                    at.at("valid_from"), _("The dates overlap those of the name “%(name)s”."), name=one.name
                )


def _before(name: Name, day: date) -> bool:
    return name.valid_from is None or name.valid_from < day


def _place(rows: Sequence[records.Organisation], name: Name) -> records.Organisation | None:
    return next((row for row in rows if row.dated and row.name.casefold() == name.name.casefold()), None)


def _name(row: records.Organisation) -> Name:
    return Name(row.name, row.short_name, row.valid_from, row.valid_to)
