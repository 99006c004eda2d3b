"""The library that a new pledge may begin with."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from blocs.models.organisation import Province
from blocs.models.pledge import LONGEST_TEXT, Comparison, Section, promised


class UsualLine(models.Model):
    """A usual item or target that a new pledge may take over; the province's officials edit the list."""

    class Kind(models.TextChoices):
        ITEM = "item", _("Item")
        TARGET = "target", _("Target")

    province = models.ForeignKey(Province, models.CASCADE, null=True, blank=True, related_name="usual_lines")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    section = models.CharField(_("section"), max_length=10, choices=Section, default=Section.CONTENT)
    text = models.TextField(_("text"), validators=[MaxLengthValidator(LONGEST_TEXT)])
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    comparison = models.CharField(_("comparison"), max_length=10, choices=Comparison, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "section", "order", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def promise(self) -> str:
        return promised(self.comparison, self.value)

    @property
    def in_words(self) -> str:
        """The text with its figure: "Điển hình tiên tiến: ≥ 1 điển hình"."""
        return self.text if self.value is None else f"{self.text}: {self.promise} {self.unit}".rstrip()
