"""What people type of a proposal: its letter, how it was sent, when it came, what others say of it."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.models import Concurrence, Nomination, Proposal
from emulation.forms import DayField, LineField, ParagraphsField, helper, row_field

USUAL = _("One a line. Empty: the usual ones.")


class LetterForm(forms.Form):
    """Left empty, the usual words stand in the letter."""

    addressees = ParagraphsField(
        label=_("Addressed to"),
        required=False,
        rows=4,
        max_length=2000,
        help_text=_("One a line. Empty: the usual ones."),
    )
    grounds = ParagraphsField(
        label=_("Bases"),
        required=False,
        rows=4,
        max_length=4000,
        help_text=_("One a line. Empty: the usual ones."),
    )
    opening = ParagraphsField(
        label=_("Opening"), required=False, rows=4, max_length=4000, help_text=_("Empty: the usual words.")
    )

    helper = helper(tag=False)


class ChooseForm(forms.Form):
    chosen = forms.ModelMultipleChoiceField(
        label=_("Nominations"),
        queryset=Nomination.objects.none(),
        error_messages={"required": _("Tick at least one nomination.")},
    )

    def __init__(self, *args: Any, possible: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "chosen").queryset = possible


class SendForm(forms.Form):
    way = forms.ChoiceField(label=_("How it was sent"), choices=Proposal.Way.choices)
    on = DayField(label=_("Sent on"))
    note = LineField(label=_("Number of the receipt or message"), required=False, max_length=250)
    proof = forms.FileField(
        label=_("Proof"),
        required=False,
        allow_empty_file=True,
        help_text=_("For example the receipt, or a picture of the message. PDF or picture, at most 20 MB."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(tag=False)
        self.helper.layout = Layout(Row(Column("way"), Column("on")), "note", "proof")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") not in (None, Proposal.Way.SITE) and not (
            given.get("note") or given.get("proof")
        ):
            self.add_error("note", _("Give the number of the receipt, or add a proof."))
        return given


class ReceiveForm(forms.Form):
    on = DayField(
        label=_("Received on"), help_text=_("The day decides which rules hold for the whole proposal.")
    )

    helper = helper(tag=False)


class ReturnForm(forms.Form):
    because = ParagraphsField(label=_("What is missing"), rows=4, max_length=2000)
    due = DayField(label=_("To be completed by"), required=False)

    helper = helper(tag=False)


class AskForm(forms.Form):
    agency = LineField(label=_("Agency"), max_length=250)
    asked_on = DayField(label=_("Asked on"))
    nomination = forms.ModelChoiceField(
        label=_("About"),
        queryset=Nomination.objects.none(),
        required=False,
        empty_label=_("All nominees"),
    )

    def __init__(self, *args: Any, nominations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "nomination").queryset = nominations
        self.helper = helper(tag=False)


class AnswerForm(forms.Form):
    said = forms.ChoiceField(
        label=_("Answer"), choices=[choice for choice in Concurrence.Answer.choices if choice[0]]
    )
    answered_on = DayField(label=_("Answered on"))
    document = LineField(label=_("Document"), required=False, max_length=250)
    note = LineField(label=_("Note"), required=False, max_length=500)

    helper = helper(tag=False)
