"""Who may act for which organisation. Call as mandates.give(…)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate, Organisation, Province
from blocs.rules import mandates as rules
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services.accounts import keeps_an_administrator
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def give(
    user: User,
    organisation: Organisation,
    *,
    role: str,
    title: str,
    starts: date,
    by: User | None,
    ends: date | None = None,
    signing_form: str = Mandate.SigningForm.OWN,
    on_behalf_of: str = "",
    authorisation: str = "",
    at: datetime | None = None,
) -> Mandate:
    """Let a person act for an organisation from a day on; `by` nobody: on the server itself."""
    at = at or timezone.now()
    _begin(user, organisation, by, at)
    unless(user.is_active, _("The account is closed. Open it again first.")).or_refuse()
    if organisation.is_closed_on(starts):
        raise ValidationError({"organisation": _("The organisation is closed by then.")})
    mandate = Mandate(
        user=user,
        organisation=organisation,
        role=role,
        title=title,
        starts=starts,
        ends=ends,
        signing_form=signing_form,
        on_behalf_of=on_behalf_of,
        authorisation=authorisation,
    )
    _check(mandate)
    mandate.save()
    mandate.changes.create(actor=by, step="give", note=_told(mandate), at=at)
    return mandate


@transaction.atomic
def edit(
    mandate: Mandate,
    *,
    title: str,
    by: User,
    signing_form: str = Mandate.SigningForm.OWN,
    on_behalf_of: str = "",
    authorisation: str = "",
    at: datetime | None = None,
) -> None:
    """Change how the person signs; person, organisation, role and first day stay. Issued papers do, too."""
    at = at or timezone.now()
    _reopen(mandate, by, at)
    was = _told(mandate)
    mandate.title, mandate.signing_form = title, signing_form
    mandate.on_behalf_of, mandate.authorisation = on_behalf_of, authorisation
    _check(mandate)
    if _told(mandate) == was:
        return
    mandate.save(update_fields=["title", "signing_form", "on_behalf_of", "authorisation"])
    mandate.changes.create(actor=by, step="edit_mandate", note=f"{was} → {_told(mandate)}", at=at)


@transaction.atomic
def end(mandate: Mandate, *, on: date, by: User, reason: str = "", at: datetime | None = None) -> None:
    """Set its last day. A mandate that shall last longer than it was given for needs a new one."""
    at = at or timezone.now()
    _reopen(mandate, by, at)
    if on < mandate.starts:
        raise ValidationError({"on": _("The mandate ends before it begins.")})
    if mandate.ends is not None and on >= mandate.ends:
        last = f"{mandate.ends:%d/%m/%Y}"
        raise ValidationError(
            {
                "on": _("It ends on %(day)s anyway. To go on after that day, give a new mandate.")
                % {"day": last}
            }
        )
    if mandate.role == Mandate.Role.ADMINISTRATOR:
        keeps_an_administrator(mandate.user, at, but=mandate)
    mandate.ends = on
    mandate.save(update_fields=["ends"])
    note = f"{on:%d/%m/%Y}" + (f"; {reason}" if reason else "")
    mandate.changes.create(actor=by, step="end", note=f"{_told(mandate)}: {note}", at=at)


def _check(mandate: Mandate) -> None:
    others = Mandate.objects.filter(Q(user=mandate.user) | Q(organisation=mandate.organisation))
    found = rules.faults(mandate, others.select_related("user"))
    if found:
        raise ValidationError({name: str(reason) for name, reason in found.items()})
    mandate.full_clean(exclude=["user", "organisation"])


def _told(mandate: Mandate) -> str:
    """Trưởng phòng (officer), Sở Nội vụ, KT. Giám đốc: a mandate in one line of the log."""
    parts = [f"{mandate.title} ({mandate.get_role_display()})", mandate.organisation.current_short_name]
    if mandate.signing_form != Mandate.SigningForm.OWN:
        parts.append(f"{mandate.signing_form}. {mandate.on_behalf_of}")
    if mandate.authorisation:
        parts.append(mandate.authorisation)
    return ", ".join(parts)


def _begin(user: User, organisation: Organisation, by: User | None, at: datetime) -> None:
    """The province's row keeps order among its mandates, the person's among those of several provinces."""
    Province.objects.select_for_update(no_key=True).get(pk=organisation.province_id)
    user.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    if by is None:
        return
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_ACCOUNTS, people.province_seats(someone, organisation.province_id)).or_refuse()
    rules.not_oneself(user == by).or_refuse()


def _reopen(mandate: Mandate, by: User, at: datetime) -> None:
    _begin(mandate.user, mandate.organisation, by, at)
    mandate.refresh_from_db(
        fields=["title", "starts", "ends", "signing_form", "on_behalf_of", "authorisation"]
    )
    over = mandate.has_ended(timezone.localdate(at))
    unless(not over, _("This mandate has ended; it stays as it was.")).or_refuse()
