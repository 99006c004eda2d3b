"""When two people write at once: the one who saves second sees both texts and loses neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.services.pledges import Stale
from documents.wording import figure
from emulation.models import User
from emulation.verdicts import Reason

Difference = dict[str, Reason]


class Meanwhile:
    """Around a save: `with answering(form), meanwhile: …`. Tells what components/stale.html shows.

    A save that came too late is caught. The form then knows the thing as it is now, so that pressing again,
    with both texts read, puts one's own in its place.
    """

    def __init__(self, form: forms.BaseForm, values: Callable[[Any], dict[str, Any]]) -> None:
        self.form, self.values = form, values
        self.happened = False
        self.by: User | None = None
        self.at: datetime | None = None
        self.now: Any = None
        self.differences: list[Difference] = []

    def __enter__(self) -> Meanwhile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Stale):
            return False
        self.happened, self.by, self.at, self.now = True, error.by, error.at, error.now
        values = self.values(error.now)
        self.form.data = self.form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.form.data[self.form.add_prefix("seen")] = str(values.pop("seen"))  # type: ignore[index]
        if getattr(error.now, "removed_in", None) is not None:
            self.differences.append({"label": "", "theirs": _("The line was taken out."), "yours": ""})
        self.differences += [
            compared(self.form[name].label, self._shown(name, theirs), self._shown(name, yours))
            for name, theirs in values.items()
            if (yours := self.form.cleaned_data.get(name)) != theirs
        ]
        return True

    def _shown(self, name: str, value: Any) -> str:
        field = self.form.fields[name]
        if value is None or value in ("", []):
            return "–"
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        if isinstance(value, list):
            return ", ".join(str(each) for each in value)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # never a callable here
        return figure(value) if isinstance(value, Decimal) else str(value)


def compared(label: Reason, theirs: str, yours: str) -> Difference:
    return {"label": label, "theirs": theirs, "yours": yours}
