"""What people type of a score table, its groups and its bands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from blocs.exchange import files
from blocs.models import Bloc, ScoreGroup, ScoreTable
from blocs.models.score import LONGEST_TEXT, MOST_POINTS
from blocs.selectors.score_tables import Owner
from emulation.forms import (
    FigureField,
    FilterForm,
    LineField,
    ParagraphsField,
    SeenField,
    choice_field,
    helper,
    row_field,
)


def points_field(label: Any, *, required: bool = False, **more: Any) -> FigureField:
    """Points as Vietnam writes them, 7,5; the bounds and steps are the service's to check."""
    return FigureField(
        label=label,
        required=required,
        max_digits=7,
        decimal_places=2,
        min_value=0,
        max_value=MOST_POINTS,
        **more,
    )


class ScoreTableFilter(FilterForm):
    """Search and filters of the list; read from the address."""

    q = LineField(label=_("Search"), required=False, max_length=100)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(
        label=_("For"), required=False, choices=[("", _("All kinds")), *Bloc.Kind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Current ones")), *ScoreTable.Status.choices],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "year").choices = [("", _("All years")), *((year, year) for year in years)]
        self.helper = helper(
            Row(
                Column("q", css_class="filters__search col-md-4"),
                Column("year"),
                Column("kind"),
                Column("status"),
            ),
            "sort",
            method="get",
            tag=False,
        )


class ScoreTableForm(forms.Form):
    name = LineField(label=_("Name"), max_length=250)
    bloc_kind = forms.ChoiceField(
        label=_("For"), required=False, choices=[("", _("Blocs and clusters")), *Bloc.Kind.choices]
    )
    year = forms.IntegerField(label=_("Year"), required=False, help_text=_("Empty: for any year."))
    decision = LineField(
        label=_("Issued with"),
        max_length=250,
        required=False,
        help_text=_("For example Quyết định số 12/QĐ-UBND ngày 05/01/2026."),
    )
    total = points_field(
        _("Total points"), required=True, help_text=_("What the groups come to, without bonus.")
    )
    bonus_cap = points_field(
        _("Bonus points in all, at most"), help_text=_("Empty: as many as the groups give.")
    )
    deduction_cap = points_field(
        _("Points deducted in all, at most"), help_text=_("Empty: as many as the groups take.")
    )
    note = ParagraphsField(label=_("Note"), max_length=LONGEST_TEXT, required=False, rows=3)
    seen = SeenField()

    def __init__(self, *args: Any, table: ScoreTable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if table is not None:
            self.initial = {**self.values(table), **self.initial}
            if table.bloc_id is not None:
                del self.fields["bloc_kind"]
        first = [Row(Column("bloc_kind", css_class="col-md-4"), Column("year", css_class="col-md-3"))]
        if "bloc_kind" not in self.fields:
            first = ["year"]
        self.helper = helper(
            *self.above(),
            "name",
            *first,
            "decision",
            Row(Column("total"), Column("bonus_cap"), Column("deduction_cap")),
            "note",
            "seen",
            tag=False,
        )

    def above(self) -> list[Any]:
        return []

    @staticmethod
    def values(table: ScoreTable) -> dict[str, Any]:
        """The table as this form shows it."""
        names = ("name", "bloc_kind", "year", "decision", "total", "bonus_cap", "deduction_cap", "note")
        own = {name: getattr(table, name) for name in names if name != "bloc_kind" or table.bloc_id is None}
        return own | {"seen": table.revision}


class NewScoreTableForm(ScoreTableForm):
    owner = forms.ChoiceField(label=_("Whose"))
    source = forms.ModelChoiceField(
        label=_("Begin with"),
        queryset=ScoreTable.objects.none(),
        required=False,
        empty_label=_("An empty table"),
        help_text=_(
            "Groups, criteria and bands are copied: from last year, from another kind, from an example."
        ),
    )

    def __init__(
        self,
        *args: Any,
        owners: Sequence[Owner],
        sources: Any,
        source: ScoreTable | None = None,
        **kwargs: Any,
    ) -> None:
        self.owners = {owner.key: owner for owner in owners}
        super().__init__(*args, **kwargs)
        choice_field(self, "owner").choices = [(key, owner.label) for key, owner in self.owners.items()]
        row_field(self, "source").queryset = sources
        self.fields["source"].label_from_instance = told  # type: ignore[attr-defined]
        if source is not None:
            self.initial.update(self.values(source), source=source.pk, decision="", seen=0)
            if source.is_example:
                self.initial["note"] = ""  # it speaks of the example

    def above(self) -> list[Any]:
        return ["source", "owner"]

    def clean_owner(self) -> Owner:
        return self.owners[self.cleaned_data["owner"]]


def told(table: ScoreTable) -> str:
    """A table among others to choose from: name, year and version."""
    parts = [str(table.name), str(table.year or "")]
    if table.version > 1:
        parts.append(str(_("version %(number)s") % {"number": table.version}))
    if table.is_example:
        parts.append(str(_("Example")))
    return " · ".join(part for part in parts if part)


class GroupForm(forms.Form):
    name = LineField(label=_("Name of the group"), max_length=500)
    max = points_field(_("Points"), required=True, help_text=_("0 for a group of bonus or deductions only."))
    bonus_cap = points_field(_("Bonus at most"), help_text=_("Empty: as much as its criteria give."))
    deduction_cap = points_field(_("Deduction at most"), help_text=_("Empty: as much as its criteria take."))
    seen = SeenField()

    def __init__(self, *args: Any, group: ScoreGroup | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group is not None:
            self.initial.update(self.values(group))
        self.helper = helper(
            "name", Row(Column("max"), Column("bonus_cap"), Column("deduction_cap")), "seen", tag=False
        )

    @staticmethod
    def values(group: ScoreGroup) -> dict[str, Any]:
        names = ("name", "max", "bonus_cap", "deduction_cap")
        return {name: getattr(group, name) for name in names} | {"seen": group.changed_in}


class BalanceForm(forms.Form):
    """A criterion while it is typed, for the sum of its group; read from the address."""

    max = points_field("")
    parent = forms.IntegerField(required=False)
    criterion = forms.IntegerField(required=False)


class BandForm(forms.Form):
    name = LineField(label=_("Name"), max_length=250, required=False)
    lowest = points_field(_("From so many points on"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("name") and cleaned.get("lowest") is None and "lowest" not in self.errors:
            self.add_error("lowest", _("Say from how many points on."))
        if not cleaned.get("name") and cleaned.get("lowest") is not None:
            self.add_error("name", _("Say what it is called."))
        return cleaned


BandFormSet = forms.formset_factory(BandForm, extra=2, max_num=12, validate_max=True, absolute_max=20)


class CompareForm(forms.Form):
    """Which two versions; read from the address."""

    older = forms.IntegerField(min_value=1, max_value=10_000)
    newer = forms.IntegerField(min_value=1, max_value=10_000)


class ImportForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose"))
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("An Excel workbook (.xlsx) as this site writes it, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, owners: Sequence[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {owner.key: owner for owner in owners}
        choice_field(self, "owner").choices = [(key, owner.label) for key, owner in self.owners.items()]
        self.helper = helper("owner", "file", tag=False)

    def clean_owner(self) -> Owner:
        return self.owners[self.cleaned_data["owner"]]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > files.LARGEST_FILE:
            raise ValidationError(files.too_large(file.size), code="too_large")
        return file
