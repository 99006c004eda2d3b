"""Whether a season's ballots are counted; the app that holds ballots tells it, from its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable

from blocs.models import Season

_tellers: list[Callable[[Season], bool]] = []


def register(tell: Callable[[Season], bool]) -> None:
    _tellers.append(tell)


def counted(season: Season) -> bool:
    return any(tell(season) for tell in _tellers)
