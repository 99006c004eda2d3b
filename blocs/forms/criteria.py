"""What people type of a criterion, the terms of its formula as fields of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Column, Div, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from blocs.forms.scores import points_field
from blocs.models import Criterion, Formula, ScoreGroup
from blocs.models.score import LONGEST_TEXT, STEPS, Kind, Source
from blocs.rules import terms, thresholds
from blocs.rules.formulas import Chosen
from blocs.rules.terms import NAMED, plain
from blocs.selectors.figure_choices import Choices
from documents.wording import figure
from emulation.forms import (
    FigureField,
    LineField,
    ParagraphsField,
    SeenField,
    choice_field,
    helper,
    row_field,
)

_CHOSEN = [choice for choice in Formula.choices if choice[0] != Formula.SUM]
TERMS: dict[str, tuple[str, ...]] = {
    Formula.RATIO: ("source", "target", "lowest", "at_most"),
    Formula.PER_UNIT: ("source", "points", "every", "in_part"),
    Formula.STEPS: ("source", "steps", "of_target", "at_most", "target"),
    Formula.PENALTY: ("source", "points"),
}
SHOWN_OF_A_NAME = 120  # letters of a target in the list; the whole is told beside the criterion
FIELDS = (
    "name",
    "parent",
    "kind",
    "max",
    "bonus_max",
    "deduction_max",
    "step",
    "formula",
    "terms",
    "evidence",
    "checked_by",
)


class CriterionForm(forms.Form):
    name = ParagraphsField(label=_("Criterion"), max_length=LONGEST_TEXT, rows=3)
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=Criterion.objects.none(),
        required=False,
        empty_label=_("A criterion of its own"),
        help_text=_("A criterion that has parts is their sum."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.QUALITATIVE)
    max = points_field(_("Points"), initial=Decimal(0))
    bonus_max = points_field(_("Bonus at most"), initial=Decimal(0))
    deduction_max = points_field(_("Deduction at most"), initial=Decimal(0))
    step = forms.TypedChoiceField(
        label=_("In steps of"),
        coerce=Decimal,
        choices=[(str(step), figure(step)) for step in STEPS],
        initial=str(STEPS[1]),
    )
    formula = forms.ChoiceField(
        label=_("Formula"), required=False, choices=[("", _("None: people judge")), *_CHOSEN]
    )
    term_source = forms.ChoiceField(
        label=_("Figure that the formula takes"),
        required=False,
        help_text=_(
            "A target or movement is known by its words, also in next year's table. "
            "Where it is gone, no points are computed and the report says so."
        ),
    )
    term_target = FigureField(
        label=_("Target"), required=False, help_text=_("Used where the pledge has no figure of its own.")
    )
    term_lowest = FigureField(
        label=_("No points below this share of the target, in per cent"), required=False
    )
    term_points = FigureField(label=_("Points for each"), required=False)
    term_every = FigureField(
        label=_("For every"), required=False, help_text=_("How many make one. Empty: each one counts.")
    )
    term_steps = forms.CharField(
        label=_("Thresholds"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, the figure and its points, for example 95: 8."),
    )
    term_at_most = forms.BooleanField(label=_("Fewer is better"), required=False)
    term_in_part = forms.BooleanField(label=_("What is begun counts for its share"), required=False)
    term_of_target = forms.BooleanField(label=_("Thresholds are per cent of the target"), required=False)
    evidence = LineField(label=_("Evidence needed"), max_length=500, required=False)
    checked_by = LineField(label=_("Who checks"), max_length=250, required=False)
    seen = SeenField()

    def __init__(
        self,
        *args: Any,
        group: ScoreGroup,
        criterion: Criterion | None = None,
        figures: Choices | None = None,
        balance_url: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        parents = Criterion.objects.live().filter(group=group, parent__isnull=True)
        if criterion is not None and criterion.formula == Formula.SUM:
            self._only_a_sum()
        else:
            others = parents.exclude(pk=criterion.pk) if criterion is not None else parents
            row_field(self, "parent").queryset = others
            self.fields["parent"].label_from_instance = lambda row: row.name[:80]  # type: ignore[attr-defined]
        if "term_source" in self.fields:
            chosen = terms.chosen(criterion.terms) if criterion is not None else None
            choice_field(self, "term_source").choices = _sources(figures or Choices(), chosen)
        if criterion is not None:
            self.initial.update(self.values(criterion))
        if balance_url:
            self._watched("max", balance_url)
        self.helper = helper(*self._layout(), tag=False)

    def _only_a_sum(self) -> None:
        for name in [
            each for each in self.fields if each in ("formula", "parent") or each.startswith("term_")
        ]:
            del self.fields[name]
        self.fields["bonus_max"].help_text = self.fields["deduction_max"].help_text = _(
            "0: as much as its parts."
        )

    def _watched(self, name: str, url: str) -> None:
        self.fields[name].widget.attrs.update(
            {
                "hx-get": url,
                "hx-trigger": "input changed delay:400ms",
                "hx-target": "#balance",
                "hx-sync": "this:replace",
                "autocomplete": "off",
            }
        )
        if "parent" in self.fields:
            self.fields[name].widget.attrs["hx-include"] = "[name=parent]"

    def _layout(self) -> list[Any]:
        rows: list[Any] = ["name"]
        judged = "formula" in self.fields
        rows.append(Row(Column("kind"), *([Column("parent")] if judged else [])))
        rows.append(Row(Column("max"), Column("bonus_max"), Column("deduction_max"), Column("step")))
        if judged:
            rows += ["formula", Div(*[_term(name) for name in _TERM_FIELDS], css_class="terms")]
        return [*rows, Row(Column("evidence"), Column("checked_by")), "seen"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("max", "bonus_max", "deduction_max"):
            if cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = Decimal(0)
        return cleaned

    def clean_term_steps(self) -> str:
        """As the form itself writes thresholds, one on each line."""
        try:
            return thresholds.written(thresholds.read(self.cleaned_data["term_steps"]))
        except thresholds.Unread as unread:
            raise ValidationError(str(unread)) from None

    def given(self) -> dict[str, Any]:
        """What the service takes: the terms of the chosen formula in one, those of others left out."""
        cleaned = self.cleaned_data
        own = {name: cleaned[name] for name in FIELDS if name in cleaned}
        if "formula" in self.fields:
            own["terms"] = {
                kept: value
                for name in TERMS.get(cleaned["formula"], ())
                if (typed := cleaned[f"term_{name}"]) not in (None, "", False)
                for kept, value in _kept(name, typed).items()
            }
        return own

    def values(self, criterion: Criterion) -> dict[str, Any]:
        """The criterion as this form shows it."""
        own = {name: getattr(criterion, name) for name in FIELDS if name not in ("terms", "parent", "step")}
        own |= {"parent": criterion.parent, "step": criterion.step.normalize(), "seen": criterion.changed_in}
        for name, value in criterion.terms.items():
            if name not in ("source", "source_name"):
                own[f"term_{name}"] = _shown(name, value)
        own["term_source"] = _written(terms.chosen(criterion.terms))
        return {name: value for name, value in own.items() if name in self.fields}


def _kept(name: str, value: Any) -> dict[str, Any]:
    if name == "steps":
        return {name: thresholds.read(value)}
    if name == "source":
        source, _colon, called = value.partition(":")
        return {name: source, "source_name": called} if called else {name: source}
    return {name: plain(value) if isinstance(value, Decimal) else value}


def _shown(name: str, value: Any) -> Any:
    if name == "steps":
        return thresholds.written(value)
    return value if isinstance(value, bool) else Decimal(value)


def _written(chosen: Chosen | None) -> str:
    """As the value of the list: "late", "target:Phát triển hội viên"."""
    if chosen is None:
        return ""
    return f"{chosen.source}:{chosen.name}" if chosen.name else str(chosen.source)


def _sources(figures: Choices, chosen: Chosen | None) -> list[Any]:
    """What was chosen stays in the list though it is gone, so that nothing else is saved in its place."""
    found: list[Any] = [("", _("Found by the words of the criterion"))]
    for label, source, names in (
        (_("Targets of the pledge"), Source.TARGET, figures.targets),
        (_("Emulation movements"), Source.MOVEMENT, figures.movements),
    ):
        if names:
            offered = [Chosen(source, name) for name in names]
            found.append(
                (label, [(_written(one), Truncator(one.name).chars(SHOWN_OF_A_NAME)) for one in offered])
            )
    others = [source for source in Source if source not in NAMED]
    found.append((_("Other figures of the report"), [(str(source), source.label) for source in others]))
    listed = {value for _label, rows in found[1:] for value, _text in rows}
    if chosen is not None and _written(chosen) not in listed:
        label = _("Not there any more") if not figures.has(chosen) else _("Chosen so far")
        found.append((label, [(_written(chosen), Truncator(chosen.name).chars(SHOWN_OF_A_NAME))]))
    return found


_TERM_FIELDS = ("source", "target", "lowest", "points", "every", "steps", "of_target", "at_most", "in_part")


def _term(name: str) -> Div:
    """Shown with the formulas that take it (static/css/components/score-table.css)."""
    takers = " ".join(f"term--{formula}" for formula, names in TERMS.items() if name in names)
    return Div(f"term_{name}", css_class=f"term {takers}")
