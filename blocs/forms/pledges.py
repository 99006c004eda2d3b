"""What people type into a pledge. `values` of a form with a line is what its fields say of that line now."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from blocs.models import Comparison, Organisation, Pledge, PledgeItem, PledgeTarget, Section, UsualLine
from blocs.models.pledge import LONGEST_TEXT
from blocs.rules.pledging import fingerprint
from blocs.rules.usual_lines import part_heading
from emulation.forms import DayField, FigureField, LineField, ParagraphsField, choice_field, helper, row_field


class ItemForm(forms.Form):
    section = forms.ChoiceField(label=_("Section"), choices=Section.choices)
    text = ParagraphsField(label=_("Text"), max_length=LONGEST_TEXT, rows=5)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, item: PledgeItem | None = None, section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if item is not None:
            self.initial.update(self.values(item))
        elif section:
            self.initial["section"] = section
        self.helper = helper(tag=False)

    @staticmethod
    def values(item: PledgeItem) -> dict[str, Any]:
        return {"section": item.section, "text": item.text, "seen": item.changed_in}

    def clean_seen(self) -> int:
        return int(self.cleaned_data["seen"] or 0)


class TargetForm(forms.Form):
    text = ParagraphsField(label=_("Target"), max_length=LONGEST_TEXT, rows=3)
    comparison = forms.ChoiceField(
        label=_("Comparison"),
        choices=[("", "—"), *Comparison.choices],
        required=False,
        initial=Comparison.AT_LEAST,
    )
    value = FigureField(
        label=_("Figure"),
        required=False,
        max_digits=16,
        decimal_places=4,
        help_text=_("For example 95 or 1.250,5."),
    )
    unit = LineField(
        label=_("Unit"), max_length=40, required=False, help_text=_("For example %, houses, members.")
    )
    owner = forms.ModelChoiceField(
        label=_("Carried out by"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("All members"),
    )
    data_source = LineField(label=_("Where the figure comes from"), max_length=250, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pledge: Pledge, target: PledgeTarget | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = pledge.season.memberships.values("organisation")
        row_field(self, "owner").queryset = Organisation.objects.filter(pk__in=members)
        if target is not None:
            self.initial.update(self.values(target))
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "text",
            Row(Column("comparison"), Column("value"), Column("unit")),
            Row(Column("owner"), Column("data_source")),
            Field("seen"),
        )

    @staticmethod
    def values(target: PledgeTarget) -> dict[str, Any]:
        names = ("text", "comparison", "value", "unit", "owner", "data_source")
        return {name: getattr(target, name) for name in names} | {"seen": target.changed_in}

    def clean_seen(self) -> int:
        return int(self.cleaned_data["seen"] or 0)


class OpeningForm(forms.Form):
    opening = ParagraphsField(
        label=_("Opening"),
        max_length=LONGEST_TEXT,
        required=False,
        rows=8,
        help_text=_(
            "Bases stand on lines of their own and end with a semicolon. Empty: the usual sentence prints."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(self.values(pledge))
        self.helper = helper(tag=False)

    @staticmethod
    def values(pledge: Pledge) -> dict[str, Any]:
        return {"opening": pledge.opening, "seen": fingerprint(pledge.opening)}


class CommentForm(forms.Form):
    text = ParagraphsField(label=_("Your comment"), max_length=2000, rows=4)
    helper = helper(tag=False)


class AnswerForm(forms.Form):
    answer = ParagraphsField(
        label=_("Answer"), max_length=2000, rows=3, help_text=_("What was done with the comment, and why.")
    )
    helper = helper(tag=False)


class CommentsUntilForm(forms.Form):
    until = DayField(
        label=_("Comments asked for until"),
        required=False,
        help_text=_("A reminder for the members; comments are still taken after this day."),
    )
    helper = helper(tag=False)


class ReasonForm(forms.Form):
    reason = ParagraphsField(label=_("Reason"), max_length=1000, rows=3)
    helper = helper(tag=False)


class AgreeForm(forms.Form):
    reason = ParagraphsField(
        label=_("Why the text is settled although comments are unanswered"),
        max_length=1000,
        rows=3,
        required=False,
    )
    helper = helper(tag=False)

    def __init__(self, *args: Any, unanswered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unanswered:
            del self.fields["reason"]


class WitnessForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120, help_text=_("For example Giám đốc, Chủ tịch."))
    organisation = LineField(label=_("Organisation"), max_length=250)
    name = LineField(label=_("Full name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail of their account"),
        required=False,
        help_text=_("Then the witness signs online, after all members. Empty: the witness signs by hand."),
    )
    helper = helper(tag=False)


class StartForm(forms.Form):
    """How the pledge of a season begins."""

    source = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)
    usual = forms.ModelMultipleChoiceField(
        label=_("Usual items and targets to add"),
        queryset=UsualLine.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, last: Pledge | None, usual: QuerySet[UsualLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources: list[tuple[str, Any]] = [("empty", _("An empty page"))]
        if last is not None:
            sources.insert(0, ("last", _("The text of %(year)s") % {"year": last.season.label}))
        choice_field(self, "source").choices = sources
        self.initial["source"] = sources[0][0]
        self._offer(usual)
        if last is None:
            self.initial["usual"] = [line.pk for line in usual]
        self.helper = helper(tag=False)

    def _offer(self, usual: QuerySet[UsualLine]) -> None:
        """The lines under the headings of the paper, each with its figure."""
        groups: dict[str, list[tuple[int, str]]] = {}
        for line in usual:
            groups.setdefault(part_heading(line), []).append((line.pk, line.in_words))
        if not groups:
            del self.fields["usual"]
            return
        row_field(self, "usual").queryset = usual
        choice_field(self, "usual").choices = list(groups.items())


class CompareForm(forms.Form):
    """Which two versions; read from the address."""

    older = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    newer = forms.IntegerField(min_value=1, max_value=2**31 - 1)
