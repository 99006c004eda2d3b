"""Everything that changes an issued paper. Call as papers.issue(…)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from documents import cleaning, codes, rendering
from documents.content import Document
from documents.models import FormatProfile, NumberRegister, Paper
from documents.rules import archive
from emulation.models import User


@dataclass(frozen=True, slots=True)
class Taken:
    """What a paper gets on being issued; handed to the one who writes it, as its text may quote them."""

    number: int | None
    number_text: str  # "05/TTr-SNV", empty for a paper that takes no number
    code: str
    on: date


@transaction.atomic
def issue(
    build: Callable[[Taken], Document],
    *,
    issuer_key: str,
    issuer_name: str,
    profile: FormatProfile,
    kind: str,
    year: int,
    subject: str,
    by: User | None,
    at: datetime | None = None,
    on: date | None = None,
    symbol: str = "",
    issuer_symbol: str = "",
    numbered: bool = True,
    supersedes: Paper | None = None,
    supplements: Paper | None = None,
    reason: str = "",
    to_sign: Callable[[rendering.Printed], bytes] | None = None,
) -> Paper:
    """Take the next number of the issuer's register, print what `build` writes, and keep its bytes.

    All of it or nothing: when printing fails, or the process dies, the number is free again. `symbol` and
    `issuer_symbol` are what the number is followed by (TTr, SNV). `supersedes` becomes a replaced paper, for
    `reason`; what it `supplements` stays as it is, and names it on its page. Number, day, code and format are
    set here, whatever `build` wrote in their places.
    With `to_sign`, which makes the print ready for signatures, it is not in force before `complete`.
    """
    at = at or timezone.now()
    on = on or timezone.localdate(at)
    if supersedes:
        _lock(supersedes)
        archive.can_step("supersede", state=supersedes.state, reason=reason).or_refuse()

    year = profile.register_year(year)
    number = _next_number(issuer_key, kind, year) if numbered else None
    number_text = profile.number_text(number, kind=symbol, issuer=issuer_symbol) if numbered else ""
    taken = Taken(number, number_text, _new_code(), on)
    document = _as_issued(build(taken), taken, profile, at)
    printed = rendering.printed(document)
    content = to_sign(printed) if to_sign else printed.content
    step = "open" if to_sign else "issue"

    paper = Paper(
        kind=kind,
        subject=subject,
        profile=profile,
        issuer_key=issuer_key,
        issuer_name=issuer_name,
        year=year,
        number=number,
        number_text=number_text,
        title=cleaning.line(document.title),
        issued_on=on,
        issued_at=at,
        issued_by=by,
        file_name=document.file_name(),
        content_hash=digest(content),
        size=len(content),
        code=taken.code,
        state=archive.STEPS[step].target,
        supersedes=supersedes,
        supplements=supplements,
    )
    paper.full_clean(exclude=["file"])
    paper.file.save(f"{year}/{taken.code}.pdf", ContentFile(content), save=False)
    try:
        paper.save(force_insert=True)
        _tell(paper, step, Paper.State.DRAFT, by=by, at=at)
        if supersedes:
            _take("supersede", supersedes, by=by, at=at, note=reason)
    except BaseException:
        paper.file.storage.delete(paper.file.name)
        raise
    return paper


@transaction.atomic
def complete(paper: Paper, *, by: User | None, at: datetime | None = None) -> None:
    """All have signed: from now on the paper is in force."""
    _lock(paper)
    archive.can_step("complete", state=paper.state).or_refuse()
    _take("complete", paper, by=by, at=at or timezone.now(), note="")


@transaction.atomic
def take_place(paper: Paper, *, of: Paper, reason: str, by: User | None, at: datetime | None = None) -> bool:
    """A paper that is in force now stands in the place of another one; says whether that one still held."""
    _lock(of)
    if of.state != Paper.State.ISSUED:
        return False
    paper.supersedes = of
    paper.save(update_fields=["supersedes"])
    _take("supersede", of, by=by, at=at or timezone.now(), note=reason)
    return True


@transaction.atomic
def void(paper: Paper, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """The paper no longer holds. It stays in the archive with its number, and its page says why."""
    _lock(paper)
    archive.can_step("void", state=paper.state, reason=reason).or_refuse()
    paper.void_reason = cleaning.text(reason)
    paper.save(update_fields=["void_reason"])
    _take("void", paper, by=by, at=at or timezone.now(), note=paper.void_reason)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _next_number(issuer_key: str, kind: str, year: int) -> int:
    # The register stays locked until the paper is there: whoever asks meanwhile waits for the number after.
    register, _ = NumberRegister.objects.get_or_create(issuer_key=issuer_key, kind=kind, year=year)
    register.refresh_from_db(from_queryset=NumberRegister.objects.select_for_update(no_key=True))
    register.last += 1
    register.save(update_fields=["last"])
    return register.last


def _new_code() -> str:
    while Paper.objects.filter(code=(code := codes.new())).exists():
        pass
    return code


def _as_issued(document: Document, taken: Taken, profile: FormatProfile, at: datetime) -> Document:
    return replace(
        document,
        head=replace(document.head, number=taken.number_text, day=taken.on),
        code=taken.code,
        draft=False,
        format=profile.format(),
        created=at,
        modified=at,
    )


def _take(step: str, paper: Paper, *, by: User | None, at: datetime, note: str) -> None:
    came_from, paper.state = paper.state, archive.STEPS[step].target
    paper.save(update_fields=["state"])
    _tell(paper, step, came_from, by=by, at=at, note=note)


def _tell(paper: Paper, step: str, came_from: str, *, by: User | None, at: datetime, note: str = "") -> None:
    paper.events.create(
        actor=by, step=step, came_from=came_from, went_to=paper.state, note=cleaning.text(note), at=at
    )


def _lock(paper: Paper) -> None:
    paper.refresh_from_db(from_queryset=Paper.objects.select_for_update(no_key=True))
