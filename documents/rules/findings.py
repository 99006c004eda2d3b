"""What a check of a file finds, in words for anybody."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.rules.rejections import WORDS

FINDINGS: dict[str, Promise] = {
    "NOT_AS_ISSUED": _("The file is not, letter for letter, one that was issued or signed here."),
    "ADDED_AFTER_SIGNING": _("Something was added to the file after the last signature."),
    "CHANGED_AFTER_SIGNING": _("The content was changed after this signature."),
    "SIGNATURE_REMOVED": _("A signature that was given here is missing."),
    "FOREIGN_SIGNATURE": _("It carries a signature that was not given here."),
    "BROKEN_SIGNATURE": _("The signature does not fit the content: the file was changed."),
    "UNTRUSTED": _("The certificate was not issued by an authority that is trusted here."),
    "CERT_REVOKED": _("The certificate has been revoked."),
}
HOLDS = _("Valid")


def said(code: str) -> str:
    """In words; an empty code is a signature that holds."""
    if not code:
        return str(HOLDS)
    found = FINDINGS.get(code)
    return str(found) if found is not None else str(WORDS[code]) % {"detail": ""}
