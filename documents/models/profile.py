"""How papers look, as rows: the state, the Front, the Party and the unions each have rules of their own."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.content import Format
from emulation.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

FIRST_TERM, TERM_YEARS = 2020, 5  # terms of Party committees begin in years that end in 0 or 5
NUMBER_PARTS = ("number", "kind", "issuer")
_PART = re.compile(r"\{(\w*)\}")
_SEPARATORS = "/-. "


def check_number_pattern(pattern: str) -> None:
    parts = _PART.findall(pattern)
    if "number" not in parts or set(parts) - set(NUMBER_PARTS) or len(parts) != len(set(parts)):
        raise ValidationError(
            _("Write {number}, and where wanted {kind} and {issuer}, each once."),
            code="number_pattern",
        )


def _margin(label: StrPromise, default: int) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(10), MaxValueValidator(40)],
    )


def _points(label: StrPromise, default: int, least: int = 10) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(least), MaxValueValidator(20)],
    )


class FormatProfile(models.Model):
    class Confidence(models.TextChoices):
        SOURCED = "sourced", _("from the official text")
        SECONDARY = "secondary", _("from a restatement; compare with the official text")
        ASSUMED = "assumed", _("not known; the state's format stands in")

    class PageNumber(models.TextChoices):
        TOP = "top", _("top centre")
        BOTTOM = "bottom", _("bottom centre")

    class NumberPeriod(models.TextChoices):
        YEAR = "year", _("begins again each year")
        TERM = "term", _("begins again each term of the committee")

    class Mark(models.TextChoices):
        RULE = "rule", _("a rule")
        STAR = "*", _("one star")
        STARS = "***", _("three stars")
        DASHES = "-----", _("five dashes")

    code = models.SlugField(_("code"), max_length=20, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    heading = models.TextField(_("heading at the right, a line each"))
    heading_size = _points(_("heading, pt"), 12)
    motto_size = _points(_("motto, pt"), 13)
    agency_size = _points(_("issuer, pt"), 12)
    agency_mark = models.CharField(_("below the issuer"), max_length=5, choices=Mark, default=Mark.RULE)
    margin_top = _margin(_("top margin, mm"), 20)
    margin_right = _margin(_("right margin, mm"), 15)
    margin_bottom = _margin(_("bottom margin, mm"), 20)
    margin_left = _margin(_("left margin, mm"), 30)
    body_size = _points(_("text, pt"), 14)
    line_spacing = models.DecimalField(
        _("line spacing"), max_digits=4, decimal_places=2, default=Decimal("1.3")
    )
    line_spacing_in_points = models.BooleanField(_("line spacing is in points"), default=False)
    indent = models.DecimalField(
        _("first line indent, mm"), max_digits=4, decimal_places=1, default=Decimal(10)
    )
    paragraph_gap = _points(_("between paragraphs, pt"), 6, least=0)
    number_label = models.CharField(_("before the number"), max_length=10, default="Số:")
    number_pattern = models.CharField(
        _("number"),
        max_length=60,
        default="{number}/{kind}-{issuer}",
        validators=[check_number_pattern],
    )
    number_digits = models.PositiveSmallIntegerField(
        _("digits at least"), default=2, validators=[MaxValueValidator(4)]
    )
    number_period = models.CharField(
        _("numbering"), max_length=4, choices=NumberPeriod, default=NumberPeriod.YEAR
    )
    page_number = models.CharField(_("page number"), max_length=6, choices=PageNumber, default=PageNumber.TOP)
    abstract_mark = models.CharField(_("below the abstract"), max_length=5, choices=Mark, default=Mark.RULE)
    addressee_label = models.CharField(_("before the addressee"), max_length=20, default="Kính gửi:")
    bases_italic = models.BooleanField(_("bases in italics"), default=True)
    bases_dash = models.BooleanField(_("bases begin with a dash"), default=False)
    authority_mark = models.CharField(
        _("after TM, KT, TL"),
        max_length=1,
        choices=[(".", "TM."), ("/", "T/M")],
        default=".",
    )
    authority_bold = models.BooleanField(_("authority (TM., T/M) in bold"), default=True)
    position_bold = models.BooleanField(_("position in bold"), default=True)
    recipients_underlined = models.BooleanField(
        _("“Nơi nhận” underlined, not in bold italics"), default=False
    )
    archive_label = models.CharField(_("before the archive's name"), max_length=10, default="Lưu:")
    ending = models.CharField(_("ends the text"), max_length=3, default="./.")
    source = models.CharField(_("source"), max_length=250, blank=True)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.ASSUMED
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("format of papers")
        verbose_name_plural = _("formats of papers")
        constraints = [
            models.CheckConstraint(condition=~Q(heading=""), name="format_profile_has_a_heading"),
            models.CheckConstraint(
                condition=Q(number_pattern__contains="{number}"),
                name="format_profile_numbers_its_papers",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def number_text(self, number: int | None, *, kind: str = "", issuer: str = "") -> str:
        """5, TTr, SNV → "05/TTr-SNV"; None leaves room to write the number in by hand."""
        values = {
            "number": "\u00a0" * 6 if number is None else f"{number:0{self.number_digits}d}",
            "kind": kind,
            "issuer": issuer,
        }
        text = ""
        for piece in re.split(r"(\{\w+\})", self.number_pattern):
            is_part = _PART.fullmatch(piece)
            value = values[is_part[1]] if is_part else piece
            if is_part and not value:
                text = text.rstrip(_SEPARATORS)  # what joined it to the part before goes with it
            text += value
        return text.rstrip(_SEPARATORS)

    def register_year(self, year: int) -> int:
        """The year under which a register runs: its own, or the first of the committee's term."""
        if self.number_period == self.NumberPeriod.YEAR:
            return year
        return year - (year - FIRST_TERM) % TERM_YEARS

    def format(self) -> Format:
        """Its rules as the printing knows them."""
        return Format(
            heading=tuple(line.strip() for line in self.heading.splitlines() if line.strip()),
            heading_size=self.heading_size,
            motto_size=self.motto_size,
            agency_size=self.agency_size,
            agency_mark=self.agency_mark,
            margins=(
                self.margin_top,
                self.margin_right,
                self.margin_bottom,
                self.margin_left,
            ),
            body_size=self.body_size,
            line_spacing=self.line_spacing,
            line_spacing_in_points=self.line_spacing_in_points,
            indent=self.indent,
            paragraph_gap=self.paragraph_gap,
            number_label=self.number_label,
            page_number="bottom" if self.page_number == self.PageNumber.BOTTOM else "top",
            abstract_mark=self.abstract_mark,
            addressee_label=self.addressee_label,
            bases_italic=self.bases_italic,
            bases_dash=self.bases_dash,
            authority_mark=self.authority_mark,
            authority_bold=self.authority_bold,
            position_bold=self.position_bold,
            recipients_underlined=self.recipients_underlined,
            archive_label=self.archive_label,
            ending=self.ending,
        )


class ProfileChange(models.Model):
    """Who changed which points of a format, and when; rows are only added."""

    profile = models.ForeignKey(FormatProfile, models.PROTECT, related_name="changes")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)  # the names of the fields
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.note

    @property
    def words(self) -> str:
        """The points by their labels."""
        labels = {field.name: str(field.verbose_name) for field in FormatProfile._meta.concrete_fields}
        return ", ".join(labels.get(name, name) for name in self.note.split(", "))
