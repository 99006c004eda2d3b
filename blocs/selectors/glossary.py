"""The words of emulation and commendation, explained once, in the words of the law."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from emulation.text import search_words
from emulation.verdicts import Reason

TERMS = Path(__file__).resolve().parent.parent / "data" / "glossary.json"
GROUPS: dict[str, Reason] = {
    "general": _("Emulation and commendation in general"),
    "bloc": _("Blocs and clusters"),
    "work": _("Pledges and movements"),
    "score": _("Scores and votes"),
    "file": _("Papers and dossiers"),
    "who": _("Who takes part and who decides"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field, Vietnamese as the law has it and English as this site calls it."""

    group: str
    slug: str
    vi: str
    en: str
    meaning_vi: str
    meaning_en: str
    article: str  # of the law of 2022; or the number of a decree

    @property
    def meaning(self) -> str:
        return self.meaning_vi if get_language() == "vi" else self.meaning_en

    @property
    def source(self) -> Reason | None:
        if not self.article:
            return None
        if "/" in self.article:
            return _("Decree %(number)s") % {"number": self.article}
        return _("Law 06/2022/QH15, article %(article)s") % {"article": self.article}


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: Reason
    terms: list[Term]


@cache
def terms() -> tuple[Term, ...]:
    return tuple(Term(**row) for row in json.loads(TERMS.read_text(encoding="utf-8")))


def grouped(query: str = "") -> list[Group]:
    """By subject; only the terms that hold all words of the query, with or without marks."""
    wanted = search_words(query)
    found = [term for term in terms() if _holds(term, wanted)]
    groups = [
        Group(code, label, [term for term in found if term.group == code]) for code, label in GROUPS.items()
    ]
    return [group for group in groups if group.terms]


def _holds(term: Term, wanted: list[str]) -> bool:
    text = " ".join(search_words(f"{term.vi} {term.en} {term.meaning_vi} {term.meaning_en}"))
    return all(word in text for word in wanted)
