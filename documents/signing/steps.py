"""From one revision to the next: was anything done beyond filling one field?

Our own signatures all look the same, and can be told in a moment: new objects, one empty field that now names
two of them, and nothing else. Whatever does not look so is left to pyHanko's long analysis.
"""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from documents.signing.placing import adds_only_what_it_signs

_FREE_IN_FORM = {"/SigFlags"}
_FREE_IN_FIELD = {"/V", "/AP"}
_FREE_IN_CATALOG = {"/Perms"}


def fills_one_field(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """True only if all that the new revision does is to sign in one of the fields that were empty."""
    if new.refs_freed_in_revision() or new.object_streams_used():
        return False
    known = [ref for ref in new.explicit_refs_in_revision() if not old.is_ref_unassignable(ref)]
    filled = [ref for ref in known if _is_field(old, ref)]
    others = [ref for ref in known if ref not in filled]
    return (
        len(filled) == 1
        and _is_filled(old, new, filled[0])
        and all(_is_form_or_catalog(old, new, ref) for ref in others)
        and _same_trailer(old, new)
    )


def _is_field(old: HistoricalResolver, ref: generic.Reference) -> bool:
    found = old.get_object(ref)
    return isinstance(found, generic.DictionaryObject) and found.get("/FT") == "/Sig" and "/T" in found


def _is_filled(old: HistoricalResolver, new: HistoricalResolver, ref: generic.Reference) -> bool:
    before, after = old.get_object(ref), new.get_object(ref)
    if "/V" in before or "/V" not in after or not _same(before, after, _FREE_IN_FIELD):
        return False
    value = after.raw_get("/V")
    if not isinstance(value, generic.IndirectObject) or not old.is_ref_unassignable(value.reference):
        return False
    looks = after.raw_get("/AP") if "/AP" in after else None
    if looks is None or ("/AP" in before and _written(before.raw_get("/AP")) == _written(looks)):
        return True
    look = looks.raw_get("/N") if isinstance(looks, generic.DictionaryObject) and len(looks) == 1 else None
    return isinstance(look, generic.IndirectObject) and old.is_ref_unassignable(look.reference)


def _is_form_or_catalog(old: HistoricalResolver, new: HistoricalResolver, ref: generic.Reference) -> bool:
    before, after = old.get_object(ref), new.get_object(ref)
    if not isinstance(before, generic.DictionaryObject) or not isinstance(after, generic.DictionaryObject):
        return False
    if ref == old.trailer_view.raw_get("/Root").reference:
        return _same(before, after, _FREE_IN_CATALOG)
    form = old.root.raw_get("/AcroForm") if "/AcroForm" in old.root else None
    is_form = isinstance(form, generic.IndirectObject) and form.reference == ref
    return is_form and _same(before, after, _FREE_IN_FORM)


def _same_trailer(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    before, after = old.trailer_view, new.trailer_view
    return all(
        (name in before) == (name in after)
        and (name not in before or _written(before.raw_get(name)) == _written(after.raw_get(name)))
        for name in ("/Root", "/Info", "/Encrypt")
    )


def _same(before: Any, after: Any, free: set[str]) -> bool:
    names = {name for name in (*before, *after) if name not in free}
    return all(
        name in before and name in after and _written(before.raw_get(name)) == _written(after.raw_get(name))
        for name in names
    )


def _written(thing: generic.PdfObject) -> bytes:
    out = io.BytesIO()
    thing.write_to_stream(out, None)
    return out.getvalue()


class StepByStep(DiffPolicy):
    """Judges each revision against the one before it, once for all signatures of a file.

    pyHanko judges it against every signed one before it. What each step may not do, all of them together
    cannot have done: so this says the same, in a time that grows with the signatures and not with their cube.
    """

    def __init__(self, *, own_fields: bool = False) -> None:
        """`own_fields`: nothing certifies the file, so a step may sign in a field that it adds."""
        self._own_fields = own_fields
        self._judged: dict[int, DiffResult | SuspiciousModification] = {}

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        if field_mdp_spec is None and doc_mdp == MDPPerm.FILL_FORMS and fills_one_field(old, new):
            return DiffResult(ModificationLevel.FORM_FILLING, set())
        if self._own_fields and doc_mdp == MDPPerm.FILL_FORMS:
            doc_mdp = None  # pyHanko's word for: fields may be filled, and new ones added
            if not adds_only_what_it_signs(old, new):
                raise SuspiciousModification("A field was added and not signed.")
        return DEFAULT_DIFF_POLICY.apply(old, new, field_mdp_spec=field_mdp_spec, doc_mdp=doc_mdp)

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        if field_mdp_spec is not None or doc_mdp == MDPPerm.NO_CHANGES:
            return DEFAULT_DIFF_POLICY.review_file(reader, base_revision, field_mdp_spec, doc_mdp)
        first = base_revision if isinstance(base_revision, int) else base_revision.revision
        level, fields = ModificationLevel.NONE, set()
        for revision in range(first + 1, reader.xrefs.total_revisions):
            result = self._step(reader, revision)
            if isinstance(result, SuspiciousModification):
                return result
            level = max(level, result.modification_level)
            fields |= result.changed_form_fields
        return DiffResult(level, fields)

    def _step(self, reader: PdfFileReader, revision: int) -> DiffResult | SuspiciousModification:
        if revision not in self._judged:
            resolve = reader.get_historical_resolver
            try:
                self._judged[revision] = self.apply(
                    resolve(revision - 1), resolve(revision), doc_mdp=MDPPerm.FILL_FORMS
                )
            except SuspiciousModification as found:
                self._judged[revision] = found
        return self._judged[revision]
