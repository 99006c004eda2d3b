"""Files of a dossier: added, taken out. Call as dossiers.add(…), dossiers.remove(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import DossierFile, Nomination, Part
from awards.rules import dossiers
from awards.selectors import nominations as reading
from awards.services import nominations
from blocs.selectors import people
from blocs.services import kept_files
from emulation.models import User
from emulation.verdicts import Refused, unless

MOST = 60  # files of one dossier


def add(
    nomination: Nomination, part: str, name: str, content: bytes, *, by: User, at: datetime | None = None
) -> DossierFile:
    """A file for one part. Raises Refused for what is not taken."""
    at = at or timezone.now()
    kind = kept_files.read(content)
    with transaction.atomic():
        _begin(nomination, part, by=by, at=at)
        live = nomination.files.live()
        twice = live.filter(part=part, content_hash=kept_files.digest(content)).first()
        if twice is not None:
            raise Refused(kept_files.twice(twice))
        unless(live.count() < MOST, _("A dossier takes at most 60 files.")).or_refuse()
        file = DossierFile(nomination=nomination, part=part)
        kept_files.lay(file, name, content, kind, by=by, at=at)
        nominations.tell(nomination, "file", by=by, at=at, note=f"{Part(part).label}: {file.name}")
    return file


@transaction.atomic
def remove(file: DossierFile, *, by: User, at: datetime | None = None) -> None:
    """Taken out twice, it is simply out; the file itself stays."""
    at = at or timezone.now()
    _begin(file.nomination, file.part, by=by, at=at)
    if kept_files.take_out(file, by=by, at=at):
        nominations.tell(file.nomination, "remove_file", by=by, at=at, note=file.name)


def _begin(nomination: Nomination, part: str, *, by: User, at: datetime) -> None:
    unless(part in Part, _("Choose for which part of the dossier the file is.")).or_refuse()
    nominations.lock(nomination)
    seats = reading.seats(people.person(by, on=timezone.localdate(at)), nomination)
    dossiers.can_file(part, state=nomination.state, seats=seats).or_refuse()
