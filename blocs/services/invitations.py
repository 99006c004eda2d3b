"""Everything that changes an invitation. Call as invitations.invite(…)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Invitation, Mandate, Organisation, Province
from blocs.rules import mandates as rules
from blocs.rules.rights import Act, may
from blocs.selectors import invitations as reading
from blocs.selectors import people
from blocs.services import accounts, mandates
from blocs.services.accounts import BETWEEN_MAILS
from emulation.models import User
from emulation.outbox import keeping
from emulation.verdicts import Refused, Verdict, unless

Send = Callable[[Invitation, str], None]


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    full_name: str,
    email: str,
    role: str,
    title: str,
    starts: date,
    send: Send,
    by: User,
    phone: str = "",
    ends: date | None = None,
    signing_form: str = Mandate.SigningForm.OWN,
    on_behalf_of: str = "",
    authorisation: str = "",
    at: datetime | None = None,
) -> Invitation:
    """Hold a mandate ready, and mail the link by which its person opens the account."""
    at = at or timezone.now()
    _manages(by, organisation, at).or_refuse()
    token, fingerprint = _new_token()
    invitation = Invitation(
        full_name=full_name,
        email=email.lower(),
        phone=phone,
        organisation=organisation,
        role=role,
        title=title,
        starts=starts,
        ends=ends,
        signing_form=signing_form,
        on_behalf_of=on_behalf_of,
        authorisation=authorisation,
        sent_by=by,
        sent_at=at,
        fingerprint=fingerprint,
    )
    _check(invitation)
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:  # another administrator invited the same person this very moment
        _check(invitation)
        raise
    _log(invitation, "invite", by, at)
    send(invitation, token)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, send: Send, by: User, at: datetime | None = None) -> None:
    """With a new link that lasts as long as the first did; the old one ends. Who sends it answers for it."""
    at = at or timezone.now()
    _begin(invitation, by, at)
    unless(at - invitation.sent_at >= BETWEEN_MAILS, _("The mail was sent a moment ago.")).or_refuse()
    _check(invitation)
    token, invitation.fingerprint = _new_token()
    invitation.sent_by, invitation.sent_at = by, at
    invitation.save(update_fields=["fingerprint", "sent_by", "sent_at"])
    _log(invitation, "invite_again", by, at)
    keeping.stop_about(invitation, at=at)
    send(invitation, token)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    _begin(invitation, by, at)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    _log(invitation, "withdraw_invitation", by, at)
    keeping.stop_about(invitation, at=at)


@transaction.atomic
def accept(
    invitation: Invitation, *, full_name: str, password: str, phone: str = "", at: datetime | None = None
) -> User:
    """The person opens the account, with the mandate that was held ready. Of two who try, one succeeds."""
    at = at or timezone.now()
    fingerprint = invitation.fingerprint
    organisation = invitation.organisation
    Province.objects.select_for_update(no_key=True).get(pk=organisation.province_id)
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update(no_key=True))
    (
        reading.usable(invitation, at)
        & unless(invitation.fingerprint == fingerprint, _("A newer link was sent. Open that one."))
    ).or_refuse()
    sender = invitation.sent_by
    unless(
        sender.is_active and bool(_manages(sender, organisation, at)),
        _("Whoever invited you no longer manages accounts. Ask for the invitation to be sent again."),
    ).or_refuse()

    user = accounts.open_account(
        organisation.province,
        full_name=full_name,
        email=invitation.email,
        username=reading.free_username(invitation.email),
        phone=phone,
        by=sender,
        at=at,
    )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    try:
        mandates.give(user, organisation, by=sender, at=at, **reading.wished(invitation))
    except ValidationError as error:  # fields that this person does not see
        raise Refused(*error.messages, _("Ask the administrator who invited you.")) from error

    invitation.accepted_at, invitation.user = at, user
    invitation.save(update_fields=["accepted_at", "user"])
    _log(invitation, "accept_invitation", user, at)
    return user


def found(token: str) -> Invitation | None:
    """The invitation that a link opens, whatever its state."""
    rows = Invitation.objects.select_related("organisation__province", "sent_by")
    return rows.filter(fingerprint=_fingerprint(token)).first()


def _new_token() -> tuple[str, str]:
    token = secrets.token_urlsafe(32)
    return token, _fingerprint(token)


def _fingerprint(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _manages(by: User, organisation: Organisation, at: datetime) -> Verdict:
    someone = people.person(by, on=timezone.localdate(at))
    return may(Act.MANAGE_ACCOUNTS, people.province_seats(someone, organisation.province_id))


def _begin(invitation: Invitation, by: User, at: datetime) -> None:
    _manages(by, invitation.organisation, at).or_refuse()
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update(no_key=True))
    unless(invitation.accepted_at is None, _("The invitation has been accepted already.")).or_refuse()
    unless(invitation.withdrawn_at is None, _("The invitation has been withdrawn already.")).or_refuse()


def _check(invitation: Invitation) -> None:
    """At the field itself: the address must be free, and the mandate be one that can be given."""
    errors: dict[str, object] = {}
    others = Invitation.objects.waiting().exclude(pk=invitation.pk)
    if User.objects.filter(email__iexact=invitation.email).exists():
        errors["email"] = _(
            "Somebody has an account with this e-mail. Give the mandate on that person's page."
        )
    elif others.filter(email__iexact=invitation.email).exists():
        errors["email"] = _(
            "An invitation to this e-mail is waiting. Send it again from the list, or withdraw it."
        )
    wish = Mandate(user=User(), organisation=invitation.organisation, **reading.wished(invitation))
    held = Mandate.objects.filter(organisation=invitation.organisation).select_related("user")
    errors |= {name: str(reason) for name, reason in rules.faults(wish, held).items()}
    if errors:
        raise ValidationError(errors)
    invitation.full_clean(validate_unique=False, validate_constraints=False)


def _log(invitation: Invitation, step: str, actor: User, at: datetime) -> None:
    note = f"{invitation.full_name} <{invitation.email}>, {invitation.title}"
    invitation.changes.create(actor=actor, step=step, note=note, at=at)
