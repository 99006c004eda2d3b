"""What a bloc leader writes for the rules of the bloc and for an invitation to a meeting."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import MeetingInvitation, OperatingRules
from emulation.forms import ClockField, DayField, LineField, ParagraphsField, SeenField, helper


class RulesForm(forms.Form):
    text = ParagraphsField(
        label=_("Text of the rules"),
        max_length=40000,
        rows=28,
        help_text=_(
            "Each chapter begins with “Chương I.”, each article with “Điều 1.”; clauses with “1.”, points "
            "with “a)”. The text begins with the usual rules: change what your bloc does otherwise."
        ),
    )
    seen = SeenField()

    def __init__(self, *args: Any, written: OperatingRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"text": written.text, "seen": written.version})
        self.helper = helper(tag=False)


class InvitationForm(forms.Form):
    occasion = forms.ChoiceField(
        label=_("Occasion"), choices=MeetingInvitation.Occasion.choices, widget=forms.HiddenInput
    )
    title = LineField(label=_("Name of the meeting"), max_length=250)
    held_on = DayField(label=_("Day"))
    held_from = ClockField(label=_("Time"))
    place = LineField(label=_("Place"), max_length=250)
    chair = LineField(label=_("Chaired by"), max_length=250)
    invited = ParagraphsField(label=_("Who is invited"), max_length=4000, help_text=_("A line for each."))
    agenda = ParagraphsField(
        label=_("Agenda"), max_length=8000, required=False, rows=5, help_text=_("A line for each point.")
    )
    note = ParagraphsField(label=_("What those invited prepare"), max_length=2000, required=False, rows=3)
    seen = SeenField()

    def __init__(self, *args: Any, written: MeetingInvitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(written, name) for name in self.fields if name != "seen"})
        self.initial["seen"] = written.version
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "occasion",
            "title",
            Row(Column("held_on"), Column("held_from")),
            "place",
            "chair",
            "invited",
            "agenda",
            "note",
            "seen",
        )
