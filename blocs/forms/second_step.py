"""The roles that must have a second step of the sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.selectors.second_step import RoleLine
from emulation.forms import choice_field, helper


class SecondStepForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles that need a second step"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: list[RoleLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "roles").choices = [
            (line.role, f"{line.label} ({_how_many(line)})") for line in lines
        ]
        self.helper = helper("roles", tag=False)


def _how_many(line: RoleLine) -> str:
    text = ngettext(
        "%(people)s person, %(guarded)s with a second step",
        "%(people)s people, %(guarded)s with a second step",
        line.people,
    )
    return text % {"people": line.people, "guarded": line.with_step}
