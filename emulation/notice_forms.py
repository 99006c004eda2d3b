"""Which notices somebody gets, how and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.forms import ClockField
from emulation.models import NoticeRhythm
from emulation.notices.kinds import Kind, Way

Digest, Quiet = NoticeRhythm.Digest, NoticeRhythm.Quiet


class UptoForm(forms.Form):
    """Up to which notice is read; sent by the page, never typed."""

    upto = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class NoticesForm(forms.Form):
    digest = forms.ChoiceField(label=_("How often"), choices=Digest, widget=forms.RadioSelect)
    quiet = forms.ChoiceField(label=_("Which hours"), choices=Quiet, widget=forms.RadioSelect)
    quiet_from = ClockField(label=_("From"), required=False)
    quiet_until = ClockField(label=_("Until"), required=False)

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            self.fields[f"way-{kind.name}"] = forms.ChoiceField(
                label=str(kind.label),
                help_text=str(kind.told),
                choices=[(way.value, way.label) for way in kind.ways],
                widget=forms.RadioSelect,
            )

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        return [self[f"way-{kind.name}"] for kind in self.kinds]

    @property
    def ways(self) -> dict[str, str]:
        return {kind.name: self.cleaned_data[f"way-{kind.name}"] for kind in self.kinds}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        digest = [kind for kind in self.kinds if given.get(f"way-{kind.name}") == Way.DIGEST]
        if digest and given.get("digest") == Digest.NEVER:
            self.add_error(
                "digest",
                _("“%(kind)s” is to come in the digest: choose how often you want it.")
                % {"kind": digest[0].label},
            )
        if given.get("quiet") == Quiet.OWN:
            self._need_hours(given)
        return given

    def _need_hours(self, given: dict[str, Any]) -> None:
        for name in ("quiet_from", "quiet_until"):
            if name not in self.errors and given.get(name) is None:
                self.add_error(name, _("Write the time as hour:minute, for example 08:30."))
        begins, ends = given.get("quiet_from"), given.get("quiet_until")
        if begins is not None and begins == ends:
            self.add_error("quiet_until", _("Quiet hours end at another time than they begin."))
