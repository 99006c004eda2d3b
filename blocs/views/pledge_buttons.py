"""The steps of a pledge as the buttons of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.selectors.pledge_page import PledgePage
from emulation.verdicts import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Button:
    label: Reason
    address: str  # the name of it
    icon_name: str
    tone: str = "outline-secondary"
    posts: bool = False  # at once; the others lead to a page that asks


@dataclass(frozen=True, slots=True)
class Shown:
    button: Button
    url: str
    verdict: Verdict


STEPS = {
    "open_for_comments": Button(_("Open for comments"), "pledge-open", "chat-left-dots", "primary"),
    "agree": Button(_("Settle the text"), "pledge-agree", "check-circle", "primary"),
    "back_to_draft": Button(_("Back to draft"), "pledge-back-to-draft", "arrow-left", posts=True),
    "reopen": Button(_("Open again"), "pledge-reopen", "arrow-counterclockwise"),
}
ISSUE = Button(_("Issue under “Papers”"), "paper-list", "send-check", "primary")
REGISTER = Button(_("Register targets"), "registration-edit", "pencil", "primary")


def buttons(page: PledgePage) -> Iterator[Shown]:
    """What the reader may do next, the main thing first; a step that lacks something is shut and says so."""
    place = [page.season.bloc.code, page.season.year]
    if page.may_issue:
        yield Shown(ISSUE, reverse(f"blocs:{ISSUE.address}", args=place), Verdict())
    if page.own_member and page.is_open_for_comments:
        url = reverse(f"blocs:{REGISTER.address}", args=[*place, page.own_member.code])
        yield Shown(REGISTER, url, Verdict())
    for name, button in STEPS.items():
        if name in page.steps:
            yield Shown(button, reverse(f"blocs:{button.address}", args=place), page.steps[name])
