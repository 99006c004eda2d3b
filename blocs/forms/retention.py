"""What is typed of terms, and of what is held back from disposal."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blocs.models import Province, RecordClass, RetentionRule, Season
from blocs.models.retention import LONGEST
from emulation.forms import DayField, LineField, ParagraphsField, choice_field, helper, row_field

PERMANENTLY, YEARS, MONTHS = "permanently", "years", "months"


class TermForm(forms.Form):
    length = forms.IntegerField(
        label=_("Kept for"), required=False, min_value=1, help_text=_("Leave it empty for “permanently”.")
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        choices=[(YEARS, _("years")), (MONTHS, _("months")), (PERMANENTLY, _("permanently"))],
    )
    starts = DayField(label=_("Holds from"), help_text=_("What held before that day stays as it was."))
    source = LineField(label=_("Source"), max_length=250, help_text=_("The document with its article."))
    confidence = forms.ChoiceField(label=_("How sure"), choices=RetentionRule.Confidence.choices)
    note = ParagraphsField(label=_("Note"), rows=2, required=False, max_length=1000)

    helper = helper(
        Row(Column("length"), Column("unit"), Column("starts")),
        Row(Column("source"), Column("confidence")),
        "note",
        tag=False,
    )

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        length, unit = given.get("length"), given.get("unit")
        if unit and "length" not in self.errors:
            if unit != PERMANENTLY and length is None:
                raise ValidationError({"length": _("Say how long, or choose “permanently”.")})
            months = None if unit == PERMANENTLY else (length or 0) * (12 if unit == YEARS else 1)
            if months is not None and months > LONGEST:
                raise ValidationError({"length": _("The law of archives knows no term above 70 years.")})
            given["months"] = months
        return given

    @property
    def term(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("months", "starts", "source", "confidence", "note")
        }

    @staticmethod
    def shown(rule: RetentionRule | None) -> dict[str, Any]:
        """What holds now, to begin from."""
        if rule is None:
            return {"unit": YEARS, "confidence": RetentionRule.Confidence.ASSUMED}
        in_years = rule.months is not None and rule.months % 12 == 0
        unit = PERMANENTLY if rule.months is None else YEARS if in_years else MONTHS
        length = rule.months // 12 if in_years and rule.months else rule.months
        return {"length": length, "unit": unit, "source": rule.source, "confidence": rule.confidence}


class HoldForm(forms.Form):
    season = forms.ModelChoiceField(
        label=_("Year of a bloc"), queryset=Season.objects.none(), required=False, empty_label="—"
    )
    record_class = forms.ChoiceField(label=_("or a class of records"), required=False)
    placed_on = DayField(label=_("On hold from"))
    number = LineField(label=_("Number of the document"), max_length=120)
    reason = ParagraphsField(label=_("Reason"), rows=3, max_length=1000)

    helper = helper(
        Row(Column("season"), Column("record_class")),
        Row(Column("placed_on"), Column("number")),
        "reason",
        tag=False,
    )

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Season.objects.filter(bloc__province=province).select_related("bloc")
        row_field(self, "season").queryset = rows.order_by("-year", "bloc__sort_key", "pk")
        choice_field(self, "record_class").choices = [("", "—"), *RecordClass.choices]


class LiftForm(forms.Form):
    lifted_on = DayField(label=_("Lifted on"))
    number = LineField(label=_("Number of the document"), max_length=120)
    reason = ParagraphsField(label=_("Reason"), rows=3, max_length=1000)

    helper = helper(Row(Column("lifted_on"), Column("number")), "reason", tag=False)
