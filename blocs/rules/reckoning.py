"""Points that follow from the report's own figures: which one a formula takes, and what it makes of it.

A criterion and a target are matched by their words. What no figure of the report answers, the member states
beside the criterion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum, auto

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz

from blocs.models import Comparison
from blocs.rules import scoring
from blocs.rules.formulas import HUNDRED, Figures, Penalty, PerUnit, Ratio, Rule, Steps, Sum, Worth
from blocs.rules.points import Points, rounded
from blocs.rules.reporting import Outcome, outcome
from documents.wording import figure
from emulation.text import folded

ALIKE = 88  # per cent of the words, whatever their order
SHORTEST = 2  # telling words; a single one is in too many names
FILLERS = frozenset(
    {"ty", "le", "so", "cac", "voi", "chi", "tieu", "giao", "uoc", "ke", "hoach", "nam"}
    | {"tong", "duoc", "va", "cua", "trong", "thuc", "hien"}
)
LATE = ("cham", "muon", "tre han")


class Source(StrEnum):
    TARGET = auto()  # what was achieved of one target of the pledge
    TARGETS_MET = auto()  # the share of all targets that are met
    MOVEMENTS = auto()  # how many of the movements have results
    LATE = auto()  # how many reports of the year came late
    OWN = auto()  # a figure that the member states beside the criterion


@dataclass(frozen=True, slots=True)
class Target:
    text: str
    comparison: str = Comparison.AT_LEAST
    promised: Decimal | None = None
    achieved: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the report and round it."""

    targets: Mapping[int, Target] = field(default_factory=dict)
    movements: int = 0
    told_movements: int = 0  # of those, with results
    late: int = 0
    own: Mapping[int, Decimal] = field(default_factory=dict)  # by criterion


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The member's own points: those typed, those that follow from figures, and what they come to."""

    table: scoring.Table
    typed: Mapping[int, Points] = field(default_factory=dict)
    worths: Mapping[int, Worth] = field(default_factory=dict)
    sources: Mapping[int, Source] = field(default_factory=dict)

    @property
    def computed(self) -> dict[int, Points]:
        """By criterion; what was typed stays typed."""
        return {
            key: worth.points
            for key, worth in self.worths.items()
            if worth.points is not None and key not in self.typed
        }

    @property
    def points(self) -> dict[int, Points]:
        return {**self.typed, **self.computed}

    @property
    def tally(self) -> scoring.Tally:
        return scoring.tally(self.table, self.points)

    def differs(self, key: int) -> bool:
        worth, typed = self.worths.get(key), self.typed.get(key)
        return bool(worth and worth.points is not None and typed is not None and worth.points != typed)

    def words(self, key: int) -> str:
        """The sentence beside a criterion; empty where people judge."""
        worth = self.worths.get(key)
        if worth is None or worth.points is None:
            return worth.why if worth else ""
        told = {"points": _signed(worth.points), "why": worth.why}
        if key not in self.typed:
            return _("Computed: %(points)s points. %(why)s") % told
        if not self.differs(key):
            return _("As computed: %(points)s points. %(why)s") % told
        typed = self.typed[key]
        told |= {"typed": _signed(typed), "more": _signed_more(typed.total - worth.points.total)}
        return _("Typed: %(typed)s; computed: %(points)s points (difference %(more)s). %(why)s") % told


def reckon(table: scoring.Table, known: Known, typed: Mapping[int, Points]) -> Reckoning:
    worths, sources = {}, {}
    for leaf in table.leaves():
        found = source(leaf, known.targets)
        if found is not None:
            sources[leaf.key], key = found
            worths[leaf.key] = _worth(leaf, sources[leaf.key], key, known)
    return Reckoning(table, typed, worths, sources)


def source(leaf: scoring.Criterion, targets: Mapping[int, Target]) -> tuple[Source, int] | None:
    """Where its figure comes from, with the key of the target; None where people judge."""
    name = folded(leaf.name)
    if leaf.rule is None or isinstance(leaf.rule, Sum):
        return None
    if isinstance(leaf.rule, Penalty):
        is_late = "bao cao" in name and any(word in name for word in LATE)
        return (Source.LATE if is_late else Source.OWN), 0
    if key := _like(name, targets):
        return Source.TARGET, key
    in_share = isinstance(leaf.rule, Ratio | Steps)
    if in_share and "chi tieu" in name and ("dat" in name.split() or "hoan thanh" in name):
        return Source.TARGETS_MET, 0
    if in_share and "phong trao" in name and "tham gia" in name:
        return Source.MOVEMENTS, 0
    return Source.OWN, 0


