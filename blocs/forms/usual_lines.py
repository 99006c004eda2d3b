"""A line of the library of usual items and targets."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Section, UsualLine
from blocs.models.pledge import LONGEST_TEXT
from blocs.rules.usual_lines import WORDS, words_hash
from emulation.forms import FigureField, LineField, ParagraphsField, helper


class UsualLineForm(forms.ModelForm):
    text = ParagraphsField(label=_("Text"), max_length=LONGEST_TEXT, rows=4)
    unit = LineField(label=_("Unit"), max_length=40, required=False)
    value = FigureField(label=_("Figure"), max_digits=16, decimal_places=4, required=False)
    source = LineField(
        label=_("Source"), max_length=250, required=False, help_text=_("The law or decision behind it.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = UsualLine
        fields = WORDS
        labels = {"section": _("Section, for an item")}
        help_texts = {"comparison": _("Comparison, figure and unit are for targets.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].required = False
        if self.instance.pk:
            self.initial["seen"] = words_hash(self.instance)
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            Row(Column("kind"), Column("section")),
            "text",
            Row(Column("comparison"), Column("value"), Column("unit")),
            "source",
            Field("seen"),
        )

    @staticmethod
    def values(line: UsualLine) -> dict[str, Any]:
        return {name: getattr(line, name) for name in WORDS} | {"seen": words_hash(line)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == UsualLine.Kind.TARGET or not cleaned.get("section"):
            cleaned["section"] = Section.CONTENT
        if cleaned.get("kind") == UsualLine.Kind.ITEM:
            cleaned |= {"comparison": "", "value": None, "unit": ""}
        return cleaned
