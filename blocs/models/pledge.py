"""The pledge (giao ước thi đua) that all members of a season sign, from first draft to agreed text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Organisation
from blocs.models.season import Season
from documents.models import Paper
from documents.wording import figure
from emulation.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from blocs.models.people import Person

LONGEST_TEXT = 4000


class Section(models.TextChoices):
    CONTENT = "content", _("Content of emulation")
    MEASURES = "measures", _("Measures")
    OTHER = "other", _("Other commitments")


class Comparison(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    EXACTLY = "exactly", _("exactly")


COMPARISON_SIGN: dict[str, str] = {Comparison.AT_LEAST: "≥", Comparison.AT_MOST: "≤"}


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(season__in=Season.objects.visible_to(person))

    def newest_first(self) -> Self:
        """What is worked on now; a version that was given up stands behind all others."""
        given_up = Case(When(status=Pledge.Status.VOID, then=1), default=0)
        return self.order_by(given_up, "-version")

    def holding_first(self) -> Self:
        """What binds the members; while it is amended, that is not the newest one."""
        holds = Case(When(status__in=HOLDING, then=0), When(status=Pledge.Status.VOID, then=2), default=1)
        return self.order_by(holds, "-version")


class Pledge(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COMMENT = "comment", _("Open for comments")
        AGREED = "agreed", _("Agreed")
        SIGNING = "signing", _("Being signed")
        IN_FORCE = "in_force", _("In force")
        AMENDED = "amended", _("Amended")
        CLOSED = "closed", _("Closed")
        VOID = "void", _("Void")

    season = models.ForeignKey(Season, models.PROTECT, related_name="pledges")
    version = models.PositiveSmallIntegerField(default=1)  # 2 and more are amendments, signed by all again
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    opening = models.TextField(_("opening"), blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)  # number of the newest PledgeVersion
    agreed_hash = models.CharField(max_length=64, blank=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["season", "version"]
        constraints = [
            models.UniqueConstraint(fields=["season", "version"], name="one_pledge_per_season_and_version"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "comment", "void"]) | ~Q(agreed_hash=""),
                name="agreed_text_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season}"

    def get_absolute_url(self) -> str:
        return reverse("blocs:pledge-detail", args=[self.season.bloc.code, self.season.year])

    @property
    def tone(self) -> str:
        """How its status is coloured: the tone of a pill."""
        return TONES[self.Status(self.status)]


HOLDING = (Pledge.Status.IN_FORCE, Pledge.Status.CLOSED)
TONES = {
    Pledge.Status.DRAFT: "neutral",
    Pledge.Status.COMMENT: "info",
    Pledge.Status.AGREED: "good",
    Pledge.Status.SIGNING: "wait",
    Pledge.Status.IN_FORCE: "good",
    Pledge.Status.AMENDED: "neutral",
    Pledge.Status.CLOSED: "neutral",
    Pledge.Status.VOID: "bad",
}


class LinesQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        return self.filter(removed_in__isnull=True)


class PledgeLine(models.Model):
    """A line that members may discuss. Removed lines stay, for their comments and for undoing."""

    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("text"), validators=[MaxLengthValidator(LONGEST_TEXT)])
    changed_in = models.PositiveIntegerField(default=0, editable=False)  # the revision that last changed it
    removed_in = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class PledgeItem(PledgeLine):
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="items")
    section = models.CharField(_("section"), max_length=10, choices=Section, default=Section.CONTENT)

    objects = LinesQuerySet.as_manager()


class PledgeTarget(PledgeLine):
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="targets")
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    comparison = models.CharField(
        _("comparison"), max_length=10, choices=Comparison, default=Comparison.AT_LEAST, blank=True
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    data_source = models.CharField(_("where the figure comes from"), max_length=250, blank=True)

    objects = LinesQuerySet.as_manager()

    @property
    def promise(self) -> str:
        """The figure with its comparison: "≥ 95"; empty where the target has no figure."""
        return promised(self.comparison, self.value)


def promised(comparison: str, value: Decimal | None) -> str:
    return "" if value is None else f"{COMPARISON_SIGN.get(comparison, '')} {figure(value)}".strip()


class Witness(models.Model):
    """Who signs beside the members: the council, the standing agency or the Front."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="witnesses")
    organisation = models.CharField(_("organisation"), max_length=250)
    title = models.CharField(_("title"), max_length=120)
    name = models.CharField(_("full name"), max_length=120, blank=True)
    # Signs in the browser, after the members; who has no account here signs by hand.
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who signs")
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "user"], name="a_person_witnesses_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.organisation}"

    @property
    def slot(self) -> str:
        """The room for the signature in the file."""
        return f"witness{self.pk}" if self.user_id else ""


class PledgeComment(models.Model):
    """A member's remark on a line or on the whole; its text never changes."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="comments")
    item = models.ForeignKey(PledgeItem, models.PROTECT, null=True, blank=True, related_name="comments")
    target = models.ForeignKey(PledgeTarget, models.PROTECT, null=True, blank=True, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), validators=[MaxLengthValidator(2000)])
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True, validators=[MaxLengthValidator(2000)])

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(target__isnull=True), name="comment_is_on_one_line_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Registration(models.Model):
    """What one member registers under the pledge: titles it hopes for; its targets are rows of their own."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="registrations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="registrations")
    titles = models.TextField(
        _("titles and commendations hoped for"), blank=True, validators=[MaxLengthValidator(2000)]
    )
    note = models.TextField(_("note"), blank=True, validators=[MaxLengthValidator(2000)])
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "organisation"], name="one_registration_per_member")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class RegisteredTarget(models.Model):
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("target"), max_length=500)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


STEP_WORDS: dict[str, StrOrPromise] = {
    "start": _("Begun"),
    "import": _("Imported"),
    "add": _("Line added"),
    "edit": _("Line changed"),
    "remove": _("Line taken out"),
    "put_back": _("Line put back"),
    "move": _("Order changed"),
    "opening": _("Opening changed"),
    "restore": _("Earlier version restored"),
    "anew": _("Opened again after the signing was stopped"),
    "amend": _("Opened to be amended"),
}


class PledgeVersion(models.Model):
    """The whole text after one change, with its hash; rows are only added."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    step = models.CharField(max_length=30)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["pledge", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def what(self) -> StrOrPromise:
        """What made this version, in words."""
        return STEP_WORDS.get(self.step, self.step)


class PledgeEvent(models.Model):
    """The steps of a pledge, with who, when and why; rows are only added."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="events")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
    came_from = models.CharField(max_length=10, blank=True)
    went_to = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.step
