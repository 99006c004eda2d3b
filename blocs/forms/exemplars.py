"""What is written of an exemplar, the papers of a movement, and how the list of exemplars is filtered."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from blocs.forms.evidence import FilesField
from blocs.models import Exemplar, Movement, MovementDocument, Organisation
from emulation import pictures
from emulation.forms import FilterForm, LineField, ParagraphsField, SeenField, choice_field, helper, row_field


class ExemplarForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label=_("Exemplar is"), choices=Exemplar.Kind.choices)
    name = LineField(
        label=_("Name"),
        max_length=250,
        required=False,
        help_text=_("Of the person or the collective; for an organisation leave it empty."),
    )
    position = LineField(label=_("Position or place of work"), max_length=250, required=False)
    year = forms.IntegerField(label=_("Year"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    half = forms.TypedChoiceField(
        label=_("Half year"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("The whole year")), *Exemplar.Half.choices],
    )
    story = ParagraphsField(label=_("What they did"), max_length=6000, rows=8)
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": pictures.ACCEPTED}),
        help_text=_(
            "PNG, JPEG or WEBP, at most 10 MB. It is drawn anew: where and when it was taken is not kept."
        ),
    )
    without_picture = forms.BooleanField(label=_("Take the picture out"), required=False)
    picture_words = LineField(
        label=_("What the picture shows"),
        max_length=250,
        required=False,
        help_text=_("Read to those who do not see it."),
    )
    consent = LineField(
        label=_("Consent"),
        max_length=250,
        required=False,
        help_text=_(
            "For a person: how and when the person agreed to be shown, for example: written, 05/01/2024."
        ),
    )
    seen = SeenField()

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        year: int,
        exemplar: Exemplar | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "organisation").queryset = organisations
        self.initial["year"] = year
        self.initial.update(self.values(exemplar))
        if exemplar is None or not exemplar.picture:
            del self.fields["without_picture"]
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "organisation",
            Row(Column("kind"), Column("name"), Column("position")),
            Row(Column("year", css_class="col-md-3"), Column("half", css_class="col-md-4")),
            "story",
            *(name for name in ("picture", "without_picture", "picture_words") if name in self.fields),
            "consent",
            "seen",
        )

    @staticmethod
    def values(exemplar: Exemplar | None) -> dict[str, Any]:
        if exemplar is None:
            return {"seen": 0}
        names = ("organisation", "kind", "name", "position", "year", "half", "story", "picture_words")
        found = {name: getattr(exemplar, name) for name in names}
        return found | {"consent": exemplar.consent, "seen": exemplar.revision}

    @property
    def given(self) -> dict[str, Any]:
        sent = self.cleaned_data.get("picture")
        return {
            **{name: value for name, value in self.cleaned_data.items() if name != "organisation"},
            "picture": sent.read(pictures.LARGEST + 1) if sent is not None else None,
            "without_picture": bool(self.cleaned_data.get("without_picture")),
            "seen": self.cleaned_data["seen"] or 0,
        }


class ExemplarFilter(FilterForm):
    q = LineField(label=_("Search"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("Launched by"), required=False, choices=[("", _("All levels")), *Movement.Level.choices]
    )
    period = forms.ChoiceField(label=_("Period"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), ("published", _("Published")), ("draft", _("Not published yet"))],
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("All periods"))]
        for year in years:
            choices += [(str(year), str(year))]
            choices += [(f"{year}-{half}", f"{half.label} {year}") for half in Exemplar.Half]
        choice_field(self, "period").choices = choices
        self.helper = helper(
            Row(
                Column("q", css_class="filters__search col-md-5"),
                Column("level"),
                Column("period"),
                Column("state"),
            ),
            method="get",
            tag=False,
        )


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(choices=MovementDocument.Kind.choices)
    sent = FilesField(
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first."), "max_length": _("The name is too long.")},
    )
