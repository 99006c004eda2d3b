"""The terms of a formula: kept as plain JSON, figures as text; read into a rule, or told what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.models import Formula
from blocs.models.score import Source
from blocs.rules.formulas import HUNDRED, Chosen, Penalty, PerUnit, Ratio, Rule, Steps, Sum
from blocs.rules.points import ZERO
from emulation.verdicts import Reason

MOST_STEPS = 12
LARGEST = Decimal(10) ** 12
NAMED = (Source.TARGET, Source.MOVEMENT)  # one of several: which, is said in words
COUNTED = (Source.TARGET, Source.TARGETS_MISSED, Source.LATE, Source.OWN)  # what may happen several times


class Wrong(Exception):
    """Terms that make no formula: what is wrong, by the name of the term."""

    def __init__(self, faults: Mapping[str, Reason]) -> None:
        super().__init__(str(dict(faults)))
        self.faults = dict(faults)


def read(formula: str, terms: Mapping[str, Any]) -> Rule | None:
    """The formula of a criterion; None where people judge. Raises Wrong for terms that make none."""
    if not formula:
        return None
    given = _Terms(terms)
    rule = _READERS[Formula(formula)](given)
    if formula != Formula.SUM:
        given.source(Formula(formula))
    for name in terms.keys() - given.asked:
        given.faults[name] = _("This formula takes no such term.")
    if given.faults:
        raise Wrong(given.faults)
    return rule


def chosen(terms: Mapping[str, Any]) -> Chosen | None:
    """Which figure the formula takes, of terms that `read` takes; None: found by the criterion's words."""
    source = terms.get("source")
    return Chosen(Source(source), terms.get("source_name", "")) if source else None


def terms_of(rule: Rule | None) -> dict[str, Any]:
    """The terms as a criterion keeps them, without those that say nothing: what `read` takes."""
    if rule is None or isinstance(rule, Sum):
        return {}
    found: dict[str, Any] = {}
    for name in rule.__dataclass_fields__:
        value = getattr(rule, name)
        if name == "steps":
            found[name] = [[plain(threshold), plain(points)] for threshold, points in value]
        elif isinstance(value, Decimal):
            found[name] = plain(value)
        elif value:
            found[name] = value
    return found


def plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass
class _Terms:
    """Reads terms one by one and remembers which were asked for and what was wrong."""

    given: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)
    faults: dict[str, Reason] = field(default_factory=dict)

    def number(
        self, name: str, *, usual: Decimal | None = None, above_nought: bool = False
    ) -> Decimal | None:
        self.asked.add(name)
        value = self.given.get(name)
        if value is None or value == "":
            if usual is None and above_nought:
                self.faults[name] = _("A figure is needed here.")
            return usual
        number = _decimal(value)
        if number is None:
            self.faults[name] = _("Write a figure, for example 1.234,5.")
        elif number < ZERO:
            self.faults[name] = _("The figure must not be below 0.")
        elif above_nought and number == ZERO:
            self.faults[name] = _("The figure must be above 0.")
        elif number >= LARGEST:
            self.faults[name] = _("The figure is too large.")
        else:
            return number
        return usual

    def flag(self, name: str) -> bool:
        self.asked.add(name)
        value = self.given.get(name, False)
        if not isinstance(value, bool):
            self.faults[name] = _("Only yes or no belongs here.")
            return False
        return value

    def source(self, formula: Formula) -> None:
        self.asked |= {"source", "source_name"}
        source, name = self.given.get("source") or "", self.given.get("source_name") or ""
        if (source and source not in Source.values) or not isinstance(name, str):
            self.faults["source"] = _("The report has no such figure.")
        elif source in NAMED and not name.strip():
            self.faults["source"] = _("Say which target or which movement.")
        elif name and source not in NAMED:
            self.faults["source"] = _("Only a target or a movement is called by its words.")
        elif formula == Formula.PENALTY and source and source not in COUNTED:
            self.faults["source"] = _("Points off are counted by occurrence; a share is none.")

    def steps(self) -> tuple[tuple[Decimal, Decimal], ...]:
        self.asked.add("steps")
        rows = self.given.get("steps")
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_STEPS:
            self.faults["steps"] = _("Write at least one threshold with its points, at most twelve.")
            return ()
        found = []
        for row in rows:
            pair = [_decimal(value) for value in row] if isinstance(row, list) and len(row) == 2 else []
            if len(pair) != 2 or pair[0] is None or pair[1] is None or pair[1] < ZERO:
                self.faults["steps"] = _("Write each threshold as a figure and its points.")
                return ()
            found.append((pair[0], pair[1]))
        if len({threshold for threshold, _points in found}) < len(found):
            self.faults["steps"] = _("A threshold stands twice.")
        return tuple(found)


def _decimal(value: Any) -> Decimal | None:
    if not isinstance(value, str | int | Decimal) or isinstance(value, bool):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _ratio(given: _Terms) -> Ratio:
    lowest = given.number("lowest", usual=ZERO) or ZERO
    if lowest > HUNDRED:
        given.faults["lowest"] = _("Write a share from 0 to 100 per cent.")
    return Ratio(given.number("target"), given.flag("at_most"), lowest)


def _per_unit(given: _Terms) -> PerUnit:
    points = given.number("points", above_nought=True)
    every = given.number("every", usual=Decimal(1), above_nought=True)
    return PerUnit(points or ZERO, every or Decimal(1), given.flag("in_part"))


def _steps(given: _Terms) -> Steps:
    steps = given.steps()
    return Steps(steps, given.flag("of_target"), given.flag("at_most"), given.number("target"))


def _penalty(given: _Terms) -> Penalty:
    return Penalty(given.number("points", above_nought=True) or ZERO)


def _sum(given: _Terms) -> Sum:
    return Sum()


_READERS: dict[Formula, Callable[[_Terms], Rule]] = {
    Formula.RATIO: _ratio,
    Formula.PER_UNIT: _per_unit,
    Formula.STEPS: _steps,
    Formula.PENALTY: _penalty,
    Formula.SUM: _sum,
}
