"""What a person chooses for themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from emulation import saved_filters
from emulation.forms import LineField, helper
from emulation.models import User


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["language", "large_text"]
        labels = {"language": _("Language of the pages and of mails to you")}
        help_texts = {"large_text": _("Letters a quarter larger, on every page.")}
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("language", "large_text", tag=False)


class SavedFilterForm(forms.Form):
    name = LineField(label=_("Name of the filter"), max_length=60)
    helper = helper(tag=False)


class NewFilterForm(SavedFilterForm):
    """With what is to be saved, as the page of the list wrote it."""

    address = forms.CharField(max_length=300, widget=forms.HiddenInput)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not saved_filters.is_address(address):
            raise ValidationError(_("There is no such list."))
        return address
