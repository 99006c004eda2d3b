"""How values are written: by people in files, and by us in messages."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from blocs.exchange.places import Odd
from blocs.exchange.words import quoted
from emulation.text import folded

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def shown(value: Any) -> str:
    """A value of any type, as its writer would know it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return str(_("an object"))
    if isinstance(value, list):
        return str(_("a list"))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m}/{value.year}"
    if isinstance(value, str) and not isinstance(value, Odd):
        return f"“{quoted(value)}”"
    return quoted(value)


def day_in(text: str) -> date | None:
    iso, local = _ISO.fullmatch(text), _LOCAL.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if local:
            return date(int(local[3]), int(local[2]), int(local[1]))
    except ValueError:
        pass
    return None


def tidy(number: Decimal) -> Decimal:
    """95.0000 → 95, 1E+3 → 1000, -0 → 0: the same number always looks the same."""
    try:
        whole = number.quantize(Decimal(1))
    except InvalidOperation:
        return number
    return (whole if whole == number else number.normalize()) + 0


@cache
def labels(choices: type[TextChoices]) -> dict[str, str]:
    """What people may write in a sheet instead of each value: its label in any of the languages."""
    found: dict[str, str] = {}
    for language in ("vi", "en"):
        with translation.override(language):
            for value, label in choices.choices:
                found.setdefault(folded(str(label)), value)
    return found
