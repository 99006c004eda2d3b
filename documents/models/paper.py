"""Papers that were issued: their numbers, their bytes, and what became of them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents import codes
from documents.models.profile import FormatProfile
from emulation.fields import SearchField
from emulation.models import User
from emulation.text import search_words


class NumberRegister(models.Model):
    """The last number that an issuer took for a kind of paper in a year; locked while a number is taken."""

    issuer_key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["issuer_key", "kind", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_key", "kind", "year"],
                name="one_register_per_issuer_kind_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.issuer_key} {self.kind} {self.year}: {self.last}"


class PaperQuerySet(models.QuerySet["Paper"]):
    def about(self, subject: str) -> Self:
        """All papers of one subject, the newest first; the subject is the key its app chose: "pledge:12"."""
        return self.filter(subject=subject).order_by("-issued_at", "-pk")

    def public(self) -> Self:
        """What anybody may ask about: all that was ever issued."""
        return self.exclude(state=Paper.State.DRAFT)

    def current(self) -> Self:
        return self.filter(state=Paper.State.ISSUED)

    def searched(self, query: str) -> Self:
        """Those that hold every word of the query in number, title, code or issuer; marks aside."""
        found = self
        for word in search_words(query):
            found = found.filter(search_text__contains=word)
        return found

    def with_code(self, typed: str) -> Self:
        """The paper whose code was typed, with or without the hyphen, in either case."""
        return self.filter(code=codes.read(typed))


class Paper(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("paper", "Draft")
        SIGNING = "signing", pgettext_lazy("paper", "Being signed")
        ISSUED = "issued", pgettext_lazy("paper", "Current")
        SUPERSEDED = "superseded", pgettext_lazy("paper", "Replaced")
        VOID = "void", pgettext_lazy("paper", "Void")

    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(
        _("subject"), max_length=80, db_index=True
    )  # a key of the app above: "pledge:12"
    profile = models.ForeignKey(FormatProfile, models.PROTECT, related_name="+", verbose_name=_("format"))
    issuer_key = models.CharField(max_length=80)
    issuer_name = models.CharField(_("issuer"), max_length=250)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(
        _("number"), null=True, blank=True
    )  # none on papers that take no number
    number_text = models.CharField(_("number and symbol"), max_length=80, blank=True)
    title = models.CharField(pgettext_lazy("paper", "title"), max_length=500)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(_("file"), upload_to="papers/", blank=True)
    file_name = models.CharField(max_length=50, blank=True)  # under which it is saved by its reader
    content_hash = models.CharField(_("SHA-256"), max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    code = models.CharField(_("verification code"), max_length=codes.LENGTH, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("replaces"),
    )
    supplements = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="annexes", verbose_name=_("annex to")
    )
    void_reason = models.TextField(_("why it is void"), blank=True)
    search_text = SearchField(of=("number_text", "title", "code", "issuer_name"), max_length=1200)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_key", "kind", "year", "number"],
                name="paper_number_once_per_register",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    ~Q(content_hash="")
                    & ~Q(file="")
                    & Q(issued_on__isnull=False)
                    & Q(issued_at__isnull=False)
                ),
                name="issued_paper_has_its_bytes_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(number__isnull=True),
                name="draft_takes_no_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(void_reason=""),
                name="void_paper_says_why",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("pk")),
                name="paper_does_not_replace_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("documents:paper-verify", args=[self.code])

    def content(self) -> bytes:
        """The bytes as they were issued."""
        with self.file.open("rb") as file:
            return bytes(file.read())

    @property
    def code_text(self) -> str:
        """The code as people read it out: ABCDE-FGHJK."""
        return codes.shown(self.code)

    @property
    def is_current(self) -> bool:
        return self.state == self.State.ISSUED


class PaperEvent(models.Model):
    """What was done to a paper, by whom, when and why; rows are only added."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="events")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=30)
    came_from = models.CharField(max_length=10, blank=True)
    went_to = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.paper_id}"
