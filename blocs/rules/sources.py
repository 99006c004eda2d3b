"""Which figure of the report a formula takes: the one that was chosen, else the one its criterion speaks of.

A chosen target or movement is known by its words, so that the choice holds in next year's table and in that
of another bloc. Where none was chosen, a criterion and a target are matched by their words. What no figure of
the report answers, the member states beside the criterion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from blocs.models import Comparison
from blocs.models.score import Source
from blocs.rules.formulas import Chosen, Penalty, Ratio, Steps, Sum
from blocs.rules.scoring import Criterion
from emulation.text import folded

ALIKE = 88  # per cent of the words, whatever their order
SHORTEST = 2  # telling words; a single one is in too many names
FILLERS = frozenset(
    {"ty", "le", "so", "cac", "voi", "chi", "tieu", "giao", "uoc", "ke", "hoach", "nam"}
    | {"tong", "duoc", "va", "cua", "trong", "thuc", "hien"}
)
LATE = ("cham", "muon", "tre han")


@dataclass(frozen=True, slots=True)
class Target:
    text: str
    comparison: str = Comparison.AT_LEAST
    promised: Decimal | None = None
    achieved: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    text: str
    has_results: bool = False


NO_MOVEMENTS: Mapping[int, Movement] = {}


def source(
    leaf: Criterion, targets: Mapping[int, Target], movements: Mapping[int, Movement] = NO_MOVEMENTS
) -> tuple[Source, int] | None:
    """Where its figure comes from, with the key of the target or movement; None where people judge.

    The key is nought where what was chosen is not there, or stands there twice.
    """
    if leaf.rule is None or isinstance(leaf.rule, Sum):
        return None
    if leaf.chosen is not None:
        return leaf.chosen.source, _only(called(leaf.chosen, targets, movements))
    return _by_words(leaf, targets)


def called(
    chosen: Chosen, targets: Mapping[int, Target], movements: Mapping[int, Movement] = NO_MOVEMENTS
) -> list[int]:
    """The targets or movements with the words that were chosen."""
    among: Mapping[int, Target | Movement] = {}
    if chosen.source == Source.TARGET:
        among = targets
    elif chosen.source == Source.MOVEMENT:
        among = movements
    return [key for key, one in among.items() if folded(one.text) == folded(chosen.name)]


def _only(keys: list[int]) -> int:
    return keys[0] if len(keys) == 1 else 0


def _by_words(leaf: Criterion, targets: Mapping[int, Target]) -> tuple[Source, int]:
    name = folded(leaf.name)
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
