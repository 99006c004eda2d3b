"""The record of a signing: who signed what and when, as a paper of its own. Call as signing.record(…)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.content import Block, Column, Document, Head, Heading, Paragraph, Table
from documents.models import Paper, Signature, SignatureEvent, SignatureRequest, Signer
from documents.rules.signing import DONE
from documents.services import papers
from documents.signing.stamping import time_said
from emulation.models import User
from emulation.verdicts import Refused

KIND = "signing-record"
TITLE = "Biên bản xác nhận quá trình ký số"
OPEN = "Ô chữ ký: phần mềm ký được tự đặt ô, trong khung ký của từng bên"
WORDS = {  # papers are Vietnamese whoever reads the site
    "frozen": "Chốt nội dung, niêm phong để ký",
    "start": "Mở ký",
    "viewed": "Mở văn bản",
    "signed": "Ký",
    "decline": "Từ chối ký",
    "withdraw": "Rút chữ ký",
    "replaced": "Thay người ký",
    "reopen": "Mở ký lại",
    "deadline_changed": "Thay đổi hạn ký",
    "complete": "Đủ chữ ký, văn bản có hiệu lực",
    "seal": "Niêm phong lưu trữ",
    "sign_in_ink": "Xác nhận bản ký tay",
}


def record(request: SignatureRequest, *, by: User | None, at: datetime | None = None) -> Paper:
    """Issue the record once all have signed; asked again, the same one. It stands beside the signed file."""
    subject = f"signing:{request.pk}"
    made = Paper.objects.about(subject).current().first()
    if made is not None:
        return made
    if request.state not in DONE:
        raise Refused(_("The record is made when all have signed."))
    paper = request.paper
    return papers.issue(
        lambda taken: _document(request, at or timezone.now()),
        issuer_key=paper.issuer_key,
        issuer_name=paper.issuer_name,
        profile=paper.profile,
        kind=KIND,
        year=paper.year,
        subject=subject,
        by=by,
        at=at,
        numbered=False,
    )


def _document(request: SignatureRequest, at: datetime) -> Document:
    paper = request.paper
    return Document(
        kind=KIND,
        filename=f"Biên bản ký số {paper.code_text}",
        title=f"{TITLE}: {paper.title}"[:500],
        type_name=TITLE,
        abstract=paper.title,
        head=Head(issuer=paper.issuer_name, place="", day=timezone.localdate(at)),
        blocks=tuple(_blocks(request)),
        created=at,
        modified=at,
        closing=False,
        subject="Ký số",
    )


def _blocks(request: SignatureRequest) -> list[Block]:
    paper, revisions = request.paper, list(request.revisions.all())
    signatures = list(
        Signature.objects.filter(revision__request=request).select_related("signer__user", "revision")
    )
    facts = [
        f"Văn bản: {paper.title}",
        *([f"Số, ký hiệu: {paper.number_text}"] if paper.number_text else []),
        f"Mã xác thực: {paper.code_text}",
        f"SHA-256 của tệp đã chốt nội dung: {paper.content_hash}",
        *([OPEN] if request.is_open_for_fields else []),
        f"SHA-256 của tệp hiện tại: {revisions[-1].sha256}",
        f"SHA-256 của mắt xích cuối trong nhật ký: {request.chain.head}",
    ]
    return [
        Paragraph("\n".join(facts), indent=False, align="left"),
        Heading("I. CÁC BÊN KÝ"),
        _parties(request),
        Heading("II. CHỮ KÝ SỐ"),
        _certificates(signatures),
        Heading("III. NHẬT KÝ"),
        _log(request),
        Paragraph(
            "Chữ ký số nằm trong chính tệp PDF của văn bản và kiểm tra được bằng các phần mềm thông dụng. "
            "Giờ ký lấy từ dấu thời gian; nhật ký được nối bằng mã băm, chữ ký sau xác nhận nhật ký trước đó."
        ),
    ]


def _parties(request: SignatureRequest) -> Table:
    rows = []
    for signer in request.signers.select_related("user"):
        result = {
            Signer.State.SIGNED: "Đã ký tay" if signer.method == Signer.Method.INK else "Đã ký số",
            Signer.State.DECLINED: f"Từ chối ký: {signer.reason}",
            Signer.State.WITHDRAWN: f"Rút chữ ký: {signer.reason}",
        }.get(Signer.State(signer.state), "Chưa ký")
        name = f"{signer.who_signs} (ký thay theo {signer.acting})" if signer.acting else signer.name
        if signer.role == Signer.Role.WITNESS:
            name = f"{name} (chứng kiến)"
        rows.append((signer.organisation, f"{name}, {signer.title}" if signer.title else name, result))
    return Table(
        (Column("Đơn vị", 38), Column("Người ký, chức vụ", 40), Column("Kết quả", 22)), tuple(rows), size=12
    )


def _certificates(signatures: list[Signature]) -> Table:
    rows = tuple(
        (
            signature.subject,
            time_said(signature.stamped_at),
            f"{signature.issuer}\n{signature.trusted_by}",
            f"{signature.serial[-8:]}, {signature.algorithm}",
        )
        for signature in signatures
    )
    columns = (
        Column("Chủ chứng thư", 26),
        Column("Thời điểm ký", 24),
        Column("Đơn vị cấp, danh sách tin cậy", 28),
        Column("Số chứng thư, thuật toán", 22),
    )
    return Table(columns, rows, size=11, empty="Văn bản không có chữ ký số.")


def _log(request: SignatureRequest) -> Table:
    events = SignatureEvent.objects.filter(chain=request.chain, kind__in=WORDS).select_related("actor")
    rows = tuple(
        (
            time_said(event.at),
            WORDS[event.kind],
            event.actor.full_name if event.actor else "Hệ thống",
            event.hash[:16],
        )
        for event in events
    )
    columns = (
        Column("Thời điểm", 28),
        Column("Việc", 32),
        Column("Người thực hiện", 24),
        Column("Mã băm", 16),
    )
    return Table(columns, rows, size=11)
