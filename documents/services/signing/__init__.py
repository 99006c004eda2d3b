"""Everything that changes a paper that is signed. Call as signing.open_request(…), signing.sign(…).

An app above hands in a paper and its parties, and hears of each step:

    signing.follow("pledge", on_step)         # in its AppConfig.ready; called in the transaction of each step
    request = signing.open_request(build, parties, by=…, order=…, deadline=…, **what papers.issue takes)
    signing.start(request, by=…)              # asks the first ones; `request.signers` has each with its state
    signing.view(signer, by=user)             # the person opened the paper
    signing.sign(signer, by=user, pin=…, seen=paper.content_hash)
    signing.sign_remote(signer, by=user, pin=…, otp=…)   # with a key at a remote service
    signing.keep_for_upload(signer, by=user)  # the own token: the file, kept for a quarter of an hour …
    signing.upload(signer, content, by=user)  # … and taken back signed; or signing.give_back(signer, by=user)
    signing.certify_ink(request, scan, signed_on=…, as_=…, by=leader)   # the ink way, shown as what it is
    signing.decline(signer, reason=…, by=user)       signing.withdraw(signer, reason=…, by=user)
    signing.replace(signer, user=…, under=…, by=…)   signing.remind(signer, by=…)
    signing.extend(request, deadline=…, by=…)        signing.cancel(request, reason=…, by=…)
    signing.reopen(request, reason=…, by=…)          # without those who declined, or with a new deadline
    signing.record(request, by=…)             # who signed what and when, as a paper of its own

When the last one has signed, the paper is in force within the same transaction (`Paper.State.ISSUED`); the
request goes to COMPLETED, and right after it to SEALED. `rules.signing.can_sign` and its like tell a page
whether somebody may act, and what stands in the way. Refusals are `rules.rejections.Rejection`, with a code
beside the words. The file to show is `request.newest()`; `views.files.paper_response` serves it.
"""

from documents.rules.rejections import Rejection
from documents.services.signing.completion import reopen, seal, unsealed
from documents.services.signing.course import (
    ANY,
    cancel,
    decline,
    expire,
    extend,
    follow,
    remind,
    replace,
    start,
    view,
    withdraw,
)
from documents.services.signing.embedded import sign
from documents.services.signing.ink import certify_ink
from documents.services.signing.opening import Party, open_request
from documents.services.signing.record import record
from documents.services.signing.remote import register_remote, sign_remote
from documents.services.signing.uploads import give_back, keep_for_upload, upload

__all__ = [
    "ANY",
    "Party",
    "Rejection",
    "cancel",
    "certify_ink",
    "decline",
    "expire",
    "extend",
    "follow",
    "give_back",
    "keep_for_upload",
    "open_request",
    "record",
    "register_remote",
    "remind",
    "reopen",
    "replace",
    "seal",
    "sign",
    "sign_remote",
    "start",
    "unsealed",
    "upload",
    "view",
    "withdraw",
]
