"""From a counted ballot to nominations. Call as ballot_results.take(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Ballot, Nomination, Option
from awards.rules import nominating
from awards.services import honours, nominations
from blocs.rules.rights import LEADERS
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import unless


@transaction.atomic
def take(ballot: Ballot, *, by: User, at: datetime | None = None) -> list[Nomination]:
    """What a counted ballot chose is nominated, what it did not choose is over; run twice, it is one.

    Raises Refused when the ballot is not counted, or is about no award.
    """
    at = at or timezone.now()
    season, award = ballot.season, ballot.award
    unless(
        ballot.status == Ballot.Status.COUNTED and award is not None,
        _("Only a counted ballot about an award makes nominations."),
    ).or_refuse()
    assert award is not None
    someone = people.person(by, on=timezone.localdate(at))
    leads = bool(LEADERS & people.seats(someone, season))
    unless(leads, _("Only the bloc leader takes over the result of a ballot.")).or_refuse()
    made = []
    options = ballot.options.filter(organisation__isnull=False).exclude(outcome=Option.Outcome.TIED)
    for option in options.select_related("organisation__province"):
        assert option.organisation is not None
        recipient = honours.of_organisation(option.organisation)
        live = Nomination.objects.live().for_listing()
        nomination = live.filter(recipient=recipient, award=award, year=season.year).first()
        if option.outcome == Option.Outcome.ELECTED:
            nomination = nomination or nominations.start(recipient, award=award, season=season, by=by, at=at)
            if nomination.state in nominating.STEPS["vote"].sources:
                nominations.freeze(nomination, on=timezone.localdate(at), blocking=False)
                nominations.follow("vote", nomination, by=by, at=at, note=ballot.question)
            made.append(nomination)
        elif nomination is not None and nomination.state in nominating.STEPS["not_chosen"].sources:
            nominations.follow("not_chosen", nomination, by=by, at=at, reason=option.get_outcome_display())
    return made
