"""A step as a page offers it: a button, one that asks first, or a link to a form."""

from __future__ import annotations

from dataclasses import dataclass

from emulation.verdicts import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Button:
    label: Reason
    url_name: str
    verdict: Verdict
    tone: str = "outline-secondary"
    asks: Reason = ""  # what will happen, asked before it does
    is_link: bool = False
