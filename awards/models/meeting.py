"""A meeting of the bloc: what it deals with, who comes for which member, and what is said and concluded."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.ballot import Ballot
from blocs.models import Mandate, Organisation, Season
from emulation.events import Event
from emulation.models import User


class Meeting(models.Model):
    class State(models.TextChoices):
        PREPARED = "prepared", _("Being prepared")
        OPEN = "open", _("Under way")
        CLOSED = "closed", _("Over")

    season = models.ForeignKey(Season, models.PROTECT, related_name="meetings", verbose_name=_("season"))
    title = models.CharField(_("name of the meeting"), max_length=250)
    held_on = models.DateField(_("day"))
    held_from = models.TimeField(_("time"))
    place = models.CharField(_("place"), max_length=250)
    chair = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("chaired by"))
    secretary = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("secretary"))
    quorum_of, quorum_in = (
        models.PositiveSmallIntegerField(default=value, validators=[MinValueValidator(1)], editable=False)
        for value in (2, 3)
    )
    quorum_source = models.CharField(max_length=250, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PREPARED, editable=False)
    opened_at, closed_at = (models.DateTimeField(null=True, editable=False) for _moment in range(2))
    conclusion = models.TextField(_("conclusion of the chair"), max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)  # of what the minutes say in words

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(chair=F("secretary")),
                name="chair_is_not_the_secretary",
                violation_error_message=_("The chair and the secretary are two people."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_of__lte=F("quorum_in")), name="meeting_asks_at_most_for_all"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("awards:meeting-detail", args=[self.season.bloc.code, self.season.year, self.pk])

    @property
    def is_prepared(self) -> bool:
        return self.state == self.State.PREPARED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class AgendaItem(models.Model):
    """What is dealt with; the season has one pledge, one ranking and so on, so only a ballot is named."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("another matter")
        PLEDGE = "pledge", _("the emulation pledge")
        REPORTS = "reports", _("reports of the members")
        BLOC_REPORT = "bloc_report", _("report of the bloc")
        RANKING = "ranking", _("points and ranks")
        BALLOT = "ballot", _("a ballot")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("what is dealt with"), max_length=250)
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.TOPIC)
    ballot = models.ForeignKey(Ballot, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    opinions = models.TextField(_("opinions"), max_length=20_000, blank=True)
    conclusion = models.TextField(_("conclusion"), max_length=5_000, blank=True)
    taken_up_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="ballot", ballot__isnull=False)
                | (~Q(kind="ballot") & Q(ballot__isnull=True)),
                name="item_on_a_ballot_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """A member at a meeting: by whom it is represented, by a mandate or by a letter of authorisation."""

    class Presence(models.TextChoices):
        UNKNOWN = "", _("not told yet")
        PRESENT = "present", _("present")
        SENT = "sent", _("another person, with a letter of authorisation")
        ABSENT = "absent", _("absent")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    presence = models.CharField(max_length=7, choices=Presence, blank=True, default=Presence.UNKNOWN)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=250, blank=True)  # who was sent and by which letter; or why absent

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "organisation"], name="member_once_at_a_meeting"),
            models.CheckConstraint(
                condition=Q(presence="present", mandate__isnull=False)
                | (~Q(presence="present") & Q(mandate__isnull=True)),
                name="who_is_present_holds_a_mandate",
            ),
            models.CheckConstraint(condition=~Q(presence="sent") | ~Q(note=""), name="who_is_sent_is_named"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_represented(self) -> bool:
        return self.presence in (self.Presence.PRESENT, self.Presence.SENT)


class MeetingEvent(Event):
    """What was done to a meeting, by whom and when; rows are only added."""

    STEPS: ClassVar = {
        "prepare": _("meeting prepared"),
        "edit": _("changed"),
        "agenda": _("agenda set"),
        "attend": _("attendance entered"),
        "begin": _("meeting opened"),
        "take_up": _("taken up"),
        "write": _("minutes written"),
        "end": _("meeting closed"),
        "resume": _("meeting opened again"),
        "issue": _("minutes issued"),
        "ask": _("minutes put before their signers"),
    }

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")
