"""The evidence of all signatures and an archive time-stamp, behind the last of them: PAdES B-LTA."""

from __future__ import annotations

import io

from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko_certvalidator import ValidationContext

from documents.signing.appending import Appending
from documents.signing.freezing import ARCHIVE_FIELDS
from documents.signing.loops import run
from documents.signing.reading import face_of, opened
from documents.signing.trust import Trust


def seal(content: bytes, trust: Trust, *, clock: TimeStamper) -> bytes:
    """`trust` holds a revocation list that is newer than the last signature. Again before a clock's end."""
    filled = face_of(opened(content)).fields
    name = next((name for name in ARCHIVE_FIELDS if filled.get(name) is False), None)
    paths, context = run(_evidence(content, trust))
    writer = Appending(io.BytesIO(content))
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        paths=paths,
        crls=context.crls,
        embed_roots=True,
    )
    out = io.BytesIO()
    run(PdfTimeStamper(clock, field_name=name).async_timestamp_pdf(writer, "sha256", output=out))
    sealed = out.getvalue()
    assert sealed.startswith(content)
    return sealed


async def _evidence(content: bytes, trust: Trust) -> tuple[list[object], ValidationContext]:
    # One context for signers and for clocks: what it came to know of both goes into the file.
    context = Trust((*trust.signers, *trust.clocks), trust.clocks, trust.between, trust.lists).of_signers()
    paths: dict[tuple[bytes, ...], object] = {}
    for signature in opened(content).embedded_regular_signatures:
        for path in await collect_validation_info(signature, context):
            paths.setdefault(tuple(certificate.sha256 for certificate in path), path)
    return list(paths.values()), context
