"""Planning visits between members, and what a visiting team writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.forms.reports import FieldsForm
from blocs.models import Organisation, Visit, VisitFinding
from blocs.models.visit import LONGEST_TEXT
from blocs.rules.report_fields import SORTS
from blocs.rules.visit_fields import Field, Kind
from blocs.services.visits import Planned
from emulation.forms import (
    ClockField,
    DayField,
    FigureField,
    LineField,
    ParagraphsField,
    SeenField,
    choice_field,
    helper,
)


def others(members: Sequence[Organisation], visited: int) -> list[tuple[str, str]]:
    return [(str(one.pk), one.current_short_name) for one in members if one.pk != visited]


class PlanForm(forms.Form):
    """One row for each member that nobody visits yet: who goes there, when and where."""

    helper = helper(tag=False)

    def __init__(
        self,
        *args: Any,
        members: Sequence[Organisation],
        waiting: Sequence[Organisation],
        suggested: Mapping[int, int],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.members, self.waiting = members, waiting
        for member in waiting:
            key, name = member.pk, member.current_short_name
            self.fields[f"visiting-{key}"] = forms.ChoiceField(
                label=_("Who goes to %(name)s") % {"name": name},
                choices=[("", _("Nobody yet")), *others(members, key)],
                required=False,
                initial=str(suggested.get(key, "")),
            )
            self.fields[f"day-{key}"] = DayField(
                label=_("Day of the visit at %(name)s") % {"name": name}, required=False
            )
            self.fields[f"place-{key}"] = LineField(
                label=_("Place of the visit at %(name)s") % {"name": name}, required=False, max_length=250
            )
        for name, each in self.fields.items():
            base = "form-select" if name.startswith("visiting") else "form-control"
            bad = " is-invalid" if self.is_bound and self.errors.get(name) else ""
            each.widget.attrs["class"] = base + bad

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for member in self.waiting:
            day = f"day-{member.pk}"
            if given.get(f"visiting-{member.pk}") and day not in self.errors and not given.get(day):
                self.add_error(day, _("Write the day of this visit."))
        return given

    def rows(self) -> Iterator[tuple[Organisation, list[forms.BoundField]]]:
        for member in self.waiting:
            yield member, [self[f"{name}-{member.pk}"] for name in ("visiting", "day", "place")]

    def planned(self) -> list[Planned]:
        known = {str(one.pk): one for one in self.members}
        given = self.cleaned_data
        return [
            Planned(
                one,
                known[given[f"visiting-{one.pk}"]],
                given[f"day-{one.pk}"],
                given[f"place-{one.pk}"],
            )
            for one in self.waiting
            if given[f"visiting-{one.pk}"]
        ]


class VisitForm(forms.Form):
    visiting = forms.ChoiceField(label=_("Who goes there"))
    held_on = DayField(label=_("Day"))
    held_from = ClockField(label=_("Time"), required=False)
    place = LineField(
        label=_("Place"),
        max_length=250,
        required=False,
        help_text=_("Empty: at the office of the visited member."),
    )
    team = ParagraphsField(
        label=_("Members of the team"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("A line for each: name, position. The minutes print them."),
    )
    seen = SeenField()

    def __init__(self, *args: Any, visit: Visit, members: Sequence[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        known = {one.pk: one for one in (*members, visit.visiting)}
        self.members = {str(key): one for key, one in known.items()}
        choice_field(self, "visiting").choices = others(list(known.values()), visit.visited_id)
        names = ("held_on", "held_from", "place", "team")
        self.initial.update({name: getattr(visit, name) for name in names})
        self.initial.update({"visiting": str(visit.visiting_id), "seen": visit.version})
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "visiting", Row(Column("held_on"), Column("held_from")), "place", "team", "seen"
        )

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "visiting": self.members[self.cleaned_data["visiting"]]}


def _made(one: Field) -> forms.Field:
    if one.kind == Kind.TEXT:
        return ParagraphsField(max_length=LONGEST_TEXT, rows=4, required=False)
    if one.value == "finding":
        choices = [("", "–"), *VisitFinding.Verdict.choices]
        return forms.ChoiceField(
            choices=choices, required=False, widget=forms.Select(attrs={"class": "form-select"})
        )
    if one.value in SORTS:
        return FigureField(max_digits=9, decimal_places=2, required=False)
    return LineField(max_length=1000, required=False)


class FindingsForm(FieldsForm):
    """The fields of a checklist, which save themselves as those of a report do."""

    made = staticmethod(_made)
