"""By what the outbox is narrowed."""

from __future__ import annotations

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from emulation.forms import FilterForm, LineField, helper


class OutboxFilter(FilterForm):
    q = LineField(label=_("Address or subject"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All states")),
            ("open", pgettext_lazy("mails", "Waiting")),
            ("failed", pgettext_lazy("mails", "Not delivered")),
            ("sent", pgettext_lazy("mails", "Sent")),
            ("stopped", pgettext_lazy("mails", "Stopped")),
        ],
    )
    helper = helper(Row(Column("q", css_class="filters__search"), Column("state")), method="get", tag=False)
