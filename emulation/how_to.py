"""How a page is used, in two to four lines, with its terms. Each app adds its own in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term with its meaning and article, and the address of its line in the glossary."""

    label: str
    meaning: str
    source: Reason | None
    url: str


@dataclass(frozen=True, slots=True)
class Guide:
    lines: tuple[Reason, ...]
    terms: tuple[str, ...] = ()  # by their names in the glossary


_guides: dict[str, Guide] = {}


def register(guides: Mapping[str, Guide]) -> None:
    _guides.update(guides)


def guide(name: str) -> Guide | None:
    """Of the page with this address name; without one of its own, that of its subject."""
    fitting = [key for key in _guides if name == key or name.startswith(f"{key}-")]
    return _guides[max(fitting, key=len)] if fitting else None


def names() -> list[str]:
    return sorted(_guides)
