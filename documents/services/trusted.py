"""Roots of other authorities, as an administrator brings them: read before they are believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.signing.certificates import described

SHORTEST_RSA, SHORTEST_CURVE = 2048, 256


@dataclass(frozen=True, slots=True)
class Found:
    """What the files hold, as it is kept and as people compare it."""

    root: bytes  # DER
    between: bytes  # PEM
    revocation_list: bytes  # DER
    subject: str
    not_before: datetime
    not_after: datetime
    fingerprint: str  # SHA-256, in pairs


def read(root: bytes, *, between: bytes = b"", revocation_list: bytes = b"", now: datetime) -> Found:
    """Refuses, at its field, what is no authority, has ended, or has a key that is too short."""
    certificate = _certificate(root)
    _is_authority(certificate, now)
    return Found(
        root=certificate.public_bytes(Encoding.DER),
        between=b"".join(each.public_bytes(Encoding.PEM) for each in _between(between)),
        revocation_list=_list(revocation_list),
        **described(certificate.public_bytes(Encoding.DER)),
    )


def _certificate(content: bytes) -> x509.Certificate:
    try:
        if b"-----BEGIN" in content:
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except ValueError:
        told = _("This is not a certificate. Choose the file of the root in PEM or DER (.crt, .cer, .pem).")
        raise ValidationError({"certificate": told}) from None


def _is_authority(certificate: x509.Certificate, now: datetime) -> None:
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        is_authority = constraints.ca
    except x509.ExtensionNotFound:
        is_authority = False
    if not is_authority:
        told = _("This is the certificate of a person or a service, not of an authority that issues them.")
        raise ValidationError({"certificate": told})
    if not certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc:
        told = _("This certificate holds from %(begin)s to %(end)s, and not today.") % {
            "begin": f"{certificate.not_valid_before_utc:%d/%m/%Y}",
            "end": f"{certificate.not_valid_after_utc:%d/%m/%Y}",
        }
        raise ValidationError({"certificate": told})
    key = certificate.public_key()
    long_enough = (isinstance(key, rsa.RSAPublicKey) and key.key_size >= SHORTEST_RSA) or (
        isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= SHORTEST_CURVE
    )
    if not long_enough:
        told = _("The key of this authority is too short, or of a kind that papers are not signed with.")
        raise ValidationError({"certificate": told})


def _between(content: bytes) -> list[x509.Certificate]:
    if not content:
        return []
    try:
        if b"-----BEGIN" in content:
            return list(x509.load_pem_x509_certificates(content))
        return [x509.load_der_x509_certificate(content)]
    except ValueError:
        raise ValidationError({"between": _("This file holds no certificates.")}) from None


def _list(content: bytes) -> bytes:
    if not content:
        return b""
    try:
        if b"-----BEGIN" in content:
            return x509.load_pem_x509_crl(content).public_bytes(Encoding.DER)
        return x509.load_der_x509_crl(content).public_bytes(Encoding.DER)
    except ValueError:
        raise ValidationError({"revocation_list": _("This file is not a revocation list (.crl).")}) from None
