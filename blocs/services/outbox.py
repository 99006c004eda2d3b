"""What those who answer for a province's mails do with them. Who did so stands in the log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.models import Invitation
from blocs.rules.rights import Act, may
from blocs.selectors import own_data, people
from emulation.models import Letter, User
from emulation.outbox import keeping


@transaction.atomic
def send_again(letter: Letter, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _allowed(by, at)
    keeping.send_again(letter, at=at)
    _log(letter, "mail_again", by, at)


@transaction.atomic
def stop(letter: Letter, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _allowed(by, at)
    if keeping.stop(letter, at=at):
        _log(letter, "mail_stop", by, at)


def _allowed(by: User, at: datetime) -> None:
    may(Act.MANAGE_OUTBOX, people.all_seats(people.person(by, on=timezone.localdate(at)))).or_refuse()


def _log(letter: Letter, step: str, by: User, at: datetime) -> None:
    note = f"{letter.subject} → {letter.address}"
    model, _colon, key = letter.about.partition(":")
    if letter.user is not None:
        province = own_data.province_of(letter.user)
        if province is not None:
            letter.user.account_changes.create(province=province, actor=by, step=step, note=note, at=at)
    elif model == Invitation._meta.label_lower:
        Invitation.objects.get(pk=key).changes.create(actor=by, step=step, note=note, at=at)
