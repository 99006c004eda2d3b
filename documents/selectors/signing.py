"""Who has signed a paper, as its page and other apps show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from documents.models import Paper, Revision, SignatureRequest, Signer
from documents.rules import findings
from documents.signing.checking import Report


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One place on the paper: whose, and what came of it."""

    signer: Signer
    name: str
    state: str  # in words
    tone: str
    at: datetime | None
    issuer: str
    serial: str  # its last eight signs
    trusted_by: str
    method: str
    own_field: bool  # that the signing program placed


TONES = {
    Signer.State.SIGNED: "good",
    Signer.State.DECLINED: "bad",
    Signer.State.WITHDRAWN: "bad",
}


@dataclass(frozen=True, slots=True)
class Signing:
    """A request with its signers, as one reads it."""

    request: SignatureRequest
    lines: tuple[SignerLine, ...]

    @property
    def signed(self) -> int:
        return sum(line.signer.state == Signer.State.SIGNED for line in self.lines)

    @property
    def is_sealed(self) -> bool:
        return self.request.state == SignatureRequest.State.SEALED

    @property
    def in_ink(self) -> bool:
        return self.request.state == SignatureRequest.State.IN_INK


def signing_of(paper: Paper) -> Signing | None:
    request = SignatureRequest.objects.filter(paper=paper).select_related("head", "ink").first()
    if request is None:
        return None
    signers = request.signers.select_related("user").prefetch_related("signatures")
    return Signing(request, tuple(_line(signer) for signer in signers))


def newest_file(paper: Paper) -> Revision | None:
    """With all signatures that there are; None for a paper that is not signed in the file."""
    return (
        Revision.objects.filter(request__paper=paper, request__head_id__isnull=False).order_by("-seq").first()
    )


def _line(signer: Signer) -> SignerLine:
    signature = next(iter(signer.signatures.all()), None)
    return SignerLine(
        signer=signer,
        name=signer.who_signs,
        state=str(signer.get_state_display()),
        tone=TONES.get(Signer.State(signer.state), "wait"),
        at=signature.stamped_at if signature else signer.ended_at,
        issuer=signature.issuer if signature else "",
        serial=signature.serial[-8:] if signature else "",
        trusted_by=signature.trusted_by if signature else "",
        method=str(signer.get_method_display()) if signer.method else "",
        own_field=bool(signature and signature.own_field),
    )


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """A signature that the check of a file found, in words."""

    name: str
    organisation: str
    issuer: str
    tone: str
    result: str


def found_signatures(report: Report | None) -> list[FoundSignature]:
    return [
        FoundSignature(
            name=found.name or found.field,
            organisation=found.organisation,
            issuer=found.trusted_by or found.issuer,
            tone="good" if found.good else "bad",
            result=findings.said(found.problem),
        )
        for found in (report.signatures if report else ())
    ]
