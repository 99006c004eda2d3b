"""The papers of a bloc's year: what each says. Papers are Vietnamese, whatever language their reader uses.

Every function is told the day whose names and signers it prints; none asks the clock.
"""

from collections.abc import Callable

from blocs.documents.common import profile_of
from blocs.documents.members import list_of_members
from blocs.documents.pledges import pledge
from documents.content import Document

PAPERS: dict[str, Callable[..., Document]] = {"pledge": pledge, "members": list_of_members}

__all__ = ["PAPERS", "list_of_members", "pledge", "profile_of"]
