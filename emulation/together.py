"""One step for many rows at once: what was chosen, what will happen to each, and how each came out.

A list marks its rows with `components/choose_row.html` under a bar of `components/together.html`. What is
sent comes to `answer`: first it says row by row what will happen, then, once that is confirmed, each row goes
through its own service, in its own transaction. What one refuses holds up no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from emulation.http import SignedInRequest
from emulation.verdicts import Reason, Refused, Verdict

Row = TypeVar("Row")


@dataclass(frozen=True)
class Step(Generic[Row]):
    """What is done to each row that was chosen."""

    title: str
    consequence: str
    done: str  # how a row is called to which it was done
    back: str  # the list from which it was sent
    name: Callable[[Row], str]
    allowed: Callable[[Row], Verdict]
    take: Callable[[Row], None]
    note: Callable[[Row], str] = field(default=lambda row: "")  # what to think of before
    offered: Callable[[Row], bool] = field(default=lambda row: True)  # has it a box of its own?


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    name: str
    note: str = ""
    reasons: tuple[Reason, ...] = ()


def answer(request: SignedInRequest, rows: Mapping[str, Row], step: Step[Row]) -> HttpResponse:
    """`rows`: all of the list, by the key of their box; those that came and went meanwhile are told."""
    wanted = list(dict.fromkeys(request.POST.getlist("chosen")))
    if "all" in request.POST:
        wanted = [key for key, row in rows.items() if step.offered(row)]
    if not wanted:
        messages.warning(request, _("Nothing was chosen. Tick the lines first."))
        return HttpResponseRedirect(step.back)
    known = [key for key in wanted if key in rows]
    context = {"step": step, "gone": len(wanted) - len(known)}
    if "sure" in request.POST:
        lines = [_carried_out(key, rows[key], step) for key in known]
        return render(request, "together_done.html", context | _sorted(lines))
    lines = [
        Line(key, step.name(rows[key]), step.note(rows[key]), step.allowed(rows[key]).reasons)
        for key in known
    ]
    return render(request, "together_confirm.html", context | _sorted(lines))


def _carried_out(key: str, row: Row, step: Step[Row]) -> Line:
    reasons: tuple[Reason, ...] = ()
    try:
        step.take(row)
    except Refused as refused:
        reasons = refused.reasons
    except ValidationError as error:
        reasons = tuple(error.messages)
    return Line(key, step.name(row), reasons=reasons)


def _sorted(lines: list[Line]) -> dict[str, list[Line]]:
    return {
        "possible": [line for line in lines if not line.reasons],
        "refused": [line for line in lines if line.reasons],
    }
