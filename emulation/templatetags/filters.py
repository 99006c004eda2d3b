"""The form above a list, and the filters that its reader has saved.

crispy-forms takes longer over the form than over the rows below, and it rarely changes.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import forms, template
from django.forms.models import ModelChoiceField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from emulation import saved_filters as keeping
from emulation.models import SavedFilter

register = template.Library()
MOST_KEPT = 512


@dataclass(frozen=True)
class _Asked:
    """All that the form's HTML depends on; two that are equal are drawn alike."""

    kind: type[forms.Form]
    language: str | None
    given: Hashable
    choices: Hashable
    form: forms.Form = field(compare=False)


@register.simple_tag
def filter_form(form: forms.Form) -> SafeString:
    """The form as crispy-forms draws it, kept for the next reader who asks the same."""
    if any(isinstance(each, ModelChoiceField) for each in form.fields.values()):
        return _drawn_now(form)  # its choices are rows, which may have changed
    return _drawn(
        _Asked(
            kind=type(form),
            language=get_language(),
            given=tuple((name, form.data.get(name)) for name in form.fields),
            choices=tuple(
                tuple(str(choice) for choice in each.choices)  # type: ignore[union-attr]  # a list by now
                for each in form.fields.values()
                if isinstance(each, forms.ChoiceField)
            ),
            form=form,
        )
    )


@register.filter
def narrows(form: forms.Form) -> bool:
    """Whether the reader asked for fewer than all rows."""
    return form.is_valid() and any(form.cleaned_data.values())


@register.inclusion_tag("components/saved_filters.html", takes_context=True)
def saved_filters(context: Context) -> dict[str, Any]:
    """What the reader has saved for this list, and a way to save what is shown."""
    request = context["request"]
    known = SavedFilter.objects.filter(user=request.user, address=request.path)
    rows = list(known) if request.user.saves_filters else []
    query = keeping.query_of(request.GET)
    return {
        "rows": rows,
        "address": request.path,
        "query": query,
        "shown": next((row for row in rows if row.query == query), None),
    }


@lru_cache(maxsize=MOST_KEPT)
def _drawn(asked: _Asked) -> SafeString:
    return _drawn_now(asked.form)


def _drawn_now(form: forms.Form) -> SafeString:
    drawn: SafeString = render_crispy_form(form)
    ignored = getattr(form, "ignored", ())
    if not ignored:
        return drawn
    note = render_to_string("components/ignored_filters.html", {"filters": "”, “".join(ignored)})
    return SafeString(note + drawn)
