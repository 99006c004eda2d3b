"""A full look at any file: every signature in it, and whether anything was changed after one of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pikepdf
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

from documents.signing.loops import run
from documents.signing.reading import Rejected, face_of, need, opened, readable
from documents.signing.steps import StepByStep
from documents.signing.trust import KEY_USAGE, Trust

MOST_REVISIONS = 250
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")


@dataclass(frozen=True, slots=True)
class Finding:
    """One signature. `problem` is a code of documents.rules.rejections, empty when nothing is wrong."""

    field: str
    name: str
    organisation: str
    title: str
    issuer: str
    serial: str
    certificate: str  # SHA-256
    claimed_at: str
    stamped_at: str
    trusted_by: str
    problem: str

    @property
    def good(self) -> bool:
        return not self.problem


@dataclass(frozen=True, slots=True)
class Report:
    signatures: tuple[Finding, ...]
    revisions: int
    fields: dict[str, bool]
    archived: bool  # carries evidence and an archive time-stamp that hold
    problems: tuple[str, ...] = field(default=())  # of the file as a whole

    @property
    def good(self) -> bool:
        return not self.problems and all(signature.good for signature in self.signatures)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Report:
        signatures = tuple(Finding(**each) for each in kept["signatures"])
        return cls(**kept | {"signatures": signatures, "problems": tuple(kept["problems"])})


def check(content: bytes, trust: Trust, *, moment: datetime | None = None) -> Report:
    """Raises Rejected for what cannot be read. `moment` asks how it would be judged at another time."""
    face = face_of(_bounded(opened(content, strict=False)), lenient=True)
    reader = opened(content, strict=False)
    with readable():
        signatures = list(reader.embedded_regular_signatures)
        stamps = list(reader.embedded_timestamp_signatures)
    problems = list(_problems(signatures + stamps))
    policy = StepByStep(own_fields=not _is_certified(signatures))
    found, archived = run(_all(signatures, stamps, trust, policy, moment))
    if face.asks_for_looks:
        problems.append("NEED_APPEARANCES")
    return Report(
        signatures=tuple(found),
        revisions=face.revisions,
        fields=face.fields,
        archived=archived,
        problems=tuple(dict.fromkeys(problems)),
    )


def prefixes(content: bytes) -> list[str]:
    """The SHA-256 of the file as it ended at each of its revisions, the longest first."""
    ends = [match.end() for match in _END.finditer(content)][-MOST_REVISIONS:]
    digest, done, found = sha256(), 0, []
    for end in ends:
        digest.update(content[done:end])
        done = end
        found.append(digest.hexdigest())
    return found[::-1]


def words_of_keys(content: bytes) -> str:
    """The keywords in the file's properties, where papers carry their code; "" when there are none."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return str(pdf.docinfo.get("/Keywords", ""))[:80]
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, AttributeError):
        return ""


def _bounded(reader: PdfFileReader) -> PdfFileReader:
    with readable():
        need(reader.xrefs.total_revisions <= MOST_REVISIONS, "UNREADABLE", "revisions")
    return reader


def _problems(signed: list[EmbeddedPdfSignature]) -> Iterator[str]:
    if not signed:
        return
    with readable():
        last = max(signed, key=lambda each: each.signed_revision)
        if last.evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE:
            yield "ADDED_AFTER_SIGNING"


def _is_certified(signatures: list[EmbeddedPdfSignature]) -> bool:
    """Whether the first signature forbids all that is more than to fill the fields that are there."""
    with readable():
        first = min(signatures, key=lambda each: each.signed_revision, default=None)
        return first is not None and first.docmdp_level is not None


async def _all(
    signatures: list[EmbeddedPdfSignature],
    stamps: list[EmbeddedPdfSignature],
    trust: Trust,
    policy: StepByStep,
    moment: datetime | None,
) -> tuple[list[Finding], bool]:
    spec = replace(trust.for_the_archive(), diff_policy=policy) if stamps else None
    found, archived = [], bool(stamps)
    for signature in signatures:
        try:
            with readable():
                signature.compute_integrity_info(diff_policy=policy)
                status, kept, held = await _status(signature, trust, spec, policy, moment)
                archived = archived and kept
                found.append(_finding(signature, status, trust, held=held))
        except Rejected as rejected:
            found.append(_broken(signature, rejected.code))
    return found, archived


async def _status(
    signature: EmbeddedPdfSignature, trust: Trust, spec: Any, policy: StepByStep, moment: datetime | None
) -> tuple[PdfSignatureStatus, bool, bool]:
    """How it stands, whether the archive time-stamp covers it, and whether it held when that was made."""
    if spec is not None:
        result = await ades_lta_validation(
            signature,
            spec,
            timing_info=_timing(moment),
        )
        if result.oldest_evidence_record_timestamp is not None and result.api_status is not None:
            return result.api_status, True, result.ades_subindic == AdESPassed.OK
    status = await async_validate_pdf_signature(
        signature,
        trust.of_signers(moment),
        trust.of_clocks(moment),
        diff_policy=policy,
        key_usage_settings=KEY_USAGE,
    )
    return status, False, False


def _timing(moment: datetime | None) -> ValidationTimingInfo | None:
    return ValidationTimingInfo(moment, moment, point_in_time_validation=True) if moment else None


def _finding(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust, *, held: bool
) -> Finding:
    certificate, stamp = signature.signer_cert, status.timestamp_validity
    return replace(
        _broken(signature, _problem(status, held)),
        stamped_at=stamp.timestamp.isoformat() if stamp is not None and stamp.trusted else "",
        trusted_by=trust.name_of(status.validation_path) if held or status.trusted else "",
        certificate=sha256(certificate.dump()).hexdigest(),
    )


def _problem(status: PdfSignatureStatus, held: bool) -> str:
    if not (status.intact and status.valid):
        return "BROKEN_SIGNATURE"
    if isinstance(status.diff_result, SuspiciousModification) or not status.docmdp_ok:
        return "CHANGED_AFTER_SIGNING"
    if held:  # what became of the certificate since then does not matter
        return ""
    if status.revoked:
        return "CERT_REVOKED"
    if not status.trusted:
        return "UNTRUSTED"
    if status.timestamp_validity is not None and not status.timestamp_validity.trusted:
        return "NO_TRUSTED_TIMESTAMP"
    return ""


def _broken(signature: EmbeddedPdfSignature, code: str) -> Finding:
    try:
        subject, certificate = signature.signer_cert.subject.native, signature.signer_cert
    except Exception:  # noqa: BLE001  whatever is wrong inside it, there is no certificate to name
        subject, certificate = {}, None
    claimed = signature.self_reported_timestamp
    return Finding(
        field=str(signature.field_name),
        name=_text(subject, "common_name"),
        organisation=_text(subject, "organization_name"),
        title=_text(subject, "title"),
        issuer=_text(certificate.issuer.native, "common_name") if certificate else "",
        serial=f"{certificate.serial_number:x}" if certificate else "",
        certificate=_digest(certificate),
        claimed_at=claimed.isoformat() if claimed else "",
        stamped_at="",
        trusted_by="",
        problem=code,
    )


def _digest(certificate: asn1.Certificate | None) -> str:
    return sha256(certificate.dump()).hexdigest() if certificate else ""


def _text(name: dict[str, Any], part: str) -> str:
    value = name.get(part, "")
    return str(value[0] if isinstance(value, list) and value else value)[:250]
