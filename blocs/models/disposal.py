"""Records that go: a frozen list, the decision with its minutes, and that it was carried out. Rows stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blocs.models import kept_file
from blocs.models.kept_file import KeptFile
from blocs.models.organisation import Province
from blocs.models.retention import RecordClass
from blocs.models.season import Season
from emulation.events import Event
from emulation.fields import OneLineField
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models.people import Person


class DisposalQuerySet(models.QuerySet["Disposal"]):
    def visible_to(self, someone: Person) -> Self:
        return self.filter(province__in=someone.provinces_as("standing", "auditor", "administrator"))


class Disposal(models.Model):
    """While it is carried out, and only in that transaction, the database lets go what it names."""

    class State(models.TextChoices):
        DRAWN = "drawn", pgettext_lazy("disposal", "List drawn up")
        DECIDED = "decided", pgettext_lazy("disposal", "Decision and minutes entered")
        CARRYING = "carrying", pgettext_lazy("disposal", "Being carried out")
        DONE = "done", pgettext_lazy("disposal", "Carried out")
        DROPPED = "dropped", pgettext_lazy("disposal", "Given up")

    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    record_class = models.CharField(_("class"), max_length=20, choices=RecordClass)
    before = models.DateField(_("whose term counts from before"))
    state = models.CharField(max_length=8, choices=State, default=State.DRAWN, editable=False)
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the whole list

    decision_number = OneLineField(_("decision no."), max_length=120, blank=True)
    decision_on = models.DateField(_("decided on"), null=True, blank=True)
    signer_title = OneLineField(_("position of who signed"), max_length=250, blank=True)
    signer_name = OneLineField(_("signed by"), max_length=120, blank=True)
    minutes_number = OneLineField(_("minutes no."), max_length=120, blank=True)
    minutes_on = models.DateField(_("day of the minutes"), null=True, blank=True)
    present = models.TextField(_("members present"), max_length=2000, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    carried_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    carried_at = models.DateTimeField(null=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "record_class"],
                condition=Q(state__in=["drawn", "decided", "carrying"]),
                name="one_open_disposal_of_a_class",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drawn", "dropped"])
                | (
                    ~Q(decision_number="")
                    & ~Q(minutes_number="")
                    & Q(decision_on__isnull=False, minutes_on__isnull=False, entered_by__isnull=False)
                ),
                name="disposed_of_by_decision_and_minutes",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(carried_by__isnull=False, carried_at__isnull=False),
                name="carried_out_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_record_class_display()}, {self.before:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("blocs:disposal-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DRAWN, self.State.DECIDED)

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def by_decision(self) -> str:
        """What stands where something was."""
        told = _("disposed of by decision no. %(number)s of %(day)s")
        return told % {"number": self.decision_number, "day": f"{self.decision_on:%d/%m/%Y}"}


class DisposalRow(models.Model):
    """A line of the list, as it was when the list was drawn up."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="rows")
    order = models.PositiveIntegerField()
    source = models.CharField(max_length=40)
    key = models.BigIntegerField()
    what = OneLineField(max_length=400)
    day = models.DateField()  # from which its term counts
    place = OneLineField(max_length=300, blank=True)  # bloc and year, or none
    season = models.ForeignKey(Season, models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120, blank=True)  # of a file that is still to be taken away

    class Meta:
        ordering = ["disposal", "order"]
        constraints = [
            models.UniqueConstraint(fields=["disposal", "source", "key"], name="once_on_a_list_of_disposal"),
            models.UniqueConstraint(fields=["disposal", "order"], name="one_line_in_a_place_of_the_list"),
        ]

    def __str__(self) -> str:
        return self.what


def place(paper: DisposalPaper, name: str) -> str:
    return kept_file.place("disposals", paper)


class DisposalPaper(KeptFile):
    """The decision, or the minutes, as they were signed."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("Decision on the disposal")
        MINUTES = "minutes", _("Minutes of the disposal")

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=8, choices=Kind)
    file = models.FileField(upload_to=place, max_length=120)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["disposal", "kind"], name="one_paper_of_a_kind_for_a_disposal")
        ]


class DisposalEvent(Event):
    """The steps of a disposal, with who and when; rows are only added."""

    STEPS: ClassVar = {
        "draw": _("list of disposal drawn up"),
        "decide": _("decision and minutes entered"),
        "carry_out": _("disposal carried out"),
        "drop": _("disposal given up"),
    }

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="events")
