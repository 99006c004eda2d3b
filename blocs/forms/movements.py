"""What people type of a movement, and how the list of movements is filtered."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blocs.models import Bloc, Movement, Organisation
from blocs.rules import movements as rules
from blocs.selectors import movements as reading
from blocs.services import movements
from emulation.forms import DayField, FilterForm, LineField, ParagraphsField, choice_field, helper
from emulation.verdicts import Reason


class MovementFilter(FilterForm):
    """Search and filters of the list; read from the address."""

    q = LineField(label=_("Search"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("Launched by"), required=False, choices=[("", _("All levels")), *Movement.Level.choices]
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    answer = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[
            ("", _("All")),
            ("waiting", _("Waits for my answer")),
            ("enrolled", _("My organisation takes part")),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All years")), *((year, str(year)) for year in years)]
        choice_field(self, "year").choices = choices
        self.helper = helper(
            Row(
                Column("q", css_class="filters__search col-md-5"),
                Column("level"),
                Column("year"),
                Column("answer"),
            ),
            "sort",
            method="get",
            tag=False,
        )


class MovementForm(forms.Form):
    """The fields of a plan to launch a movement, in its order (law 06/2022, 17)."""

    name = LineField(label=_("Name of the movement"), max_length=250)
    slogan = LineField(label=_("Slogan"), max_length=250, required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Movement.Form.choices)
    level = forms.ChoiceField(
        label=_("Launched by"), choices=rules.OF_THE_PROVINCE, initial=Movement.Level.PROVINCE
    )
    launcher = LineField(
        label=_("Launching body"),
        max_length=250,
        required=False,
        help_text=_("For example Chủ tịch Ủy ban nhân dân tỉnh."),
    )
    lead_agency = LineField(label=_("Lead agency"), max_length=250, required=False)
    decision = LineField(
        label=_("Decision or plan"), max_length=250, required=False, help_text=_("Number, symbol and date.")
    )
    scope = LineField(label=_("Scope"), max_length=250, required=False)
    objects_of_emulation = LineField(
        label=_("Who may take part"),
        max_length=250,
        required=False,
        help_text=_("Collectives, individuals, households."),
    )
    goal = ParagraphsField(label=_("Goal"), max_length=4000, required=False)
    contents = ParagraphsField(label=_("Content and measures"), max_length=8000, required=False, rows=5)
    criteria = ParagraphsField(label=_("Criteria"), max_length=8000, required=False, rows=5)
    first_year = forms.IntegerField(
        label=_("First year"),
        help_text=_(
            "The movement stands on the pages of these years; for a school year the one it begins in."
        ),
    )
    last_year = forms.IntegerField(
        label=_("Last year"), required=False, help_text=_("Empty: only the first year.")
    )
    starts = DayField(label=_("Begins"), required=False)
    ends = DayField(label=_("Ends"), required=False)
    interim_review_on = DayField(label=_("Interim review"), required=False)
    final_review_on = DayField(label=_("Final review"), required=False)
    award_forms = ParagraphsField(
        label=_("Forms of commendation and quotas"), max_length=500, required=False, rows=3
    )
    dossier_due = DayField(label=_("Dossiers due"), required=False)
    receiving_office = LineField(label=_("Dossiers go to"), max_length=250, required=False)
    participants = forms.ModelMultipleChoiceField(
        label=_("Participants"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = ParagraphsField(label=pgettext_lazy("movement", "Note"), max_length=4000, required=False, rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        bloc: Bloc | None = None,
        movement: Movement | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.movement = movement
        if bloc is not None:
            del self.fields["level"]
            self.fields["launcher"].help_text = ""
        field = self.fields["participants"]
        field.queryset = organisations  # type: ignore[attr-defined]  # a model choice field
        field.help_text = str(_nobody_ticked(bloc))
        if movement is None:
            del self.fields["seen"]
        else:
            self.initial.update(self.values(movement))
        self.helper = helper(tag=False)
        self.helper.layout = _layout("level" in self.fields, "seen" in self.fields)

    @staticmethod
    def values(movement: Movement) -> dict[str, Any]:
        """What a form of this movement says, and which change it has seen."""
        plain = set(MovementForm.base_fields) - {"first_year", "last_year", "participants", "seen"}
        years = [row.year for row in movement.years.all()]
        return {
            **{name: getattr(movement, name) for name in MovementForm.base_fields if name in plain},
            "first_year": min(years, default=None),
            "last_year": max(years, default=None),
            "participants": list(reading.named(movement)),
            "seen": movements.last_change(movement),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        years: list[int] = []
        if first is not None and "last_year" not in self.errors:
            wrong = rules.years_wrong(first, first if last is None else last)
            if wrong:
                self.add_error("first_year" if last is None else "last_year", str(wrong))
            else:
                years = self._years(first, first if last is None else last)
        for name, reason in rules.dates_wrong(cleaned, years).items():
            if name not in self.errors:
                self.add_error(name, str(reason))
        cleaned["years"] = years
        if "participants" in cleaned:
            cleaned["participants"] = sorted(cleaned["participants"], key=lambda row: (row.sort_key, row.pk))
        return cleaned

    def _years(self, first: int, last: int) -> list[int]:
        """All from first to last. Years with gaps, as files bring them, stay while these two do."""
        known = [row.year for row in self.movement.years.all()] if self.movement else []
        if known and (first, last) == (min(known), max(known)):
            return known
        return list(range(first, last + 1))

    @property
    def given(self) -> dict[str, Any]:
        """What the services take."""
        return {
            name: self.cleaned_data[name]
            for name in self.cleaned_data
            if name not in ("first_year", "last_year")
        }


def _nobody_ticked(bloc: Bloc | None) -> Reason:
    if bloc is not None:
        return _("Tick nobody when all members of the bloc take part.")
    return _("Tick nobody when every organisation of the province may take part.")


def _layout(with_level: bool, with_seen: bool) -> Layout:
    return Layout(
        Fieldset(
            _("The movement"),
            "name",
            "slogan",
            Row(Column("form"), *([Column("level")] if with_level else [])),
            Row(Column("launcher"), Column("lead_agency")),
            Row(Column("decision"), Column("scope")),
        ),
        Fieldset(_("Goal, content, criteria"), "objects_of_emulation", "goal", "contents", "criteria"),
        Fieldset(
            _("Time"),
            Row(Column("first_year"), Column("last_year")),
            Row(Column("starts"), Column("ends"), Column("interim_review_on"), Column("final_review_on")),
        ),
        Fieldset(_("Commendation"), "award_forms", Row(Column("dossier_due"), Column("receiving_office"))),
        Div("participants", css_class="choices"),
        "note",
        *(["seen"] if with_seen else []),
    )
