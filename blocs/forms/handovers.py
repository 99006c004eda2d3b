"""What people write of a handover."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Handover, HandoverItem
from emulation.forms import DayField, LineField, ParagraphsField, helper


class HandoverForm(forms.Form):
    takes_effect_on = DayField(
        label=_("The new leader leads from"),
        help_text=_("Until the day before, the outgoing leader leads, in the new year too."),
    )
    held_on = DayField(label=_("Handed over on"), required=False)
    place = LineField(label=_("Place"), max_length=250, required=False)
    witnesses = LineField(
        label=_("Also present"),
        max_length=500,
        required=False,
        help_text=_("For example the representative of the standing agency."),
    )
    notes = ParagraphsField(label=_("Notes of both sides"), max_length=4000, required=False, rows=5)

    def __init__(self, *args: Any, handover: Handover | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if handover is not None:
            self.initial.update({name: getattr(handover, name) for name in self.fields})
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            Row(Column("takes_effect_on"), Column("held_on")), "place", "witnesses", "notes"
        )


class ItemForm(forms.Form):
    text = LineField(label=_("What"), max_length=250)
    detail = LineField(label=_("How far it is"), max_length=250, required=False)
    due = DayField(label=_("Due"), required=False)

    def __init__(self, *args: Any, kind: str, item: HandoverItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == HandoverItem.Kind.FILE:
            del self.fields["due"]
            self.fields["text"].label = _("File or document")
            self.fields["detail"].label = _("Copies and form")
            self.fields["detail"].help_text = _("For example: 01 file, on paper.")
        if item is not None:
            self.initial.update({name: getattr(item, name) for name in self.fields})
        self.helper = helper(tag=False)


class SettleForm(forms.Form):
    reason = ParagraphsField(
        label=_("Why the standing agency settles it"),
        max_length=1000,
        rows=3,
        help_text=_("The reason is kept, and it prints in the minutes."),
    )
    helper = helper(tag=False)
