"""What is typed of a decision, of what puts it right, and of certificates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.layout import Column, Div, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.certificates import ALIGNMENTS, LINES, USUAL_PLACES
from awards.forms.grids import Fields, GridForm
from awards.models import CertificateLayout, Correction, DecisionLine, Nomination
from emulation.forms import DayField, FigureField, LineField, choice_field, helper, row_field


class DecisionForm(forms.Form):
    number = LineField(label=_("Decision no."), max_length=80)
    decided_on = DayField(label=_("Decided on"))
    authority = LineField(label=_("Authority"), max_length=250)
    signer = LineField(label=_("Signed by"), max_length=120)
    signer_title = LineField(label=_("Position of who signed"), max_length=250)
    abstract = LineField(label=_("About"), max_length=500)
    nominees = forms.MultipleChoiceField(
        label=_("Nominees on the list"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, decidable: list[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(row.pk): row for row in decidable}
        choice_field(self, "nominees").choices = [(key, str(row)) for key, row in self.named.items()]
        if not decidable:
            self.fields["nominees"].help_text = _(
                "No nominee waits for a decision. The list can be set later."
            )
        self.helper = helper(
            Row(Column("number"), Column("decided_on")),
            "abstract",
            "authority",
            Row(Column("signer_title"), Column("signer")),
            Div("nominees", css_class="choices"),
            tag=False,
        )

    @property
    def decision(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        return given | {"nominees": [self.named[key] for key in given["nominees"]]}


class CorrectionForm(forms.Form):
    what = forms.ChoiceField(label=_("What is put right"), choices=Correction.What.choices)
    becomes = LineField(label=_("Put right to"), max_length=500)
    number = LineField(label=_("Number of the correction"), max_length=80)
    corrected_on = DayField(label=_("Corrected on"))
    helper = helper(tag=False)


def words_form(lines: list[DecisionLine], data: Any = None) -> GridForm:
    def make() -> Fields:
        return {
            "name": LineField(label=_("Name as printed"), max_length=250),
            "praise": LineField(label=_("Praise"), max_length=500),
        }

    rows = [
        (line.pk, str(line.nomination.recipient), {"name": line.name, "praise": line.praise})
        for line in lines
    ]
    return GridForm(data, lines=rows, make=make)


class LayoutForm(forms.ModelForm):
    shift_x = FigureField(label=_("All to the right, mm"), decimal_places=1)
    shift_y = FigureField(label=_("All down, mm"), decimal_places=1)

    class Meta:
        model = CertificateLayout
        fields: ClassVar[list[str]] = ["name", "award", "width", "height", "shift_x", "shift_y"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "award").empty_label = _("any award")
        self.helper = helper(
            Row(Column("name"), Column("award")),
            Row(Column("width"), Column("height"), Column("shift_x"), Column("shift_y")),
            tag=False,
        )


def places_form(layout: CertificateLayout, data: Any = None) -> GridForm:
    """Where each line stands: mm from the upper left corner, letters in pt; a size of 0 prints nothing."""

    def make() -> Fields:
        def length(label: Any, most: int) -> FigureField:
            return FigureField(label=label, min_value=Decimal(0), max_value=Decimal(most), decimal_places=1)

        return {
            "x": length(_("From the left, mm"), layout.width),
            "y": length(_("From the top, mm"), layout.height),
            "width": length(_("Width, mm"), layout.width),
            "size": length(_("Letters, pt"), 99),
            "align": forms.ChoiceField(label=_("Set"), choices=ALIGNMENTS),
            "bold": forms.BooleanField(label=_("Bold"), required=False),
        }

    lines = []
    for name, label in LINES.items():
        place = layout.places.get(name, USUAL_PLACES[name])
        initial = {key: Decimal(str(place[key])) for key in ("x", "y", "width", "size")}
        lines.append((name, str(label), initial | {"align": place["align"], "bold": place["bold"]}))
    return GridForm(data, lines=lines, make=make)


def places(form: GridForm) -> dict[str, dict[str, Any]]:
    """As they are kept."""
    return {
        name: {key: float(value) if isinstance(value, Decimal) else value for key, value in row.items()}
        for name, row in form.told().items()
    }
