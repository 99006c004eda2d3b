"""Signing a pledge through the browser. Call as signing.begin(…), signing.sign(…).

Whom the paper asks is resolved from the mandates when it is opened, and each one is looked at again when
the signature is made. With the last signature the pledge is in force.
"""

from blocs.services.signing.acceding import accede, stop_accession
from blocs.services.signing.amending import amend, give_up
from blocs.services.signing.course import (
    certify_ink,
    come_into_force,
    go_on,
    more_time,
    remind,
    replace,
    void,
)
from blocs.services.signing.hands import (
    bring_file,
    decline,
    give_back,
    sign,
    sign_remote,
    take_file,
    view,
    withdraw,
)
from blocs.services.signing.opening import begin
from blocs.services.signing.reminding import remind_missing
from documents.services import signing as machinery

# Here and not when the app is ready: commands that sign nothing need not load the libraries of signatures.
machinery.follow("pledge", come_into_force)

__all__ = [
    "accede",
    "amend",
    "begin",
    "bring_file",
    "certify_ink",
    "decline",
    "give_back",
    "give_up",
    "go_on",
    "more_time",
    "remind",
    "remind_missing",
    "replace",
    "sign",
    "sign_remote",
    "stop_accession",
    "take_file",
    "view",
    "void",
    "withdraw",
]
