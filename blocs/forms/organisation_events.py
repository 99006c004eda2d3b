"""What people type when an organisation changes: one form for each kind of change."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.forms.organisations import NameForm
from blocs.models import Organisation, OrganisationEvent
from blocs.services.organisation_events import Given
from emulation.forms import DayField, LineField, helper

Kind = OrganisationEvent.Kind
ANOTHER = _("Choose another organisation of the province that is not closed.")
FIRST_DAY = _("The first day on which it holds; the old state ends the day before.")
JOINS = _("It takes the place of the old one in the blocs where it is not a member yet")
INHERITED = _("The history of awards passes on, as the decision says")


class EventForm(forms.Form):
    """A change that a decision makes from a day on."""

    kind = ""
    day = DayField(label=_("Takes effect on"), help_text=FIRST_DAY)
    decision = LineField(
        label=_("Decision"), max_length=250, required=False, help_text=_("Number, day and who issued it.")
    )
    note = LineField(label=_("Note"), max_length=250, required=False)

    def __init__(self, *args: Any, organisation: Organisation, similar_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].required = self.kind != Kind.RENAME
        self.helper = helper(*self.rest(), Row(Column("day"), Column("decision")), "note", tag=False)
        if "targets" in self.fields:
            others = Organisation.objects.filter(province=organisation.province_id, last_day__isnull=True)
            field: Any = self.fields["targets"]
            field.queryset = others.exclude(pk=organisation.pk)
            field.error_messages["invalid_choice"] = ANOTHER

    def rest(self) -> list[Any]:
        return [name for name in self.fields if name not in ("day", "decision", "note")]

    def given(self) -> Given:
        entered = dict(self.cleaned_data)
        entered.pop("confirmed", None)
        chosen = entered.pop("targets", ())
        targets = [chosen] if isinstance(chosen, Organisation) else list(chosen)
        return Given(kind=self.kind, targets=targets, **entered)


class MergeForm(EventForm):
    kind = Kind.MERGE
    targets = forms.ModelChoiceField(
        label=_("Merges into"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation")
    )
    joins = forms.BooleanField(label=JOINS, required=False, initial=True)
    inherited = forms.BooleanField(label=INHERITED, required=False)


class SplitForm(EventForm):
    kind = Kind.SPLIT
    targets = forms.ModelMultipleChoiceField(
        label=_("New organisations"),
        queryset=Organisation.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Enter them in the list of organisations first. Hold Ctrl to choose several."),
    )
    goes_on = forms.BooleanField(
        label=_("The old organisation goes on beside them (separation)"), required=False
    )
    joins = forms.BooleanField(label=JOINS, required=False, initial=True)
    inherited = forms.BooleanField(label=INHERITED, required=False)


class DissolveForm(EventForm):
    kind = Kind.DISSOLVE


class TransferForm(EventForm):
    kind = Kind.TRANSFER
    targets = forms.ModelChoiceField(
        label=_("Comes under"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation")
    )


class RenameForm(EventForm, NameForm):
    kind = Kind.RENAME

    def __init__(self, *args: Any, organisation: Organisation, similar_url: str, **kwargs: Any) -> None:
        NameForm.__init__(self, *args, similar_url=similar_url, **kwargs)

    def rest(self) -> list[Any]:
        return [Row(Column("day"), Column("decision")), "note"]


FORMS: dict[str, type[EventForm]] = {
    form.kind: form for form in (RenameForm, MergeForm, SplitForm, DissolveForm, TransferForm)
}
TITLES = {
    Kind.RENAME: _("Rename the organisation"),
    Kind.MERGE: _("Merge into another organisation"),
    Kind.SPLIT: _("Divide or separate the organisation"),
    Kind.DISSOLVE: _("Dissolve the organisation"),
    Kind.TRANSFER: _("Place it under another body"),
}
