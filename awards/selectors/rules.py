"""Which rules hold on a day, a set taking from the ones before what it says nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from awards.models import AwardRule, RecipientKind, RuleSet
from awards.rules.general import Limits

WHOM = {
    RecipientKind.ORGANISATION: AwardRule.Whom.COLLECTIVE,
    RecipientKind.SUB_COLLECTIVE: AwardRule.Whom.COLLECTIVE,
    RecipientKind.PERSON: AwardRule.Whom.PERSON,
    RecipientKind.HOUSEHOLD: AwardRule.Whom.HOUSEHOLD,
}
LIMITS = ("fewest_months", "most_unpaid_days", "most_excellent_percent")
SET_FIGURES = ("quota_percent", *LIMITS)
Rules = Mapping[tuple[str, str], AwardRule]


def rule_set_on(day: date) -> RuleSet | None:
    """The set in force on the day a dossier is received; None where nobody has entered one."""
    return RuleSet.objects.in_force(day).order_by("-starts").first()


def line_of(rule_set: RuleSet) -> list[RuleSet]:
    """The set and those it takes over from, the nearest first; one query."""
    return _line(rule_set.pk, RuleSet.objects.in_bulk())


def _line(key: int, sets: Mapping[int, RuleSet]) -> list[RuleSet]:
    line = [sets[key]]
    while (parent := sets.get(line[-1].parent_id or 0)) is not None and parent not in line:
        line.append(parent)
    return line


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A figure that holds for all awards of a set, and the set that says so; none where nobody does."""

    name: str
    value: int | None
    source: RuleSet | None
    is_inherited: bool


def figures_of(rule_set: RuleSet) -> dict[str, SetFigure]:
    """Each by its name: the set's own, else that of the nearest set it takes over from; one query."""
    return _figures(line_of(rule_set))


def figures_before(rule_set: RuleSet) -> dict[str, SetFigure]:
    """What would hold if the set said nothing itself; one query."""
    line = line_of(rule_set)
    found = _figures(line[1:]) if line[1:] else {}
    return {name: found.get(name, SetFigure(name, None, None, False)) for name in SET_FIGURES}


def _figures(line: list[RuleSet]) -> dict[str, SetFigure]:
    found = {}
    for name in SET_FIGURES:
        source = next((row for row in line if getattr(row, name) is not None), None)
        value = getattr(source, name) if source else None
        found[name] = SetFigure(name, value, source, source is not None and source != line[0])
    return found


@dataclass(frozen=True, slots=True)
class Book:
    """A set of rules with what it takes over: each rule, and each figure that holds for all awards."""

    rules: Rules
    figures: Mapping[str, SetFigure]

    @property
    def limits(self) -> Limits:
        return Limits(**{name: self.figures[name].value for name in LIMITS})


def book_of(rule_set: RuleSet) -> Book:
    """Two queries."""
    return books([rule_set.pk])[rule_set.pk]


def books(keys: Iterable[int], sets: Iterable[RuleSet] | None = None) -> dict[int, Book]:
    """By key of the set; two queries for all, one where the sets were read already."""
    known = {row.pk: row for row in (RuleSet.objects.all() if sets is None else sets)}
    lines = {key: _line(key, known) for key in keys}
    wanted = {row.pk for line in lines.values() for row in line}
    rows = list(AwardRule.objects.filter(rule_set__in=wanted).select_related("award", "rule_set"))
    return {key: Book(_nearest(line, rows), _figures(line)) for key, line in lines.items()}


def _nearest(line: list[RuleSet], rows: Iterable[AwardRule]) -> Rules:
    """A nearer set overwrites a farther one."""
    places = {row.pk: place for place, row in enumerate(line)}
    said = [row for row in rows if row.rule_set_id in places]
    said.sort(key=lambda row: places[row.rule_set_id], reverse=True)
    return {(row.award.code, row.whom): row for row in said}


def rules_of(rule_set: RuleSet) -> Rules:
    """By code of the award and by whom it is for; two queries."""
    return book_of(rule_set).rules


def rule_for(rules: Rules, award: str, kind: str) -> AwardRule | None:
    return rules.get((award, WHOM[RecipientKind(kind)])) or rules.get((award, AwardRule.Whom.ALL))
