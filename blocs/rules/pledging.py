"""The life of a pledge from its first draft to its agreed text, as a table, and the text's canonical form."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.models import Pledge, PledgeItem, PledgeTarget, Season
from blocs.rules.rights import Act, Seat, may
from emulation.verdicts import Reason, Verdict, unless

Status = Pledge.Status
OPEN = frozenset({Status.DRAFT, Status.COMMENT})
FEWEST_MEMBERS = 2
TARGETS = "targets"  # the table of targets, as a part of the text beside the sections of items


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str
    act: Act
    needs_reason: bool = False


STEPS = {
    "open_for_comments": Step(frozenset({Status.DRAFT}), Status.COMMENT, Act.EDIT_PLEDGE),
    "back_to_draft": Step(frozenset({Status.COMMENT}), Status.DRAFT, Act.EDIT_PLEDGE),
    "agree": Step(frozenset({Status.COMMENT}), Status.AGREED, Act.FREEZE_PLEDGE),
    "reopen": Step(frozenset({Status.AGREED}), Status.COMMENT, Act.FREEZE_PLEDGE, needs_reason=True),
}

NOT_NOW: dict[str, Reason] = {
    "open_for_comments": _("Only a draft is opened for comments."),
    "back_to_draft": _("Only a pledge that is open for comments goes back to draft."),
    "agree": _("Only a pledge that is open for comments can be settled."),
    "reopen": _("Only a settled pledge that nobody has begun to sign is opened again."),
}


class Who(StrEnum):
    """Whom the next step waits for."""

    LEADER = auto()
    LEADERS_HEAD = auto()
    MEMBERS = auto()


@dataclass(frozen=True, slots=True)
class Next:
    what: Reason
    how: Reason
    who: Who


def what_next(status: str, *, printed: bool, unsettled: int) -> Next | None:
    """What is to be done now and by whom, up to the paper; None where the pledge itself waits for nobody."""
    if status == Status.DRAFT:
        return Next(
            _("The draft is being written"),
            _("When the text is ready for the members to read, it is opened for comments."),
            Who.LEADER,
        )
    if status == Status.COMMENT and unsettled:
        return Next(
            _("Comments wait for an answer"),
            _("Every comment gets an answer. Then the text can be settled."),
            Who.LEADER,
        )
    if status == Status.COMMENT:
        return Next(
            _("Members comment and register"),
            _("Each member reads the text, comments where it sees need and registers targets of its own."),
            Who.MEMBERS,
        )
    if status == Status.AGREED and not printed:
        return Next(
            _("The text is settled"),
            _("Now the pledge is issued under “Papers”, printed and signed."),
            Who.LEADERS_HEAD,
        )
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table does not know of a pledge."""

    lines: int = 0
    members: int = 0
    has_leader: bool = False
    unsettled: int = 0


def can_step(
    name: str,
    *,
    status: str,
    seats: frozenset[Seat],
    facts: Facts,
    reason: str = "",
    asked_later: bool = False,
) -> Verdict:
    """May somebody on these seats take this step from this status?

    `asked_later`: the page that the button leads to asks for the reason, so the button need not.
    """
    step = STEPS[name]
    verdict = may(step.act, seats) & unless(status in step.sources, NOT_NOW[name])
    if name == "open_for_comments":
        verdict &= has_lines(facts)
    if name == "agree":
        verdict &= has_lines(facts) & _has_parties(facts)
    if asked_later:
        return verdict
    if step.needs_reason:
        verdict &= unless(bool(reason.strip()), _("Say why, for all members to read."))
    if name == "agree":
        verdict &= _comments_answered(facts, reason)
    return verdict


def has_lines(facts: Facts) -> Verdict:
    return unless(facts.lines > 0, _("Write at least one item or target first."))


def _has_parties(facts: Facts) -> Verdict:
    return unless(
        facts.members >= FEWEST_MEMBERS,
        _("A pledge needs at least two members; add them to the season first."),
    ) & unless(facts.has_leader, _("The season has no leader yet; name one first."))


def _comments_answered(facts: Facts, reason: str) -> Verdict:
    if not facts.unsettled or reason.strip():
        return Verdict()
    told = ngettext(
        "%(count)d comment has no answer yet. Answer it, or say why the text is settled all the same.",
        "%(count)d comments have no answer yet. Answer them, or say why the text is settled all the same.",
        facts.unsettled,
    )
    return Verdict((told % {"count": facts.unsettled},))


def can_edit(status: str, seats: frozenset[Seat]) -> Verdict:
    """May somebody on these seats change the text?"""
    return may(Act.EDIT_PLEDGE, seats) & unless(
        status in OPEN, _("The text is settled and frozen. To change it, the leader's head opens it again.")
    )


def can_comment(status: str, seats: frozenset[Seat]) -> Verdict:
    return may(Act.COMMENT_PLEDGE, seats) & unless(
        status == Status.COMMENT, _("The pledge is not open for comments now.")
    )


def can_register(status: str, seats: frozenset[Seat], *, printed: bool = False) -> Verdict:
    """From the first comment until the paper is issued, of which registrations are an annex."""
    return may(Act.REGISTER, seats) & _until_printed(
        status in (Status.COMMENT, Status.AGREED),
        printed,
        _("Registrations are entered from the time of comments until the signing begins."),
    )


def can_name_witnesses(status: str, seats: frozenset[Seat], *, printed: bool = False) -> Verdict:
    """Who will witness is often known only when the text is settled: it is no part of the frozen words."""
    return may(Act.EDIT_PLEDGE, seats) & _until_printed(
        status in OPEN or status == Status.AGREED,
        printed,
        _("Witnesses are named until the signing begins."),
    )


def _until_printed(in_time: bool, printed: bool, reason: Reason) -> Verdict:
    if printed:
        return Verdict((_("The pledge is issued as a paper and does not change any more."),))
    return unless(in_time, reason)


def opening_parts(opening: str) -> tuple[list[str], list[str]]:
    """The bases, which are the first lines that end with a semicolon, and the paragraphs after them."""
    lines = [line.strip() for line in opening.splitlines() if line.strip()]
    bases = list(takewhile(lambda line: line.endswith(";"), lines))
    return bases, lines[len(bases) :]


def content(
    season: Season, opening: str, items: Iterable[PledgeItem], targets: Iterable[PledgeTarget]
) -> dict[str, Any]:
    """The text as plain values: what versions keep, differences compare and the hash covers."""
    return {
        "theme": season.theme,
        "slogan": season.slogan,
        "opening": opening,
        "items": [{"id": item.pk, "section": item.section, "text": item.text} for item in items],
        "targets": [
            {
                "id": target.pk,
                "text": target.text,
                "unit": target.unit,
                "comparison": target.comparison,
                "value": None if target.value is None else plain(f"{target.value:f}"),
                "owner": target.owner.code if target.owner else None,
                "data_source": target.data_source,
            }
            for target in targets
        ],
    }


def plain(figure: str) -> str:
    """95.5000 → 95.5, so that a figure read back from the database hashes as it was typed."""
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def content_hash(text: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: composed letters, sorted keys, and no keys of this database."""
    words = text | {part: [_without_key(row) for row in text[part]] for part in ("items", "targets")}
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return fingerprint(canonical)


def fingerprint(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
