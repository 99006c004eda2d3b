"""A bloc's ballot. Nothing here ties a vote to a voter: there is no row for a vote (docs/ballots.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from awards.models.catalogue import Award
from blocs.models import Disposal, Organisation, Season
from emulation.events import Event

if TYPE_CHECKING:
    from blocs.models import Person


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, someone: Person) -> Self:
        return self.filter(season__in=Season.objects.visible_to(someone))

    def whole(self) -> Self:
        """With all that its page and its minutes read."""
        return self.select_related("award", "paper_count").prefetch_related(
            models.Prefetch("options", Option.objects.select_related("organisation")),
            models.Prefetch("electors", Elector.objects.select_related("organisation")),
            models.Prefetch("board", BoardMember.objects.select_related("user")),
        )


class Ballot(models.Model):
    """One question, with the rules under which it is put. The rules are frozen when it is opened."""

    class Mode(models.TextChoices):
        SECRET = "secret", _("Secret ballot")
        PAPER = "paper", _("Secret ballot on paper")
        MIXED = "mixed", _("Secret ballot, on this site and on paper")
        OPEN = "open", _("Open vote with names")
        HANDS = "hands", _("Show of hands")

    class Status(models.TextChoices):
        PREPARED = "prepared", _("Being prepared")
        OPEN = "open", pgettext_lazy("ballot", "Open")
        CLOSED = "closed", _("Closed, not counted")
        COUNTED = "counted", _("Counted")
        VOID = "void", _("Void")

    class Base(models.TextChoices):
        ALL = "all", _("all electors")
        CAST = "cast", _("electors who took part")
        VALID = "valid", _("valid votes")

    season = models.ForeignKey(Season, models.PROTECT, related_name="ballots", verbose_name=_("season"))
    award = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award")
    )
    question = models.CharField(_("question"), max_length=250)
    mode = models.CharField(_("mode"), max_length=6, choices=Mode, default=Mode.SECRET)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1, validators=[MinValueValidator(1)])
    quorum_of, quorum_in = (
        models.PositiveSmallIntegerField(default=value, validators=[MinValueValidator(1)]) for value in (2, 3)
    )
    pass_of, pass_in = (
        models.PositiveSmallIntegerField(default=value, validators=[MinValueValidator(1)]) for value in (1, 2)
    )
    more_than = models.BooleanField(_("more than the pass mark"), default=True)
    base = models.CharField(_("base"), max_length=5, choices=Base, default=Base.ALL)
    self_vote = models.BooleanField(_("electors may vote for themselves"), default=True)
    keys_needed = models.PositiveSmallIntegerField(_("board members who open the urn"), default=3)
    women_percent = models.PositiveSmallIntegerField(
        _("of equals, a collective with so many women first (%)"), null=True, blank=True, default=70
    )
    score_breaks_ties = models.BooleanField(_("of equals, the higher score first"), default=True)
    rule_source = models.CharField(_("source of the rules"), max_length=250, blank=True, editable=False)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    status = models.CharField(max_length=8, choices=Status, default=Status.PREPARED, editable=False)
    public_key = models.BinaryField(default=bytes, editable=False)
    salt = models.BinaryField(default=bytes, editable=False)
    urn = models.BinaryField(default=bytes, editable=False)
    bulletin = models.JSONField(default=list, editable=False)  # receipts of the votes counted, in their order
    valid, blank_votes, invalid = (
        models.PositiveSmallIntegerField(null=True, editable=False) for _place in range(3)
    )
    void_reason = models.CharField(max_length=500, blank=True, editable=False)
    disposal = models.ForeignKey(
        Disposal, models.PROTECT, null=True, editable=False, related_name="+"
    )  # by which the used ballots went; totals and minutes stay

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["season", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(keys_needed__in=[2, 3]), name="two_or_three_open_the_urn"),
            models.CheckConstraint(
                condition=Q(quorum_of__lte=F("quorum_in"), pass_of__lte=F("pass_in")),
                name="ballot_asks_at_most_for_all",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def cast(self) -> int:
        """How many votes were counted, whatever they said; none before the count."""
        return (self.valid or 0) + (self.blank_votes or 0) + (self.invalid or 0)

    @property
    def is_secret(self) -> bool:
        return self.mode not in (self.Mode.OPEN, self.Mode.HANDS)

    @property
    def is_sealed(self) -> bool:
        """Do votes come in on this site that only the board opens?"""
        return self.mode in (self.Mode.SECRET, self.Mode.MIXED)

    @property
    def has_paper(self) -> bool:
        return self.mode in (self.Mode.PAPER, self.Mode.MIXED)


class Option(models.Model):
    """What may be agreed with; its figures are totals, and there are none before the count."""

    class Outcome(models.TextChoices):
        ELECTED = "elected", _("Passed")
        BELOW = "below", _("Below the pass mark")
        FULL = "full", _("Passed the mark, but the seats are taken")
        TIED = "tied", _("Tied for the last seat; a re-ballot decides")

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="options")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    text = models.CharField(_("name"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField()
    women_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    agreeing, disagreeing = (
        models.PositiveSmallIntegerField(null=True, editable=False) for _place in range(2)
    )
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, editable=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "order"], name="one_option_in_a_place"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, text="")
                | (Q(organisation__isnull=True) & ~Q(text="")),
                name="option_is_an_organisation_or_a_text",
            ),
        ]

    def __str__(self) -> str:
        return self.text or (self.organisation.current_name if self.organisation else "")


class Elector(models.Model):
    """The roll: whether a member has voted, never when or how."""

    class Way(models.TextChoices):
        NONE = "", _("has not voted")
        HERE = "here", _("on this site")
        HANDS = "hands", _("by show of hands")

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="electors")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    way = models.CharField(max_length=7, choices=Way, blank=True, default="")
    took_paper = models.BooleanField(_("took a paper ballot"), default=False)
    in_writing = models.BooleanField(_("sent its paper ballot in writing"), default=False)
    answers = models.JSONField(null=True)  # of an open vote with names; a secret ballot leaves it empty

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "organisation"], name="one_vote_per_member"),
            models.CheckConstraint(
                condition=Q(took_paper=False) | Q(way=""),
                name="paper_or_here_never_both",
                violation_error_message=_("This member has voted already. Each member has one vote."),
            ),
            models.CheckConstraint(
                condition=Q(in_writing=False) | Q(took_paper=True), name="in_writing_is_on_paper"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def took_part(self) -> bool:
        return bool(self.way) or self.took_paper


class PaperCount(models.Model):
    """What the board found in the box, as sums; those of each option lie sealed there until the count."""

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="paper_count")
    returned, spoilt, blank = (models.PositiveSmallIntegerField() for _place in range(3))
    agreeing = models.BinaryField(default=bytes, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(returned__gte=F("spoilt") + F("blank")), name="paper_ballots_add_up"
            )
        ]

    def __str__(self) -> str:
        return str(self.returned)

    @property
    def valid(self) -> int:
        return self.returned - self.spoilt - self.blank


class BoardMember(models.Model):
    """One of the three who count. The key lies in the pass phrase; here are its public half and a share."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="board")
    user = models.ForeignKey("emulation.User", models.PROTECT, related_name="+")
    salt, public_key, share, handed_in = (models.BinaryField(default=bytes) for _place in range(4))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "user"], name="once_on_a_tally_board")]

    def __str__(self) -> str:
        return str(self.user)


class BallotEvent(Event):
    """What was done with the ballot; that somebody voted is no event. Rows are only added."""

    STEPS: ClassVar = {
        "prepare": _("prepared"),
        "take_key": _("board member chose a pass phrase"),
        "open": _("opened for voting"),
        "hand_out": _("paper ballots handed out"),
        "write": _("opinions sent in writing noted"),
        "take_back": _("paper ballot taken back unused"),
        "raise_hands": _("show of hands entered"),
        "close": _("voting closed"),
        "count_paper": _("paper ballots counted"),
        "hand_in": _("board member handed in the key"),
        "count": _("counted"),
        "void": _("declared void"),
        "issue": _("minutes issued"),
        "ask": _("minutes put before their signers"),
    }

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="events")
