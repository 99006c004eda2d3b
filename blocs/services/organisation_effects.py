"""Carrying out what was foreseen of a change of an organisation, one effect after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Leadership,
    Mandate,
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationEvent,
    OrganisationName,
    Pledge,
    PledgeComment,
    PledgeTarget,
    Season,
)
from blocs.rules.organisation_events import Effect, What, Wish
from blocs.selectors import people
from blocs.selectors.organisation_events import OPEN
from blocs.services.pledges.common import keep_version
from blocs.services.trail import Trail
from emulation.models import User
from emulation.verdicts import unless

Kind = OrganisationEvent.Kind
# Kept with what happened, in the language of the papers.
REASONS = {
    (Kind.MERGE, False): "Sáp nhập vào {new}",
    (Kind.SPLIT, False): "Chia thành {new}",
    (Kind.SPLIT, True): "Tách từ {old}",
    (Kind.DISSOLVE, False): "Giải thể",
}
UNDONE = "Hoàn tác: {reason}"
PASSED_ON = "{old} thôi hoạt động từ ngày {day} ({reason}). Chỉ tiêu chuyển cho {owner}."
ALL_MEMBERS = "tất cả các đơn vị thành viên"


class Doing:
    """One event being carried out; everything that it changes stands in its trail."""

    def __init__(self, event: OrganisationEvent, wish: Wish, *, by: User | None, at: datetime) -> None:
        self.event, self.wish, self.by, self.at = event, wish, by, at
        self.trail = Trail()
        self.source: Organisation = event.sources.get()
        self.reason = reason(event)

    def carry_out(self, effect: Effect) -> None:
        if effect.what is not What.STAYS:
            DOES[effect.what](self, effect)

    def name_ends(self, effect: Effect) -> None:
        self.trail.change(OrganisationName.objects.get(pk=effect.key), valid_to=effect.day)

    def name_begins(self, effect: Effect) -> None:
        made = OrganisationName(
            organisation=self.source,
            name=self.event.name,
            short_name=self.event.short_name,
            valid_from=effect.day,
        )
        made.full_clean(exclude=["organisation"])
        self.trail.add(made)

    def closes(self, effect: Effect) -> None:
        self.trail.change(self.source, last_day=effect.day)

    def alias(self, effect: Effect) -> None:
        self.trail.add(OrganisationAlias(organisation_id=effect.key, text=effect.text))

    def moves(self, effect: Effect) -> None:
        self.trail.change(Organisation.objects.get(pk=effect.key), parent_id=effect.to)

    def leaves(self, effect: Effect) -> None:
        row = Membership.objects.select_related("season").get(pk=effect.key)
        decision = self.event.decision or row.decision
        self.trail.change(row, left_on=effect.day, reason=self.reason, decision=decision)
        self._tell(row.season, "leave", self.source)

    def never_joins(self, effect: Effect) -> None:
        row = Membership.objects.select_related("season").get(pk=effect.key)
        self.trail.remove(row)
        self._tell(row.season, "leave", self.source)

    def joins(self, effect: Effect) -> None:
        """In the place of the old one in the rotation, which it takes over."""
        season = Season.objects.get(pk=effect.key)
        assert effect.to is not None
        assert effect.day is not None
        own = season.memberships.filter(organisation=self.source).order_by("-joined_on").first()
        made = Membership(
            season=season,
            organisation_id=effect.to,
            joined_on=effect.day,
            order=own.order if own else season.memberships.count() + 1,
            decision=self.event.decision,
            reason=self.reason,
        )
        made.full_clean(exclude=["season", "organisation"])
        self.trail.add(made)
        self._tell(season, "join", made.organisation)

    def acts(self, effect: Effect) -> None:
        """The deputy leads from the day on, and so is deputy no longer."""
        season, since = Season.objects.get(pk=effect.key), effect.day
        assert since is not None
        assert effect.to is not None
        terms = list(season.leaderships.all())
        leader = people.leads_on(terms, since)
        given: dict[str, Any] = {
            "organisation_id": effect.to,
            "role": Leadership.Role.ACTING,
            "chosen_by": Leadership.ChosenBy.DECISION,
            "reason": self.reason,
        }
        if leader is not None and leader.starts == since:
            self.trail.change(leader, **given)
        else:
            self.trail.add(Leadership(season=season, starts=since, **given))
        for term in people.deputies_on(terms, since):
            if term.organisation_id == effect.to:
                self._end(term, since)
        self._tell(season, "name_acting", Organisation.objects.get(pk=effect.to))

    def _end(self, term: Leadership, since: Any) -> None:
        if term.starts >= since:
            self.trail.remove(term)  # it never came to serve
        else:
            self.trail.change(term, ends=since - timedelta(days=1))

    def deputy_ends(self, effect: Effect) -> None:
        term = Leadership.objects.select_related("season").get(pk=effect.key)
        self.trail.change(term, ends=effect.day)
        self._tell(term.season, "end_deputy", self.source)

    def deputy_never(self, effect: Effect) -> None:
        term = Leadership.objects.select_related("season").get(pk=effect.key)
        self.trail.remove(term)
        self._tell(term.season, "end_deputy", self.source)

    def mandate_ends(self, effect: Effect) -> None:
        mandate = Mandate.objects.get(pk=effect.key)
        self.trail.change(mandate, ends=effect.day)
        note = f"{effect.day:%d/%m/%Y}; {self.reason}"
        mandate.changes.create(actor=self.by, step="end", note=note, at=self.at)

    def passes(self, effect: Effect) -> None:
        target = PledgeTarget.objects.select_related("pledge").get(pk=effect.key)
        pledge = Pledge.objects.select_for_update(no_key=True).get(pk=target.pledge_id)
        owner = Organisation.objects.get(pk=effect.to) if effect.to is not None else None
        self.trail.change(target, owner=owner, changed_in=pledge.revision + 1)
        text = PASSED_ON.format(
            old=self.source.name_on(self.wish.last_day),
            day=f"{self.wish.day:%d/%m/%Y}",
            reason=self.reason,
            owner=owner.name_on(self.wish.day) if owner else ALL_MEMBERS,
        )
        if self.by is not None:
            self.trail.add(PledgeComment(pledge=pledge, target=target, author=self.by, text=text, at=self.at))
        keep_version(pledge, step="edit", by=self.by, at=self.at)

    def _tell(self, season: Season, step: str, organisation: Organisation) -> None:
        self.trail.touch(season)
        season.events.create(
            actor=self.by, step=step, organisation=organisation, note=self.reason, at=self.at
        )

    @staticmethod
    def before_taking_back(event: OrganisationEvent) -> None:
        """A text that is settled meanwhile holds the targets as they were passed on."""
        for pledge in _pledges(event):
            unless(pledge.status in OPEN, _("The text of the pledge was settled meanwhile.")).or_refuse()

    @staticmethod
    def after_taking_back(event: OrganisationEvent, *, by: User, at: datetime) -> None:
        """The histories go on: they, too, say that it was undone."""
        for pledge in _pledges(event):
            keep_version(pledge, step="edit", by=by, at=at)
        note = UNDONE.format(reason=reason(event))
        seasons = {row["pk"] for row in event.trail if row["model"] == "blocs.season"}
        for season in Season.objects.filter(pk__in=seasons):
            season.events.create(actor=by, step="undo_event", note=note, at=at)
        ended = {row["pk"] for row in event.trail if row["model"] == "blocs.mandate"}
        for mandate in Mandate.objects.filter(pk__in=ended):
            mandate.changes.create(actor=by, step="undo_event", note=note, at=at)


def reason(event: OrganisationEvent) -> str:
    """Why rows ended, as they keep it: cut to what they hold."""
    template = REASONS.get((Kind(event.kind), event.goes_on), "")
    return template.format(old=event.old, new=event.new)[:250]


def _pledges(event: OrganisationEvent) -> list[Pledge]:
    targets = [row["pk"] for row in event.trail if row["model"] == "blocs.pledgetarget"]
    keys = PledgeTarget.objects.filter(pk__in=targets).values("pledge")
    return list(Pledge.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


DOES: dict[What, Callable[[Doing, Effect], None]] = {
    What.NAME_ENDS: Doing.name_ends,
    What.NAME_BEGINS: Doing.name_begins,
    What.CLOSES: Doing.closes,
    What.ALIAS: Doing.alias,
    What.MOVES: Doing.moves,
    What.LEAVES: Doing.leaves,
    What.NEVER_JOINS: Doing.never_joins,
    What.JOINS: Doing.joins,
    What.ACTS: Doing.acts,
    What.DEPUTY_ENDS: Doing.deputy_ends,
    What.DEPUTY_NEVER: Doing.deputy_never,
    What.MANDATE_ENDS: Doing.mandate_ends,
    What.PASSES: Doing.passes,
}
