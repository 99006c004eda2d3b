"""What the season's own app asks about ballots: whether those of a season are counted."""

from __future__ import annotations

from awards.models import Ballot
from blocs.models import Season

WAITING = (Ballot.Status.PREPARED, Ballot.Status.OPEN, Ballot.Status.CLOSED)


def counted(season: Season) -> bool:
    """At least one ballot is counted, and none still waits for votes or for its count."""
    states = set(Ballot.objects.filter(season=season).values_list("status", flat=True))
    return Ballot.Status.COUNTED in states and not states & set(WAITING)
