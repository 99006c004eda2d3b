"""Everything that changes an account. Call as accounts.open_account(…). Mandates have their own module."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate, Province
from blocs.rules.mandates import not_oneself
from blocs.rules.rights import Act, may
from blocs.selectors import accounts, people
from blocs.services.pledges import Stale
from emulation.models import User
from emulation.verdicts import unless

BETWEEN_MAILS = timedelta(minutes=1)  # a button pressed twice sends one mail


@transaction.atomic
def open_account(
    province: Province,
    *,
    full_name: str,
    email: str,
    username: str,
    by: User | None,
    phone: str = "",
    at: datetime | None = None,
) -> User:
    """An account without a password: its person chooses one by mail. `by` nobody: on the server itself."""
    at = at or timezone.now()
    if by is not None:
        someone = people.person(by, on=timezone.localdate(at))
        may(Act.MANAGE_ACCOUNTS, people.province_seats(someone, province.pk)).or_refuse()
    user = User(full_name=full_name, email=email.lower(), username=username, phone=phone)
    user.set_unusable_password()
    _check(user)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # somebody took the name or the address this very moment
        _check(user)
        raise
    user.account_changes.create(province=province, actor=by, step="open", note=username, at=at)
    return user


@transaction.atomic
def edit(
    user: User,
    *,
    full_name: str,
    email: str,
    username: str,
    by: User,
    phone: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> None:
    """Change name and addresses. With a new e-mail the old one can no longer be used to sign in.

    `seen` is the key of the last edit when the form was drawn; raises Stale when there is a later one.
    """
    at = at or timezone.now()
    province = begin(user, by, at)
    given = {"full_name": full_name, "email": email.lower(), "username": username, "phone": phone}
    was = {name: getattr(user, name) for name in given}
    if was == given:
        return
    last = accounts.last_edit(user)
    if seen is not None and last is not None and last.pk != seen:
        raise Stale(user, by=last.actor, at=last.at)
    for name, value in given.items():
        setattr(user, name, value)
    _check(user)
    changed = [name for name in given if getattr(user, name) != was[name]]  # now that it is normalised
    if not changed:
        return
    try:
        with transaction.atomic():
            user.save(update_fields=[*given, "sort_key", "search_text"])
    except IntegrityError:
        _check(user)
        raise
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    note = "; ".join(f"{_label(name)}: {was[name] or '–'} → {getattr(user, name) or '–'}" for name in changed)
    user.account_changes.create(province=province, actor=by, step="edit_account", note=note, at=at)


@transaction.atomic
def close(user: User, *, by: User, at: datetime | None = None) -> None:
    """Nobody signs in to it any more, and whoever is signed in is out. Pressed twice, it is closed once."""
    at = at or timezone.now()
    province = begin(user, by, at)
    not_oneself(user == by).or_refuse()
    if not user.is_active:
        return
    keeps_an_administrator(user, at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.account_changes.create(province=province, actor=by, step="close", at=at)


@transaction.atomic
def reopen(user: User, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    province = begin(user, by, at)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    user.account_changes.create(province=province, actor=by, step="reopen", at=at)


@transaction.atomic
def send_password_mail(user: User, *, send: Callable[[], None], by: User, at: datetime | None = None) -> None:
    """Send the mail with which the person chooses a password."""
    at = at or timezone.now()
    province = begin(user, by, at)
    unless(user.is_active, _("The account is closed. Open it again first.")).or_refuse()
    last = user.account_changes.filter(step="password_mail").last()
    unless(last is None or at - last.at >= BETWEEN_MAILS, _("The mail was sent a moment ago.")).or_refuse()
    user.account_changes.create(province=province, actor=by, step="password_mail", note=user.email, at=at)
    send()


@transaction.atomic
def reset_second_step(
    user: User, *, send: Callable[[User], None], by: User, at: datetime | None = None
) -> None:
    """Take the second step off the sign-in of somebody who lost telephone and codes; the person is told."""
    at = at or timezone.now()
    province = begin(user, by, at)
    unless(user != by, _("Ask another administrator to do this for your own account.")).or_refuse()
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    if not removed:
        return
    user.account_changes.create(province=province, actor=by, step="reset_second_step", at=at)
    send(user)


def keeps_an_administrator(user: User, at: datetime, *, but: Mandate | None = None) -> None:
    """Without this person, or this mandate, each province must still have somebody who gives mandates.

    The caller holds the rows of the provinces, so that two administrators cannot close each other.
    """
    day = timezone.localdate(at)
    admins = Mandate.objects.on(day).filter(role=Mandate.Role.ADMINISTRATOR, user__is_active=True)
    ending = admins.filter(user=user) if but is None else admins.filter(pk=but.pk)
    touched = ending.values("organisation__province")
    for province in Province.objects.filter(pk__in=touched):
        others = admins.filter(organisation__province=province).exclude(pk__in=ending.values("pk"))
        unless(
            others.exists(),
            _("%(province)s would be without an administrator.") % {"province": province.name},
        ).or_refuse()


def _check(user: User) -> None:
    """At the field itself, whatever the case of the letters."""
    taken: dict[str, Any] = {}
    others = User.objects.exclude(pk=user.pk) if user.pk else User.objects.all()
    if others.filter(username__iexact=user.username).exists():
        taken["username"] = _("Somebody else has this user name.")
    elif "@" in user.username:
        taken["username"] = _("No @ in a user name: people may sign in with their e-mail as well.")
    if others.filter(email__iexact=user.email).exists():
        taken["email"] = _("Somebody else has this e-mail. Each person needs an address of their own.")
    if taken:
        raise ValidationError(taken)
    # Asked above, and held by the database: asked a third time, it would answer in the names of constraints.
    user.full_clean(exclude=["password"], validate_unique=False, validate_constraints=False)


def _label(name: str) -> str:
    return str(User._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields


def begin(user: User, by: User, at: datetime) -> Province:
    """The administrator's province to which the person belongs; accounts of other provinces are theirs."""
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_ACCOUNTS, people.all_seats(someone)).or_refuse()
    own = someone.provinces_as(Mandate.Role.ADMINISTRATOR)
    provinces = list(Province.objects.filter(pk__in=own).order_by("pk").select_for_update(no_key=True))
    user.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    unless(
        user.anonymised_at is None,
        _("This account was made nobody's by a disposal; who comes back gets a new one."),
    ).or_refuse()
    unless(
        accounts.visible(someone).filter(pk=user.pk).exists(), _("This person belongs to another province.")
    ).or_refuse()
    elsewhere = user.mandates.exclude(organisation__province__in=own).exclude(ends__lt=timezone.localdate(at))
    unless(
        not elsewhere.exists(),
        _("This person also holds a mandate in another province; until it ends, the account stays as it is."),
    ).or_refuse()
    return provinces[0]
