"""Which of the honours that somebody received a condition means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from awards.models import Basis
from awards.rules.record import Past, Record
from awards.rules.words import FAMILY_WORDS, award_words
from emulation.verdicts import Reason

BASES = frozenset(Basis)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which honours count: those of these codes, or of a level and family; of merit unless said otherwise."""

    codes: tuple[str, ...] = ()
    level: str = ""
    family: str = ""
    name: Reason = ""
    bases: tuple[str, ...] = (Basis.MERIT,)

    @classmethod
    def of(cls, told: Any) -> Wanted:
        if isinstance(told, str):
            return cls(codes=(told,), name=award_words(told))
        wanted = cls(
            codes=tuple(told.get("codes", ())),
            level=told.get("level", ""),
            family=told.get("family", ""),
            name=_name(told),
            bases=tuple(told.get("bases", (Basis.MERIT,))),
        )
        if not wanted.codes and not (wanted.level and wanted.family):
            raise ValueError("codes, or level and family")
        if not BASES.issuperset(wanted.bases):
            raise ValueError("bases")
        return wanted

    def among(self, honours: Iterable[Past]) -> list[Past]:
        return [
            past
            for past in honours
            if past.basis in self.bases
            and (
                past.award in self.codes
                or bool(self.level and past.level == self.level and past.family == self.family)
            )
        ]


def _name(told: Mapping[str, Any]) -> Reason:
    """What the catalogue calls them, in the reader's language; else what the condition says."""
    codes = told.get("codes", ())
    if len(codes) == 1:
        return award_words(codes[0])
    known = FAMILY_WORDS.get((told.get("level", ""), told.get("family", "")))
    return known or str(told.get("name", "")) or ", ".join(str(award_words(code)) for code in codes)


def counted(record: Record) -> list[Past]:
    """The honours that still count after a disciplinary measure."""
    return [past for past in record.honours if past.year >= record.counts_from]


def years_seen(years: Iterable[int]) -> Reason:
    listed = ", ".join(map(str, years))
    return _("awarded in %(years)s") % {"years": listed} if listed else _("none is recorded")
