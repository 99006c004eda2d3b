"""Score tables (bảng điểm): by what the members of a bloc are scored.

Groups hold criteria, a criterion may have parts. What its points are worth is blocs.rules.scoring.
"""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models import history
from blocs.models.bloc import Bloc
from blocs.models.organisation import Province
from blocs.models.season import FIRST_YEAR, LAST_YEAR, Season
from emulation.models import User
from emulation.text import search_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from blocs.models.people import Person

LONGEST_TEXT = 2000
MOST_POINTS = Decimal(10_000)
ZERO = Decimal(0)


class Kind(models.TextChoices):
    QUANTITATIVE = "quantitative", _("Quantitative")
    QUALITATIVE = "qualitative", _("Qualitative")
    PENALTY = "penalty", _("Deduction")


class Formula(models.TextChoices):
    """Ways to compute points from figures of the report; what they need stands in a criterion's terms."""

    RATIO = "ratio", _("In proportion to the target")
    PER_UNIT = "per_unit", _("So many points per unit")
    STEPS = "steps", _("By thresholds")
    PENALTY = "penalty", _("So many points off per occurrence")
    SUM = "sum", _("Sum of its parts")


class Source(models.TextChoices):
    """Which figure of the report a formula takes; without one it is found by the criterion's words."""

    TARGET = "target", _("What was achieved of a target of the pledge")
    TARGETS_MET = "targets_met", _("Share of the pledge's targets that are met")
    TARGETS_MISSED = "targets_missed", _("Number of the pledge's targets that are not met")
    MOVEMENT = "movement", _("Whether a movement has results")
    MOVEMENTS = "movements", _("Share of the movements that have results")
    LATE = "late", _("Number of reports handed in late")
    OWN = "own", _("A figure that the member states beside the criterion")


STEPS = (Decimal("0.25"), Decimal("0.5"), Decimal(1))


def points(label: Any, **more: Any) -> models.DecimalField[Any, Any]:
    """A number of points, never below nought; 0 is a number like any other."""
    return models.DecimalField(
        label,
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(ZERO), MaxValueValidator(MOST_POINTS)],
        **more,
    )


class ScoreTableQuerySet(models.QuerySet["ScoreTable"]):
    def visible_to(self, person: Person) -> Self:
        """The examples, the province's own for its organisations, a bloc's for those who see the bloc."""
        provinces = person.whole_provinces | frozenset(
            mandate.organisation.province_id
            for mandate in person.mandates
            if mandate.organisation_id in person.organisations
        )
        if not provinces:
            return self.none()
        return self.filter(
            Q(is_example=True)
            | Q(bloc__isnull=True, province__in=provinces)
            | Q(bloc__in=Bloc.objects.visible_to(person))
        )

    def with_its_versions(self, pk: int) -> Self:
        """The table with this key and all versions of it."""
        return self.filter(series__in=ScoreTable.objects.filter(pk=pk).values("series"))

    def current(self) -> Self:
        """What is in use or in the making; not what was replaced or thrown away."""
        return self.filter(status__in=[ScoreTable.Status.DRAFT, ScoreTable.Status.OPEN])

    def usable_in(self, season: Season) -> Self:
        """Open ones made for this bloc, or for blocs of its kind in its province."""
        return self.filter(
            Q(bloc=season.bloc_id)
            | Q(bloc__isnull=True, province=season.bloc.province_id, bloc_kind__in=("", season.bloc.kind)),
            status=ScoreTable.Status.OPEN,
        )

    def searched(self, query: str) -> Self:
        found = self
        for word in search_words(query):
            found = found.filter(search_text__contains=word)
        return found

    def for_listing(self) -> Self:
        return self.select_related("province", "bloc__province")


