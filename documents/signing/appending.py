"""One more signature behind a file that stays, byte for byte, as it was."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import BaseStampStyle

from documents.signing.loops import run

LOG_HEAD = "nhat-ky-sha256:"  # the state of the log when a signature was made, kept inside it


class Appending(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: pyHanko would flatten what PDF/A and PDF/UA need in them.

    A stream never ends with what may be taken for the end of a line, as certificates and lists do by chance:
    readers then disagree on its length, which PDF/A forbids. Such a stream is written in hexadecimal.
    """

    def _update_meta(self) -> None:
        pass

    def _write_objects(self, stream: Any, object_position_dict: Any) -> None:
        for thing in self.objects.values():
            if isinstance(thing, StreamObject) and thing.encoded_data.endswith((b"\r", b"\n")):
                thing.apply_filter("/ASCIIHexDecode")
        super()._write_objects(stream, object_position_dict)


def sign(
    content: bytes,
    field: str,
    *,
    signer: Signer,
    clock: TimeStamper,
    reason: str,
    stamp: BaseStampStyle | None = None,
    certify: bool = False,
    log_head: str = "",
) -> bytes:
    return run(
        sign_async(
            content,
            field,
            signer=signer,
            clock=clock,
            reason=reason,
            stamp=stamp,
            certify=certify,
            log_head=log_head,
        )
    )


async def sign_async(
    content: bytes,
    field: str,
    *,
    signer: Signer,
    clock: TimeStamper,
    reason: str,
    stamp: BaseStampStyle | None = None,
    certify: bool = False,
    log_head: str = "",
) -> bytes:
    told: dict[str, Any] = {"contact_info": LOG_HEAD + log_head} if log_head else {}
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        reason=reason,
        **told,
    )
    out = io.BytesIO()
    await PdfSigner(meta, signer=signer, timestamper=clock, stamp_style=stamp).async_sign_pdf(
        Appending(io.BytesIO(content)), existing_fields_only=True, output=out
    )
    signed = out.getvalue()
    assert signed.startswith(content)
    return signed
