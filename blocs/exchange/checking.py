"""Does the file agree with itself? References are looked at later, together with what is there already."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from blocs.exchange import records
from blocs.exchange.outcome import Findings
from blocs.exchange.records import SeasonFile
from blocs.models.dated import overlap
from emulation.text import folded

_YEARS_AROUND = 1  # a deadline may lie in the year before or after its season's: decisions come late


def check(file: SeasonFile, findings: Findings) -> None:
    checks = _Checks(findings)
    checks.organisations(file.organisations)
    checks.blocs(file.blocs)
    checks.movements(file.movements)
    checks.pledges(file.pledges)


class _Checks:
    def __init__(self, findings: Findings) -> None:
        self.wrong, self.worth_a_word = findings.wrong, findings.worth_a_word

    def organisations(self, rows: Sequence[records.Organisation]) -> None:
        by_code: dict[str, list[records.Organisation]] = {}
        for row in rows:
            if row.code:
                by_code.setdefault(row.code, []).append(row)
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
                self.wrong(row.at("valid_to"), _("The name ends before it begins."))
            if row.parent and row.parent == row.code:
                self.wrong(row.at("parent"), _("An organisation cannot belong to itself."))
        for same in by_code.values():
            self._dated_names(same)
        self._names(rows)

    def _dated_names(self, same: Sequence[records.Organisation]) -> None:
        for row in same[1:]:
            if not row.dated:
                self.wrong(
                    row.at("code"),
                    _("The code “%(code)s” is already taken by %(place)s."),
                    code=row.code,
                    place=same[0].at("code"),
                )
            if row.kind and same[0].kind and row.kind != same[0].kind:
                self.wrong(
                    row.at("kind"),
                    _("The same organisation has another kind at %(place)s."),
                    place=same[0].at("kind"),
                )
        if len(same) > 1 and not same[0].dated and all(row.dated for row in same[1:]):
            self.wrong(
                same[0].at("code"),
                _("The code “%(code)s” stands in several rows; each of them needs the dates of its name."),
                code=same[0].code,
            )
            return
        for one, other in combinations([row for row in same if row.dated], 2):
            if overlap((one.valid_from, one.valid_to), (other.valid_from, other.valid_to)):
                self.wrong(
                    other.at("valid_from"),
                    _("The dates of this name overlap those of %(place)s."),
                    place=one.at("valid_from"),
                )

    def _names(self, rows: Sequence[records.Organisation]) -> None:
        """Two codes under one name would be one organisation twice."""
        exact: dict[str, records.Organisation] = {}
        without_marks: dict[str, records.Organisation] = {}
        for row in rows:
            name, plain = row.name.casefold(), folded(row.name)
            if not plain:
                continue
            first = exact.setdefault(name, row)
            if first.code != row.code:
                self.wrong(
                    row.at("name"),
                    _("The name already stands at %(place)s, under the code “%(code)s”."),
                    place=first.at("name"),
                    code=first.code,
                )
                continue
            like = without_marks.setdefault(plain, row)
            if like.code != row.code:
                self.worth_a_word(
                    row.at("name"),
                    _("The name differs from %(place)s only in its marks; are they two organisations?"),
                    place=like.at("name"),
                )
        for row in rows:
            for number, alias in enumerate(row.aliases):
                other = exact.get(alias.casefold())
                if other is not None and other.code != row.code:
                    self.wrong(
                        row.at("aliases", number),
                        _("“%(alias)s” is the name of the organisation at %(place)s."),
                        alias=alias,
                        place=other.at("name"),
                    )

    def blocs(self, rows: Sequence[records.Bloc]) -> None:
        self._each_once(
            rows, lambda row: row.code, "code", _("The code “%(value)s” is already taken by %(place)s.")
        )
        for row in rows:
            self._each_once(
                row.seasons,
                lambda season: season.year,
                "year",
                _("The year %(value)s of the bloc already stands at %(place)s."),
            )
            for season in row.seasons:
                self._season(season)
        self._members_in_two_blocs(rows)

    def _season(self, season: records.Season) -> None:
        for role in ("leader", "deputy"):
            code = getattr(season, role)
            if code and code not in season.members:
                self.wrong(
                    season.at(role), _("“%(code)s” is not among the members of the season."), code=code
                )
        if season.leader and season.leader == season.deputy:
            self.wrong(season.at("deputy"), _("Leader and deputy must be two different members."))
        if not season.members and season.year:
            self.worth_a_word(season.at("members"), _("The season has no members yet."))
        for kind, day in season.deadlines.items():
            if season.year and not season.year - _YEARS_AROUND <= day.year <= season.year + _YEARS_AROUND + 1:
                self.wrong(
                    season.at(f"deadlines.{kind}"),
                    _("%(day)s does not belong to the year %(year)s."),
                    day=f"{day:%d/%m}/{day.year}",
                    year=season.year,
                )

    def _members_in_two_blocs(self, rows: Sequence[records.Bloc]) -> None:
        first: dict[tuple[int | None, str], str] = {}
        for row in rows:
            for season in row.seasons:
                for number, code in enumerate(season.members):
                    other = first.setdefault((season.year, code), row.code)
                    if other != row.code:
                        self.worth_a_word(
                            season.at("members", number),
                            _("“%(code)s” is a member of the bloc “%(bloc)s” in the same year."),
                            code=code,
                            bloc=other,
                        )

    def movements(self, rows: Sequence[records.Movement]) -> None:
        for row in rows:
            if row.starts and row.ends and row.ends < row.starts:
                self.wrong(row.at("ends"), _("The movement ends before it begins."))
            for number, year in enumerate(row.years):
                if (row.starts and year < row.starts.year) or (row.ends and year > row.ends.year):
                    self.worth_a_word(
                        row.at("years", number), _("The movement does not run in %(year)s."), year=year
                    )

    def pledges(self, rows: Sequence[records.Pledge]) -> None:
        self._each_once(
            rows,
            lambda row: (row.bloc, row.year) if row.bloc and row.year else None,
            "year",
            _("A pledge for this bloc and year already stands at %(place)s."),
        )

    def _each_once(self, rows: Iterable[records.Placed], key: object, column: str, told: object) -> None:
        first: dict[Hashable, records.Placed] = {}
        for row in rows:
            value = key(row)  # type: ignore[operator]
            if value and (other := first.setdefault(value, row)) is not row:
                self.wrong(row.at(column), str(told), value=value, place=other.at(column))
