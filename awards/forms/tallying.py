"""What the tally board and the meeting type: the roll of paper ballots, what lay in the box, hands."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Div, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.grids import Fields, GridForm
from awards.models import Elector
from awards.rules import ballots as rules
from awards.selectors.ballots import Room
from emulation.forms import choice_field, helper

MOST = 999


class HandOutForm(forms.Form):
    electors = forms.TypedMultipleChoiceField(
        label=_("Takes a paper ballot"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the members that take a paper ballot.")},
        help_text=_("Whoever takes one votes with it and not on this site."),
    )
    in_writing = forms.BooleanField(
        label=_("They are absent, and send their opinion in writing"),
        required=False,
        help_text=_("The sealed envelope is opened with the box. The minutes tell how many came in writing."),
    )

    def __init__(self, *args: Any, free: list[Elector], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "electors").choices = [(row.pk, row.organisation.current_name) for row in free]
        self.helper = helper(Div("electors", css_class="choices"), "in_writing", tag=False)


class BoxForm(forms.Form):
    """Sums only: whose ballot said what is not known, and not asked."""

    returned = forms.IntegerField(label=_("Ballots returned"), min_value=0, max_value=MOST)
    spoilt = forms.IntegerField(label=_("of them spoilt"), min_value=0, max_value=MOST, initial=0)
    blank = forms.IntegerField(label=_("of them blank"), min_value=0, max_value=MOST, initial=0)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        self.names = {option.order: f"agreeing-{option.order}" for option in room.options}
        sums = dict(enumerate(room.box_sums, start=1))
        for option in room.options:
            label = _("Agree: %(name)s") % {"name": option}
            self.fields[self.names[option.order]] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST, initial=sums.get(option.order)
            )
        if room.box is not None:
            self.initial.update({name: getattr(room.box, name) for name in ("returned", "spoilt", "blank")})
        told = _("Handed out: %(count)s.") % {"count": len(room.on_paper)}
        self.fields["returned"].help_text = told
        self.helper = helper(
            Row(Column("returned"), Column("spoilt"), Column("blank")), *self.names.values(), tag=False
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        agreeing = tuple(given[name] for name in self.names.values())
        box = rules.Box(given["returned"], given["spoilt"], given["blank"], agreeing)
        faults = rules.faults_of(box, handed_out=len(self.room.on_paper), seats=self.room.ballot.seats)
        for name, reason in faults.items():
            self.add_error(name, str(reason))
        return given

    @property
    def counted(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        sums = {name: given[name] for name in ("returned", "spoilt", "blank")}
        return sums | {"agreeing": {order: given[name] for order, name in self.names.items()}}


class HandsForm(GridForm):
    """A line for each member, a column for each name that is voted on."""

    def __init__(self, room: Room, data: Any = None) -> None:
        self.room = room
        choices = [
            ("", _("not there")),
            (rules.AGREE, _("in favour")),
            (rules.DISAGREE, _("against")),
            (rules.NO_OPINION, _("no opinion")),
        ]

        def make() -> Fields:
            return {
                f"o{option.order}": forms.ChoiceField(label=str(option), choices=choices, required=False)
                for option in room.options
            }

        lines = []
        for row in room.electors:
            marks = row.answers or ""
            initial = {
                f"o{option.order}": marks[place : place + 1] for place, option in enumerate(room.options)
            }
            lines.append((row.pk, row.organisation.current_name, initial))
        super().__init__(data, lines=lines, make=make)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for key, _label, _initial in self.lines:
            marks = [given.get(f"{name}-{key}", "") for name in self.names]
            if any(marks) and not all(marks):
                empty = self.names[marks.index("")]
                self.add_error(f"{empty}-{key}", _("Choose for every name, or for none."))
            if marks.count(rules.AGREE) > self.room.ballot.seats:
                at = self.names[marks.index(rules.AGREE)]
                self.add_error(f"{at}-{key}", _("More names are agreed with than there are seats."))
        return given

    @property
    def hands(self) -> dict[int, str]:
        return {key: "".join(row.values()) for key, row in self.told().items()}
