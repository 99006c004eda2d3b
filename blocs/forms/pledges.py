"""What people type into a pledge."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Comparison, Organisation, Pledge, PledgeItem, PledgeTarget, Section, UsualLine
from blocs.models.pledge import LONGEST_TEXT
from emulation.forms import DayField, FigureField, LineField, ParagraphsField, helper


class ItemForm(forms.Form):
    section = forms.ChoiceField(label=_("Section"), choices=Section.choices)
    text = ParagraphsField(label=_("Text"), max_length=LONGEST_TEXT, rows=5)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, item: PledgeItem | None = None, section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if item is not None:
            self.initial.update(section=item.section, text=item.text, seen=item.changed_in)
        elif section:
            self.initial["section"] = section
        self.helper = helper(tag=False)


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
        label=_("Who"), queryset=Organisation.objects.none(), required=False, empty_label=_("All members")
    )
    data_source = LineField(label=_("Where the figure comes from"), max_length=250, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pledge: Pledge, target: PledgeTarget | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = pledge.season.memberships.values("organisation")
        self.fields["owner"].queryset = Organisation.objects.filter(pk__in=members)  # type: ignore[attr-defined]
        if target is not None:
            names = ("text", "comparison", "value", "unit", "data_source")
            self.initial.update({name: getattr(target, name) for name in names})
            self.initial.update(owner=target.owner_id, seen=target.changed_in)
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "text",
            Row(Column("comparison"), Column("value"), Column("unit")),
            Row(Column("owner"), Column("data_source")),
            Field("seen"),
        )


class OpeningForm(forms.Form):
    opening = ParagraphsField(
        label=_("Opening"),
        max_length=LONGEST_TEXT,
        required=False,
        rows=6,
        help_text=_(
            "Bases stand on lines of their own and end with a semicolon. Empty: the usual sentence prints."
        ),
    )
    comments_until = DayField(label=_("Comments asked for until"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(opening=pledge.opening, seen=pledge.opening, comments_until=pledge.comments_until)
        self.helper = helper(tag=False)

    def clean_seen(self) -> str:
        return str(self.cleaned_data["seen"]).replace("\r\n", "\n")


class CommentForm(forms.Form):
    text = ParagraphsField(label=_("Your comment"), max_length=2000, rows=3)
    helper = helper(tag=False)


class AnswerForm(forms.Form):
    answer = ParagraphsField(
        label=_("Answer"), max_length=2000, rows=3, help_text=_("What was done with the comment, and why.")
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


class WitnessForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120, help_text=_("For example Giám đốc, Chủ tịch."))
    organisation = LineField(label=_("Organisation"), max_length=250)
    name = LineField(label=_("Full name"), max_length=120, required=False)
    helper = helper(tag=False)


class RegistrationForm(forms.Form):
    titles = ParagraphsField(
        label=_("Titles and commendations hoped for"),
        max_length=2000,
        required=False,
        rows=3,
        help_text=_("One on each line."),
    )
    note = ParagraphsField(label=_("Note"), max_length=2000, required=False, rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    helper = helper(tag=False)


class WishForm(forms.Form):
    text = LineField(label=_("Target"), max_length=500, required=False)
    unit = LineField(label=_("Unit"), max_length=40, required=False)
    value = FigureField(label=_("Figure"), max_digits=16, decimal_places=4, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and (cleaned.get("unit") or cleaned.get("value") is not None):
            self.add_error("text", _("Say what the figure is for."))
        return cleaned


WishFormSet = forms.formset_factory(WishForm, extra=3, max_num=30, validate_max=True, absolute_max=40)


class StartForm(forms.Form):
    """How the pledge of a season begins."""

    source = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)
    usual = forms.ModelMultipleChoiceField(
        label=_("Usual items and targets"),
        queryset=UsualLine.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, last: Pledge | None, usual: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("empty", _("An empty page"))]
        if last is not None:
            choices.insert(0, ("last", _("The text of %(year)s") % {"year": last.season.label}))
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
        self.fields["usual"].queryset = usual  # type: ignore[attr-defined]
        self.initial["source"] = choices[0][0]
        self.helper = helper(tag=False)


class CompareForm(forms.Form):
    """Which two versions; read from the address."""

    older = forms.IntegerField(min_value=1)
    newer = forms.IntegerField(min_value=1)


class UsualLineForm(forms.ModelForm):
    text = ParagraphsField(label=_("Text"), max_length=LONGEST_TEXT, rows=4)
    unit = LineField(label=_("Unit"), max_length=40, required=False)
    value = FigureField(label=_("Figure"), max_digits=16, decimal_places=4, required=False)
    source = LineField(label=_("Source"), max_length=250, required=False)

    class Meta:
        model = UsualLine
        fields = ["kind", "section", "text", "comparison", "value", "unit", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(tag=False)
