"""Which organisation of the file is which of those there: by its code, else by a name it goes under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from blocs.exchange import records, stock
from blocs.exchange.outcome import Findings
from blocs.exchange.places import filled
from emulation.text import folded
from emulation.verdicts import Reason

Spell = Callable[[str], str]
Index = dict[str, list[stock.Organisation]]


@dataclass(frozen=True)
class Match:
    """All rows of one code of the file, with the stored organisation that they mean, if any."""

    code: str
    rows: tuple[records.Organisation, ...]
    known: stock.Organisation | None = None

    @property
    def stored_code(self) -> str:
        return self.known.code if self.known else self.code


def match(
    rows: Sequence[records.Organisation], known: Mapping[str, stock.Organisation], findings: Findings
) -> dict[str, Match]:
    """By code in the file. Exact names go before those alike only without marks; nobody is matched twice."""
    by_code: dict[str, tuple[records.Organisation, ...]] = {}
    for row in rows:
        if row.code:
            by_code[row.code] = (*by_code.get(row.code, ()), row)
    found = {code: Match(code, same, known.get(code)) for code, same in by_code.items()}
    matching = _Matching(found, findings)
    matching.by_name(_index(known.values(), str.casefold), str.casefold)
    matching.by_name(_index(known.values(), folded), folded)
    return found


class _Matching:
    def __init__(self, found: dict[str, Match], findings: Findings) -> None:
        self.found = found
        self.findings = findings
        self.taken = {match.known.code: match for match in found.values() if match.known}
        self.told: set[str] = set()

    def by_name(self, index: Index, spell: Spell) -> None:
        for code, open_match in self.found.items():
            if open_match.known is not None or code in self.told:
                continue
            fitting = _fitting(open_match.rows, index, spell)
            if spell is folded:
                # Names that differ in a mark may be two organisations; one that is taken is not this one.
                fitting = [other for other in fitting if other.code not in self.taken]
            if len(fitting) > 1:
                names = ", ".join(f"“{other.current}” ({other.code})" for other in fitting)
                self.tell(
                    open_match,
                    _("The name fits several organisations: %(names)s. Use the code of the one meant."),
                    names=names,
                )
            elif fitting and fitting[0].code in self.taken:
                first = self.taken[fitting[0].code].rows[0].at("code")
                self.tell(
                    open_match,
                    _("“%(name)s” is the same organisation as at %(place)s."),
                    name=fitting[0].current,
                    place=first,
                )
            elif fitting:
                self.taken[fitting[0].code] = self.found[code] = replace(open_match, known=fitting[0])

    def tell(self, about: Match, text: Reason, **values: object) -> None:
        self.told.add(about.code)
        self.findings.wrong(about.rows[0].at("name"), filled(text, values))


def _index(organisations: Iterable[stock.Organisation], spell: Spell) -> Index:
    index: Index = {}
    for organisation in organisations:
        for text in dict.fromkeys(spell(text) for text in organisation.spellings()):
            index.setdefault(text, []).append(organisation)
    return index


def _fitting(rows: Sequence[records.Organisation], index: Index, spell: Spell) -> list[stock.Organisation]:
    """The name decides; aliases are asked only when nobody goes under the name."""
    for texts in ({spell(row.name) for row in rows}, {spell(alias) for row in rows for alias in row.aliases}):
        fitting = {other.code: other for text in sorted(texts) if text for other in index.get(text, ())}
        if fitting:
            # Whoever bears it as a name goes before those that people only also call so.
            own = [other for other in fitting.values() if texts & {spell(name.name) for name in other.names}]
            return own or list(fitting.values())
    return []
