"""Certificates of the site's own authority, and the list of those it took back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypedDict

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

ROOT_YEARS, ISSUING_YEARS, SERVICE_YEARS = 20, 10, 5
PERSON_DAYS = 365
LIST_DAYS = 7
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
BACKDATED = timedelta(minutes=5)  # clocks of those who check may be a little behind

REASONS = {
    "unspecified": x509.ReasonFlags.unspecified,
    "key_compromise": x509.ReasonFlags.key_compromise,
    "affiliation_changed": x509.ReasonFlags.affiliation_changed,
    "superseded": x509.ReasonFlags.superseded,
    "cessation": x509.ReasonFlags.cessation_of_operation,
}


def der(certificate: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def asn1_certificate(content: bytes) -> asn1.Certificate:
    return asn1.Certificate.load(content, strict=True)


def name_of(common_name: str, organisation: str = "", title: str = "", serial: str = "") -> x509.Name:
    parts = [
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, organisation[:64]),
        (NameOID.TITLE, title[:64]),
        (NameOID.SERIAL_NUMBER, serial),
        (NameOID.COMMON_NAME, common_name[:64]),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def root(key: rsa.RSAPrivateKey, name: x509.Name, now: datetime) -> x509.Certificate:
    return _built(_authority(key, name, name, now, ROOT_YEARS, length=1), key, key.public_key())


def issuing(
    key: rsa.RSAPrivateKey,
    name: x509.Name,
    root_key: rsa.RSAPrivateKey,
    root: x509.Certificate,
    now: datetime,
) -> x509.Certificate:
    # It names no revocation list: the root's key lies in a safe, and one list of its own is enough for it.
    return _built(
        _authority(key, name, root.subject, now, ISSUING_YEARS, length=0), root_key, root.public_key()
    )


def clock(
    key: rsa.RSAPrivateKey, name: x509.Name, issuer: Issuer, now: datetime, list_address: str
) -> x509.Certificate:
    """For time-stamps, and nothing but time-stamps."""
    builder = _leaf(key, name, issuer, now, timedelta(days=365 * SERVICE_YEARS), list_address)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return _built(builder.add_extension(usage, critical=True), issuer.key, issuer.certificate.public_key())


def person(
    key: rsa.RSAPrivateKey, name: x509.Name, issuer: Issuer, now: datetime, list_address: str
) -> x509.Certificate:
    builder = _leaf(key, name, issuer, now, timedelta(days=PERSON_DAYS), list_address)
    usage = x509.ExtendedKeyUsage([DOCUMENT_SIGNING])
    return _built(builder.add_extension(usage, critical=False), issuer.key, issuer.certificate.public_key())


def seal(
    key: rsa.RSAPrivateKey, name: x509.Name, issuer: Issuer, now: datetime, list_address: str
) -> x509.Certificate:
    builder = _leaf(key, name, issuer, now, timedelta(days=365 * SERVICE_YEARS), list_address)
    return _built(builder, issuer.key, issuer.certificate.public_key())


class Described(TypedDict):
    subject: str
    not_before: datetime
    not_after: datetime
    fingerprint: str  # SHA-256, in pairs


def described(content: bytes) -> Described:
    """What people compare of a certificate."""
    certificate = x509.load_der_x509_certificate(content)
    return {
        "subject": certificate.subject.rfc4514_string(),
        "not_before": certificate.not_valid_before_utc,
        "not_after": certificate.not_valid_after_utc,
        "fingerprint": certificate.fingerprint(hashes.SHA256()).hex(":").upper(),
    }


class Issuer:
    """The authority that signs certificates and lists."""

    def __init__(self, key: rsa.RSAPrivateKey, certificate: x509.Certificate) -> None:
        self.key, self.certificate = key, certificate


def revocation_list(
    issuer: Issuer,
    revoked: Iterable[tuple[int, datetime, str]],
    *,
    number: int,
    now: datetime,
    holds: timedelta = timedelta(days=LIST_DAYS),
) -> x509.CertificateRevocationList:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now)
        .next_update(now + holds)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
        )
    )
    for serial, at, reason in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
        if reason != "unspecified":
            entry = entry.add_extension(x509.CRLReason(REASONS[reason]), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256())


def _authority(
    key: rsa.RSAPrivateKey, name: x509.Name, issuer: x509.Name, now: datetime, years: int, *, length: int
) -> x509.CertificateBuilder:
    usage = _usage(key_cert_sign=True, crl_sign=True)
    return (
        _certificate(key, name, issuer, now, timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=True, path_length=length), critical=True)
        .add_extension(usage, critical=True)
    )


def _leaf(
    key: rsa.RSAPrivateKey,
    name: x509.Name,
    issuer: Issuer,
    now: datetime,
    length: timedelta,
    list_address: str,
) -> x509.CertificateBuilder:
    length = min(length, issuer.certificate.not_valid_after_utc - now)
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(list_address)], None, None, None)
    return (
        _certificate(key, name, issuer.certificate.subject, now, length)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.CRLDistributionPoints([point]), critical=False)
    )


def _certificate(
    key: rsa.RSAPrivateKey, name: x509.Name, issuer: x509.Name, now: datetime, length: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + length)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _built(builder: x509.CertificateBuilder, key: rsa.RSAPrivateKey, issuer: object) -> x509.Certificate:
    assert isinstance(issuer, rsa.RSAPublicKey)
    known_as = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer)
    return builder.add_extension(known_as, critical=False).sign(key, hashes.SHA256())


def _usage(**meant: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: meant.get(name, False) for name in names})
