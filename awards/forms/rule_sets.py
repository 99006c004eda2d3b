"""What is typed of the rules of awards: each figure in a field of its own, beside its condition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.models import Award, AwardRule, Confidence, Part, RuleSet
from awards.rules import figures
from awards.selectors.rules import SetFigure
from emulation.forms import DayField, FigureField, LineField, ParagraphsField, choice_field, helper


class RuleForm(forms.Form):
    """A rule begun from the one that holds now; a new one asks only what people judge."""

    starts = DayField(label=_("Holds from"), help_text=_("What was judged before that day stays as it was."))
    vote_percent = forms.IntegerField(
        label=_("Pass mark of the council among all members (%)"), min_value=1, max_value=100, required=False
    )
    prize_coefficient = FigureField(
        label=_("Prize, in base salaries"), max_digits=5, decimal_places=2, min_value=0, required=False
    )
    judged = ParagraphsField(
        label=_("For people to judge"), required=False, help_text=_("One point on each line.")
    )
    dossier = forms.MultipleChoiceField(
        label=_("Parts of the dossier"),
        choices=Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = LineField(
        label=_("Source"),
        max_length=250,
        help_text=_("The document with its article, for example L22 Đ26.1."),
    )
    confidence = forms.ChoiceField(label=_("How sure"), choices=Confidence.choices)

    def __init__(self, *args: Any, rule: AwardRule, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.figures = list(figures.of(rule.conditions, year))
        for place, figure in enumerate(self.figures):
            self.fields[f"figure-{place}"] = forms.IntegerField(
                label=figure.label, min_value=0, max_value=1000, initial=figure.value
            )
        names = [f"figure-{place}" for place in range(len(self.figures))]
        for name in ("vote_percent", "prize_coefficient", "source", "confidence", "dossier"):
            self.initial.setdefault(name, getattr(rule, name))
        self.initial.setdefault("judged", "\n".join(rule.judged))
        self.helper = helper(
            Row(Column("starts"), Column("source"), Column("confidence")),
            *names,
            Row(Column("vote_percent"), Column("prize_coefficient")),
            *("judged", "dossier"),
            tag=False,
        )

    def changed_rule(self) -> dict[str, Any]:
        """The columns of the rule as they were typed."""
        given = self.cleaned_data
        values = {figure.path: given[f"figure-{place}"] for place, figure in enumerate(self.figures)}
        judged = [line.strip() for line in given["judged"].split("\n") if line.strip()]
        return {
            "conditions": figures.replaced(self.rule.conditions, values),
            "judged": judged,
            "vote_percent": given["vote_percent"],
            "prize_coefficient": given["prize_coefficient"],
            "dossier": given["dossier"],
            "source": given["source"],
            "confidence": given["confidence"],
        }


class AddRuleForm(forms.Form):
    """For whom a rule is added; what it asks is typed on the next page."""

    award = forms.ModelChoiceField(label=_("Award"), queryset=Award.objects.all(), to_field_name="code")
    whom = forms.ChoiceField(label=_("For"), choices=AwardRule.Whom.choices)

    helper = helper(Row(Column("award"), Column("whom")), tag=False, method="get")


class SetFiguresForm(forms.Form):
    """The set's own figures; an empty field takes the figure of the set before, which is told beneath it."""

    starts = DayField(label=_("Holds from"), help_text=_("What was judged before that day stays as it was."))
    source = LineField(label=_("Source"), max_length=250)
    quota_percent = forms.IntegerField(
        label=_("Government flags among the leading units (%)"), min_value=1, max_value=100, required=False
    )
    fewest_months = forms.IntegerField(
        label=capfirst(_("months served, at least")), min_value=0, max_value=12, required=False
    )
    most_unpaid_days = forms.IntegerField(
        label=capfirst(_("working days without pay, fewer than")), min_value=0, max_value=366, required=False
    )
    most_excellent_percent = forms.IntegerField(
        label=capfirst(_("rated excellent among those rated good or better, at most (%)")),
        min_value=0,
        max_value=100,
        required=False,
    )

    helper = helper(
        Row(Column("starts"), Column("source")),
        Row(Column("quota_percent"), Column("most_excellent_percent")),
        Row(Column("fewest_months"), Column("most_unpaid_days")),
        tag=False,
    )

    def __init__(self, *args: Any, before: Mapping[str, SetFigure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, figure in before.items():
            none = gettext("0: there is no such limit.") if name != "quota_percent" else ""
            self.fields[name].help_text = f"{_empty_means(figure)} {none}"


def _empty_means(figure: SetFigure) -> str:
    if figure.source is None:
        return gettext("Empty: there is no such figure.")
    return gettext("Empty: %(value)s, as in %(rules)s.") % {
        "value": figure.value,
        "rules": figure.source.name,
    }


class CompareForm(forms.Form):
    rules = forms.ChoiceField(label=_("Compare with"))

    helper = helper(tag=False, method="get")

    def __init__(self, *args: Any, sets: Iterable[RuleSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "rules").choices = [("", "—"), *((row.code, row.name) for row in sets)]
