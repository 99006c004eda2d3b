"""The end of a request: nobody is waited for any more, the paper is in force, and gets its archive seal."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import Revision, SignatureRequest
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import authority, papers
from documents.services.signing import course
from documents.signing import sealing, timestamps
from emulation.models import User
from emulation.verdicts import Refused

State = SignatureRequest.State
logger = logging.getLogger(__name__)


@transaction.atomic
def reopen(
    request: SignatureRequest,
    *,
    reason: str,
    by: User,
    deadline: datetime | None = None,
    at: datetime | None = None,
) -> None:
    """Go on without those who declined, or after the time had run out with a new `deadline`."""
    at = at or timezone.now()
    course.lock(request)
    signers = list(request.signers.all())
    rules.can_reopen(signers).or_refuse()
    if deadline is not None:
        request.deadline = deadline
        request.save(update_fields=["deadline"])
    if request.deadline is not None and request.deadline <= at:
        raise Refused(_("The time for signing has to end after today."))
    course.step(request, "reopen", by=by, at=at, reason=reason, deadline=course.iso(request.deadline))
    course.invite(request, at=at)
    complete_if_all_signed(request, by=by, at=at)


def complete_if_all_signed(request: SignatureRequest, *, by: User | None, at: datetime) -> None:
    if request.state == State.SIGNING and rules.is_complete(request.signers.all()):
        request.completed_at = at
        request.save(update_fields=["completed_at"])
        papers.complete(request.paper, by=by, at=at)
        course.take_place(request, by=by, at=at)
        course.step(request, "complete", by=by, at=at)
        _seal_soon(request)


def _seal_soon(request: SignatureRequest) -> None:
    """Once the last signature is there for good. When it fails it is tried again; the paper is in force."""

    def now() -> None:
        try:
            seal(request)
        except Exception:
            logger.exception("The archive seal of %s has to be tried again.", request.paper.code)

    transaction.on_commit(now)


def seal(request: SignatureRequest) -> bool:
    """Add evidence and archive time-stamp. Two at once seal once; says whether it was this one."""
    request.refresh_from_db()
    if request.state != State.COMPLETED:
        return False
    base = request.newest()
    content = _sealed(base, request)
    name = course.save_file(request.paper, base.seq + 1, content)
    try:
        with transaction.atomic():
            course.lock(request)
            if request.state == State.COMPLETED and request.head_id == base.pk:
                _land(request, base, content, name)
                return True
    except BaseException:
        Revision._meta.get_field("file").storage.delete(name)
        raise
    Revision._meta.get_field("file").storage.delete(name)
    return False


def _sealed(base: Revision, request: SignatureRequest) -> bytes:
    trust = authority.trust(after=request.completed_at, with_retired=True)
    try:
        return sealing.seal(base.content(), trust, clock=authority.current().clock)
    except timestamps.NoTimestamp:
        raise Rejection("TSA_UNAVAILABLE") from None


def _land(request: SignatureRequest, base: Revision, content: bytes, name: str) -> None:
    now = timezone.now()
    revision = Revision.objects.create(
        request=request,
        seq=base.seq + 1,
        kind=Revision.Kind.SEALED,
        sha256=papers.digest(content),
        parent_sha256=base.sha256,
        size=len(content),
        file=name,
        made_at=now,
    )
    request.head, request.sealed_at = revision, now
    request.save(update_fields=["head", "sealed_at"])
    course.step(request, "seal", by=None, at=now, before=base.sha256, after=revision.sha256)


def unsealed() -> list[SignatureRequest]:
    """Signed by all, and still without the archive seal."""
    return list(SignatureRequest.objects.filter(state=State.COMPLETED))
