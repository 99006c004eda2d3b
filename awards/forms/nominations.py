"""What people type of a nomination: who, for what, why; the words of its report; files; reasons."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from awards.forms.honours import YEAR
from awards.models import Award, Basis, Nomination, Part, Recipient, RecipientKind
from awards.models.nominations import LONGEST_SUMMARY
from awards.rules.reports import SECTIONS_OF
from awards.services.nominations import MOST_WORDS
from blocs.forms.evidence import FilesField
from blocs.models import Movement, Organisation
from blocs.models.season import LAST_YEAR
from emulation.forms import FilterForm, LineField, ParagraphsField, choice_field, helper, row_field

BIRTH = [MinValueValidator(1900), MaxValueValidator(LAST_YEAR)]


class NominationFilter(FilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    award = forms.ModelChoiceField(
        label=_("Award"), queryset=Award.objects.all(), required=False, empty_label=_("All awards")
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *Nomination.State.choices], required=False
    )
    year = forms.IntegerField(label=_("Year"), required=False, validators=YEAR)

    helper = helper(tag=False)


class WordsForm(forms.Form):
    """Ground, movement and the summary."""

    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices)
    movement = forms.ModelChoiceField(
        label=_("Movement"),
        queryset=Movement.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("Only when it is nominated on the occasion of a movement's review."),
    )
    leads_movement = forms.NullBooleanField(
        label=_("Among the leading ones at the review of the movement"), required=False
    )
    summary = ParagraphsField(
        label=_("Achievements in short"),
        required=False,
        rows=8,
        max_length=LONGEST_SUMMARY,
        help_text=_("Ten to fifteen lines for the council's papers."),
    )

    def __init__(self, *args: Any, movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "movement").queryset = movements
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            Row(Column("basis"), Column("movement"), Column("leads_movement")), "summary"
        )


class NewForm(WordsForm):
    """One's own organisation, somebody of it, or somebody of it who is not recorded yet."""

    recipient = forms.ModelChoiceField(
        label=_("Who is nominated"),
        queryset=Recipient.objects.none(),
        required=False,
        empty_label=_("As told below"),
        help_text=_("Tell below who is not in the list; your organisation itself needs no name."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=RecipientKind.choices, required=False)
    name = LineField(label=_("Name"), max_length=250, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False, validators=BIRTH)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Recipient.Sex.choices], required=False)
    position = LineField(label=_("Position"), max_length=120, required=False)
    award = forms.ModelChoiceField(label=_("Award"), queryset=Award.objects.none())
    year = forms.IntegerField(label=_("For the year"), validators=YEAR)

    NEW = ("kind", "name", "birth_year", "sex", "position")

    def __init__(self, *args: Any, recipients: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "recipient").queryset = recipients
        awards = Award.objects.exclude(channel=Award.Channel.BLOC)
        row_field(self, "award").queryset = awards
        self.helper.layout = Layout(
            "recipient",
            Row(Column("kind"), Column("name")),
            Row(Column("birth_year"), Column("sex"), Column("position")),
            Row(Column("award"), Column("year")),
            Row(Column("basis"), Column("movement"), Column("leads_movement")),
            "summary",
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_itself = given.get("kind") == RecipientKind.ORGANISATION
        if not (given.get("recipient") or given.get("name") or is_itself) and "recipient" not in self.errors:
            self.add_error("name", _("Choose who is nominated above, or write a name here."))
        return given

    @property
    def new(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.NEW}


class SeasonForm(forms.Form):
    """One member for one award, from the table of the season."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    award = forms.ModelChoiceField(
        label=_("Award"),
        queryset=Award.objects.filter(for_collectives=True).exclude(channel=Award.Channel.VERTICAL),
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "organisation").queryset = members
        self.helper = helper(Layout(Row(Column("organisation"), Column("award"))), tag=False)


class ReportForm(forms.Form):
    """One field for each section that the kind of nominee has."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in SECTIONS_OF[kind]:  # type: ignore[index]
            self.fields[section.key] = ParagraphsField(
                label=section.label, help_text=section.hint, required=False, rows=8, max_length=MOST_WORDS
            )
        self.helper = helper(tag=False)


class ReasonForm(forms.Form):
    reason = ParagraphsField(label=_("Reason"), rows=3, max_length=500)

    helper = helper(tag=False)


class FilesForm(forms.Form):
    part = forms.ChoiceField(label=_("Part of the dossier"), choices=Part.choices)
    sent = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first."), "max_length": _("The name is too long.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = [Part.SUBMISSION, Part.LIST]
        choice_field(self, "part").choices = [each for each in Part.choices if each[0] not in made]
        self.helper = helper(tag=False)
