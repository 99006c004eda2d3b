"""What a member registers under the pledge, and how the list of members is filtered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Registration
from emulation.forms import FigureField, FilterForm, LineField, ParagraphsField, helper

MOST_TARGETS = 30


class RegistrationForm(forms.Form):
    titles = ParagraphsField(
        label=_("Titles and commendations hoped for"),
        max_length=2000,
        required=False,
        rows=3,
        help_text=_("One on each line."),
    )
    note = ParagraphsField(label=_("Note"), max_length=2000, required=False, rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    helper = helper(tag=False)

    @staticmethod
    def values(registration: Registration) -> dict[str, Any]:
        return {"titles": registration.titles, "note": registration.note, "seen": registration.revision}

    def clean_seen(self) -> int:
        return int(self.cleaned_data["seen"] or 0)


class WishForm(forms.Form):
    text = LineField(label=_("Target"), max_length=500, required=False)
    value = FigureField(label=_("Figure"), max_digits=16, decimal_places=4, required=False)
    unit = LineField(label=_("Unit"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and (cleaned.get("unit") or cleaned.get("value") is not None):
            self.add_error("text", _("Say what the figure is for."))
        return cleaned


WishFormSet = forms.formset_factory(
    WishForm, extra=3, max_num=MOST_TARGETS, validate_max=True, absolute_max=2 * MOST_TARGETS
)


class RegistrationFilter(FilterForm):
    """Search and filter of the list; read from the address."""

    q = LineField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All members")), ("done", _("Registered")), ("open", _("Not yet"))],
    )
    helper = helper(method="get", tag=False)
