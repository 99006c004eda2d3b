"""The council's sessions: who sits in it, what it is asked, how it votes (law §7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from blocs.models import Province
from emulation.events import Event
from emulation.models import User

if TYPE_CHECKING:
    from blocs.models import Person

PERCENT = [MinValueValidator(1), MaxValueValidator(100)]


class CouncilSessionQuerySet(models.QuerySet["CouncilSession"]):
    def visible_to(self, someone: Person) -> Self:
        return self.filter(province__in=someone.whole_provinces)


class CouncilSession(models.Model):
    class State(models.TextChoices):
        PREPARED = "prepared", _("Being prepared")
        RECORDED = "recorded", _("Recorded")

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    name = models.CharField(_("session"), max_length=250)
    held_on = models.DateField(_("held on"))
    held_from = models.TimeField(_("from"), null=True, blank=True)
    held_until = models.TimeField(_("until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=250)
    secretary = models.CharField(_("secretary"), max_length=120)
    quorum_percent = models.PositiveSmallIntegerField(
        _("members who attend, at least (%)"), validators=PERCENT, default=80
    )
    usual_percent = models.PositiveSmallIntegerField(
        _("pass mark where the rules name none (%)"), validators=PERCENT, default=80
    )
    discussion = models.TextField(_("discussion"), blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PREPARED, editable=False)

    objects = CouncilSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_from__isnull=True)
                | Q(held_until__isnull=True)
                | Q(held_until__gt=F("held_from")),
                name="council_session_ends_after_it_begins",
                violation_error_message=_("The session ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:council-detail", args=[self.pk])

    @property
    def is_recorded(self) -> bool:
        return self.state == self.State.RECORDED


class CouncilSeat(models.Model):
    """A member of the council at one session; the first one chairs."""

    class Presence(models.TextChoices):
        UNKNOWN = "", _("not told yet")
        PRESENT = "present", _("present")
        WRITTEN = "written", _("absent, with a written opinion")
        ABSENT = "absent", _("absent")

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField()
    presence = models.CharField(
        _("attendance"), max_length=7, choices=Presence, blank=True, default=Presence.UNKNOWN
    )
    reason = models.CharField(_("reason of absence"), max_length=250, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "name", "position"], name="once_at_a_council_session")
        ]

    def __str__(self) -> str:
        return self.name


class CouncilQuestion(models.Model):
    """A nominee put to the vote. The base is always all members, so only who agrees is compared."""

    class Outcome(models.TextChoices):
        NONE = "", _("not voted on")
        PASSED = "passed", _("Passed")
        BELOW = "below", _("Below the pass mark")
        STOPPED = "stopped", _("Not decided: stopped meanwhile")

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="questions")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="council_questions")
    order = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(_("pass mark (%)"), validators=PERCENT)
    agreeing, disagreeing, blank = (models.PositiveSmallIntegerField(null=True) for _place in range(3))
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, default=Outcome.NONE)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "nomination"], name="one_question_per_nominee"),
            models.CheckConstraint(
                condition=~Q(outcome="stopped") | ~Q(note=""), name="stopped_question_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.nomination)


class CouncilOpinion(models.Model):
    """What an absent member wrote of one nominee; it counts, and the minutes name it."""

    question = models.ForeignKey(CouncilQuestion, models.CASCADE, related_name="opinions")
    seat = models.ForeignKey(CouncilSeat, models.CASCADE, related_name="opinions")
    agrees = models.BooleanField(_("agrees"))
    words = models.CharField(_("opinion"), max_length=1000, blank=True)

    class Meta:
        ordering = ["seat__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "seat"], name="one_opinion_per_member_and_nominee")
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.agrees}"


class CouncilEvent(Event):
    """What was done to a session, by whom and when; rows are only added."""

    STEPS: ClassVar = {
        "prepare": _("session prepared"),
        "edit": _("changed"),
        "attend": _("attendance entered"),
        "opine": _("written opinion entered"),
        "vote": _("votes entered"),
        "record": _("results recorded"),
        "issue": _("minutes issued"),
        "ask": _("minutes put before their signers"),
    }

    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="events")
