"""Finds every text of the site that is shown to people: in our Python and in our templates."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("emulation", "documents", "blocs", "awards")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it stands in the source, and where."""

    singular: str
    plural: str
    context: str
    file: str


class Unreadable(Exception):
    """A source file from which no texts can be taken, since it does not parse."""


def texts_of_the_site() -> Iterator[Text]:
    for app in APPS:
        yield from texts_under(ROOT / app, "*.py")
        yield from texts_under(ROOT / app / "templates", "*.html", "*.txt")
    yield from texts_under(ROOT / "templates", "*.html", "*.txt")


def texts_under(folder: Path, *patterns: str) -> Iterator[Text]:
    for path in sorted(path for pattern in patterns for path in folder.rglob(pattern)):
        if "migrations" in path.parts:
            continue
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
        source = path.read_text(encoding="utf-8")
        try:
            yield from texts_in(source if path.suffix == ".py" else _as_python(source), name)
        except (SyntaxError, ValueError) as error:
            raise Unreadable(f"{name}: {error}") from error


def texts_in(python: str, file: str) -> Iterator[Text]:
    found: Iterable[Any] = extract("python", io.BytesIO(python.encode()), keywords=KEYWORDS)
    for _line, message, _comments, context in found:
        singular, plural = message if isinstance(message, tuple) else (message, "")
        yield Text(singular, plural, context or "", file)


def _as_python(template: str) -> str:
    """Django turns all but the texts into X; without indents the rest reads as Python."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())
