"""The site's own keys: made once, opened once in each process. Call as authority.current()."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from pyhanko.sign.timestamps import TimeStamper

from documents import cleaning
from documents.models import AuthorityKey, Certificate, EventChain, RevocationList, TrustedRoot
from documents.rules.rejections import Rejection
from documents.services import evidence
from documents.signing import certificates, keys, timestamps
from documents.signing.trust import Root, Trust
from emulation.models import User

Purpose = AuthorityKey.Purpose
CHAIN = "authority"
OWN_LIST = "CA nội bộ của hệ thống"  # as the trust list is named on papers and pages
LIST_AGE = timedelta(days=1)  # a revocation list is made anew when it is older


@dataclass(frozen=True)
class Authority:
    """The open keys of the site."""

    root: asn1.Certificate
    issuer: certificates.Issuer
    seal: keys.LiveKeySigner
    own_clock: timestamps.OwnClock
    root_list: asn1_crl.CertificateList

    @property
    def between(self) -> asn1.Certificate:
        return certificates.asn1_certificate(certificates.der(self.issuer.certificate))

    @property
    def clock(self) -> TimeStamper:
        return timestamps.outside() or self.own_clock


def current() -> Authority:
    fingerprints = _fingerprints()
    if len(fingerprints) < len(Purpose):
        if not settings.SIGNING_KEYS_MADE:
            raise Rejection("NO_KEYS")
        create()
        fingerprints = _fingerprints()
    try:
        return _opened(tuple(sorted(fingerprints.items())))
    except keys.NoKeys:
        raise Rejection("NO_KEYS") from None


@transaction.atomic
def create(
    *, by: User | None = None, now: datetime | None = None, anew: bool = False
) -> rsa.RSAPrivateKey | None:
    """Make root, issuing authority, clock and seal; hand out the root's key, which is kept nowhere.

    With keys there already nothing is done, unless `anew`: then what was signed before stays trusted.
    """
    EventChain.objects.get_or_create(key=CHAIN)
    # Whoever comes second waits here.
    chain = EventChain.objects.select_for_update(no_key=True).get(key=CHAIN)
    if not anew and is_there():
        return None
    now = now or timezone.now()
    place = settings.SITE_ADDRESS.partition("://")[2]
    root_key, issuing_key, clock_key, seal_key = (keys.new_key() for _ in range(4))
    root = certificates.root(root_key, _name("Gốc", place), now)
    issuing = certificates.issuing(issuing_key, _name("CA ký số", place), root_key, root, now)
    issuer = certificates.Issuer(issuing_key, issuing)
    address = list_address()
    clock = certificates.clock(clock_key, _name("Dấu thời gian", place), issuer, now, address)
    seal = certificates.seal(seal_key, _name("Dấu hệ thống", place), issuer, now, address)
    root_list = certificates.revocation_list(
        certificates.Issuer(root_key, root),
        [],
        number=1,
        now=now,
        holds=timedelta(days=365 * certificates.ISSUING_YEARS),
    )
    rows = [
        _kept(Purpose.ROOT, root, None, now, certificates.der(root_list)),
        _kept(Purpose.ISSUING, issuing, issuing_key, now),
        _kept(Purpose.CLOCK, clock, clock_key, now),
        _kept(Purpose.SEAL, seal, seal_key, now),
    ]
    evidence.log(chain, "keys_made", by=by, at=now, certificates={row.purpose: row.sha256 for row in rows})
    make_list(now=now)
    return root_key


def is_there() -> bool:
    return len(_fingerprints()) == len(Purpose)


def list_address() -> str:
    return f"{settings.SITE_ADDRESS}{reverse('documents:revocation-list')}"


@transaction.atomic
def make_list(*, now: datetime | None = None) -> RevocationList:
    """What is revoked as of now, signed. Two at once wait for each other."""
    now = now or timezone.now()
    EventChain.objects.select_for_update(no_key=True).get(key=CHAIN)
    row = AuthorityKey.objects.filter(purpose=Purpose.ISSUING).latest("pk")
    issuer = current().issuer
    revoked = Certificate.objects.filter(revoked_at__isnull=False, issuer=row).order_by("revoked_at")
    newest = RevocationList.objects.first()
    number = newest.number + 1 if newest else 1
    made = certificates.revocation_list(
        issuer,
        ((int(each.serial, 16), each.revoked_at, each.reason) for each in revoked if each.revoked_at),
        number=number,
        now=now,
    )
    return RevocationList.objects.create(
        number=number,
        issuer=row,
        content=certificates.der(made),
        this_update=made.last_update_utc,
        next_update=made.next_update_utc or now,
    )


def is_ready() -> bool:
    """A site without keys of its own still checks papers, and believes the roots of others."""
    return settings.SIGNING_KEYS_MADE or len(_fingerprints()) == len(Purpose)


def newest_list(*, after: datetime | None = None) -> RevocationList:
    """The list that is in force, not older than a day, nor than `after`."""
    current()
    found = RevocationList.objects.first()
    oldest = max(timezone.now() - LIST_AGE, after or timezone.now() - LIST_AGE)
    if found is None or found.this_update < oldest.replace(microsecond=0):
        found = make_list()
    return found


def trust(*, after: datetime | None = None, with_retired: bool = False) -> Trust:
    """Whom signatures are believed from today; `with_retired` for what was signed while it still was."""
    newest = newest_list(after=after) if is_ready() else RevocationList(number=0, content=b"")
    today = timezone.localdate()
    others = TrustedRoot.objects.filter(valid_from__lte=today).exclude(valid_to__lt=today)
    if not with_retired:
        others = others.filter(retired_at__isnull=True)
    return _trust(
        newest.number, bytes(newest.content), tuple(others.values_list("pk", "added_at")), _own_roots()
    )


@transaction.atomic
def believe(
    name: str,
    certificate: bytes,
    *,
    by: User | None,
    use: str = TrustedRoot.Use.BOTH,
    between: bytes = b"",
    revocation_list: bytes = b"",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> TrustedRoot:
    """Take the root of another authority onto a list, with the authorities below it and their revocations."""
    try:
        root = x509.load_der_x509_certificate(certificate)
        if between:
            x509.load_pem_x509_certificates(between)
        if revocation_list:
            x509.load_der_x509_crl(revocation_list)
    except ValueError:
        raise ValidationError({"certificate": gettext("This is not a certificate or a list.")}) from None
    fingerprint = sha256(certificate).hexdigest()
    row = TrustedRoot.objects.filter(sha256=fingerprint).first() or TrustedRoot(sha256=fingerprint)
    row.name, row.use, row.certificate = name, use, certificate
    row.subject = root.subject.rfc4514_string()[:250]
    row.between, row.revocation_list = between, revocation_list
    row.valid_from, row.valid_to = valid_from or timezone.localdate(), valid_to
    row.added_by, row.added_at = by, timezone.now()
    row.retired_at, row.retired_by, row.retired_reason = None, None, ""
    row.full_clean(exclude=["added_by", "retired_at", "retired_by"])
    row.save()
    evidence.log(evidence.chain_of(CHAIN), "root_believed", by=by, name=name, sha256=fingerprint)
    return row


@transaction.atomic
def retire(root: TrustedRoot, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """Take no signature of this authority any more; those that were taken stay. Twice does it once."""
    root.refresh_from_db(from_queryset=TrustedRoot.objects.select_for_update(no_key=True))
    if root.retired_at is not None:
        return
    reason = cleaning.text(reason)
    if not reason:
        raise ValidationError({"reason": gettext("Say why.")})
    root.retired_at, root.retired_by, root.retired_reason = at or timezone.now(), by, reason
    root.save(update_fields=["retired_at", "retired_by", "retired_reason"])
    chain = evidence.chain_of(CHAIN)
    told = {"name": root.name, "sha256": root.sha256, "reason": reason}
    evidence.log(chain, "root_retired", by=by, at=root.retired_at, **told)


def trust_changed() -> datetime:
    """When a check that was made before has to be made anew."""
    moments = TrustedRoot.objects.aggregate(added=Max("added_at"), retired=Max("retired_at"))
    found = [moment for moment in moments.values() if moment is not None]
    if is_ready():
        found.append(newest_list().this_update)
    return max(found, default=datetime.min.replace(tzinfo=UTC))


def _own_roots() -> tuple[str, ...]:
    return tuple(AuthorityKey.objects.filter(purpose=Purpose.ROOT).values_list("sha256", flat=True))


@lru_cache(maxsize=8)
def _trust(
    _number: int, content: bytes, others: tuple[tuple[int, datetime], ...], own: tuple[str, ...]
) -> Trust:
    rows = AuthorityKey.objects.filter(purpose__in=(Purpose.ROOT, Purpose.ISSUING))
    mine = [row for row in rows if row.purpose == Purpose.ROOT and row.sha256 in own]
    signers = [Root(OWN_LIST, _certificate(row.certificate)) for row in mine]
    clocks = list(signers)
    between = [_certificate(row.certificate) for row in rows if row.purpose == Purpose.ISSUING]
    lists = [_list(content)] if content else []
    lists += [_list(row.revocation_list) for row in mine if row.revocation_list]
    for row in TrustedRoot.objects.filter(pk__in=[pk for pk, _added_at in others]):
        root = Root(row.name, _certificate(row.certificate))
        if row.use != TrustedRoot.Use.CLOCKS:
            signers.append(root)
        if row.use != TrustedRoot.Use.SIGNERS:
            clocks.append(root)
        if row.between:
            below = x509.load_pem_x509_certificates(bytes(row.between))
            between += [_certificate(certificates.der(each)) for each in below]
        if row.revocation_list:
            lists.append(_list(row.revocation_list))
    return Trust(tuple(signers), tuple(clocks), tuple(between), tuple(lists))


def _fingerprints() -> dict[str, str]:
    """The newest of each purpose."""
    rows = AuthorityKey.objects.order_by("pk").values_list("purpose", "sha256")
    return dict(rows)


@lru_cache(maxsize=4)
def _opened(fingerprints: tuple[tuple[str, str], ...]) -> Authority:
    rows = {row.purpose: row for row in AuthorityKey.objects.filter(sha256__in=dict(fingerprints).values())}
    root, issuing = rows[Purpose.ROOT], rows[Purpose.ISSUING]
    chain = [_certificate(issuing.certificate)]
    seal, clock = rows[Purpose.SEAL], rows[Purpose.CLOCK]
    return Authority(
        root=_certificate(root.certificate),
        issuer=certificates.Issuer(_key(issuing), x509.load_der_x509_certificate(bytes(issuing.certificate))),
        seal=keys.LiveKeySigner(_key(seal), _certificate(seal.certificate), chain),
        own_clock=timestamps.OwnClock(_key(clock), _certificate(clock.certificate), chain),
        root_list=_list(root.revocation_list or b""),
    )


def _key(row: AuthorityKey) -> rsa.RSAPrivateKey:
    return keys.unseal(keys.Sealed(bytes(row.blob or b""), row.secret_id, {}), row.sha256.encode())


def _certificate(content: bytes | memoryview) -> asn1.Certificate:
    return certificates.asn1_certificate(bytes(content))


def _list(content: bytes | memoryview) -> asn1_crl.CertificateList:
    return asn1_crl.CertificateList.load(bytes(content))


def _name(what: str, place: str) -> x509.Name:
    return certificates.name_of(f"{what} - {place}"[:64], "Hệ thống thi đua, khen thưởng")


def _kept(
    purpose: str,
    certificate: x509.Certificate,
    key: rsa.RSAPrivateKey | None,
    now: datetime,
    revocation_list: bytes | None = None,
) -> AuthorityKey:

    content = certificates.der(certificate)
    fingerprint = sha256(content).hexdigest()
    sealed = keys.seal(key, fingerprint.encode()) if key else None
    return AuthorityKey.objects.create(
        purpose=purpose,
        certificate=content,
        sha256=fingerprint,
        blob=sealed.blob if sealed else None,
        secret_id=sealed.secret_id if sealed else "",
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        made_at=now,
        revocation_list=revocation_list,
    )
