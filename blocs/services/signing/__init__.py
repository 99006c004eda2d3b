"""Signing a pledge through the browser. Call as signing.begin(…), signing.sign(…).

Whom the paper asks is resolved from the mandates when it is opened, and each one is looked at again when
the signature is made. With the last signature the pledge is in force.
"""

from blocs.services.signing.course import come_into_force, go_on, more_time, remind, replace, void
from blocs.services.signing.hands import decline, sign, view
from blocs.services.signing.opening import begin
from documents.services import signing as machinery

# Here and not when the app is ready: commands that sign nothing need not load the libraries of signatures.
machinery.follow("pledge", come_into_force)

__all__ = ["begin", "decline", "go_on", "more_time", "remind", "replace", "sign", "view", "void"]
