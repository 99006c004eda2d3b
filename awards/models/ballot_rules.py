"""By which thresholds a bloc votes: dated rows with their source, which the standing agency changes."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from awards.models.ballot import Ballot
from awards.models.catalogue import Award, Confidence
from blocs.models import Province
from blocs.models.dated import holds_on
from emulation.models import User


class BallotRuleQuerySet(models.QuerySet["BallotRule"]):
    def on(self, day: date, province: Province) -> Self:
        """What holds in the province that day: its own rows, and those for all provinces."""
        return self.filter(holds_on(day)).filter(Q(province=province) | Q(province__isnull=True))


class BallotRule(models.Model):
    """No national rule says how a bloc votes (law §7.2): this is practice, or what the province fixed.

    A row of the province goes before one for all, a row for the award before one for any, then the newer.
    """

    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    award = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award")
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1, validators=[MinValueValidator(1)])
    quorum_of, quorum_in, pass_of, pass_in = (
        models.PositiveSmallIntegerField(default=value, validators=[MinValueValidator(1)])
        for value in (2, 3, 1, 2)
    )
    more_than = models.BooleanField(_("more than the pass mark"), default=True)
    base = models.CharField(_("counted among"), max_length=5, choices=Ballot.Base, default=Ballot.Base.ALL)
    self_vote = models.BooleanField(_("a member may vote for itself"), default=True)
    keys_needed = models.PositiveSmallIntegerField(_("board members who open the urn"), default=3)
    women_percent = models.PositiveSmallIntegerField(
        _("of equals, a collective with so many women first (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Leave it empty when a tie is not broken this way."),
    )
    score_breaks_ties = models.BooleanField(_("of equals, the higher score first"), default=True)
    source = models.CharField(_("source"), max_length=250)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.SOURCED
    )
    note = models.TextField(_("note"), blank=True)

    objects = BallotRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("province", 0),
                Coalesce("award", 0),
                "starts",
                name="one_ballot_rule_begins_on_a_day",
                violation_error_message=_("Another rule for the same award begins on this day."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="ballot_rule_ends_after_it_begins",
                violation_error_message=_("The rule ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_of__lte=F("quorum_in"), pass_of__lte=F("pass_in")),
                name="ballot_rule_asks_at_most_for_all",
                violation_error_message=_("A threshold asks for all at most."),
            ),
            models.CheckConstraint(condition=Q(keys_needed__in=[2, 3]), name="rule_two_or_three_open"),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def quorum(self) -> str:
        return f"{self.quorum_of}/{self.quorum_in}"

    @property
    def pass_mark(self) -> str:
        return f"{'>' if self.more_than else '≥'} {self.pass_of}/{self.pass_in}"


class BallotRuleChange(models.Model):
    """Who changed a rule, and what; rows are only added."""

    rule = models.ForeignKey(BallotRule, models.PROTECT, related_name="changes")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.note
