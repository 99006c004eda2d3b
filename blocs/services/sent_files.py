"""Files sent in through the browser. Call as sent_files.keep(…), .preview(…), .save(…)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.exchange.outcome import Outcome
from blocs.exchange.tables import Table, tables
from blocs.models import Province, SentFile
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import imports
from emulation.models import User
from emulation.text import one_line
from emulation.verdicts import Refused, unless

MAY_SEND: dict[str, Act] = {
    SentFile.Purpose.SEASON: Act.IMPORT_SEASON,
    SentFile.Purpose.CHANGES: Act.MANAGE_CATALOGUE,
}
MOST_WAITING = 5  # of one person: who corrects a file sends it in again and again


@transaction.atomic
def keep(
    name: str,
    content: bytes,
    *,
    purpose: str = SentFile.Purpose.SEASON,
    by: User,
    at: datetime | None = None,
) -> SentFile:
    """Lay a file aside for its preview; those that nobody saved within a day go."""
    at = at or timezone.now()
    may(MAY_SEND[purpose], people.all_seats(people.person(by, on=timezone.localdate(at)))).or_refuse()
    SentFile.objects.stale(at).delete()
    waiting = SentFile.objects.filter(sent_by=by, saved_at__isnull=True).order_by("-sent_at", "-pk")
    SentFile.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[MOST_WAITING - 1 :])).delete()
    return SentFile.objects.create(
        purpose=purpose,
        sent_by=by,
        sent_at=at,
        name=one_line(name)[:250],
        content=content,
        content_hash=hashlib.sha256(content).hexdigest(),
    )


def preview(file: SentFile, *, by: User, at: datetime | None = None) -> tuple[Outcome, list[Table]]:
    """What saving would do; or what is wrong, with the tables around the wrong cells."""
    at = at or timezone.now()
    read = imports.read(bytes(file.content))
    outcome = imports.take(read, by=by, at=at, dry_run=True)
    return outcome, tables(read, outcome.problems)


@transaction.atomic
def save(file: SentFile, *, seen: str, by: User, at: datetime | None = None) -> Outcome:
    """Save what the preview showed; `seen` is its digest. Pressed twice, it is saved once."""
    at = at or timezone.now()
    reopen(file, at=at)
    with transaction.atomic():
        outcome = imports.load(bytes(file.content), by=by, at=at)
        if not outcome.is_right or outcome.digest() != seen:
            # Raising undoes the import: nobody has seen what it would do now.
            raise Refused(
                _("The data here changed since the preview. Please look at it again before saving.")
            )
    file.province = Province.objects.get(code=outcome.province)
    file.saved_at, file.content, file.summary = at, b"", outcome.summary(with_unchanged=False)
    file.save(update_fields=["province", "saved_at", "content", "summary"])
    return outcome


def reopen(file: SentFile, *, at: datetime) -> None:
    """For saving, one at a time; refuses what was saved already or is too old to be remembered."""
    file.refresh_from_db(from_queryset=SentFile.objects.select_for_update(of=("self",), no_key=True))
    unless(not file.is_saved, _("This file has been saved already.")).or_refuse()
    unless(
        not file.is_stale(at), _("This file was sent in more than a day ago; please send it again.")
    ).or_refuse()
