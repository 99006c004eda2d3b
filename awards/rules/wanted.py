"""Which of the honours that somebody received a condition means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from awards.models import Basis
from awards.rules.record import Past, Record
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which honours count: those of these codes, or of a level and family; of merit unless said otherwise."""

    codes: tuple[str, ...] = ()
    level: str = ""
    family: str = ""
    name: str = ""
    bases: tuple[str, ...] = (Basis.MERIT,)

    @classmethod
    def of(cls, told: Any) -> Wanted:
        if isinstance(told, str):
            return cls(codes=(told,), name=told)
        wanted = cls(
            codes=tuple(told.get("codes", ())),
            level=told.get("level", ""),
            family=told.get("family", ""),
            name=told.get("name", "") or ", ".join(told.get("codes", ())),
            bases=tuple(told.get("bases", (Basis.MERIT,))),
        )
        if not wanted.codes and not (wanted.level and wanted.family):
            raise ValueError("codes, or level and family")
        if set(wanted.bases) - set(Basis):
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


def counted(record: Record) -> list[Past]:
    """The honours that still count after a disciplinary measure."""
    return [past for past in record.honours if past.year >= record.counts_from]


def years_seen(years: Iterable[int]) -> Reason:
    listed = ", ".join(map(str, years))
    return _("awarded in %(years)s") % {"years": listed} if listed else _("none is recorded")
