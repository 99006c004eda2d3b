"""The conditions of an award, as data: a tree of small questions that are put to a record.

{"all": [...]} and {"any": [...]} join conditions; every other key of QUESTIONS asks one. "article" says where
the condition stands, "words" replaces the usual wording. A rule set is data that officials change: `faults`
names what cannot be read before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.rules.findings import Finding, Met, every, some
from awards.rules.questions import QUESTIONS
from awards.rules.record import Record
from emulation.verdicts import Reason

Condition = Mapping[str, Any]
JOINS: dict[str, tuple[Reason, Callable[..., Met]]] = {
    "all": (gettext_lazy("All of these"), every),
    "any": (gettext_lazy("One of these"), some),
}
_BESIDE = {"article", "words"}


def asked(condition: Condition, record: Record) -> Finding:
    """Put a condition to a record. The condition has passed `faults`."""
    key = _key(condition)
    article = str(condition.get("article", ""))
    if key in JOINS:
        words, join = JOINS[key]
        parts = tuple(asked(part, record) for part in condition[key])
        return Finding(
            words=condition.get("words") or words,
            met=join(part.met for part in parts),
            article=article,
            parts=parts,
            any_part=key == "any",
        )
    found = QUESTIONS[key].ask(condition[key], record)
    own_words = condition.get("words") or found.words
    return replace(found, article=article, words=own_words) if _BESIDE & condition.keys() else found


def _key(condition: Condition) -> str:
    return next(key for key in condition if key not in _BESIDE)


def faults(condition: Any, path: str = "") -> Iterator[str]:
    """What is wrong with a condition as written, each with its place; nothing when it can be asked."""
    if not isinstance(condition, Mapping):
        yield _("%(place)s: a condition is written in braces.") % {"place": path or "–"}
        return
    keys = sorted(set(condition) - _BESIDE)
    if len(keys) != 1:
        yield _("%(place)s: a condition asks exactly one question, not “%(keys)s”.") % {
            "place": path or "–",
            "keys": ", ".join(keys),
        }
        return
    (key,) = keys
    place = f"{path}.{key}".lstrip(".")
    if key in JOINS:
        if not isinstance(condition[key], list) or not condition[key]:
            yield _("%(place)s: at least one condition stands here.") % {"place": place}
            return
        for number, part in enumerate(condition[key]):
            yield from faults(part, f"{place}[{number}]")
    elif key not in QUESTIONS:
        yield _("%(place)s: unknown question; the known ones are: %(known)s.") % {
            "place": place,
            "known": ", ".join(sorted([*JOINS, *QUESTIONS])),
        }
    else:
        try:
            QUESTIONS[key].check(condition[key])
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            yield _("%(place)s: cannot be read (%(why)s).") % {"place": place, "why": error}
