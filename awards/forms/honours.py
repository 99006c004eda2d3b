"""What people type of honours and of what the rules ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from awards.models import Award, Basis, Hold, Rating, Recipient, RecipientKind, Scope
from blocs.models import Organisation
from blocs.models.season import FIRST_YEAR, LAST_YEAR
from emulation.forms import DayField, FigureField, FilterForm, LineField, ParagraphsField, helper, row_field

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YEAR = [
    MinValueValidator(FIRST_YEAR, _("Write the year with four digits.")),
    MaxValueValidator(LAST_YEAR, _("Write the year with four digits.")),
]


class RecipientFilter(FilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *RecipientKind.choices], required=False
    )
    award = forms.ModelChoiceField(
        label=_("Award"), queryset=Award.objects.all(), required=False, empty_label=_("All awards")
    )
    year = forms.IntegerField(label=_("Year"), required=False, validators=YEAR)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    helper = helper(tag=False)


class RecipientForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[choice for choice in RecipientKind.choices if choice[0] != RecipientKind.ORGANISATION],
    )
    name = LineField(label=_("Name"), max_length=250)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        validators=[MinValueValidator(1900), MaxValueValidator(LAST_YEAR)],
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Recipient.Sex.choices], required=False)
    position = LineField(label=_("Position"), max_length=120, required=False)
    direct_worker = forms.NullBooleanField(label=_("Works directly in production or service"), required=False)
    founded_on = DayField(
        label=_("Founded on"), required=False, help_text=_("For a department: the day it was founded.")
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "organisation").queryset = organisations
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "organisation",
            Row(Column("kind"), Column("name")),
            Row(Column("birth_year"), Column("sex"), Column("position")),
            Row(Column("direct_worker"), Column("founded_on")),
        )


class HonourForm(forms.Form):
    award = forms.ModelChoiceField(label=_("Award"), queryset=Award.objects.all())
    year = forms.IntegerField(label=_("For the year"), validators=YEAR)
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, initial=Basis.MERIT)
    decision_number = LineField(
        label=_("Decision no."), max_length=80, help_text=_("For example 05/QĐ-UBND.")
    )
    decided_on = DayField(label=_("Decided on"))
    issuer = LineField(
        label=_("Decided by"),
        max_length=250,
        required=False,
        help_text=_("Empty: who decides on this award today."),
    )
    note = LineField(label=_("For what"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "award",
            Row(Column("year"), Column("basis")),
            Row(Column("decision_number"), Column("decided_on")),
            "issuer",
            "note",
        )

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > date.max.replace(year=LAST_YEAR):
            raise forms.ValidationError(_("Write the year with four digits."))
        return day


class RevokeForm(forms.Form):
    on = DayField(label=_("Revoked on"))
    decision = LineField(label=_("Decision that revokes it"), max_length=80)
    because = LineField(label=_("Why it is revoked"), max_length=500)

    helper = helper(tag=False)


def _share(label: StrOrPromise, **more: Any) -> FigureField:
    return FigureField(label=label, required=False, min_value=0, max_value=100, **more)


class YearForm(forms.Form):
    """A year's rating and figures. What is left empty is not known."""

    year = forms.IntegerField(label=_("Year"), validators=YEAR)
    rating = forms.ChoiceField(
        label=_("Rating"), choices=[("", _("Not known yet")), *Rating.choices], required=False
    )
    provisional = forms.BooleanField(label=_("Provisional; the conclusion is still to come"), required=False)
    exceeded_targets = forms.NullBooleanField(label=_("Exceeded its targets"), required=False)
    share_ldtt = _share(_("Advanced Workers, %"))
    share_completed = _share(_("People who completed their tasks, %"))
    share_women = _share(_("Women, %"))
    share_excellent = _share(
        _("Rated excellent among those rated good or better, %"),
        help_text=_("People of the collective, by the conclusion of the year's rating."),
    )
    central_rank = forms.IntegerField(
        label=_("Rank in a bloc of the Central Council"),
        required=False,
        min_value=1,
        help_text=_("Only where it is a member of such a bloc."),
    )
    count_cstd_cs = forms.IntegerField(label=_("Grassroots Emulation Fighters"), required=False, min_value=0)
    count_disciplined = forms.IntegerField(
        label=_("People with a warning or more"), required=False, min_value=0
    )
    months_served = forms.IntegerField(label=_("Months served"), required=False, min_value=0, max_value=12)
    unpaid_days = forms.IntegerField(
        label=_("Working days of leave without pay"), required=False, min_value=0, max_value=366
    )
    heads = forms.BooleanField(
        label=_("Headed the organisation in the year"),
        required=False,
        help_text=_("A head's commendation looks at the rating of the organisation too."),
    )
    source = LineField(label=_("Source"), max_length=250, required=False)

    COLLECTIVE = (
        "exceeded_targets",
        "share_ldtt",
        "share_completed",
        "share_women",
        "share_excellent",
        "central_rank",
        "count_cstd_cs",
    )
    SINGLE = ("months_served", "unpaid_days", "heads")

    def __init__(self, *args: Any, collective: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unwanted = self.SINGLE if collective else (*self.COLLECTIVE, "count_disciplined")
        for name in unwanted:
            del self.fields[name]
        self.helper = helper(tag=False)


class InitiativeForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), validators=YEAR)
    scope = forms.ChoiceField(label=_("Recognised"), choices=Scope.choices)
    name = ParagraphsField(label=_("Name"), max_length=500, rows=2)
    decision = LineField(label=_("Decision that recognises it"), max_length=250)

    helper = helper(tag=False)


class HoldForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground"), choices=Hold.Ground.choices)
    starts = DayField(label=_("From"))
    document = LineField(label=_("Document"), max_length=250)

    helper = helper(tag=False)


class ReleaseForm(forms.Form):
    ends = DayField(label=_("Lifted on"))
    conclusion = LineField(label=_("Written conclusion"), max_length=250)

    helper = helper(tag=False)


class DisciplineForm(forms.Form):
    measure = LineField(label=_("Measure"), max_length=120)
    starts = DayField(label=_("From"))
    ends = DayField(label=_("To"), required=False)
    document = LineField(label=_("Document"), max_length=250)

    helper = helper(tag=False)
