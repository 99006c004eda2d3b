"""What a member reports of its season, and how it is scored: by itself, by those who check, at last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.movement import Movement
from blocs.models.organisation import Organisation
from blocs.models.pledge import PledgeTarget
from blocs.models.score import Criterion, points
from blocs.models.season import Season
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models.people import Person

LONGEST_SECTION = 20_000


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, person: Person) -> Self:
        """Reports of the seasons that one sees; drafts of others are told apart by their page."""
        return self.filter(season__in=Season.objects.visible_to(person))

    def for_listing(self) -> Self:
        return self.select_related("organisation", "season__bloc__province")

    def held(self) -> Self:
        """Nobody else writes to them until the transaction ends."""
        return self.select_for_update(of=("self",), no_key=True).select_related("season__bloc")


class Report(models.Model):
    class Kind(models.TextChoices):
        MID_YEAR = "mid_year", _("Mid-year report")
        ANNUAL = "annual", _("Annual report")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned to be completed")
        ACCEPTED = "accepted", _("Accepted")
        EXCUSED = "excused", _("Excused")

    season = models.ForeignKey(Season, models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)  # the last time
    late_reason = models.CharField(_("why it is late"), max_length=1000, blank=True, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)  # first, since it was submitted, by a checker
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["season", "organisation__sort_key", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "organisation", "kind"], name="one_report_of_a_kind_per_member"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
                name="submitted_report_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organisation}"

    @property
    def tone(self) -> str:
        """How its status is coloured: the tone of a pill."""
        return TONES[self.Status(self.status)]


TONES = {
    Report.Status.DRAFT: "neutral",
    Report.Status.SUBMITTED: "info",
    Report.Status.RETURNED: "wait",
    Report.Status.ACCEPTED: "good",
    Report.Status.EXCUSED: "neutral",
}


class ReportSection(models.Model):
    """One part of the text; it saves itself while the rest is still empty."""

    class Kind(models.TextChoices):
        RESULTS = "results", _("Results")
        WEAKNESSES = "weaknesses", _("Weaknesses and their causes")
        LESSONS = "lessons", _("Lessons learned")
        PLANS = "plans", _("Tasks of the time to come")
        PROPOSALS = "proposals", _("Proposals")

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    kind = models.CharField(_("section"), max_length=10, choices=Kind)
    text = models.TextField(_("text"), blank=True, validators=[MaxLengthValidator(LONGEST_SECTION)])
    changed_in = models.PositiveIntegerField(default=0, editable=False)  # the revision that last changed it

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="one_section_of_a_kind_per_report")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class TargetResult(models.Model):
    """What became of a target of the pledge; its words and figure stay where they are, in the pledge."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="results")
    target = models.ForeignKey(PledgeTarget, models.PROTECT, related_name="results")
    value = models.DecimalField(_("achieved"), max_digits=16, decimal_places=4, null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["target__order", "target"]
        constraints = [
            models.UniqueConstraint(fields=["report", "target"], name="one_result_per_target_and_report")
        ]

    def __str__(self) -> str:
        return str(self.target)


class MovementResult(models.Model):
    report = models.ForeignKey(Report, models.CASCADE, related_name="movement_results")
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="+")
    text = models.TextField(_("results"), blank=True, validators=[MaxLengthValidator(4000)])

    class Meta:
        ordering = ["movement__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "movement"], name="one_result_per_movement_and_report")
        ]

    def __str__(self) -> str:
        return str(self.movement)


class Score(models.Model):
    """Points of one criterion on one level; who differs from the level before says why."""

    class Level(models.TextChoices):
        OWN = "own", _("Self-scored")
        CHECKED = "checked", _("Checked")
        FINAL = "final", _("Final")

    report = models.ForeignKey(Report, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    level = models.CharField(_("level"), max_length=7, choices=Level)
    base = points(_("points"), default=0)
    bonus = points(_("bonus"), default=0)
    deduction = points(_("deduction"), default=0)
    why = models.CharField(_("why"), max_length=1000, blank=True)
    computed = models.BooleanField(default=False, editable=False)  # from figures of the report, not typed
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["criterion", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "criterion", "level"], name="one_score_per_criterion_and_level"
            ),
            models.CheckConstraint(
                condition=Q(base__gte=0, bonus__gte=0, deduction__gte=0), name="score_not_below_nought"
            ),
            models.CheckConstraint(
                condition=Q(computed=False) | Q(level="own"), name="only_own_points_are_computed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.base} + {self.bonus} - {self.deduction}"


class ReportRemark(models.Model):
    """What is to be completed in one part of a report that was returned."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="remarks")
    part = models.CharField(_("part"), max_length=20)  # a section's kind, or targets, movements, scores
    text = models.TextField(_("remark"), validators=[MaxLengthValidator(2000)])
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class ReportVersion(models.Model):
    """The whole report as it was handed in; rows are only added."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()  # the first time, the second …
    content = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_handed_in_once_as_a_version")
        ]

    def __str__(self) -> str:
        return str(self.number)


class ReportSketch(models.Model):
    """By what a report is found among thousands that are nearly the same; written when it is handed in."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="sketch")
    hashes = models.BinaryField()

    class Meta:
        ordering = ["report"]

    def __str__(self) -> str:
        return str(self.report_id)


class ReportEvent(models.Model):
    """The steps and changes of a report, with who, when and why; rows are only added."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="events")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
    came_from = models.CharField(max_length=10, blank=True)
    went_to = models.CharField(max_length=10, blank=True)
    revision = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.step

    @property
    def words(self) -> str:
        return history.words(self.step)
