"""What the authority decided: number, day and list, what was put right later, and how certificates print."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import Award
from awards.models.honours import Honour
from awards.models.nominations import Nomination
from blocs.models import Province
from emulation.events import Event

if TYPE_CHECKING:
    from blocs.models import Person

LONGEST, SHORTEST = 1000, 20  # mm of a sheet
SHIFT = [MinValueValidator(-50), MaxValueValidator(50)]
SIDE = [MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, someone: Person) -> Self:
        """Those who serve the province see drafts, too; the others what was decided there."""
        provinces = {mandate.organisation.province_id for mandate in someone.mandates}
        return self.filter(
            Q(province__in=someone.whole_provinces) | Q(province__in=provinces, state=Decision.State.RECORDED)
        )

    def recorded(self) -> Self:
        return self.filter(state=Decision.State.RECORDED)


class Decision(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        RECORDED = "recorded", _("Recorded")

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    number = models.CharField(_("decision no."), max_length=80)
    decided_on = models.DateField(_("decided on"))
    authority = models.CharField(_("authority"), max_length=250)
    signer = models.CharField(_("signed by"), max_length=120)
    signer_title = models.CharField(_("position of who signed"), max_length=250)
    abstract = models.CharField(_("about"), max_length=500)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "number", "decided_on"],
                name="decision_once_by_number_and_day",
                violation_error_message=_("This decision is entered already."),
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("awards:decision-detail", args=[self.pk])

    @property
    def is_recorded(self) -> bool:
        return self.state == self.State.RECORDED


class DecisionLine(models.Model):
    """One of its list. Its place is its number in the golden book."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="lines")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="decision_line")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("name as printed"), max_length=250)
    praise = models.CharField(_("praise"), max_length=500)
    honour = models.OneToOneField(Honour, models.PROTECT, null=True, related_name="decision_line")

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What a later paper puts right in a decision (đính chính); the decision keeps what it said."""

    class What(models.TextChoices):
        NAME = "name", _("name as printed")
        PRAISE = "praise", _("praise")

    line = models.ForeignKey(DecisionLine, models.PROTECT, related_name="corrections")
    what = models.CharField(_("what is put right"), max_length=6, choices=What)
    was = models.CharField(max_length=500)
    becomes = models.CharField(_("put right to"), max_length=500)
    number = models.CharField(_("number of the correction"), max_length=80)
    corrected_on = models.DateField(_("corrected on"))

    class Meta:
        ordering = ["corrected_on", "pk"]

    def __str__(self) -> str:
        return self.number


class DecisionEvent(Event):
    """What was done to a decision here, by whom and when; rows are only added."""

    STEPS: ClassVar = {
        "prepare": _("decision prepared"),
        "edit": _("changed"),
        "record": _("decision recorded"),
        "correct": _("put right"),
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="events")


class CertificateLayout(models.Model):
    """Where each line stands on pre-printed stock, in mm from the upper left corner of the sheet."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    name = models.CharField(_("name of the stock"), max_length=120)
    award = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award")
    )
    width = models.PositiveSmallIntegerField(_("width of the sheet, mm"), default=420, validators=SIDE)
    height = models.PositiveSmallIntegerField(_("height of the sheet, mm"), default=297, validators=SIDE)
    shift_x, shift_y = (
        models.DecimalField(label, max_digits=4, decimal_places=1, default=0, validators=SHIFT)
        for label in (_("all to the right, mm"), _("all down, mm"))
    )
    places = models.JSONField(default=dict, blank=True)  # by name of the line: x, y, width, size, align, bold

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name"],
                name="one_certificate_layout_of_a_name",
                violation_error_message=_("There is a layout of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
