"""Asking organisations to take part, their answers, and what is counted of a movement."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from blocs.models import Bloc, Enrolment, Measure, Organisation
from blocs.models.enrolment import MOST_MEASURES
from emulation.forms import FigureField, LineField, ParagraphsField, SeenField, helper, row_field


class PushForm(forms.Form):
    blocs = forms.ModelMultipleChoiceField(
        label=_("All members of these blocs"),
        queryset=Bloc.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that were asked already, or have answered, do not stand here."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        blocs: QuerySet[Bloc],
        ticked: Sequence[int],
        in_bloc: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "organisations").queryset = organisations
        self.fields["organisations"].initial = ticked
        parts: list[Any] = [Div("organisations", css_class="choices")]
        if in_bloc:
            del self.fields["blocs"]
        else:
            row_field(self, "blocs").queryset = blocs
            parts.insert(0, Div("blocs", css_class="choices"))
        self.helper = helper(*parts, tag=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("blocs") and not cleaned.get("organisations"):
            self.add_error("organisations", _("Tick at least one."))
        return cleaned


class EnrolForm(forms.Form):
    target = ParagraphsField(
        label=_("What your organisation takes on"),
        max_length=2000,
        rows=4,
        help_text=_("The target in words, as it is to stand in the list of those who take part."),
    )
    seen = SeenField()

    def __init__(
        self, *args: Any, measures: Sequence[Measure], enrolment: Enrolment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measures = measures
        for measure in measures:
            self.fields[f"value_{measure.pk}"] = FigureField(
                label=str(measure), required=False, max_digits=15, decimal_places=2
            )
        self.initial.update(self.values(enrolment))
        figures = [Column(f"value_{measure.pk}", css_class="col-md-4") for measure in measures]
        self.helper = helper(tag=False)
        self.helper.layout = Layout("target", Row(*figures), "seen")

    @staticmethod
    def values(enrolment: Enrolment | None) -> dict[str, Any]:
        if enrolment is None:
            return {"seen": 0}
        figures = {f"value_{row.measure_id}": row.value for row in enrolment.targets.all()}
        return {"target": enrolment.target, "seen": enrolment.revision, **figures}

    @property
    def given(self) -> dict[str, Any]:
        figures: dict[int, Decimal | None] = {
            measure.pk: self.cleaned_data.get(f"value_{measure.pk}") for measure in self.measures
        }
        return {
            "target": self.cleaned_data["target"],
            "values": figures,
            "seen": self.cleaned_data["seen"] or 0,
        }


class DeclineForm(forms.Form):
    reason = ParagraphsField(
        label=_("Why your organisation does not take part"),
        max_length=1000,
        rows=3,
        help_text=_("Who launched the movement reads it."),
    )
    seen = SeenField()

    def __init__(self, *args: Any, enrolment: Enrolment | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(self.values(enrolment))
        self.helper = helper(tag=False)

    @staticmethod
    def values(enrolment: Enrolment | None) -> dict[str, Any]:
        return {"reason": enrolment.reason, "seen": enrolment.revision} if enrolment else {"seen": 0}


class MeasuresForm(forms.Form):
    """Rows of a name and its unit; an empty row is no measure."""

    def __init__(self, *args: Any, measures: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = []
        for place in range(MOST_MEASURES):
            kept = measures[place] if place < len(measures) else None
            number = place + 1
            self.fields[f"name_{number}"] = LineField(
                label=_("%(number)d. What is counted") % {"number": number},
                max_length=150,
                required=False,
                initial=kept.name if kept else "",
            )
            self.fields[f"unit_{number}"] = LineField(
                label=_("Unit of number %(number)d") % {"number": number},
                max_length=40,
                required=False,
                initial=kept.unit if kept else "",
            )
            rows.append(
                Row(
                    Column(f"name_{number}", css_class="col-md-8"),
                    Column(f"unit_{number}", css_class="col-md-4"),
                )
            )
        self.helper = helper(*rows, tag=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, MOST_MEASURES + 1):
            if cleaned.get(f"unit_{number}") and not cleaned.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("Name what is counted in this unit."))
        return cleaned

    @property
    def wanted(self) -> list[tuple[str, str]]:
        pairs = [
            (self.cleaned_data[f"name_{number}"], self.cleaned_data[f"unit_{number}"])
            for number in range(1, MOST_MEASURES + 1)
        ]
        return [(name, unit) for name, unit in pairs if name]
