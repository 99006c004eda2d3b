"""The life of a pledge, from its first draft to the last signature, as a table; its text's canonical form."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
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
    "open_signing": Step(frozenset({Status.AGREED}), Status.SIGNING, Act.FREEZE_PLEDGE),
    "void": Step(frozenset({Status.SIGNING}), Status.VOID, Act.FREEZE_PLEDGE, needs_reason=True),
}
# What follows by itself: from the last signature, and from the end of the year.
FOLLOWING = {
    "come_into_force": (Status.SIGNING, Status.IN_FORCE),
    "close": (Status.IN_FORCE, Status.CLOSED),
}

BEFORE_SIGNING = frozenset({Status.DRAFT, Status.COMMENT, Status.AGREED})


def can_amend(status: str, seats: frozenset[Seat], *, reason: str | None = None) -> Verdict:
    """Open a text in force again as a new version, signed by all again; until then the old one holds.

    Without `reason`: whether it may be begun at all.
    """
    return (
        may(Act.FREEZE_PLEDGE, seats)
        & unless(status == Status.IN_FORCE, _("Only a pledge in force is amended."))
        & unless(reason is None or bool(reason.strip()), _("Say why."))
    )


def can_give_up(status: str, seats: frozenset[Seat], *, amends: bool, reason: str | None = None) -> Verdict:
    """Leave the pledge in force as it is; before anybody was asked to sign the new text."""
    return (
        may(Act.FREEZE_PLEDGE, seats)
        & unless(
            amends and status in BEFORE_SIGNING,
            _("Only an amendment that nobody has been asked to sign is given up; stop the signing first."),
        )
        & unless(reason is None or bool(reason.strip()), _("Say why."))
    )


NOT_NOW: dict[str, Reason] = {
    "open_for_comments": _("Only a draft is opened for comments."),
    "back_to_draft": _("Only a pledge that is open for comments goes back to draft."),
    "agree": _("Only a pledge that is open for comments can be settled."),
    "reopen": _("Only a settled pledge that nobody has begun to sign is opened again."),
    "open_signing": _("Only a settled pledge is signed."),
    "void": _("Only a pledge that is being signed is stopped; one in force stays in force."),
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
    who: Who | None = None  # nobody in particular


def what_next(status: str, *, printed: bool = False, unsettled: int = 0, in_time: bool = True) -> Next:
    """What is to be done now, and by whom; `in_time` until the day for comments has passed."""
    if status == Status.DRAFT:
        return Next(
            _("The draft is being written"),
            _("When the text is ready for the members to read, open it for comments."),
            Who.LEADER,
        )
    if status == Status.COMMENT:
        return _next_while_open(unsettled, in_time=in_time)
    if status == Status.AGREED:
        return AFTER_PRINTING if printed else BEFORE_PRINTING
    return LATER[Status(status)]


def _next_while_open(unsettled: int, *, in_time: bool) -> Next:
    if unsettled:
        return Next(
            _("Comments wait for an answer"),
            _("Give every comment an answer. Then the text can be settled."),
            Who.LEADER,
        )
    if in_time:
        return Next(
            _("Members comment and register"),
            _("Read the text, comment where you see need, and register targets of your own."),
            Who.MEMBERS,
        )
    return Next(
        _("The time for comments is over"),
        _("Every comment has its answer. Settle the text now, or give more time for comments."),
        Who.LEADERS_HEAD,
    )


BEFORE_PRINTING = Next(
    _("The text is settled"),
    _(
        "Look at the registrations and witnesses once more, then have it signed online; or issue it under "
        "“Papers” to be signed by hand."
    ),
    Who.LEADERS_HEAD,
)
AFTER_PRINTING = Next(
    _("The pledge is issued and goes to be signed"),
    _(
        "Print as many copies as its last article says, have the heads of all members sign and seal them, "
        "give each member its copy and send one to the standing agency."
    ),
    Who.LEADER,
)
LATER = {
    Status.SIGNING: Next(
        _("The pledge is being signed"),
        _("Its text does not change any more. Each head reads the paper and signs it online."),
        Who.MEMBERS,
    ),
    Status.IN_FORCE: Next(_("The pledge is in force"), _("All members have signed it.")),
    Status.AMENDED: Next(_("The pledge was amended"), _("A newer version stands in its place.")),
    Status.CLOSED: Next(_("The year is closed"), _("The pledge stays here to be read.")),
    Status.VOID: Next(_("The pledge is void"), _("It stays here to be read, with the reason.")),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table does not know of a pledge."""

    lines: int = 0
    members: int = 0
    has_leader: bool = False
    unsettled: int = 0
    printed: bool = False


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
        verdict &= _has_lines(facts)
    if name == "agree":
        verdict &= _has_lines(facts) & _has_parties(facts)
    if name == "open_signing":
        verdict &= _has_parties(facts) & unless(not facts.printed, _ISSUED_FOR_INK)
    if asked_later:
        return verdict
    if step.needs_reason:
        verdict &= unless(bool(reason.strip()), _("Say why, for all members to read."))
    if name == "agree":
        verdict &= _comments_answered(facts, reason)
    return verdict


_ISSUED_FOR_INK = _(
    "The pledge is issued already, to be signed by hand. To have it signed online, open the text again."
)
_NOT_OPEN_FOR_COMMENTS = _("The pledge is not open for comments now.")


def _has_lines(facts: Facts) -> Verdict:
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


def can_set_comments_until(status: str, seats: frozenset[Seat]) -> Verdict:
    return may(Act.EDIT_PLEDGE, seats) & unless(status == Status.COMMENT, _NOT_OPEN_FOR_COMMENTS)


def can_comment(status: str, seats: frozenset[Seat]) -> Verdict:
    return may(Act.COMMENT_PLEDGE, seats) & unless(status == Status.COMMENT, _NOT_OPEN_FOR_COMMENTS)


def can_answer(status: str, seats: frozenset[Seat], *, answered: bool) -> Verdict:
    """May somebody on these seats answer a comment? Once settled, the text speaks for itself."""
    return can_edit(status, seats) & unless(not answered, _("This comment has been answered."))


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
