"""The ink way: the paper is printed, signed by hand, and its scan certified by one who saw it."""

from __future__ import annotations

import io
from datetime import date, datetime
from hashlib import sha256

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from documents import cleaning
from documents.models import InkCopy, SignatureRequest, Signer
from documents.rules import signing as rules
from documents.services import papers
from documents.services.signing import course
from emulation.models import User

LARGEST = 50 * 1024 * 1024
_ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@transaction.atomic
def certify_ink(
    request: SignatureRequest,
    scan: bytes,
    *,
    signed_on: date,
    as_: str,
    by: User,
    at: datetime | None = None,
) -> InkCopy:
    """The paper is in force, signed in ink. `as_` is the position in which `by` certifies the scan.

    Those who have signed in the file already keep what they signed; the scan holds all of them in ink.
    """
    at = at or timezone.now()
    course.lock(request)
    rules.can_step("sign_in_ink", state=request.state).or_refuse()
    content_type, pages = _look(scan)
    if signed_on > timezone.localdate(at):
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    copy = InkCopy(
        request=request,
        content_type=content_type,
        sha256=sha256(scan).hexdigest(),
        size=len(scan),
        pages=pages,
        signed_on=signed_on,
        certified_by=by,
        certified_as=cleaning.line(as_),
        certified_at=at,
    )
    copy.full_clean(exclude=["file"])
    name = f"{request.paper.year}/{request.paper.code}-muc.{_ENDINGS[content_type]}"
    copy.file.save(name, ContentFile(scan), save=False)
    try:
        copy.save(force_insert=True)
        signers = request.signers.exclude(state__in=[*rules.GONE, Signer.State.SIGNED])
        signers.update(state=Signer.State.SIGNED, method=Signer.Method.INK, signed_at=at)
        request.completed_at = at
        request.save(update_fields=["completed_at"])
        papers.complete(request.paper, by=by, at=at)
        course.take_place(request, by=by, at=at)
        course.step(request, "sign_in_ink", by=by, at=at, scan=copy.sha256, signed_on=signed_on.isoformat())
    except BaseException:
        copy.file.storage.delete(copy.file.name)
        raise
    return copy


def _look(scan: bytes) -> tuple[str, int]:
    """What kind of file it really is, and how many pages it has."""
    if len(scan) > LARGEST:
        raise ValidationError({"scan": _("This file is larger than 50 MB.")})
    try:
        if scan.startswith(b"%PDF-"):
            with pikepdf.open(io.BytesIO(scan)) as pdf:
                return "application/pdf", len(pdf.pages)
        with Image.open(io.BytesIO(scan), formats=("PNG", "JPEG")) as picture:
            picture.verify()
            return f"image/{str(picture.format).lower()}", 1
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, SyntaxError):
        raise ValidationError({"scan": _("Choose the scan as a PDF, PNG or JPEG file.")}) from None
