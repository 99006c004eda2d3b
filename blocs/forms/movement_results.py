"""Results of a half year, and the reviews of a movement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Measure, MovementReview, Organisation, PeriodResult
from emulation.forms import DayField, FigureField, ParagraphsField, SeenField, helper, row_field


class ResultForm(forms.Form):
    text = ParagraphsField(label=_("What was done"), max_length=4000, rows=6)
    seen = SeenField()

    def __init__(
        self, *args: Any, measures: Sequence[Measure], result: PeriodResult | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measures = measures
        for measure in measures:
            self.fields[f"value_{measure.pk}"] = FigureField(
                label=str(measure), required=False, max_digits=15, decimal_places=2
            )
        self.initial.update(self.values(result))
        figures = [Column(f"value_{measure.pk}", css_class="col-md-4") for measure in measures]
        self.helper = helper(tag=False)
        self.helper.layout = Layout(Row(*figures), "text", "seen")

    @staticmethod
    def values(result: PeriodResult | None) -> dict[str, Any]:
        if result is None:
            return {"seen": 0}
        figures = {f"value_{row.measure_id}": row.value for row in result.figures.all()}
        return {"text": result.text, "seen": result.revision, **figures}

    @property
    def given(self) -> dict[str, Any]:
        return {
            "text": self.cleaned_data["text"],
            "values": {row.pk: self.cleaned_data.get(f"value_{row.pk}") for row in self.measures},
            "seen": self.cleaned_data["seen"] or 0,
        }


class ReviewForm(forms.Form):
    held_on = DayField(label=_("Held on"))
    summary = ParagraphsField(label=_("Results of the movement"), max_length=8000, rows=6)
    lessons = ParagraphsField(label=_("Weaknesses and lessons"), max_length=4000, rows=4, required=False)
    leading = forms.ModelMultipleChoiceField(
        label=_("Leading organisations"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = SeenField()

    def __init__(self, *args: Any, organisations: Any, review: MovementReview | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "leading").queryset = organisations
        self.initial.update(self.values(review))
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "held_on", "summary", "lessons", Div("leading", css_class="choices"), "seen"
        )

    @staticmethod
    def values(review: MovementReview | None) -> dict[str, Any]:
        if review is None:
            return {"seen": 0}
        return {
            "held_on": review.held_on,
            "summary": review.summary,
            "lessons": review.lessons,
            "leading": list(review.leading.order_by("sort_key", "pk")),
            "seen": review.revision,
        }

    @property
    def given(self) -> dict[str, Any]:
        leading = sorted(self.cleaned_data["leading"], key=lambda row: (row.sort_key, row.pk))
        return {**self.cleaned_data, "leading": leading, "seen": self.cleaned_data["seen"] or 0}
