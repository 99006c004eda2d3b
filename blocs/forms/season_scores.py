"""What a season chooses for its scoring: the table, and the rules for ties in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.forms.scores import told
from blocs.models import ScoreTable, TieBreak, TieRule
from blocs.services.score_tables.seasons import Wish
from emulation.forms import FigureField, LineField, choice_field, helper

PLACES = {
    "first": _("First rule"),
    "second": _("Then"),
    "third": _("Then, third"),
    "fourth": _("Then, fourth"),
    "fifth": _("Then, last"),
}


class ChooseForm(forms.Form):
    table = forms.ChoiceField(label=_("Score table"))

    def __init__(
        self, *args: Any, tables: Sequence[ScoreTable], chosen: ScoreTable | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {str(table.pk): table for table in tables}
        named = [(key, told(table)) for key, table in self.tables.items()]
        choice_field(self, "table").choices = [("", _("Choose a table")), *named]
        if chosen is not None:
            self.initial["table"] = str(chosen.pk)
        self.helper = helper("table", tag=False)

    def clean_table(self) -> ScoreTable:
        return self.tables[self.cleaned_data["table"]]


class TieRuleForm(forms.Form):
    """One field for each place, so that the order is clear without dragging."""

    least = FigureField(
        label=_("Share of women at least (%)"),
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
    )
    basis = LineField(label=_("Legal basis of the share of women"), max_length=250, required=False)

    def __init__(self, *args: Any, rules: Sequence[TieRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, label in PLACES.items():
            self.fields[place] = forms.ChoiceField(
                label=label, required=place == "first", choices=[("", "–"), *TieBreak.choices]
            )
        for place, rule in zip(PLACES, rules, strict=False):
            self.initial[place] = rule.kind
            if rule.kind == TieBreak.WOMEN:
                self.initial.update(least=rule.least, basis=rule.basis)
        self.helper = helper(*PLACES, Row(Column("least"), Column("basis")), tag=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for place in PLACES:
            kind = cleaned.get(place)
            if kind and kind in seen:
                self.add_error(place, _("A rule stands twice."))
            seen.add(kind or "")
        if TieBreak.WOMEN in seen and cleaned.get("least") is None and "least" not in self.errors:
            self.add_error("least", _("Say from which share of women on."))
        return cleaned

    def wishes(self) -> list[Wish]:
        kinds = [TieBreak(self.cleaned_data[place]) for place in PLACES if self.cleaned_data.get(place)]
        women = {"least": self.cleaned_data["least"], "basis": self.cleaned_data["basis"]}
        return [Wish(kind, **women) if kind is TieBreak.WOMEN else Wish(kind) for kind in kinds]
