"""The sheets of the workbook: their columns, and what people may call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blocs.exchange import schema
from blocs.exchange.schema import Field, Kind, Rows
from emulation.text import folded

EXPLANATIONS = _("Explanations")
CHOICES = _("Choices")
_LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; a field with a day per choice takes one for each of them."""

    name: str
    field: Field
    choice: str = ""

    def label(self) -> str:
        if not self.choice:
            return str(self.field.label)
        assert self.field.choices is not None
        return f"{self.field.label}: {self.field.choices(self.choice).label}"


def sheets(extras: Iterable[Rows]) -> tuple[Rows, ...]:
    """In the order in which people fill them in."""
    return (
        schema.PROVINCE,
        schema.ORGANISATIONS,
        schema.BLOCS,
        schema.SEASONS,
        schema.MOVEMENTS,
        schema.PLEDGES,
        schema.COMMITMENTS,
        schema.TARGETS,
        *extras,
    )


def columns(rows: Rows) -> Iterator[Column]:
    for field in (*rows.keys, *rows.own_fields()):
        if field.kind is Kind.DAYS:
            assert field.choices is not None
            for choice in field.choices.values:
                yield Column(f"{field.name}.{choice}", field, choice)
        else:
            yield Column(field.name, field)


def headers(rows: Rows) -> dict[str, Column]:
    """Every way in which the head of a column may be written: its name, or its label in any language."""
    found = {}
    for column in columns(rows):
        found[column.name] = column
        for language in _LANGUAGES:
            with translation.override(language):
                found.setdefault(folded(column.label()), column)
    return found


def titles(all_rows: Sequence[Rows]) -> dict[str, Rows]:
    found = {}
    for rows in all_rows:
        found[rows.name] = rows
        for label in in_every_language(rows.label):
            found.setdefault(label, rows)
    return found


def in_every_language(text: str | Promise) -> set[str]:
    spellings = set()
    for language in _LANGUAGES:
        with translation.override(language):
            spellings.add(folded(str(text)))
    return spellings


def split(text: str, kind: Kind) -> list[str]:
    """The items of a list in one cell. In lists of texts “\\;” is a semicolon that does not separate."""
    if kind is not Kind.TEXTS:
        return [item.strip() for item in re.split(r"[;,\n]", text) if item.strip()]
    items, item, letters = [], "", iter(text)
    for letter in letters:
        if letter == "\\":
            following = next(letters, "")
            item += following if following in ("\\", ";") and following else letter + following
        elif letter in ";\n":
            items.append(item)
            item = ""
        else:
            item += letter
    return [text for text in (item.strip() for item in (*items, item)) if text]


def joined(items: Iterable[object], kind: Kind) -> str:
    if kind is not Kind.TEXTS:
        return "; ".join(str(item) for item in items)
    return "; ".join(str(item).replace("\\", "\\\\").replace(";", "\\;") for item in items)
