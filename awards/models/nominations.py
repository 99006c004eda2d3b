"""Who is put forward for which award, and how far it has come (domain model §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import Award, RuleSet
from awards.models.honours import YEAR, Recipient
from awards.models.kinds import Basis
from awards.models.proposals import Proposal
from blocs.models import Leadership, Movement, Province, Season
from emulation.events import Event
from emulation.text import search_words

if TYPE_CHECKING:
    from blocs.models import Person

LONGEST_SUMMARY = 3000


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, person: Person) -> Self:
        """One's own from the first line on; those of one's bloc once handed in; all of one's province."""
        in_bloc = Q(season__in=Season.objects.visible_to(person), channel=Nomination.Channel.BLOC)
        leads = Q(
            season__leaderships__organisation__in=person.organisations,
            season__leaderships__role__in=[Leadership.Role.LEADER, Leadership.Role.ACTING],
        )
        return self.filter(
            pk__in=self.model._default_manager.filter(
                Q(province__in=person.whole_provinces)
                | Q(recipient__organisation__in=person.organisations)
                | (in_bloc & ~Q(state=Nomination.State.DRAFT))
                | (in_bloc & leads)
            ).values("pk")
        )

    def for_listing(self) -> Self:
        return self.select_related(
            "award", "recipient__organisation__province", "rule_set", "season__bloc__province", "movement"
        ).order_by("award", "recipient__sort_key", "pk")

    def searched(self, query: str) -> Self:
        found = self
        for word in search_words(query):
            found = found.filter(recipient__search_text__contains=word)
        return found

    def live(self) -> Self:
        """Those that nobody withdrew or refused: another may take the place of one that is over."""
        return self.exclude(state__in=OVER)


class Nomination(models.Model):
    class Channel(models.TextChoices):
        BLOC = "bloc", _("By the bloc")
        VERTICAL = "vertical", _("Straight to the standing agency")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SUBMITTED = "submitted", _("Handed in")
        VOTED = "voted", _("Chosen by the bloc")
        PROPOSED = "proposed", _("Proposed")
        RECEIVED = "received", _("Received")
        RETURNED = "returned", _("Returned for supplement")
        APPRAISED = "appraised", _("Appraised")
        COUNCIL_VOTED = "council_voted", _("Passed by the council")
        DECIDED = "decided", _("Awarded")
        REJECTED = "rejected", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ON_HOLD = "on_hold", _("On hold")
        REVOKED = "revoked", _("Revoked")

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    season = models.ForeignKey(
        Season,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("season"),
    )
    channel = models.CharField(_("way"), max_length=8, choices=Channel)
    year = models.PositiveSmallIntegerField(_("for the year"), validators=YEAR)
    award = models.ForeignKey(Award, models.PROTECT, related_name="nominations", verbose_name=_("award"))
    recipient = models.ForeignKey(
        Recipient, models.PROTECT, related_name="nominations", verbose_name=_("recipient")
    )
    basis = models.CharField(_("ground"), max_length=10, choices=Basis, default=Basis.MERIT)
    movement = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("movement")
    )
    leads_movement = models.BooleanField(
        _("among the leading ones at the review of the movement"), null=True, blank=True
    )
    summary = models.TextField(
        _("achievements in short"), blank=True, validators=[MaxLengthValidator(LONGEST_SUMMARY)]
    )
    sections = models.JSONField(default=dict, blank=True, editable=False)  # of the achievement report
    rule_set = models.ForeignKey(  # of the day; the receipt fixes it (law of 2026, transition)
        RuleSet, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("rules")
    )
    checklist = models.JSONField(default=list, blank=True, editable=False)  # as it stood when handed in
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="nominations", editable=False
    )
    place = models.PositiveSmallIntegerField(default=0, editable=False)  # on the proposal's list
    state = models.CharField(_("state"), max_length=13, choices=State, default=State.DRAFT, editable=False)
    held_from = models.CharField(max_length=13, choices=State, blank=True, default="", editable=False)
    because = models.CharField(_("reason"), max_length=500, blank=True, default="", editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "award", "recipient__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "award", "year"],
                condition=~Q(state__in=["withdrawn", "rejected", "revoked"]),
                name="one_live_nomination_per_award_and_year",
                violation_error_message=_("The recipient is nominated for this award already."),
            ),
            models.CheckConstraint(
                condition=~Q(channel="bloc") | Q(season__isnull=False), name="bloc_nominates_in_a_season"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "rejected", "on_hold", "returned", "revoked"])
                | ~Q(because=""),
                name="what_stops_a_nomination_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="on_hold") ^ Q(held_from=""), name="held_nomination_knows_where_it_was"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.award}"

    def get_absolute_url(self) -> str:
        return reverse("awards:nomination-detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[_State(self.state)]

    @property
    def is_invented(self) -> bool:
        """Of a bloc of the demo; what is printed of it says so."""
        return self.season is not None and self.season.bloc.invented


_State = Nomination.State
OVER = [_State.WITHDRAWN, _State.REJECTED, _State.REVOKED]
TONES = {
    _State.DRAFT: "neutral",
    _State.SUBMITTED: "info",
    _State.VOTED: "info",
    _State.PROPOSED: "info",
    _State.RECEIVED: "info",
    _State.RETURNED: "wait",
    _State.APPRAISED: "info",
    _State.COUNCIL_VOTED: "good",
    _State.DECIDED: "good",
    _State.REJECTED: "bad",
    _State.WITHDRAWN: "neutral",
    _State.ON_HOLD: "wait",
    _State.REVOKED: "bad",
}


class NominationEvent(Event):
    """Each step of a nomination, with who, when and why; rows are only added."""

    STEPS: ClassVar = {
        "start": _("nomination begun"),
        "edit": _("changed"),
        "write": _("achievement report written"),
        "submit": _("handed in"),
        "take_back": _("taken back"),
        "vote": _("chosen by the bloc"),
        "not_chosen": _("not chosen by the bloc"),
        "propose": _("proposed"),
        "receive": _("received by the standing agency"),
        "return": _("returned for supplement"),
        "appraise": _("appraised"),
        "council_vote": _("passed by the council"),
        "decide": _("awarded"),
        "reject": _("not accepted"),
        "withdraw": _("withdrawn"),
        "hold": _("put on hold"),
        "release": _("hold lifted"),
        "revoke": _("revoked"),
        "list": _("put on the list of a proposal"),
        "unlist": _("taken off the list of a proposal"),
        "file": _("file added to the dossier"),
        "remove_file": _("file taken out of the dossier"),
    }

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="events")
    came_from = models.CharField(max_length=13, blank=True)
    went_to = models.CharField(max_length=13, blank=True)
    revision = models.PositiveIntegerField(default=0)
