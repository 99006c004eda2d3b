"""Files of a dossier: added, taken out. Call as dossiers.add(…), dossiers.remove(…)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import DossierFile, Nomination, Part
from awards.rules import dossiers
from awards.selectors import nominations as reading
from awards.services import nominations
from blocs.selectors import people
from blocs.services.evidence import LARGEST, clean_name, too_large
from emulation import sent_kinds, viruses
from emulation.models import User
from emulation.verdicts import Refused, unless

MOST = 60  # files of one dossier


def add(
    nomination: Nomination, part: str, name: str, content: bytes, *, by: User, at: datetime | None = None
) -> DossierFile:
    """A file for one part. Raises Refused for what is not taken."""
    at = at or timezone.now()
    unless(bool(content), _("The file is empty.")).or_refuse()
    unless(len(content) <= LARGEST, too_large(len(content))).or_refuse()
    kind = sent_kinds.of(content)
    viruses.refuse_infected(content)
    with transaction.atomic():
        _begin(nomination, part, by=by, at=at)
        digest = hashlib.sha256(content).hexdigest()
        live = nomination.files.live()
        if (twice := live.filter(part=part, content_hash=digest).first()) is not None:
            raise Refused(_("This file is here already, as “%(name)s”.") % {"name": twice.name})
        unless(live.count() < MOST, _("A dossier takes at most 60 files.")).or_refuse()
        file = DossierFile(
            nomination=nomination,
            part=part,
            name=clean_name(name, kind),
            media_type=kind.media_type,
            size=len(content),
            content_hash=digest,
            by=by,
            at=at,
        )
        kept = DossierFile.objects.filter(content_hash=digest).first()
        if kept is not None:
            file.file.name = kept.file.name
        else:
            file.file.save(file.name, ContentFile(content), save=False)
        file.save()
        nominations.tell(nomination, "file", by=by, at=at, note=f"{Part(part).label}: {file.name}")
    return file


@transaction.atomic
def remove(file: DossierFile, *, by: User, at: datetime | None = None) -> None:
    """Taken out twice, it is simply out; the file itself stays."""
    at = at or timezone.now()
    _begin(file.nomination, file.part, by=by, at=at)
    file.refresh_from_db()
    if file.removed_at is None:
        file.removed_at, file.removed_by = at, by
        file.save(update_fields=["removed_at", "removed_by"])
        nominations.tell(file.nomination, "remove_file", by=by, at=at, note=file.name)


def _begin(nomination: Nomination, part: str, *, by: User, at: datetime) -> None:
    unless(part in Part, _("Choose for which part of the dossier the file is.")).or_refuse()
    nominations.lock(nomination)
    seats = reading.seats(people.person(by, on=timezone.localdate(at)), nomination)
    dossiers.can_file(part, state=nomination.state, seats=seats).or_refuse()