def _like(name: str, targets: Mapping[int, Target]) -> int:
    """The target that says the same as the name, nought where none does or several do equally well."""
    words = _telling(name)
    likeness: dict[int, float] = {}
    for key, target in targets.items():
        other = _telling(folded(target.text))
        if min(len(words), len(other)) >= SHORTEST:
            likeness[key] = fuzz.token_set_ratio(" ".join(words), " ".join(other))
    best = max(likeness.values(), default=0)
    found = [key for key, value in likeness.items() if value == best]
    return found[0] if best >= ALIKE and len(found) == 1 else 0


def _telling(text: str) -> list[str]:
    return [word.strip(".,;:“”()") for word in text.split() if word not in FILLERS]


def _worth(leaf: scoring.Criterion, kind: Source, key: int, known: Known) -> Worth:
    rule = leaf.rule
    assert rule is not None
    if kind == Source.TARGET:
        target = known.targets[key]
        told = _("Target “%(target)s” of the pledge:") % {"target": target.text}
        if target.comparison == Comparison.AT_MOST and isinstance(rule, Ratio | Steps):
            rule = replace(rule, at_most=True)
        return _after(
            told, rule.worth(Figures(target.achieved, target.promised, target.achieved), leaf.limits)
        )
    if kind == Source.TARGETS_MET:
        return _targets_met(leaf, rule, known)
    if kind == Source.MOVEMENTS:
        return _movements(leaf, rule, known)
    if kind == Source.LATE:
        told = ngettext(
            "%(count)d report of the year handed in late:",
            "%(count)d reports of the year handed in late:",
            known.late,
        ) % {"count": known.late}
        return _after(told, rule.worth(Figures(count=Decimal(known.late)), leaf.limits))
    given = known.own.get(leaf.key)
    return rule.worth(Figures(given, None, given), leaf.limits)


def _targets_met(leaf: scoring.Criterion, rule: Rule, known: Known) -> Worth:
    with_figure = [target for target in known.targets.values() if target.promised is not None]
    outcomes = [outcome(one.comparison, one.promised, one.achieved) for one in with_figure]
    waiting = outcomes.count(None)
    if not outcomes:
        return Worth(None, _("The pledge has no figure to compare with."))
    if waiting:
        told = ngettext(
            "%(count)d target of the pledge has no result yet.",
            "%(count)d targets of the pledge have no result yet.",
            waiting,
        )
        return Worth(None, told % {"count": waiting})
    met = sum(one in (Outcome.MET, Outcome.EXCEEDED) for one in outcomes)
    told = _("%(met)s of %(all)s targets of the pledge are met:") % {"met": met, "all": len(outcomes)}
    return _after(told, rule.worth(_share(met, len(outcomes), rule), leaf.limits))


def _movements(leaf: scoring.Criterion, rule: Rule, known: Known) -> Worth:
    if not known.told_movements:
        return Worth(None, _("No results of movements are entered yet."))
    told = _("%(told)s of %(all)s movements have results:") % {
        "told": known.told_movements,
        "all": known.movements,
    }
    return _after(told, rule.worth(_share(known.told_movements, known.movements, rule), leaf.limits))


def _share(part: int, whole: int, rule: Rule) -> Figures:
    share = rounded(part * HUNDRED / whole, Decimal("0.01"))
    has_target = not isinstance(rule, PerUnit | Penalty | Sum) and rule.target is not None
    return Figures(share, None if has_target else HUNDRED, Decimal(part))


def _after(told: str, worth: Worth) -> Worth:
    return Worth(worth.points, f"{told} {worth.why}")


def _signed(points: Points) -> str:
    return figure(points.total).replace("-", "−")


def _signed_more(value: Decimal) -> str:
    return f"+{figure(value)}" if value > 0 else figure(value).replace("-", "−")
