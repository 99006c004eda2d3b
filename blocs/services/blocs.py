"""Everything that changes a bloc itself. Call as blocs.create(…)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Bloc, BlocName, Province
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import naming
from emulation.models import User

RESERVED_CODES = {"new"}  # taken by addresses of ours


@transaction.atomic
def create(
    province: Province,
    *,
    code: str,
    name: str,
    by: User,
    short_name: str = "",
    at: datetime | None = None,
    **fields: Any,
) -> Bloc:
    """A bloc or cluster with its first name, which holds from the beginning."""
    at = at or timezone.now()
    _allowed(province, by, at)
    if code in RESERVED_CODES:
        raise ValidationError({"code": _("This word is used by the site; choose another code.")})
    bloc = Bloc(province=province, code=code, **fields)
    bloc.full_clean()
    bloc.save()
    BlocName.objects.create(bloc=bloc, name=name, short_name=short_name)
    naming.refresh(bloc)
    bloc.changes.create(actor=by, step="create", at=at)
    return bloc


@transaction.atomic
def edit(bloc: Bloc, *, by: User, at: datetime | None = None, **fields: Any) -> None:
    """Change kind, scope, decision and customs; names have their own way, the code stays."""
    at = at or timezone.now()
    _lock(bloc)
    _allowed(bloc.province, by, at)
    for name, value in fields.items():
        setattr(bloc, name, value)
    bloc.full_clean()
    bloc.save(update_fields=list(fields))
    bloc.changes.create(actor=by, step="edit", note=", ".join(sorted(fields)), at=at)


@transaction.atomic
def rename(
    bloc: Bloc, *, name: str, since: date, by: User, short_name: str = "", at: datetime | None = None
) -> None:
    """A new name from a day on; papers of earlier days keep the old one."""
    at = at or timezone.now()
    _lock(bloc)
    _allowed(bloc.province, by, at)
    naming.rename(bloc, name=name, short_name=short_name, since=since)
    naming.refresh(bloc)
    bloc.changes.create(actor=by, step="rename", note=name, at=at)


def _allowed(province: Province, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_CATALOGUE, people.province_seats(someone, province.pk)).or_refuse()


def _lock(bloc: Bloc) -> None:
    bloc.refresh_from_db(from_queryset=Bloc.objects.select_for_update(no_key=True))
