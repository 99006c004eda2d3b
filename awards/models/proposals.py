"""What a bloc, or an organisation on its own, proposes to the standing agency: the submission and its course.

ProposedAward and Nominee are what a season's file says was proposed; Proposal is a submission made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import Award, RuleSet
from awards.models.honours import YEAR
from blocs.models import Leadership, Organisation, Province, Season
from documents.models import Paper
from emulation.events import Event

if TYPE_CHECKING:
    from blocs.models import Person


class ProposedAwardQuerySet(models.QuerySet["ProposedAward"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(season__in=Season.objects.visible_to(person))

    def for_listing(self) -> Self:
        return self.select_related("award").prefetch_related("nominees__organisation").order_by("award", "pk")


class ProposedAward(models.Model):
    season = models.ForeignKey(
        Season, models.PROTECT, related_name="proposed_awards", verbose_name=_("season")
    )
    award = models.ForeignKey(Award, models.PROTECT, related_name="proposals", verbose_name=_("award"))

    objects = ProposedAwardQuerySet.as_manager()

    class Meta:
        ordering = ["season", "award", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "award"], name="award_proposed_once_per_season")
        ]

    def __str__(self) -> str:
        return f"{self.award} · {self.season}"


class Nominee(models.Model):
    """An organisation, or whoever else was named, in the words of the proposal."""

    proposed = models.ForeignKey(ProposedAward, models.CASCADE, related_name="nominees")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    text = models.CharField(_("nominee"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, text="")
                | (Q(organisation__isnull=True) & ~Q(text="")),
                name="nominee_is_an_organisation_or_a_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else self.text


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, person: Person) -> Self:
        """What one's organisation prepares, as proposer or bloc leader; what one's bloc has sent."""
        in_bloc = Q(season__in=Season.objects.visible_to(person))
        leads = Q(
            season__leaderships__organisation__in=person.organisations,
            season__leaderships__role__in=[Leadership.Role.LEADER, Leadership.Role.ACTING],
        )
        seen = self.model._default_manager.filter(
            Q(proposer__in=person.organisations)
            | Q(province__in=person.whole_provinces)
            | (in_bloc & ~Q(state=Proposal.State.DRAFT))
            | (in_bloc & leads)
        )
        return self.filter(pk__in=seen.values("pk"))

    def for_listing(self) -> Self:
        return self.select_related(
            "proposer__province", "season__bloc__province", "rule_set", "paper"
        ).order_by("-year", "-pk")

    def for_desk(self) -> Self:
        return self.for_listing().select_related("province", "proposer__format_profile")


def proof_place(proposal: Proposal, name: str) -> str:
    return f"proposals/{proposal.proof_hash[:2]}/{proposal.proof_hash}"


class Proposal(models.Model):
    """A submission (tờ trình) with its list of nominees, and what came back."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        SENT = "sent", _("Sent")
        RECEIVED = "received", _("Received")
        RETURNED = "returned", _("Returned for supplement")
        APPRAISED = "appraised", _("Appraised")

    class Way(models.TextChoices):
        SITE = "site", _("On this site")
        DOCUMENTS = "documents", _("By the system of official documents")
        POST = "post", _("By post")
        HAND = "hand", _("Handed over on paper")

    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    season = models.ForeignKey(
        Season, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("season")
    )  # none: an organisation's own, straight to the standing agency
    proposer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("proposing organisation")
    )
    year = models.PositiveSmallIntegerField(_("for the year"), validators=YEAR)
    addressees = models.TextField(_("to"), blank=True)  # one a line
    grounds = models.TextField(_("bases"), blank=True)  # one a line
    opening = models.TextField(_("opening"), blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = models.CharField(_("how it was sent"), max_length=9, choices=Way, blank=True)
    sent_note = models.CharField(_("number of the receipt or message"), max_length=250, blank=True)
    proof = models.FileField(upload_to=proof_place, max_length=120, blank=True)
    proof_name = models.CharField(max_length=250, blank=True)
    proof_type = models.CharField(max_length=100, blank=True, editable=False)
    proof_hash = models.CharField(max_length=64, blank=True, editable=False)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, blank=True, related_name="+")
    returned_because = models.TextField(_("what is missing"), blank=True)
    supplement_due = models.DateField(_("to be completed by"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft"]) | Q(sent_on__isnull=False), name="sent_proposal_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "appraised"])
                | Q(received_on__isnull=False, rule_set__isnull=False),
                name="received_proposal_has_day_and_rules",
            ),
        ]

    def __str__(self) -> str:
        number = self.paper.number_text if self.paper else ""
        return f"{number or self.get_state_display()} · {self.proposer} · {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("awards:proposal-detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return PROPOSAL_TONES[Proposal.State(self.state)]


PROPOSAL_TONES = {
    Proposal.State.DRAFT: "neutral",
    Proposal.State.SENT: "info",
    Proposal.State.RECEIVED: "info",
    Proposal.State.RETURNED: "wait",
    Proposal.State.APPRAISED: "good",
}


class Concurrence(models.Model):
    """What another agency says of a proposal, or of one of its nominees: tax, insurance, environment."""

    class Answer(models.TextChoices):
        NONE = "", _("not answered yet")
        AGREES = "agrees", _("agrees")
        OBJECTS = "objects", _("objects")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="concurrences")
    nomination = models.ForeignKey(
        "awards.Nomination",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="concurrences",
        verbose_name=_("nominee"),
    )
    agency = models.CharField(_("agency"), max_length=250)
    asked_on = models.DateField(_("asked on"))
    answer = models.CharField(_("answer"), max_length=7, choices=Answer, blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=250, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_on__isnull=False), name="answer_of_an_agency_has_its_day"
            )
        ]

    def __str__(self) -> str:
        return self.agency

    @property
    def tone(self) -> str:
        return {"agrees": "good", "objects": "bad"}.get(self.answer, "wait")


class ProposalEvent(Event):
    """Each step of a proposal, with who, when and why; rows are only added."""

    STEPS: ClassVar = {
        "begin": _("proposal begun"),
        "edit": _("changed"),
        "list": _("list of nominees changed"),
        "issue": _("submission letter issued"),
        "send": _("sent"),
        "receive": _("received"),
        "return": _("returned for supplement"),
        "ask": _("another agency asked"),
        "answer": _("answer of an agency recorded"),
        "appraise": _("appraised"),
    }

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")
    came_from = models.CharField(max_length=9, blank=True)
    went_to = models.CharField(max_length=9, blank=True)
