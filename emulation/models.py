"""The account of a person, and what it keeps. What a person may do follows from mandates, which live with the
organisations."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from emulation import devices
from emulation.fields import OneLineField, SearchField, SortKeyField


class PersonManager(UserManager["User"]):
    """Signs people in whatever case they type their name in."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractUser):
    """One person, one account: accounts are never shared by an office."""

    class Language(models.TextChoices):
        VIETNAMESE = "vi", _("Vietnamese")
        ENGLISH = "en", _("English")

    first_name = None  # type: ignore[assignment]  # Vietnamese names are kept whole
    last_name = None  # type: ignore[assignment]
    full_name = OneLineField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), unique=True)
    phone = OneLineField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.VIETNAMESE)
    large_text = models.BooleanField(_("large text"), default=False)
    saves_filters = models.BooleanField(default=False, editable=False)  # else no list looks for them
    known_by_address = models.BooleanField(
        default=True, editable=False
    )  # at the sign-on, until parted from it

    anonymised_at = models.DateTimeField(null=True, editable=False)  # nobody's since then; see former_people

    sort_key = SortKeyField(of=("full_name",), max_length=512, db_index=True)
    search_text = SearchField(of=("full_name", "username", "email", "phone"), max_length=600)

    objects: ClassVar[PersonManager] = PersonManager()

    REQUIRED_FIELDS = ["email", "full_name"]

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # the stubs leave it out
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_once_whatever_its_case"),
            models.UniqueConstraint(Lower("username"), name="username_once_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class SignInQuerySet(models.QuerySet["SignIn"]):
    def searched(self, words: list[str]) -> SignInQuerySet:
        rows = self
        for word in words:
            rows = rows.filter(user__search_text__contains=word)
        return rows


class SignIn(models.Model):
    """Who signed in, or was refused, when and from where. Rows are only added; the database sees to it."""

    class Way(models.TextChoices):
        PASSWORD = "password", _("password")
        CODE = "code", _("password and second step")
        PASSKEY = "passkey", _("passkey")
        PROVIDER = "provider", _("sign-on of the office")

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField()
    succeeded = models.BooleanField()
    way = models.CharField(max_length=10, choices=Way, blank=True)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=300, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="sign_ins_of_somebody")]

    def __str__(self) -> str:
        return f"{self.user} · {self.at}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        assert self._state.adding, "rows of this table are never changed"
        super().save(*args, **kwargs)

    @property
    def device(self) -> str:
        return devices.in_words(self.browser)


class SavedFilter(models.Model):
    """What somebody asks of a list again and again, under a name of their own; the list is an address."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_filters")
    address = models.CharField(_("list"), max_length=300)
    name = OneLineField(_("name"), max_length=60)
    query = models.CharField(_("filter"), max_length=1000)

    sort_key = SortKeyField(of=("name",), max_length=300)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "address", "name"],
                name="saved_filters_have_names_of_their_own",
                violation_error_message=_("A filter of this name is saved for this list already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list, as it was when the filter was saved."""
        return f"{self.address}?{self.query}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> LetterQuerySet:
        return self.filter(state=Letter.State.WAITING)

    def due(self, at: datetime) -> LetterQuerySet:
        """Whose time has come, and those that somebody took up and never came back from."""
        waits = models.Q(state=Letter.State.WAITING, due_at__lte=at)
        return self.filter(waits | models.Q(state=Letter.State.SENDING, claim_ends__lte=at))

    def about(self, thing: models.Model) -> LetterQuerySet:
        return self.filter(about=about(thing))

    def searched(self, words: list[str]) -> LetterQuerySet:
        rows = self
        for word in words:
            rows = rows.filter(search_text__contains=word)
        return rows


def about(thing: models.Model) -> str:
    """How a letter names the thing that it is about."""
    return f"{thing._meta.label_lower}:{thing.pk}"


class Letter(models.Model):
    """A mail to one address, written with what it tells of and delivered afterwards.

    The words of one that holds a secret link are sealed while it waits, and gone once it is sent.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("mail", "waiting")
        SENDING = "sending", pgettext_lazy("mail", "being sent")
        SENT = "sent", pgettext_lazy("mail", "sent")
        FAILED = "failed", pgettext_lazy("mail", "not delivered")
        STOPPED = "stopped", pgettext_lazy("mail", "stopped")

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="letters")
    address = models.EmailField(_("e-mail"))
    kind = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=80, blank=True)
    subject = OneLineField(pgettext_lazy("mail", "subject"), max_length=500)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    is_secret = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)  # of whoever talks to the mail server about it
    claim_ends = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)  # why the last try came to nothing
    settled_at = models.DateTimeField(null=True)  # when it was sent, given up or stopped
    emptied_at = models.DateTimeField(null=True)

    search_text = SearchField(of=("address", "subject"), max_length=800)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="letters_to_deliver"),
            models.Index(fields=["user", "-written_at"], name="letters_to_somebody"),
            models.Index(fields=["about"], name="letters_about_something"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"


class Enclosure(models.Model):
    """A file that goes with a letter; what was sent is in the archive, and is not kept here as well."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class NoticeChoice(models.Model):
    """How somebody wants to be told of one kind of thing, where it is not at once; see emulation/notices."""

    class Way(models.TextChoices):
        ONCE = "once", _("By mail at once")
        DIGEST = "digest", _("In the digest")
        NEVER = "never", _("Not by mail")

    user = models.ForeignKey(User, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=6, choices=Way)

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_choice_for_each_kind_of_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.kind}: {self.way}"


class NoticeRhythm(models.Model):
    """When mails may come to somebody who chose; others get a daily digest, and the site's quiet hours."""

    class Digest(models.TextChoices):
        DAILY = "daily", _("On days when something is due or new")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("No digest")

    class Quiet(models.TextChoices):
        SITE = "site", _("Those of the site")
        OWN = "own", _("My own")
        NONE = "none", _("None: at any hour")

    user = models.OneToOneField(User, models.CASCADE, related_name="notice_rhythm")
    digest = models.CharField(_("digest"), max_length=6, choices=Digest, default=Digest.DAILY)
    quiet = models.CharField(_("quiet hours"), max_length=4, choices=Quiet, default=Quiet.SITE)
    quiet_from = models.TimeField(_("from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(quiet="own")
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~models.Q(quiet_from=models.F("quiet_until")),
                name="own_quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.digest}"


class Digest(models.Model):
    """The mail in which somebody was told of all that waited on a day: one for each day at most."""

    user = models.ForeignKey(User, models.CASCADE, related_name="digests")
    day = models.DateField()
    tasks = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day_for_each_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.day}"


class Notice(models.Model):
    """What somebody was told of, with the page that it leads to; whether a mail went as well, they chose."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    name = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)
    subject = OneLineField(max_length=500)
    url = models.CharField(max_length=500)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    for_digest = models.BooleanField(default=False)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, related_name="notices")

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-written_at"], name="notices_to_somebody"),
            models.Index(
                fields=["user"], condition=models.Q(read_at__isnull=True), name="notices_not_read_yet"
            ),
            models.Index(fields=["written_at"], name="notices_by_age"),
        ]

    def __str__(self) -> str:
        return self.subject
