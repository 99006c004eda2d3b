"""Papers of a movement: added, taken out. Call as movement_documents.add(…), .remove(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Movement, MovementDocument
from blocs.rules import movements as rules
from blocs.selectors import enrolments
from blocs.services import kept_files
from blocs.services.enrolments import lock
from emulation.models import User
from emulation.verdicts import Refused, unless

MOST = 60  # papers of one movement


def add(
    movement: Movement, kind: str, name: str, content: bytes, *, by: User, at: datetime | None = None
) -> MovementDocument:
    """Raises Refused for what is not taken."""
    at = at or timezone.now()
    unless(kind in MovementDocument.Kind, _("Choose what kind of paper it is.")).or_refuse()
    what = kept_files.read(content)
    with transaction.atomic():
        _begin(movement, by=by, at=at)
        twice = movement.documents.live().filter(content_hash=kept_files.digest(content)).first()
        if twice is not None:
            raise Refused(kept_files.twice(twice))
        unless(movement.documents.live().count() < MOST, _("A movement takes at most 60 papers.")).or_refuse()
        row = MovementDocument(movement=movement, kind=kind)
        kept_files.lay(row, name, content, what, by=by, at=at)
        movement.changes.create(actor=by, step="document", note=row.name, at=at)
    return row


@transaction.atomic
def remove(document: MovementDocument, *, by: User, at: datetime | None = None) -> None:
    """Taken out twice, it is simply out."""
    at = at or timezone.now()
    _begin(document.movement, by=by, at=at)
    if kept_files.take_out(document, by=by, at=at):
        document.movement.changes.create(actor=by, step="remove_document", note=document.name, at=at)


def _begin(movement: Movement, *, by: User, at: datetime) -> None:
    someone, _standing = lock(movement, by=by, at=at)
    in_bloc = movement.bloc_id is not None
    rules.can_write(enrolments.seats(someone, movement), in_bloc=in_bloc).or_refuse()
