"""One bloc's year: its members, who leads, its dates and how far it has come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.bloc import Bloc
from blocs.models.dated import holds_on
from blocs.models.organisation import Organisation
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models.people import Person

FIRST_YEAR, LAST_YEAR = 1948, 2100  # the first patriotic emulation appeal was made in 1948


class SeasonQuerySet(models.QuerySet["Season"]):
    def visible_to(self, person: Person) -> Self:
        """All of the province for those who serve it; otherwise every year of one's own blocs."""
        return self.filter(bloc__in=Bloc.objects.visible_to(person))

    def for_listing(self) -> Self:
        return self.select_related("bloc__province")


class Season(models.Model):
    class Period(models.TextChoices):
        CALENDAR = "calendar", _("Calendar year")
        SCHOOL = "school", _("School year")

    class Stage(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        PLEDGING = "pledging", _("Pledging")
        RUNNING = "running", _("Running")
        REVIEWING = "reviewing", _("Reporting and scoring")
        NOMINATING = "nominating", _("Nominating")
        CLOSED = "closed", _("Closed")

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="seasons", verbose_name=_("bloc"))
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("The first year of a school year."),
    )
    period = models.CharField(_("period"), max_length=10, choices=Period, default=Period.CALENDAR)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    theme = models.CharField(_("theme"), max_length=250, blank=True)
    slogan = models.CharField(_("slogan"), max_length=250, blank=True)
    decision = models.CharField(_("decision on the bloc's members and leader"), max_length=250, blank=True)
    score_table = models.ForeignKey(
        "blocs.ScoreTable",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seasons",
        verbose_name=_("score table"),
        editable=False,
    )
    prepared_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )  # the leader of the year before, who leads this one until its first day
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage, default=Stage.PREPARING, editable=False
    )

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "bloc"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "year"],
                name="one_season_per_bloc_and_year",
                violation_error_message=_("The bloc already has this year."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day")), name="season_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("blocs:season-detail", args=[self.bloc.code, self.year])

    @property
    def label(self) -> str:
        """2024, or 2021-2022 for a school year."""
        return f"{self.year}-{self.year + 1}" if self.period == self.Period.SCHOOL else str(self.year)

    def within(self, day: date) -> date:
        """The nearest day of the season: its first leader counts before it, its last one after."""
        return min(max(day, self.first_day), self.last_day)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> Self:
        return self.filter(holds_on(day, starts="joined_on", ends="left_on"))

    def in_order(self) -> Self:
        return self.select_related("organisation").order_by("order", "pk")

    def with_people(self, on: date) -> Self:
        """Who heads each member and who is its contact, as of a day moved into the season."""
        holders = self._holders(on)
        heads, officers = holders.filter(role="head"), holders.filter(role="officer")
        return self.annotate(
            head_name=Subquery(heads.values("user__full_name")[:1]),
            head_title=Subquery(heads.values("title")[:1]),
            contact_name=Subquery(officers.values("user__full_name")[:1]),
            contact_phone=Subquery(officers.values("user__phone")[:1]),
        )

    def _holders(self, on: date) -> Any:
        first, last = OuterRef("season__first_day"), OuterRef("season__last_day")
        day = Least(Greatest(Value(on, models.DateField()), first), last)
        mandates: Any = Organisation._meta.get_field("mandates").related_model
        rows = mandates.objects.filter(organisation=OuterRef("organisation"), user__is_active=True)
        in_time = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
        return rows.filter(in_time).order_by("starts", "pk")


class Membership(models.Model):
    season = models.ForeignKey(Season, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("last day as a member"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("place in the rotation"))
    decision = models.CharField(_("decision"), max_length=250, blank=True)
    reason = models.CharField(_("reason"), max_length=250, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "organisation"],
                condition=Q(left_on__isnull=True),
                name="one_open_membership_per_season",
                violation_error_message=_("The organisation is already a member."),
            ),
            models.UniqueConstraint(
                fields=["season", "organisation", "joined_on"], name="joins_once_per_season_and_day"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Leadership(models.Model):
    """Who leads from a day on. A leader, or acting one, leads until the next one's day: so one always does.

    Only deputies have an end of their own.
    """

    class Role(models.TextChoices):
        LEADER = "leader", _("Bloc leader")
        ACTING = "acting", _("Acting leader")
        DEPUTY = "deputy", _("Deputy leader")

    class ChosenBy(models.TextChoices):
        ROTATION = "rotation", _("Rotation")
        VOTE = "vote", _("Vote of the members")
        DECISION = "decision", _("Decision of the province")

    season = models.ForeignKey(Season, models.PROTECT, related_name="leaderships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="leaderships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    chosen_by = models.CharField(_("chosen by"), max_length=10, choices=ChosenBy, default=ChosenBy.ROTATION)
    reason = models.CharField(_("reason"), max_length=250, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "starts"],
                condition=Q(role__in=["leader", "acting"]),
                name="one_leader_from_any_day",
                violation_error_message=_("Another leader already begins on this day."),
            ),
            models.CheckConstraint(
                condition=Q(role="deputy") | Q(ends__isnull=True), name="only_deputies_end"
            ),
            models.UniqueConstraint(
                fields=["season", "organisation"],
                condition=Q(role="deputy", ends__isnull=True),
                name="deputy_once_per_season",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="leadership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation}"


class Milestone(models.Model):
    class Kind(models.TextChoices):
        HANDOVER = "handover", _("Handover")
        PLEDGE = "pledge", _("Pledge signing")
        MID_YEAR = "mid_year", _("Mid-year review")
        CROSS_CHECK = "cross_check", _("Cross-check of scores")
        REPORTS = "reports", _("Annual reports")
        SCORING = "scoring", _("Scoring")
        BALLOT = "ballot", _("Year-end review and ballot")
        DOSSIER = "dossier", _("Dossiers to the standing agency")
        COUNCIL = "council", _("Council session")
        DECISION = "decision", _("Decision")

    season = models.ForeignKey(Season, models.PROTECT, related_name="milestones")
    kind = models.CharField(_("milestone"), max_length=12, choices=Kind)
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "kind"], name="one_milestone_of_a_kind_per_season")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class MilestoneMove(models.Model):
    """Every change of a milestone's date: who, from, to, why; rows are only added."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="moves")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    came_from = models.DateField(null=True)
    went_to = models.DateField()
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.came_from} → {self.went_to}"


class SeasonEvent(models.Model):
    """The history of a season: steps, members, leaders; rows are only added."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="events")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
    came_from = models.CharField(max_length=20, blank=True)
    went_to = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    forced = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.step

    @property
    def words(self) -> str:
        return history.words(self.step)

    @property
    def details(self) -> str:
        """What the step was about, in words: stages, milestone, fields; or the note as written."""
        if self.step == "stage":
            stages = f"{Season.Stage(self.came_from).label} → {Season.Stage(self.went_to).label}"
            return f"{stages}. {self.note}" if self.note else stages
        if self.step.startswith("milestone_") and self.note in Milestone.Kind.values:
            return str(Milestone.Kind(self.note).label)
        if self.step == "edit":
            labels = {field.name: str(field.verbose_name) for field in Season._meta.fields}
            return ", ".join(labels[name] for name in self.note.split(", ") if name in labels)
        return self.note
