"""Certificates of people: approval, the PIN, locking, revocation. Call as certificates.enrol(…)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from documents import cleaning
from documents.models import AuthorityKey, Certificate, Enrolment, PasskeyUnlock, SignaturePicture, SigningKey
from documents.rules.rejections import Rejection
from documents.services import authority, evidence
from documents.signing import certificates as made
from documents.signing import keys
from emulation.models import User

LOCKED_AFTER, DESTROYED_AFTER = 5, 10  # wrong PINs one after the other
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PIN, LONGEST_PIN = 8, 64
LARGEST_PICTURE = 2 * 1024 * 1024
PICTURE_SIZE = (900, 360)  # pixels at most: 7.6 × 3 cm at 300 dpi


@dataclass(frozen=True, slots=True)
class OpenKey:
    certificate: Certificate
    signer: keys.LiveKeySigner


@transaction.atomic
def approve(
    user: User, *, organisation: str, title: str, decision: str, by: User | None, at: datetime | None = None
) -> Enrolment:
    """An administrator has seen the paper that names this person; the person may now make a key."""
    at = at or timezone.now()
    Enrolment.objects.filter(user=user, used_at__isnull=True).delete()
    enrolment = Enrolment(
        user=user,
        organisation=cleaning.line(organisation),
        title=cleaning.line(title),
        decision=cleaning.line(decision),
        approved_by=by,
        approved_at=at,
    )
    enrolment.full_clean(exclude=["approved_by", "used_at"])
    enrolment.save()
    log("enrolment_approved", by=by, at=at, user=user.pk, decision=enrolment.decision)
    return enrolment


def enrol(enrolment: Enrolment, *, pin: str, by: User) -> Certificate:
    """Make the person's key and certificate; only the PIN opens the key, and nobody can look the PIN up."""
    if enrolment.user_id != by.pk:
        raise Rejection("NOT_YOURS")
    check_pin(pin, by)
    key = keys.new_key()  # takes a moment: before anything is locked
    with transaction.atomic():
        return _issue(enrolment, key, pin, by)


def _issue(enrolment: Enrolment, key: RSAPrivateKey, pin: str, by: User) -> Certificate:
    now = timezone.now()
    ours = authority.current()
    enrolment.refresh_from_db(from_queryset=Enrolment.objects.select_for_update(no_key=True))
    if enrolment.used_at is not None:
        raise Rejection("NOT_YOURS")
    name = made.name_of(by.full_name, enrolment.organisation, enrolment.title, f"ND{by.pk:06d}")
    issued = made.person(key, name, ours.issuer, now, authority.list_address())
    content = made.der(issued)
    certificate = Certificate.objects.create(
        user=by,
        enrolment=enrolment,
        issuer=AuthorityKey.objects.filter(purpose=AuthorityKey.Purpose.ISSUING).latest("pk"),
        serial=f"{issued.serial_number:x}",
        der=content,
        sha256=sha256(content).hexdigest(),
        not_before=issued.not_valid_before_utc,
        not_after=issued.not_valid_after_utc,
    )
    sealed = keys.seal_with_pin(key, pin, certificate.owner)
    SigningKey.objects.create(
        certificate=certificate, blob=sealed.blob, secret_id=sealed.secret_id, kdf=sealed.kdf
    )
    enrolment.used_at = now
    enrolment.save(update_fields=["used_at"])
    log("cert_issued", by=by, at=now, user=by.pk, serial=certificate.serial, sha256=certificate.sha256)
    for older in Certificate.objects.usable(now).filter(user=by).exclude(pk=certificate.pk):
        _revoke(older, reason="superseded", by=by, at=now, note="")
    return certificate


def check_pin(pin: str, user: User) -> None:
    """At least eight signs, not all alike, not in a row, nothing that everybody knows of the person."""
    folded = pin.casefold()
    known = {user.username.casefold(), user.email.casefold(), user.phone, user.full_name.casefold()}
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
        raise ValidationError(
            {
                "pin": _("A PIN has %(least)d to %(most)d signs.")
                % {"least": SHORTEST_PIN, "most": LONGEST_PIN}
            }
        )
    if len(set(pin)) < 4 or steps in ({1}, {-1}) or folded in known:
        raise ValidationError({"pin": _("This PIN is easy to guess. Choose another one.")})


def current(user: User, *, at: datetime | None = None) -> Certificate | None:
    """The certificate that this person signs with."""
    usable = Certificate.objects.usable(at or timezone.now())
    return usable.filter(user=user).select_related("key", "enrolment").first()


@contextmanager
def trying(user: User) -> Iterator[Certificate]:
    """One try to open the key that this person signs with. It counts at once, whatever follows."""
    now = timezone.now()
    certificate = current(user, at=now)
    if certificate is None:
        raise _why_none(user, now)
    row = certificate.key
    _count(row, now)
    try:
        yield certificate
    except keys.NoKeys:
        _uncount(row)
        raise Rejection("NO_KEYS") from None
    except keys.WrongPin:
        raise _wrong(certificate, user, now, "pin") from None
    except keys.WrongPasskey:
        raise _wrong(certificate, user, now, "passkey") from None
    SigningKey.objects.filter(pk=row.pk).update(failed=0, locked_until=None)


def open_key(user: User, pin: str) -> OpenKey:
    """For one signature. A wrong PIN counts at once, whatever becomes of the rest."""
    with trying(user) as certificate:
        row = certificate.key
        sealed = keys.Sealed(bytes(row.blob), row.secret_id, row.kdf)
        key = keys.unseal_with_pin(sealed, pin, certificate.owner)
    if not keys.is_current(sealed):
        anew = keys.seal_with_pin(key, pin, certificate.owner)
        SigningKey.objects.filter(pk=row.pk).update(blob=anew.blob, secret_id=anew.secret_id, kdf=anew.kdf)
    return opened(certificate, key)


