"""Accounts of people who left long ago: frozen into a list of disposal, and made nobody's.

What stays is named in RECORDS: papers and what proves their signatures, minutes and decisions, the log.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from blocs.models import (
    AccountChange,
    CalendarFeed,
    Correction,
    Disposal,
    DisposalRow,
    Invitation,
    InvitationChange,
    Mandate,
    RecordClass,
)
from blocs.rules.disposal import is_as_drawn
from blocs.selectors import retention_subjects as kept
from blocs.selectors.disposals import Frozen, register
from documents.models import (
    Certificate,
    RemoteCredential,
    SignaturePicture,
    SigningKey,
    TokenCertificate,
)
from emulation.models import (
    Digest,
    Enclosure,
    Letter,
    Notice,
    NoticeChoice,
    NoticeRhythm,
    SavedFilter,
    User,
)

USER = User._meta.label_lower
# Nothing of these says more than the account itself, and nothing that was signed or decided rests on them.
OWN_ROWS = (
    *(EmailAddress, Authenticator, SocialAccount, SavedFilter, CalendarFeed),
    *(Notice, NoticeChoice, NoticeRhythm, Digest, SignaturePicture, RemoteCredential, TokenCertificate),
)
COLUMNS = ("username", "full_name", "email", "phone", "password", "date_joined", "is_active")


def freeze(province: int, before: date) -> Iterator[Frozen]:
    """Without a name, since the list stays. The fingerprint covers the sealed password: nobody guesses it."""
    now = timezone.now()
    valid = Certificate.objects.filter(user=OuterRef("pk"), revoked_at__isnull=True, not_after__gt=now)
    rows = kept.LEFT.before(province, before).exclude(Exists(valid)).exclude(is_superuser=True)
    for user in rows.order_by("left_on", "pk"):
        mandates = Mandate.objects.filter(user=user).order_by("pk").values_list("pk", "starts", "ends")
        said = [[getattr(user, name) for name in COLUMNS], [list(row) for row in mandates]]
        text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Frozen(USER, user.pk, f"Tài khoản số {user.pk}", user.left_on, sha256)


def dispose(disposal: Disposal, rows: Sequence[DisposalRow]) -> None:
    for row in rows:
        user = User.objects.select_for_update(no_key=True).get(pk=row.key)
        is_as_drawn(user.anonymised_at is None).or_refuse()
        anonymise(user, disposal)


def called(user: User) -> str:
    """In place of the name, wherever it was told by way of the account. Papers are Vietnamese, so is this."""
    return f"Người dùng cũ số {user.pk}"


def anonymise(user: User, disposal: Disposal) -> None:
    of_person = Q(user=user) | Q(email__iexact=user.email, organisation__province=disposal.province_id)
    invitations = Invitation.objects.filter(of_person)
    letters = Letter.objects.filter(Q(user=user) | Q(address__iexact=user.email))
    Enclosure.objects.filter(letter__in=letters).delete()
    letters.delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    for model in OWN_ROWS:
        model._default_manager.filter(user=user).delete()
    keys = SigningKey.objects.filter(certificate__user=user, destroyed_at__isnull=True)
    keys.update(blob=b"", destroyed_at=timezone.now())
    number = user.pk
    user.full_name, user.phone = called(user), ""
    user.username, user.email = f"nguoi-cu-{number}", f"nguoi-cu-{number}@anonymous.invalid"
    user.is_active, user.last_login, user.anonymised_at = False, None, timezone.now()
    user.set_unusable_password()
    user.groups.clear()
    user.user_permissions.clear()
    user.save()
    InvitationChange.objects.filter(invitation__in=invitations).update(note="")
    Correction.objects.filter(user=user).update(stands="", wanted="–", reason="", answer="")
    AccountChange.objects.filter(user=user).update(note="")
    for invitation in invitations:
        invitation.full_name, invitation.email, invitation.phone = user.full_name, user.email, ""
        if invitation.is_waiting:
            invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["full_name", "email", "phone", "withdrawn_at"])
    told = {"step": "anonymise", "note": disposal.decision_number, "at": user.anonymised_at}
    user.account_changes.create(province=disposal.province, actor=None, **told)


def register_all() -> None:
    register(RecordClass.ACCOUNTS, freeze, dispose)
