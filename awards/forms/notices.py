"""What is typed of a notice to the public, and by what the funnel is asked."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Div, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.models import Award, Nomination
from awards.selectors.funnel import GROUPS
from emulation.forms import DayField, FilterForm, LineField, ParagraphsField, choice_field, helper


class NoticeForm(forms.Form):
    title = LineField(label=_("Heading of the notice"), max_length=250)
    text = ParagraphsField(label=_("What is asked"), required=False)
    contact = LineField(label=_("Where opinions are sent"), max_length=250)
    starts = DayField(label=_("Published on"))
    ends = DayField(
        label=_("Opinions until"),
        required=False,
        help_text=_("Leave it empty for ten working days. Add the days of Tết yourself."),
    )
    nominees = forms.MultipleChoiceField(
        label=_("Nominees"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, named: list[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(row.pk): row for row in named}
        choice_field(self, "nominees").choices = [(key, str(row)) for key, row in self.named.items()]
        if not named:
            self.fields["nominees"].help_text = _("No nominee for an award of the State is under way.")
        self.helper = helper(
            "title",
            "text",
            "contact",
            Row(Column("starts"), Column("ends")),
            Div("nominees", css_class="choices"),
            tag=False,
        )

    @property
    def notice(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {"nominees": [self.named[key] for key in given["nominees"]]}


class FunnelForm(FilterForm):
    by = forms.ChoiceField(label=_("By"), choices=list(GROUPS.items()), required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    award = forms.ModelChoiceField(
        label=_("Award"),
        queryset=Award.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("all awards"),
    )
    helper = helper(method="get", tag=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("all years")), *((year, str(year)) for year in years)]
        choice_field(self, "year").choices = choices
