"""What is typed of the thresholds of ballots."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from crispy_forms.layout import Column, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from awards.models import BallotRule
from emulation.forms import DayField, LineField, ParagraphsField, helper, row_field

_FRACTION = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_PERCENT = re.compile(r"(\d{1,3})\s*%")


class FractionField(forms.CharField):
    """A part of a whole, as 2/3 or 70 %; kept in whole numbers."""

    default_error_messages = {"invalid": _("Write a part of the whole, for example 2/3 or 70%.")}

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        fraction, percent = _FRACTION.fullmatch(text), _PERCENT.fullmatch(text)
        of, in_ = (int(part) for part in fraction.groups()) if fraction else (0, 0)
        if percent:
            of, in_ = int(percent[1]), 100
        if not 0 < of <= in_:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return of, in_

    def prepare_value(self, value: Any) -> Any:
        return "{}/{}".format(*value) if isinstance(value, tuple) else value


class BallotRuleForm(forms.ModelForm):
    starts = DayField(label=_("from"))
    ends = DayField(label=_("to"), required=False)
    quorum = FractionField(label=_("Quorum"), help_text=_("Of the members, for example 2/3."))
    pass_mark = FractionField(label=_("Pass mark"), help_text=_("For example 1/2, 2/3 or 70%."))
    keys_needed = forms.TypedChoiceField(
        label=_("Who opens the urn"),
        coerce=int,
        choices=[(3, _("all three of the board")), (2, _("two of the three"))],
    )
    source = LineField(label=_("source"), max_length=250, help_text=_("The document that says so."))
    note = ParagraphsField(label=_("note"), required=False)

    class Meta:
        model = BallotRule
        fields: ClassVar[list[str]] = [
            *("award", "starts", "ends", "seats", "more_than", "base", "self_vote"),
            *("keys_needed", "women_percent", "score_breaks_ties", "source", "confidence", "note"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = self.instance
        self.initial.setdefault("quorum", (rule.quorum_of, rule.quorum_in))
        self.initial.setdefault("pass_mark", (rule.pass_of, rule.pass_in))
        row_field(self, "award").empty_label = _("any award, and votes without one")
        self.helper = helper(
            Row(Column("award"), Column("starts"), Column("ends")),
            Row(Column("quorum"), Column("pass_mark"), Column("base")),
            "more_than",
            Row(Column("seats"), Column("keys_needed"), Column("women_percent")),
            *("score_breaks_ties", "self_vote"),
            Row(Column("source"), Column("confidence")),
            "note",
            tag=False,
        )

    def _post_clean(self) -> None:
        given = self.cleaned_data
        if given.get("quorum"):
            self.instance.quorum_of, self.instance.quorum_in = given["quorum"]
        if given.get("pass_mark"):
            self.instance.pass_of, self.instance.pass_in = given["pass_mark"]
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, not in the stubs
