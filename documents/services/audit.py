"""Looking whether all that was written down still holds together. Call as audit.problems()."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from django.db import connection
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader

from documents import append_only
from documents.models import EventChain, Revision, SignatureEvent, SignatureRequest, Signer
from documents.services import evidence, papers
from documents.signing.appending import LOG_HEAD

Check = Callable[[], Iterator[str]]
_more: list[Check] = []


def register(check: Check) -> None:
    """What other apps keep in a chain of their own is checked with it."""
    if check not in _more:
        _more.append(check)


def problems() -> Iterator[str]:
    """Each break in words; none when every chain, file and signature agrees with the others."""
    for name in append_only.unprotected(connection):
        yield _("The database does not protect the evidence any more: the trigger %(name)s is missing.") % {
            "name": name
        }
    for chain in EventChain.objects.order_by("pk").iterator():
        yield from _of_chain(chain)
    for request in SignatureRequest.objects.select_related("chain", "head", "paper").iterator():
        yield from _of_files(request)
    for check in _more:
        yield from check()


def counted() -> dict[str, int]:
    return {
        "chains": EventChain.objects.count(),
        "events": SignatureEvent.objects.count(),
        "files": Revision.objects.count(),
    }


def _of_chain(chain: EventChain) -> Iterator[str]:
    """Each link covers the one before it; the end is where the chain says."""
    where = {"chain": chain.key}
    prev, seq = "0" * 64, 0
    for event in chain.events.order_by("seq").iterator():
        seq += 1
        if event.seq != seq:
            yield _("%(chain)s: event %(seq)s is missing.") % (where | {"seq": seq})
            return
        told = evidence.link(event.prev, event.seq, event.kind, event.at, event.actor_id, event.data)
        if event.prev != prev or event.hash != told:
            yield _("%(chain)s: event %(seq)s was changed.") % (where | {"seq": seq})
            return
        prev = event.hash
    if (seq, prev) != (chain.length, chain.head):
        yield _("%(chain)s: the last events are missing.") % where


def _of_files(request: SignatureRequest) -> Iterator[str]:
    """Each file is there, unchanged, goes on from the one before, and knows a state of the log that was."""
    code = request.paper.code_text
    signed = request.chain.events.filter(kind="signed")
    events = dict(signed.values_list("data__after", "data__log_head"))
    by_token = set(signed.filter(data__method=Signer.Method.UPLOAD).values_list("data__after", flat=True))
    hashes = set(request.chain.events.values_list("hash", flat=True)) | {"0" * 64}
    before, last = "", None
    for revision in request.revisions.order_by("seq"):
        where = {"paper": code, "seq": revision.seq}
        try:
            content = revision.content()
        except OSError:
            yield _("%(paper)s: the file of revision %(seq)s is missing.") % where
            continue
        if papers.digest(content) != revision.sha256 or revision.parent_sha256 != before:
            yield _("%(paper)s: the file of revision %(seq)s was changed.") % where
        if revision.kind == Revision.Kind.SIGNED:
            # The program of somebody's own token writes nothing of our log into its signature.
            told = events.get(revision.sha256) if revision.sha256 in by_token else _log_head(content)
            if told not in hashes or events.get(revision.sha256) != told:
                yield _("%(paper)s: the log does not agree with the signature in revision %(seq)s.") % where
        before, last = revision.sha256, revision
    if last is None or request.head_id != last.pk:
        yield _("%(paper)s: the newest file is not the one that is shown.") % {"paper": code}


def _log_head(content: bytes) -> str:
    """What the newest signature in the file says of the log."""
    signatures = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
    newest = max(signatures, key=lambda each: each.signed_revision)
    told = str(newest.sig_object.get("/ContactInfo", ""))
    return told.removeprefix(LOG_HEAD)
