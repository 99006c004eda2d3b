"""Search and filters of the lists of papers and pledges, and of the whole site; read from the address."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Div, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Pledge
from blocs.selectors.archive import Choices
from blocs.selectors.papers import LABELS
from documents.models import Paper
from emulation.forms import FilterForm, LineField, choice_field, helper


class SearchForm(forms.Form):
    q = LineField(
        label=_("Search the site"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    helper = helper(Div("q", css_class="filters__search"), method="get", tag=False)


class GlossaryForm(SearchForm):
    q = LineField(
        label=_("Find a term"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class PaperFilter(FilterForm):
    q = LineField(
        label=_("Search"), required=False, max_length=100, help_text=_("Number, title, issuer or code.")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *LABELS.items()])
    bloc = forms.ChoiceField(label=_("Bloc"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All states")),
            *((state.value, state.label) for state in Paper.State if state != Paper.State.DRAFT),
        ],
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "bloc").choices = [("", _("All blocs")), *choices.blocs]
        years = [("", _("All years")), *((year, str(year)) for year in choices.years)]
        choice_field(self, "year").choices = years
        self.helper = helper(
            Row(
                Column("q", css_class="filters__search col-md-4"),
                Column("kind"),
                Column("bloc"),
                Column("year"),
                Column("state"),
            ),
            method="get",
            tag=False,
        )


class ReportFilter(FilterForm):
    q = LineField(label=_("Search"), required=False, max_length=100)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All years")), *((year, str(year)) for year in years)]
        choice_field(self, "year").choices = choices
        self.helper = helper(
            Row(Column("q", css_class="filters__search col-md-6"), Column("year")), method="get", tag=False
        )


class PledgeFilter(FilterForm):
    q = LineField(label=_("Search"), required=False, max_length=100)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("All states")), *Pledge.Status.choices]
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All years")), *((year, str(year)) for year in years)]
        choice_field(self, "year").choices = choices
        self.helper = helper(
            Row(Column("q", css_class="filters__search col-md-5"), Column("year"), Column("status")),
            "sort",
            method="get",
            tag=False,
        )
