"""What a person chooses for themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.forms import helper
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
