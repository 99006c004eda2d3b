"""The points of one cell, and the figures for ties."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, RankingFigure, Score
from blocs.rules.points import Limits, Points
from blocs.services.publishing import Told
from emulation.forms import FigureField, LineField, helper

SORTS = {"base": _("Points"), "bonus": _("Bonus"), "deduction": _("Deduction")}
ZERO = Decimal(0)
FIGURE = FigureField()


class CellForm(forms.Form):
    """Only the sorts of points that the criterion takes; 0 is a number of points like any other."""

    why = LineField(
        label=_("Why"),
        max_length=1000,
        required=False,
        help_text=_("Needed where the points differ from those before."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, limits: Limits, now: Score | None, before: Points | None, version: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.limits = limits
        self.sorts = [sort for sort in SORTS if getattr(limits, sort) != ZERO]
        start = Points(now.base, now.bonus, now.deduction) if now else before
        for place, sort in enumerate(self.sorts):
            most = getattr(limits, sort)
            self.fields[sort] = FigureField(
                label=SORTS[sort],
                max_digits=7,
                decimal_places=2,
                initial=getattr(start, sort) if start else None,
                help_text=_("At most %(most)s, in steps of %(step)s.")
                % {"most": figured(most), "step": figured(limits.step)},
            )
            if place == 0:
                self.fields[sort].widget.attrs["autofocus"] = True
        self.initial.update(why=now.why if now else "", seen=version)

    @cached_property  # a cell that is saved at once draws no form
    def helper(self) -> FormHelper:
        return helper(Row(*(Column(sort) for sort in self.sorts)), "why", "seen", tag=False)

    def clean(self) -> dict[str, Any]:
        """What does not fit is told at the sort of points that it is about."""
        given = {sort: self.cleaned_data[sort] for sort in self.sorts if sort in self.cleaned_data}
        for sort, verdict in self.limits.admit(Points(**given)).items():
            for reason in verdict.reasons if sort in given else ():
                self.add_error(sort, str(reason))
        return self.cleaned_data

    def points(self) -> Points:
        return Points(**{sort: self.cleaned_data[sort] for sort in self.sorts})


def figured(value: Decimal | None) -> str:
    return "–" if value is None else str(FIGURE.prepare_value(value))


class FiguresForm(forms.Form):
    """For each member the share of women, past awards, and why it is not ranked."""

    def __init__(
        self, *args: Any, members: Sequence[Organisation], known: dict[int, RankingFigure], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.members = members
        for member in members:
            row, key = known.get(member.pk), member.pk
            self.fields[f"women-{key}"] = FigureField(
                label=_("Share of women (%)"),
                required=False,
                max_digits=5,
                decimal_places=2,
                min_value=0,
                max_value=100,
                initial=row.women if row else None,
            )
            self.fields[f"awards-{key}"] = forms.IntegerField(
                label=_("Awards in the past years"),
                required=False,
                min_value=0,
                max_value=999,
                initial=row.past_awards if row else None,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"not-{key}"] = LineField(
                label=_("Not ranked, because"),
                required=False,
                max_length=250,
                initial=row.not_ranked if row else "",
            )

    def rows(self) -> list[tuple[Organisation, list[forms.BoundField]]]:
        return [
            (member, [self[f"{name}-{member.pk}"] for name in ("women", "awards", "not")])
            for member in self.members
        ]

    def told(self) -> dict[int, Told]:
        given = self.cleaned_data
        return {
            member.pk: Told(
                given[f"women-{member.pk}"], given[f"awards-{member.pk}"], given[f"not-{member.pk}"]
            )
            for member in self.members
        }


class SheetForm(forms.Form):
    """On which paper the points of all members print; read from the address."""

    sheet = forms.ChoiceField(
        label=_("Paper, across"),
        choices=[
            ("A4", _("A4: up to 12 members side by side")),
            ("A3", _("A3: up to 20 members side by side")),
        ],
        help_text=_("More members than that go on in a further table."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("sheet", method="get", tag=False)