class ScoreTable(models.Model):
    """One version of a table. A draft is edited; once opened it stays as it is, and a change is a version."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open for use")
        REPLACED = "replaced", _("Replaced by a newer version")
        DISCARDED = "discarded", _("Thrown away")

    series = models.UUIDField(default=uuid.uuid4, editable=False)  # the same in every version of a table
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="score_tables", editable=False
    )
    bloc = models.ForeignKey(
        Bloc,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="score_tables",
        verbose_name=_("only for the bloc"),
    )
    is_example = models.BooleanField(default=False, editable=False)
    name = models.CharField(_("name"), max_length=250)
    bloc_kind = models.CharField(_("for"), max_length=10, choices=Bloc.Kind, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    decision = models.CharField(
        _("issued with"),
        max_length=250,
        blank=True,
        help_text=_("The decision or plan, its number and date."),
    )
    note = models.TextField(_("note"), blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])
    total = points(_("total"), default=Decimal(100))
    bonus_cap = points(_("most bonus points in all"), null=True, blank=True)
    deduction_cap = points(_("most points deducted in all"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)  # counts the changes of the draft
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=512, editable=False, default="", db_index=True)

    objects = ScoreTableQuerySet.as_manager()

    class Meta:
        ordering = [F("year").desc(nulls_last=True), "sort_key", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "version"], name="one_score_table_of_a_version"),
            models.UniqueConstraint(
                fields=["series"], condition=Q(status="open"), name="one_open_version_of_a_score_table"
            ),
            models.UniqueConstraint(
                fields=["series"], condition=Q(status="draft"), name="one_draft_of_a_score_table"
            ),
            models.CheckConstraint(
                condition=Q(province__isnull=False) | Q(is_example=True),
                name="score_table_of_a_province_or_example",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "discarded"]) | Q(opened_at__isnull=False),
                name="open_score_table_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("blocs:score-table-detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """How its status is coloured: the tone of a pill."""
        return TONES[self.Status(self.status)]

    @property
    def owner_name(self) -> str:
        """The bloc whose own it is, else the province; an example is nobody's."""
        if self.bloc is not None:
            return self.bloc.current_name
        return self.province.name if self.province else ""

    @property
    def for_whom(self) -> StrOrPromise:
        return Bloc.Kind(self.bloc_kind).label if self.bloc_kind else _("Blocs and clusters")

    @property
    def is_gone(self) -> bool:
        return self.status == self.Status.DISCARDED

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


TONES = {
    ScoreTable.Status.DRAFT: "wait",
    ScoreTable.Status.OPEN: "good",
    ScoreTable.Status.REPLACED: "neutral",
    ScoreTable.Status.DISCARDED: "neutral",
}


class PartQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        return self.filter(removed_in__isnull=True)


class Part(models.Model):
    """A group or a criterion. Those taken out of a draft stay, so that they can be put back."""

    lineage = models.UUIDField(default=uuid.uuid4, editable=False)  # the same in every version and copy
    order = models.PositiveSmallIntegerField(default=0)
    changed_in = models.PositiveIntegerField(default=0, editable=False)  # the revision that last changed it
    removed_in = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.name)  # type: ignore[attr-defined]  # both kinds have one


class ScoreGroup(Part):
    part_kind = "groups"  # as its addresses call it

    table = models.ForeignKey(ScoreTable, models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=500)
    max = points(_("points"), default=ZERO)
    bonus_cap = points(_("most bonus points in the group"), null=True, blank=True)
    deduction_cap = points(_("most points deducted in the group"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["table", "lineage"], name="score_group_once_in_a_table"),
            models.CheckConstraint(condition=Q(max__gte=0), name="score_group_max_not_below_nought"),
        ]


class Criterion(Part):
    part_kind = "criteria"

    group = models.ForeignKey(ScoreGroup, models.CASCADE, related_name="criteria", verbose_name=_("group"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    name = models.TextField(_("criterion"), validators=[MaxLengthValidator(LONGEST_TEXT)])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.QUALITATIVE)
    max = points(_("points"), default=ZERO)
    bonus_max = points(_("bonus at most"), default=ZERO)
    deduction_max = points(_("deduction at most"), default=ZERO)
    step = models.DecimalField(
        _("points are given in steps of"),
        max_digits=3,
        decimal_places=2,
        choices=[(step, f"{step}".replace(".", ",")) for step in STEPS],
        default=STEPS[1],
    )
    formula = models.CharField(_("formula"), max_length=10, choices=Formula, blank=True)
    terms = models.JSONField(_("terms of the formula"), default=dict, blank=True)
    evidence = models.CharField(_("evidence needed"), max_length=500, blank=True)
    checked_by = models.CharField(_("who checks"), max_length=250, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("criterion")
        constraints = [
            models.UniqueConstraint(fields=["group", "lineage"], name="criterion_once_in_a_group"),
            models.CheckConstraint(
                condition=Q(max__gte=0, bonus_max__gte=0, deduction_max__gte=0),
                name="criterion_points_not_below_nought",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="criterion_not_its_own_part"
            ),
            models.CheckConstraint(
                condition=~Q(kind="penalty") | Q(max=0, bonus_max=0), name="deduction_earns_no_points"
            ),
        ]


class ScoreTableEvent(models.Model):
    """Who changed what of a table, and when; rows are only added."""

    table = models.ForeignKey(ScoreTable, models.CASCADE, related_name="events")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
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
