"""By what the log is narrowed."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.forms import DayField, FilterForm, LineField, choice_field, helper


class LogFilter(FilterForm):
    q = LineField(label=_("What it was about"), required=False, max_length=100)
    person = LineField(label=_("Who did it"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)
    helper = helper(
        Row(
            Column("q", css_class="filters__search"),
            Column("person"),
            Column("kind"),
            Column("since"),
            Column("until"),
        ),
        method="get",
        tag=False,
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "kind").choices = [("", _("All kinds")), *kinds]
