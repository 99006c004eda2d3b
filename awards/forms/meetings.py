"""What is typed of a meeting of the bloc."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.grids import Fields, GridForm
from awards.models import AgendaItem, Attendance, Ballot, Meeting
from awards.selectors.meetings import Gathering
from awards.services.meetings import Coming, Point
from blocs.models import Mandate
from emulation.forms import (
    ClockField,
    DayField,
    LineField,
    ParagraphsField,
    SeenField,
    choice_field,
    helper,
)
from emulation.models import User

Kind, Presence = AgendaItem.Kind, Attendance.Presence
ROOM = 5  # empty lines below the agenda as it stands
LONGEST = 30
# Of the paper, so in Vietnamese whatever language one reads.
USUAL_TITLES = {
    Kind.PLEDGE: "Giao ước thi đua",
    Kind.REPORTS: "Báo cáo của các đơn vị thành viên",
    Kind.BLOC_REPORT: "Báo cáo kết quả hoạt động",
    Kind.RANKING: "Kết quả chấm điểm, xếp hạng",
}


class MeetingForm(forms.Form):
    title = LineField(label=_("Name of the meeting"), max_length=250)
    held_on = DayField(label=_("Day"))
    held_from = ClockField(label=_("Time"))
    place = LineField(label=_("Place"), max_length=250)
    chair = forms.TypedChoiceField(label=_("Chaired by"), coerce=int)
    secretary = forms.TypedChoiceField(label=_("Secretary"), coerce=int)

    def __init__(self, *args: Any, people: Mapping[int, tuple[User, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for name in ("chair", "secretary"):
            named = [(key, label) for key, (_user, label) in people.items()]
            choice_field(self, name).choices = [("", _("not chosen yet")), *named]
        self.helper = helper(
            "title",
            Row(Column("held_on"), Column("held_from"), Column("place")),
            Row(Column("chair"), Column("secretary")),
            tag=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("chair") and given.get("chair") == given.get("secretary"):
            self.add_error("secretary", _("The chair and the secretary are two people."))
        return given

    @property
    def plan(self) -> dict[str, Any]:
        """What the service takes."""
        chosen = {name: self.people[self.cleaned_data[name]][0] for name in ("chair", "secretary")}
        return self.cleaned_data | chosen


class AgendaForm(GridForm):
    """A line for each item, and some to spare; an emptied line is taken away."""

    heading = _("No.")

    def __init__(self, gathering: Gathering, ballots: list[Ballot], data: Any = None) -> None:
        self.ballots = {f"ballot-{ballot.pk}": ballot for ballot in ballots}
        choices: list[tuple[str, Any]] = [(kind.value, kind.label) for kind in Kind if kind != Kind.BALLOT]
        choices += [(key, ballot.question) for key, ballot in self.ballots.items()]

        def make() -> Fields:
            return {
                "title": LineField(label=_("What is dealt with"), max_length=250, required=False),
                "about": forms.ChoiceField(label=_("Kind of matter"), choices=choices, required=False),
                "order": forms.IntegerField(
                    label=_("Place on the agenda"), min_value=1, max_value=99, required=False
                ),
            }

        lines: list[tuple[Any, str, dict[str, Any]]] = []
        for line in gathering.lines:
            item = line.item
            about = f"ballot-{item.ballot_id}" if item.ballot_id else item.kind
            initial = {"title": item.title, "about": about, "order": item.order}
            lines.append((item.pk, str(item.order), initial))
        lines += [
            (f"new{place}", str(place), {"about": Kind.TOPIC, "order": place})
            for place in range(len(lines) + 1, min(len(lines) + ROOM, LONGEST) + 1)
        ]
        super().__init__(data, lines=lines, make=make)

    @property
    def agenda(self) -> list[Point]:
        points = []
        for key, row in self.told().items():
            about = row["about"] or Kind.TOPIC
            ballot = self.ballots.get(about)
            title = row["title"] or self._usual_title(about)
            if title:
                kind = Kind.BALLOT if ballot else about
                known = key if isinstance(key, int) else None
                points.append((row["order"] or 99, Point(title, kind, ballot, known)))
        return [point for _order, point in sorted(points, key=lambda pair: pair[0])]

    def _usual_title(self, about: str) -> str:
        if about in self.ballots:
            return self.ballots[about].question
        return "" if about == Kind.TOPIC else USUAL_TITLES[Kind(about)]


class RollForm(GridForm):
    """Who comes for each member: one of its people, somebody sent with a letter, or nobody."""

    SENT, ABSENT = "sent", "absent"

    def __init__(self, gathering: Gathering, people: dict[int, list[Mandate]], data: Any = None) -> None:
        def make() -> Fields:
            return {
                "who": forms.ChoiceField(label=_("Who attends"), required=False),
                "note": LineField(
                    label=_("Who was sent and by which letter; why absent"), max_length=250, required=False
                ),
            }

        self.mandates: dict[str, Mandate] = {}
        lines = []
        for row in gathering.attendances:
            known = f"mandate-{row.mandate_id}" if row.mandate_id else row.presence
            lines.append((row.pk, row.organisation.current_name, {"who": known, "note": row.note}))
        super().__init__(data, lines=lines, make=make)
        for row in gathering.attendances:
            own = people.get(row.organisation_id, [])
            named = {f"mandate-{mandate.pk}": mandate for mandate in own}
            self.mandates |= named
            choice_field(self, f"who-{row.pk}").choices = [
                ("", _("not told yet")),
                *((key, f"{each.user.full_name}, {each.title}") for key, each in named.items()),
                (self.SENT, _("another person, with a letter of authorisation")),
                (self.ABSENT, _("absent")),
            ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for key, _label, _initial in self.lines:
            if given.get(f"who-{key}") == self.SENT and not given.get(f"note-{key}"):
                self.add_error(f"note-{key}", _("Write who was sent, and the number of the letter."))
        return given

    @property
    def coming(self) -> dict[int, Coming]:
        found = {}
        for key, row in self.told().items():
            mandate = self.mandates.get(row["who"])
            presence = Presence.PRESENT if mandate else row["who"]
            found[key] = Coming(presence, mandate, row["note"])
        return found


class NotesForm(forms.Form):
    """What the minutes say in words: opinions and conclusion of each item, and the chair's at the end."""

    def __init__(self, gathering: Gathering, data: Any = None) -> None:
        super().__init__(data)
        self.keys = [line.item.pk for line in gathering.lines]
        parts = []
        for line in gathering.lines:
            item = line.item
            names = f"opinions-{item.pk}", f"conclusion-{item.pk}"
            self.fields[names[0]] = ParagraphsField(
                label=_("Opinions"), max_length=20_000, rows=4, required=False, initial=item.opinions
            )
            self.fields[names[1]] = ParagraphsField(
                label=_("Conclusion"), max_length=5_000, rows=2, required=False, initial=item.conclusion
            )
            parts.append(Fieldset(f"{item.order}. {item.title}", *names))
        meeting: Meeting = gathering.meeting
        self.fields["whole"] = ParagraphsField(
            label=_("Conclusion of the chair"),
            max_length=20_000,
            rows=4,
            required=False,
            initial=meeting.conclusion,
        )
        self.fields["seen"] = SeenField(initial=meeting.version)
        self.helper = helper(tag=False)
        self.helper.layout = Layout(*parts, "whole", "seen")

    @property
    def notes(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        told = {key: (given[f"opinions-{key}"], given[f"conclusion-{key}"]) for key in self.keys}
        return {"told": told, "conclusion": given["whole"], "seen": given["seen"]}
