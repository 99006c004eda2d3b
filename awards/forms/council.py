"""What is typed of a session of the council."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Div, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.grids import Fields, GridForm
from awards.models import CouncilSeat, Nomination
from awards.selectors.council import Sitting
from awards.services.council import Named
from blocs.models import Mandate
from emulation.forms import ClockField, DayField, LineField, ParagraphsField, choice_field, helper

AGREES, DISAGREES = "yes", "no"


class SessionForm(forms.Form):
    name = LineField(label=_("Session"), max_length=250)
    held_on = DayField(label=_("Held on"))
    held_from = ClockField(label=_("From"), required=False)
    place = LineField(label=_("Place"), max_length=250)
    secretary = LineField(label=_("Secretary"), max_length=120)
    members = ParagraphsField(
        label=_("Members of the council"),
        rows=8,
        help_text=_("One on each line: name, position. The first one chairs."),
    )
    quorum_percent = forms.IntegerField(
        label=_("Members who attend, at least (%)"), min_value=1, max_value=100, initial=80
    )
    usual_percent = forms.IntegerField(
        label=_("Pass mark where the rules name none (%)"), min_value=1, max_value=100, initial=80
    )
    agenda = forms.MultipleChoiceField(
        label=_("Nominees on the agenda"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, askable: list[Nomination], known: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(row.pk): row for row in askable}
        self.users = {mandate.user.full_name: mandate.user for mandate in known}
        choice_field(self, "agenda").choices = [(key, str(row)) for key, row in self.named.items()]
        if not askable:
            self.fields["agenda"].help_text = _("No nominee is appraised yet. The agenda can be set later.")
        self.helper = helper(
            "name",
            Row(Column("held_on"), Column("held_from"), Column("place"), Column("secretary")),
            "members",
            Row(Column("quorum_percent"), Column("usual_percent")),
            Div("agenda", css_class="choices"),
            tag=False,
        )

    @staticmethod
    def lines(members: list[tuple[str, str]]) -> str:
        return "\n".join(", ".join(part for part in member if part) for member in members)

    @property
    def session(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        members = []
        for line in given["members"].split("\n"):
            name, _comma, position = (part.strip() for part in line.partition(","))
            if name:
                members.append(Named(name[:120], position[:250], self.users.get(name)))
        agenda = [self.named[key] for key in given["agenda"]]
        return given | {"members": members, "agenda": agenda}


class RecordForm(forms.Form):
    discussion = ParagraphsField(label=_("Discussion"), required=False, rows=5, max_length=20_000)
    conclusion = ParagraphsField(label=_("Conclusion of the chair"), rows=3, max_length=5_000)
    held_until = ClockField(label=_("Until"), required=False, help_text=_("The hour stands in the minutes."))
    helper = helper(tag=False)


def roll_form(sitting: Sitting, data: Any = None) -> GridForm:
    def make() -> Fields:
        return {
            "presence": forms.ChoiceField(
                label=_("Attendance"), choices=CouncilSeat.Presence.choices, required=False
            ),
            "reason": LineField(label=_("Reason of absence"), max_length=250, required=False),
        }

    lines = [
        (seat.pk, seat.name, {"presence": seat.presence, "reason": seat.reason}) for seat in sitting.seats
    ]
    return GridForm(data, lines=lines, make=make)


def votes_form(sitting: Sitting, data: Any = None) -> GridForm:
    """How many ballots agree, disagree and are blank or spoilt; written opinions come beside them."""

    def make() -> Fields:
        most = len(sitting.present)
        return {
            "agreeing": forms.IntegerField(label=_("Agree"), min_value=0, max_value=most),
            "disagreeing": forms.IntegerField(label=_("Disagree"), min_value=0, max_value=most),
            "blank": forms.IntegerField(label=_("Blank or spoilt"), min_value=0, max_value=most),
        }

    lines = []
    for line in sitting.lines:
        question = line.question
        initial = {
            "agreeing": question.agreeing,
            "disagreeing": question.disagreeing,
            "blank": question.blank or 0,
        }
        lines.append((question.pk, str(question.nomination), initial))
    return GridForm(data, lines=lines, make=make)


def opinion_form(sitting: Sitting, seat: CouncilSeat, data: Any = None) -> GridForm:
    def make() -> Fields:
        choices = [("", "–"), (AGREES, _("agrees")), (DISAGREES, _("does not agree"))]
        return {
            "agrees": forms.ChoiceField(label=_("Agrees?"), choices=choices, required=False),
            "words": LineField(label=_("Opinion"), max_length=1000, required=False),
        }

    lines = []
    for line in sitting.lines:
        own = next((row for row in line.opinions if row.seat_id == seat.pk), None)
        initial = {"agrees": (AGREES if own.agrees else DISAGREES), "words": own.words} if own else {}
        lines.append((line.question.pk, str(line.question.nomination), initial))
    return GridForm(data, lines=lines, make=make)


def opinions(form: GridForm) -> dict[int, tuple[bool | None, str]]:
    return {
        key: (row["agrees"] == AGREES if row["agrees"] else None, row["words"])
        for key, row in form.told().items()
    }
