"""What a file is: one of ours, changed or not, signed by whom. Call as verification.look_at(…)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from documents import codes
from documents.models import AuthorityKey, Certificate, FileCheck, Paper, Revision, Signature, TrustedRoot
from documents.services import authority, papers
from documents.signing import checking
from documents.signing.checking import Report
from documents.signing.reading import Rejected

KEPT_FOR = timedelta(hours=12)


class Kind(StrEnum):
    CURRENT = "current"  # ours, unchanged, in force
    SIGNING = "signing"  # ours, unchanged, the newest while signatures are gathered
    OLDER = "older"  # ours, unchanged, but there are newer signatures
    SUPERSEDED = "superseded"
    VOID = "void"
    CHANGED = "changed"  # ours once, and changed since
    FOREIGN_SIGNED = "foreign_signed"  # not ours; its signatures hold
    FOREIGN_BROKEN = "foreign_broken"  # not ours; signed, and a signature does not hold
    FOREIGN = "foreign"  # not ours, not signed
    UNREADABLE = "unreadable"


GOOD = frozenset({Kind.CURRENT, Kind.SIGNING})


@dataclass(frozen=True, slots=True)
class Look:
    kind: Kind
    sha256: str
    problems: tuple[str, ...] = ()  # codes of documents.rules.rejections and .findings
    report: Report | None = None
    paper: Paper | None = None
    revision: Revision | None = None

    @property
    def good(self) -> bool:
        return self.kind in GOOD and not self.problems


def look_at(content: bytes) -> Look:
    sha256 = papers.digest(content)
    revision = (
        Revision.objects.select_related("request__paper", "request__head").filter(sha256=sha256).first()
    )
    paper = revision.request.paper if revision else Paper.objects.public().filter(content_hash=sha256).first()
    try:
        report = _report(content, sha256)
    except Rejected as rejected:
        if paper is None:
            return Look(Kind.UNREADABLE, sha256, (rejected.code,), paper=_named(content))
        raise
    if paper is not None:
        problems = _of_report(report)
        return Look(_kind(paper, revision), sha256, problems, report, paper, revision)
    return _not_as_issued(content, sha256, report)


def _kind(paper: Paper, revision: Revision | None) -> Kind:
    if paper.state in (Paper.State.SUPERSEDED, Paper.State.VOID):
        return Kind(paper.state)
    if revision is not None and _signed_since(revision):
        return Kind.OLDER
    return Kind.SIGNING if paper.state == Paper.State.SIGNING else Kind.CURRENT


def _signed_since(revision: Revision) -> bool:
    """Not counting the archive's seal: it takes nothing from the copy that somebody kept before it."""
    if revision.request.head_id == revision.pk:
        return False
    later = revision.request.revisions.filter(seq__gt=revision.seq)
    return later.exclude(kind=Revision.Kind.SEALED).exists()


def _not_as_issued(content: bytes, sha256: str, report: Report) -> Look:
    base = _longest_of_ours(content)
    paper = base.request.paper if isinstance(base, Revision) else base
    paper = paper or _named(content)
    ours = paper is not None or _signed_here(report)
    problems = _of_report(report)
    if not ours:
        kind = Kind.FOREIGN
        if report.signatures:
            kind = Kind.FOREIGN_SIGNED if not problems else Kind.FOREIGN_BROKEN
        return Look(kind, sha256, problems, report)
    found = ["NOT_AS_ISSUED", *problems]
    if paper is not None:
        found += _against(paper, base if isinstance(base, Revision) else None, report)
    return Look(
        Kind.CHANGED,
        sha256,
        tuple(dict.fromkeys(found)),
        report,
        paper,
        base if isinstance(base, Revision) else None,
    )


def _against(paper: Paper, base: Revision | None, report: Report) -> list[str]:
    """How it differs from what was signed here: whose signatures are gone, and whose are strange."""
    request = getattr(paper, "signing", None)
    if request is None:
        return ["FOREIGN_SIGNATURE"] if report.signatures else []
    signatures = Signature.objects.filter(revision__request=request).select_related("signer", "revision")
    known = {each.field: each.certificate_sha256 for each in signatures}
    seals = set(AuthorityKey.objects.filter(purpose="seal").values_list("sha256", flat=True))
    there = {finding.field: finding.certificate for finding in report.signatures}
    found = []
    if any(there[field] not in {known.get(field), *seals} for field in there):
        found.append("FOREIGN_SIGNATURE")
    wanted = {each.field for each in signatures if base is None or each.revision.seq <= base.seq}
    if wanted - set(there):
        found.append("SIGNATURE_REMOVED")
    return found


def _longest_of_ours(content: bytes) -> Revision | Paper | None:
    """The last of our files that this one begins with, letter for letter."""
    ends = checking.prefixes(content)
    revisions = {
        row.sha256: row for row in Revision.objects.filter(sha256__in=ends).select_related("request__paper")
    }
    issued = {row.content_hash: row for row in Paper.objects.public().filter(content_hash__in=ends)}
    return next(
        (revisions.get(end) or issued[end] for end in ends if end in revisions or end in issued), None
    )


def _named(content: bytes) -> Paper | None:
    """The paper whose code the file bears in its properties."""
    code = codes.read(checking.words_of_keys(content))
    return Paper.objects.public().filter(code=code).first() if code else None


def _signed_here(report: Report) -> bool:
    fingerprints = [finding.certificate for finding in report.signatures]
    return (
        AuthorityKey.objects.filter(sha256__in=fingerprints).exists()
        or Certificate.objects.filter(Q(sha256__in=fingerprints)).exists()
    )


def _of_report(report: Report) -> tuple[str, ...]:
    found = [*report.problems, *(finding.problem for finding in report.signatures if finding.problem)]
    return tuple(dict.fromkeys(found))


def _report(content: bytes, sha256: str) -> Report:
    """Of today's check, if there is one: a full check takes seconds."""
    now = timezone.now()
    kept = FileCheck.objects.filter(sha256=sha256, checked_at__gt=now - KEPT_FOR).first()
    if kept is not None and kept.checked_at >= authority.trust_changed():
        return Report.from_json(kept.report)
    report = _in_time(checking.check(content, authority.trust(with_retired=True)))
    FileCheck.objects.update_or_create(
        sha256=sha256, defaults={"checked_at": now, "report": report.as_json()}
    )
    return report


def _in_time(report: Report) -> Report:
    """A signature made after its authority was retired here is not believed."""
    roots = TrustedRoot.objects.values_list("name", "retired_at")
    active = {name for name, retired_at in roots if retired_at is None}
    ended = {name: at for name, at in roots if at is not None and name not in active}
    if not ended:
        return report
    judged = tuple(
        replace(found, problem="UNTRUSTED")
        if found.good
        and found.trusted_by in ended
        and datetime.fromisoformat(found.stamped_at or found.claimed_at) >= ended[found.trusted_by]
        else found
        for found in report.signatures
    )
    return replace(report, signatures=judged)
