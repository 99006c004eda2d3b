"""Where another system is told, and of what."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Webhook
from emulation.forms import LineField, helper


class WebhookForm(forms.Form):
    address = LineField(
        label=_("Address"),
        max_length=300,
        help_text=_("Where the system waits for messages, as its programmers name it: https://…"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Of what it is told"),
        choices=Webhook.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing of which the system is told.")},
    )
    new_secret = forms.BooleanField(
        label=_("Make a new secret"),
        required=False,
        help_text=_("The old one signs nothing from then on. The new one is shown once."),
    )
    helper = helper("address", "kinds", "new_secret", tag=False)


class SeenTriesForm(forms.Form):
    """How often a message had been tried when the page was drawn; sent by the page, never typed."""

    seen = forms.IntegerField(min_value=0)
