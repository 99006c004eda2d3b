"""What an administrator says of another system that is to read here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import OutsideSystem
from emulation.forms import LineField, helper


class SystemForm(forms.Form):
    name = LineField(
        label=_("Name of the system"),
        max_length=120,
        help_text=_("So that everybody knows it again, for example: Cổng dữ liệu tỉnh."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may read"),
        choices=OutsideSystem.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the system may read.")},
    )
    helper = helper("name", "scopes", tag=False)


class SeenKeyForm(forms.Form):
    """The number of the key that the page showed; sent by the page, never typed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    helper = helper(tag=False)
