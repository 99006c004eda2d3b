"""What a signature can be refused for, each with a code for programs and words for people."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Refused

WORDS: dict[str, Promise] = {
    # when it is not the time, or not the person
    "LEASE_BUSY": _("%(who)s is signing just now (until %(until)s). Try again after that."),
    "LEASE_LOST": _("The time kept for your signature has run out. Nothing was signed; please begin again."),
    "NOT_YOUR_TURN": _("It is not your turn to sign yet. Waiting for: %(who)s."),
    "NOT_YOURS": _("This place on the paper is for somebody else to sign."),
    "ALREADY_SIGNED": _("You have signed this paper already."),
    "NOT_OPEN": _("This paper is not open for signatures: %(state)s."),
    "IN_FORCE": _(
        "All have signed, and the paper is in force: no signature can be withdrawn from it any more. Whoever "
        "wants a change asks the leader for a new version, which all sign again."
    ),
    "CONTENT_CHANGED": _("There is a new version of this paper. Open and read it before you sign."),
    "DEADLINE_PASSED": _("The time for signing ran out on %(day)s. Ask the leader for more time."),
    # the key
    "NO_CERTIFICATE": _("You have no certificate for signing yet. Ask the administrator for one."),
    "PIN_WRONG": _("The PIN is not right; %(left)s more tries."),
    "PASSKEY_WRONG": _(
        "The passkey did not open your key; nothing was signed. Try again (%(left)s more tries) "
        "or use the PIN."
    ),
    "PASSKEY_STALE": _(
        "The question to your passkey has run out; nothing was signed. Press the button once more."
    ),
    "PASSKEY_MUTE": _(
        "This passkey, or this browser, cannot open a signing key: it gives no secret of its own. "
        "Nothing was changed; go on with the PIN, or try it with another passkey."
    ),
    "KEY_LOCKED": _("After several wrong PINs the key is locked until %(until)s."),
    "KEY_DESTROYED": _(
        "After too many wrong PINs the key was destroyed and its certificate revoked. Ask for a new one."
    ),
    "CERT_EXPIRED": _("Your certificate ended on %(day)s and cannot sign any more. Ask for a new one."),
    "CERT_OUT_OF_TIME": _("The certificate of the signature is not valid today (%(detail)s)."),
    "CERT_REVOKED": _("The certificate has been revoked and cannot sign: %(detail)s."),
    "TSA_UNAVAILABLE": _("No time-stamp could be had. Nothing was signed; please try again."),
    "NO_KEYS": _("The signing keys of the site cannot be opened. Tell those who run the site."),
    "REMOTE_UNAVAILABLE": _("The signing service cannot be reached. Nothing was signed; please try again."),
    "REMOTE_TIMEOUT": _(
        "The time for confirming at the signing service has run out. Nothing was signed; please try again."
    ),
    "REMOTE_REJECTED": _("The signing service did not sign: it was refused there, or the code is not right."),
    # the file
    "TOO_LARGE": _("This file is larger than %(most)s MB, and no paper of ours is."),
    "UNREADABLE": _("This file is damaged, or is not a PDF file."),
    "ENCRYPTED": _("This file is locked with a password. Upload it without one."),
    "NOT_AN_APPEND": _(
        "This is not the file that was downloaded here, or the signing program has rewritten all of it. "
        "Download it again and sign that file itself."
    ),
    "REVISION_COUNT": _("More was added to the file than one signature."),
    "FIELD_SET_CHANGED": _(
        "The signature does not stand in the place kept for you: fields were added or removed."
    ),
    "OUTSIDE_THE_ROOM": _(
        "The signature does not lie within the room that the paper has for yours. Download the file again, "
        "and draw it inside the empty room above your name."
    ),
    "LOCKS_OTHERS": _(
        "The signing program has certified or locked the paper along with your signature, so that nobody "
        "could sign after you. Download the file again, and sign without certifying or locking it."
    ),
    "FOREIGN_FIELD": _("The file holds form fields that are not for signatures."),
    "WRONG_FIELD_SIGNED": _("The signature does not stand in the place kept for you."),
    "DOCINFO_CHANGED": _("The title or another property of the file was changed."),
    "XMP_CHANGED": _("The title or another property of the file was changed."),
    "CATALOG_CHANGED": _("Something beside the signature was changed in the file."),
    "NEED_APPEARANCES": _("The file would have programs draw the signatures anew; that is not accepted."),
    "CONTENT_CHANGED_WHILE_SIGNING": _(
        "The text or the look of the paper was changed along with the signature."
    ),
    "WRONG_CERTIFICATE": _("The file was signed with the certificate of %(detail)s, not with yours."),
    "BROKEN_SIGNATURE": _("The signature does not fit the file."),
    "PARTIAL_COVERAGE": _("The signature does not cover all of the file."),
    "UNTRUSTED": _("The certificate was issued by an authority that is not trusted here: %(detail)s."),
    "NO_TRUSTED_TIMESTAMP": _("The signature has no time-stamp from a service that is trusted here."),
    "WRONG_TIME": _(
        "The time-stamp of the signature is more than five minutes away from the time of this site. Sign "
        "once more and do not wait before you send; if that does not help, tell those who run the site that "
        "the clocks differ."
    ),
    "WRONG_CLOCK": _(
        "The signature says that it was made at %(detail)s: the clock of the computer that signed is wrong. "
        "Set its date and time right, download the file again and sign that one."
    ),
    "EARLIER_SIGNATURE_BROKEN": _("The file damages an earlier signature (%(detail)s)."),
    "SEAL_FAILED": _("All have signed, but the archive seal is not there yet; it is tried again by itself."),
}


class Rejection(Refused):
    """A refusal with its code."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(words(code, **details))
        self.code = code


def words(code: str, **details: Any) -> str:
    return str(WORDS[code]) % ({"detail": ""} | details)
