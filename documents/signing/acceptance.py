"""The test that every new revision passes before it counts: our own, and those that people upload.

It looks at principles, not at known attacks: the file goes on byte for byte where the last one ended, in one
step; the one field that was waited for is filled, by the one certificate that may; nothing else is changed.
In a paper that was frozen open, the field may be a new one, in the room of the one that was waited for.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from asn1crypto import x509 as asn1
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from documents.signing import placing
from documents.signing.loops import run
from documents.signing.reading import Face, Rejected, face_of, need, opened, readable
from documents.signing.steps import StepByStep
from documents.signing.trust import KEY_USAGE, Trust

_SUBFILTERS = {SigSeedSubFilter.PADES.value, SigSeedSubFilter.ADOBE_PKCS7_DETACHED.value}
MOST_DRIFT = timedelta(minutes=5)
MOST_DRIFT_OF_COMPUTERS = timedelta(hours=1)  # of those who sign; programs write their time beside the stamp
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?\Z")
UPLOADED_REVISIONS = 3  # a signing program may add its evidence and a document time-stamp


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is known of a signature that was taken."""

    field: str  # as the file names it
    certificate: asn1.Certificate
    claimed_at: datetime | None
    stamped_at: datetime | None
    trusted_by: str
    algorithm: str

    @property
    def fingerprint(self) -> str:
        return sha256(self.certificate.dump()).hexdigest()


def accept(
    before: bytes,
    after: bytes,
    field: str,
    certificates: Collection[str] | None,
    trust: Trust,
    *,
    now: datetime,
    uploaded: bool = False,
    own_field: bool = False,
    known: Face | None = None,
) -> Accepted:
    """Raise Rejected unless `after` is `before` with this one field signed by one of these certificates.

    `certificates` are SHA-256 in hex; None takes any that is trusted, for the first signature with a token.
    Earlier signatures are judged again only in what was uploaded: our own step rests on the steps before it.
    With `own_field` a new field, in the room of this one, is as good.
    `known` is the face of `before`, when it is known already.
    """
    need(after[: len(before)] == before and len(after) > len(before), "NOT_AN_APPEND")
    old = known or face_of(opened(before, strict=not uploaded))
    new = face_of(opened(after, strict=not uploaded))
    room, field = field, (own_field and placing.new_field(old, new)) or field
    _compare(old, new, field, most=UPLOADED_REVISIONS if uploaded else 1)
    reader = opened(after, strict=not uploaded)  # pyHanko cannot compare what was read for its metadata
    if field != room:
        placing.stands_in(reader, field, room)
    signature = _signature_in(reader, field)
    accepted = _judged(signature, certificates, trust, now=now, covers_all=not uploaded)
    _judge_steps(reader, old.revisions, own_fields=own_field)
    if uploaded:
        need(_END.search(after[-64:]), "PARTIAL_COVERAGE")
        _judge_earlier(reader, field, trust)
    return accepted


def _compare(old: Face, new: Face, field: str, most: int) -> None:
    need(1 <= new.revisions - old.revisions <= most, "REVISION_COUNT")
    need(set(new.fields) == set(old.fields) | {field}, "FIELD_SET_CHANGED")
    need(new.filled == old.filled | {field} and field not in old.filled, "WRONG_FIELD_SIGNED")
    need(old.info == new.info, "DOCINFO_CHANGED")
    need(old.metadata == new.metadata, "XMP_CHANGED")
    need(not new.asks_for_looks, "NEED_APPEARANCES")
    need(old.catalog == new.catalog, "CATALOG_CHANGED")


def _judged(
    signature: EmbeddedPdfSignature,
    certificates: Collection[str] | None,
    trust: Trust,
    *,
    now: datetime,
    covers_all: bool,
) -> Accepted:
    with readable():
        certificate = signature.signer_cert
    name = certificate.subject.native.get("common_name", "")
    if certificates is not None:
        need(sha256(certificate.dump()).hexdigest() in certificates, "WRONG_CERTIFICATE", str(name))
    status = _status(signature, trust)
    need(status.intact and status.valid, "BROKEN_SIGNATURE")
    coverage = signature.evaluate_signature_coverage()
    whole = SignatureCoverageLevel.ENTIRE_FILE if covers_all else SignatureCoverageLevel.ENTIRE_REVISION
    need(coverage >= whole, "PARTIAL_COVERAGE")
    need(signature.docmdp_level is None and signature.fieldmdp is None, "LOCKS_OTHERS")
    need(not status.revoked, "CERT_REVOKED", str(name))
    until = certificate.not_valid_after
    need(certificate.not_valid_before <= now < until, "CERT_OUT_OF_TIME", f"{name}, {until:%d/%m/%Y}")
    need(status.trusted, "UNTRUSTED", str(certificate.issuer.native.get("common_name", "")))
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        raise Rejected("NO_TRUSTED_TIMESTAMP")
    need(abs(stamp.timestamp - now) <= MOST_DRIFT, "WRONG_TIME")
    claimed = _claimed_at(signature)
    if claimed is not None and abs(claimed - now) > MOST_DRIFT_OF_COMPUTERS:
        raise Rejected("WRONG_CLOCK", f"{timezone.localtime(claimed):%H:%M, %d/%m/%Y}")
    key = certificate.public_key
    return Accepted(
        field=str(signature.field_name),
        certificate=certificate,
        claimed_at=claimed,
        stamped_at=stamp.timestamp,
        trusted_by=trust.name_of(status.validation_path),
        algorithm=f"{key.algorithm} {key.bit_size}, {status.md_algorithm}",
    )


def _claimed_at(signature: EmbeddedPdfSignature) -> datetime | None:
    """As the signer's computer has it; a time without its zone is one of this country."""
    with readable():
        claimed: datetime | None = signature.self_reported_timestamp
        return timezone.make_aware(claimed) if claimed and timezone.is_naive(claimed) else claimed


def _signature_in(reader: PdfFileReader, field: str) -> EmbeddedPdfSignature:
    """The one of this field alone: to read those of all others takes longer than to judge this one."""
    with readable():
        found = list(enumerate_sig_fields(reader, filled_status=True, with_name=field))
        need(len(found) == 1, "WRONG_FIELD_SIGNED")
        name, value, reference = found[0]
        need(value.get_object().get("/SubFilter") in _SUBFILTERS, "BROKEN_SIGNATURE", "SubFilter")
        return EmbeddedPdfSignature(reader, reference, name)


def _status(signature: EmbeddedPdfSignature, trust: Trust) -> PdfSignatureStatus:
    with readable():
        return run(
            async_validate_pdf_signature(
                signature,
                trust.of_signers(),
                trust.of_clocks(),
                key_usage_settings=KEY_USAGE,
                skip_diff=True,
            )
        )


def _judge_steps(reader: PdfFileReader, revisions_before: int, *, own_fields: bool) -> None:
    policy = StepByStep(own_fields=own_fields)
    resolve, total = reader.get_historical_resolver, reader.xrefs.total_revisions
    with readable():
        for revision in range(revisions_before, total):
            try:
                policy.apply(resolve(revision - 1), resolve(revision), doc_mdp=MDPPerm.FILL_FORMS)
            except SuspiciousModification as found:
                raise Rejected("CONTENT_CHANGED_WHILE_SIGNING", str(found)[:400]) from None


def _judge_earlier(reader: PdfFileReader, field: str, trust: Trust) -> None:
    with readable():
        signatures = reader.embedded_regular_signatures
    for earlier in signatures:
        if earlier.field_name != field:
            status = _status(earlier, trust)
            need(status.intact and status.valid, "EARLIER_SIGNATURE_BROKEN", earlier.field_name)
