"""The texts of a season's composed papers: as written, or the usual ones to begin with."""

from __future__ import annotations

from datetime import date

from blocs.models import MeetingInvitation, OperatingRules, Season
from blocs.rules import usual_texts


def rules(season: Season, *, on: date) -> OperatingRules:
    """The rules as written; before that the usual ones, not saved."""
    written = OperatingRules.objects.filter(season=season).first()
    return written or OperatingRules(
        season=season, text=usual_texts.rules(season, bloc_name=season.bloc.name_on(on))
    )


def invitation(season: Season, *, on: date, occasion: str = "") -> MeetingInvitation:
    """The invitation as written; the usual one for another occasion, or where none is written."""
    written = MeetingInvitation.objects.select_related("paper").filter(season=season).first()
    if written is not None and occasion in ("", written.occasion):
        return written
    begun = usual_texts.invitation(
        season,
        occasion or MeetingInvitation.Occasion.PLEDGE,
        bloc_name=season.bloc.name_on(season.within(on)),
        on=on,
    )
    begun.version = written.version if written else 0
    return begun
