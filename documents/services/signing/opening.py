"""Opening a request for signatures: the paper is issued, frozen, and its signers are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents import cleaning, rendering
from documents.content import Document
from documents.models import (
    EventChain,
    Paper,
    Revision,
    SignatureRequest,
    Signer,
)
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import authority, evidence, papers
from documents.services.signing import course
from documents.signing import freezing, timestamps
from emulation.models import User
from emulation.verdicts import Refused

_STEPS_OF_ONE = ("invited", "viewed", "signed", "ended", "reminded")
CERTIFIED = "Văn bản được niêm phong để ký; nội dung không thay đổi từ đây"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who is to sign, as printed. `slot` is that of `content.Party`; `key` is the caller's own."""

    slot: str
    user: User
    name: str
    organisation: str = ""
    title: str = ""
    role: str = Signer.Role.MEMBER
    key: str = ""


def open_request(
    build: Callable[[papers.Taken], Document],
    parties: Sequence[Party],
    *,
    by: User | None,
    order: str = SignatureRequest.Order.ANY,
    own_fields: bool = False,
    deadline: datetime | None = None,
    at: datetime | None = None,
    supersedes: Paper | None = None,
    reason: str = "",
    replaces: Paper | None = None,
    **paper: Any,
) -> SignatureRequest:
    """Issue the paper with a field for each party, certified by the site's seal, and keep who is to sign.

    `paper` holds what papers.issue takes beside. Nobody is asked before `start`. `supersedes` is the paper
    whose place this one takes at once; the signatures that were gathered for it are asked for again.
    `replaces` is a paper in force, which holds until all have signed this one. With `own_fields` the file is
    sealed without being certified, for signing programs that place a field of their own.
    """
    at = at or timezone.now()
    if not parties:
        raise Refused(_("Nobody is named who would sign."))
    if deadline is not None and deadline <= at:
        raise Refused(_("The time for signing has to end after today."))
    ours = authority.current()

    def ready(printed: rendering.Printed) -> bytes:
        return freezing.freeze(
            printed,
            [freezing.Field(party.slot, _label(party)) for party in parties],
            seal=ours.seal,
            clock=ours.clock,
            reason=CERTIFIED,
            certify=not own_fields,
        )

    try:
        with transaction.atomic():
            issued = papers.issue(
                build, by=by, at=at, supersedes=supersedes, reason=reason, to_sign=ready, **paper
            )
            old = SignatureRequest.objects.filter(paper=supersedes).first() if supersedes else None
            if old is not None:
                course.step(old, "supersede", by=by, at=at, reason=reason, by_code=issued.code)
            request = SignatureRequest(
                paper=issued,
                order=order,
                profile=_profile(own_fields),
                deadline=deadline,
                replaces=replaces,
                opened_by=by,
                opened_at=at,
            )
            return _kept(request, parties)
    except (timestamps.NoTimestamp, OSError) as error:
        if isinstance(error, timestamps.NoTimestamp):
            raise Rejection("TSA_UNAVAILABLE") from None
        raise


def _profile(own_fields: bool) -> str:
    profile = SignatureRequest.Profile
    return profile.OPEN if own_fields else profile.CERTIFIED


def _kept(request: SignatureRequest, parties: Sequence[Party]) -> SignatureRequest:
    paper, order, by, at = request.paper, request.order, request.opened_by, request.opened_at
    request.chain = EventChain.objects.create(key=f"paper:{paper.pk}")
    request.full_clean(exclude=["head", "completed_at", "sealed_at", "opened_by"])
    request.save(force_insert=True)
    for place, party in enumerate(parties, start=1):
        signer = Signer(
            request=request,
            slot=party.slot,
            party=party.key,
            user=party.user,
            role=party.role,
            step=rules.step_of(party.role, order),
            place=place,
            organisation=cleaning.line(party.organisation),
            title=cleaning.line(party.title),
            name=cleaning.line(party.name),
        )
        signer.full_clean(exclude=[f"{step}_at" for step in _STEPS_OF_ONE])
        signer.save(force_insert=True)
    request.head = Revision.objects.create(
        request=request,
        seq=0,
        kind=Revision.Kind.CERTIFIED,
        sha256=paper.content_hash,
        size=paper.size,
        file=paper.file.name,
        made_at=at,
    )
    request.save(update_fields=["head"])
    evidence.log(
        request.chain,
        "frozen",
        by=by,
        at=at,
        paper=paper.code,
        sha256=paper.content_hash,
        order=order,
        **({"profile": request.profile} if request.is_open_for_fields else {}),
        **({"replaces": request.replaces.code} if request.replaces else {}),
        signers=[[party.slot, party.user.pk, party.name] for party in parties],
    )
    course.tell_follower(request)
    return request


def _label(party: Party) -> str:
    whom = ", ".join(part for part in (party.name, party.title, party.organisation) if part)
    return f"Chữ ký số của {whom}"
