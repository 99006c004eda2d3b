"""What a person does with what is kept about them. Call as own_data.take_out(…), own_data.ask(…)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Correction
from blocs.selectors import own_data as reading
from blocs.services import accounts, member_letters
from emulation.models import User
from emulation.verdicts import unless

DATA, PICTURE = "du-lieu-ca-nhan.json", "tep/chu-ky.png"


def take_out(user: User, into: IO[bytes], *, at: datetime | None = None) -> None:
    """All of it as a package, row by row: memory stays small however much there is."""
    at = at or timezone.now()
    with ZipFile(into, "w", ZIP_DEFLATED) as package:
        with package.open(DATA, "w") as file:
            for piece in _json(user, at):
                file.write(piece.encode())
        if picture := reading.picture_of_signature(user):
            package.writestr(PICTURE, picture)
    _log(user, "own_data", at=at)


def _json(user: User, at: datetime) -> Iterator[str]:
    yield f'{{\n"taken_out_at": {_written(at)}'
    for part in reading.parts(user):
        yield f',\n"{part.name}": ['
        comma = ""
        for row in part.told():
            yield f"{comma}\n {_written(row)}"
            comma = ","
        yield "]"
    yield "\n}\n"


def _written(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


@transaction.atomic
def change_phone(user: User, phone: str, *, at: datetime | None = None) -> None:
    """What people put right by themselves: nothing else hangs on it."""
    user.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    was, user.phone = user.phone, phone
    if was == phone:
        return
    user.save(update_fields=["phone", "search_text"])
    _log(user, "own_phone", note=f"{was or '–'} → {phone or '–'}", at=at)


@transaction.atomic
def ask(user: User, *, what: str, wanted: str, reason: str = "", at: datetime | None = None) -> Correction:
    """The administrator answers; until then the same thing is not asked again."""
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    province = reading.province_of(user)
    if province is None:
        raise ValidationError(_("Your account belongs to no province yet. Ask who opened it."))
    if user.corrections.waiting().filter(what=what).exists():
        raise ValidationError({"what": _("You have asked for this already; the administrator will answer.")})
    stands = str(getattr(user, what)) if what in (Correction.What.NAME, Correction.What.EMAIL) else ""
    asked = Correction(
        user=user,
        province=province,
        what=what,
        stands=stands,
        wanted=wanted,
        reason=reason,
        asked_at=at,
    )
    asked.full_clean(exclude=["user", "province"])
    asked.save()
    _log(user, "ask_correction", note=f"{asked.get_what_display()}: {stands or '–'} → {wanted}", at=at)
    return asked


@transaction.atomic
def answer(correction: Correction, *, granted: bool, told: str, by: User, at: datetime | None = None) -> None:
    """With yes a name or an address is put right at once; the rest the administrator has done before."""
    at = at or timezone.now()
    correction.refresh_from_db(from_queryset=Correction.objects.select_for_update(of=("self",), no_key=True))
    user = correction.user
    province = accounts.begin(user, by, at)
    unless(correction.is_waiting, _("A colleague has answered this meanwhile.")).or_refuse()
    unless(user.pk != by.pk, _("Another administrator answers what you asked for yourself.")).or_refuse()
    if not granted and not told.strip():
        raise ValidationError({"told": _("Say why it stays as it is.")})
    if granted and correction.what in (Correction.What.NAME, Correction.What.EMAIL):
        _put_right(correction, by=by, at=at)
    correction.granted, correction.answer = granted, told
    correction.answered_by, correction.answered_at = by, at
    correction.save(update_fields=["granted", "answer", "answered_by", "answered_at"])
    step = "grant_correction" if granted else "refuse_correction"
    note = f"{correction.get_what_display()}: {correction.wanted}"
    user.account_changes.create(province=province, actor=by, step=step, note=note, at=at)
    member_letters.correction_answered(correction)


def _put_right(correction: Correction, *, by: User, at: datetime) -> None:
    user = correction.user
    given = {name: getattr(user, name) for name in ("full_name", "email", "username", "phone")}
    accounts.edit(user, by=by, at=at, **given | {correction.what: correction.wanted})


def _log(user: User, step: str, *, note: str = "", at: datetime | None = None) -> None:
    province = reading.province_of(user)
    if province is not None:  # an account of nobody's has no log that anybody reads
        user.account_changes.create(
            province=province, actor=user, step=step, note=note, at=at or timezone.now()
        )
