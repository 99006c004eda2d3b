"""The steps of a pledge as the buttons of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.rules.pledging import Who
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
    "open_signing": Button(_("Have it signed online"), "signing-begin", "pen", "primary"),
    "open_for_comments": Button(_("Open for comments"), "pledge-open", "chat-left-dots", "primary"),
    "agree": Button(_("Settle the text"), "pledge-agree", "check-circle", "primary"),
    "back_to_draft": Button(_("Back to draft"), "pledge-back-to-draft", "arrow-left", posts=True),
    "void": Button(_("Stop the signing"), "signing-void", "x-circle"),
    "reopen": Button(_("Open again"), "pledge-reopen", "arrow-counterclockwise"),
}
AMEND = Button(_("Amend the pledge"), "pledge-amend", "pencil-square")
GIVE_UP = Button(_("Give up the amendment"), "pledge-give-up", "x-circle")
ISSUE = Button(_("Issue under “Papers”"), "paper-list", "send-check")
BOARD = Button(_("See who has signed"), "signing-board", "people", "primary")
ANSWER = Button(_("Answer the first comment"), "pledge-comment-answer", "reply", "primary")
REGISTER = Button(_("Register targets"), "registration-edit", "pencil")


def buttons(page: PledgePage) -> Iterator[Shown]:
    """What the reader may do next, the main thing first; a step that lacks something is shut and says so."""
    if page.is_signed_online:
        yield _shown(page, BOARD)
    if page.can_edit and page.unanswered:
        yield _shown(page, ANSWER, page.unanswered[0].pk)
    if page.own_member and page.is_open_for_comments:
        main = page.next.who == Who.MEMBERS
        yield _shown(page, replace(REGISTER, tone="primary") if main else REGISTER, page.own_member.code)
    for name, button in STEPS.items():
        if name in page.steps:
            yield _shown(page, button, verdict=page.steps[name])
    if page.can_amend:
        yield _shown(page, AMEND)
    if page.can_give_up:
        yield _shown(page, GIVE_UP)
    if page.may_issue:
        yield _shown(page, ISSUE)


def _shown(page: PledgePage, button: Button, *place: object, verdict: Verdict | None = None) -> Shown:
    season = page.season
    url = reverse(f"blocs:{button.address}", args=[season.bloc.code, season.year, *place])
    return Shown(button, url, Verdict() if verdict is None else verdict)