def opened(certificate: Certificate, key: RSAPrivateKey) -> OpenKey:
    chain = [authority.current().between]
    return OpenKey(certificate, keys.LiveKeySigner(key, made.asn1_certificate(bytes(certificate.der)), chain))


def change_pin(user: User, *, pin: str, new_pin: str) -> None:
    check_pin(new_pin, user)
    opened = open_key(user, pin)
    sealed = keys.seal_with_pin(opened.signer._key, new_pin, opened.certificate.owner)
    with transaction.atomic():
        SigningKey.objects.filter(certificate=opened.certificate).update(
            blob=sealed.blob, secret_id=sealed.secret_id, kdf=sealed.kdf
        )
        log("pin_changed", by=user, serial=opened.certificate.serial)


@transaction.atomic
def revoke(
    certificate: Certificate, *, reason: str, by: User | None, note: str = "", at: datetime | None = None
) -> None:
    """From now on nothing signed with it is taken; what was sealed before stays good."""
    _revoke(certificate, reason=reason, by=by, at=at or timezone.now(), note=note)


def _revoke(certificate: Certificate, *, reason: str, by: User | None, at: datetime, note: str) -> None:
    if reason not in made.REASONS:
        raise ValidationError({"reason": _("Choose a reason.")})
    certificate.refresh_from_db(from_queryset=Certificate.objects.select_for_update(no_key=True))
    if certificate.revoked_at is not None:
        return
    certificate.revoked_at, certificate.revoked_by = at, by
    certificate.reason, certificate.note = reason, cleaning.text(note)
    certificate.save(update_fields=["revoked_at", "revoked_by", "reason", "note"])
    SigningKey.objects.filter(certificate=certificate).update(blob=b"", destroyed_at=at)
    PasskeyUnlock.objects.filter(key__certificate=certificate).delete()
    log("cert_revoked", by=by, at=at, serial=certificate.serial, reason=reason, note=certificate.note)
    authority.make_list(now=max(at, timezone.now()))


@transaction.atomic
def set_picture(user: User, content: bytes) -> SignaturePicture:
    """Kept as a PNG of our own making: whatever else the file carried is gone."""
    png = _picture(content)
    row, _created = SignaturePicture.objects.update_or_create(
        user=user, defaults={"png": png, "changed_at": timezone.now()}
    )
    return row


def _picture(content: bytes) -> bytes:
    if len(content) > LARGEST_PICTURE:
        raise ValidationError({"picture": _("The picture is larger than 2 MB.")})
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > 20_000_000:
                raise ValidationError({"picture": _("The picture is larger than 20 million pixels.")})
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise ValidationError({"picture": _("This is not a picture (PNG or JPEG).")}) from None
    picture.thumbnail(PICTURE_SIZE)
    lowest, _highest = picture.getchannel("A").getextrema()
    if lowest == 255:  # a photograph on white paper: the paper becomes transparent
        grey = picture.convert("L")
        picture.putalpha(grey.point(lambda light: 0 if light > 200 else 255 - light // 2))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _count(row: SigningKey, now: datetime) -> None:
    """Counted before it is tried: those who try at the same time do not get more tries."""
    with transaction.atomic():
        row.refresh_from_db(from_queryset=SigningKey.objects.select_for_update(no_key=True))
        if row.destroyed_at is not None:
            raise Rejection("KEY_DESTROYED")
        if row.locked_until is not None and row.locked_until > now:
            raise Rejection("KEY_LOCKED", until=f"{timezone.localtime(row.locked_until):%H:%M}")
        row.failed += 1
        row.save(update_fields=["failed"])


def _uncount(row: SigningKey) -> None:
    SigningKey.objects.filter(pk=row.pk, failed__gt=0).update(failed=row.failed - 1)


@transaction.atomic
def _wrong(certificate: Certificate, user: User, now: datetime, what: str) -> Rejection:
    """`what` was tried: the PIN or a passkey; both count together."""
    row = certificate.key
    row.refresh_from_db(from_queryset=SigningKey.objects.select_for_update(no_key=True))
    log(f"{what}_failed", by=user, at=now, serial=certificate.serial, failed=row.failed)
    if row.failed >= DESTROYED_AFTER:
        _revoke(certificate, reason="unspecified", by=None, at=now, note=_("Too many wrong PINs."))
        return Rejection("KEY_DESTROYED")
    if row.failed % LOCKED_AFTER == 0:
        row.locked_until = now + LOCKED_FOR
        row.save(update_fields=["locked_until"])
        log("key_locked", by=user, at=now, serial=certificate.serial)
        return Rejection("KEY_LOCKED", until=f"{timezone.localtime(row.locked_until):%H:%M}")
    return Rejection(f"{what.upper()}_WRONG", left=LOCKED_AFTER - row.failed % LOCKED_AFTER)


def _why_none(user: User, now: datetime) -> Rejection:
    last = Certificate.objects.filter(user=user).first()
    if last is None:
        return Rejection("NO_CERTIFICATE")
    if last.revoked_at is not None:
        return Rejection("CERT_REVOKED", detail=f"{timezone.localtime(last.revoked_at):%d/%m/%Y}")
    return Rejection("CERT_EXPIRED", day=f"{timezone.localtime(last.not_after):%d/%m/%Y}")


def log(kind: str, *, by: User | None, at: datetime | None = None, **data: object) -> None:
    evidence.log(evidence.chain_of(authority.CHAIN), kind, by=by, at=at, **data)
