"""What people type of a bloc and its seasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Bloc, Leadership, Milestone, Organisation, Season
from blocs.selectors.rotation import Suggestion
from emulation.forms import DayField, FilterForm, LineField, ParagraphsField, helper, row_field


class BlocFilter(FilterForm):
    """Search and filters of the list; read from the address."""

    q = LineField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Bloc.Kind.choices]
    )
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("All stages")), *Season.Stage.choices]
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    helper = helper(
        Row(Column("q", css_class="filters__search col-md-6"), Column("kind"), Column("stage")),
        method="get",
        tag=False,
    )


class BlocForm(forms.Form):
    name = LineField(label=_("Name"), max_length=250)
    short_name = LineField(label=_("Short name"), max_length=120, required=False)
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("Short, without marks or spaces. It is used in addresses."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Bloc.Kind.choices)
    scope = forms.ChoiceField(label=_("Scope"), choices=Bloc.Scope.choices)
    decision = LineField(label=_("Establishing decision"), max_length=250, required=False)
    deputy_follows = forms.BooleanField(
        label=_("Last year's deputy leads next"), required=False, initial=True
    )
    newcomers_wait = forms.BooleanField(
        label=_("New members do not lead in their first year"), required=False, initial=True
    )

    def __init__(self, *args: Any, bloc: Bloc | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bloc is not None:
            for name in ("name", "short_name", "code"):
                del self.fields[name]
            self.initial.update({name: getattr(bloc, name) for name in self.fields})
        self.helper = helper(tag=False)


class RenameForm(forms.Form):
    name = LineField(label=_("New name"), max_length=250)
    short_name = LineField(label=_("Short name"), max_length=120, required=False)
    since = DayField(label=_("Holds from"), help_text=_("Papers of earlier days keep the old name."))
    helper = helper(tag=False)


def _named(members: Sequence[Organisation], organisations: Iterable[Organisation]) -> list[Any]:
    """As the choices of a field: those who are members already come first."""
    first = [(row.pk, str(row)) for row in members]
    known = {row.pk for row in members}
    rest = [(row.pk, str(row)) for row in organisations if row.pk not in known]
    if not (first and rest):
        return first or rest
    return [(_("Members until now"), first), (_("Other organisations"), rest)]


class SeasonForm(forms.Form):
    """A new season from the last one: all in one form."""

    year = forms.IntegerField(label=_("Year"), help_text=_("For a school year: the year in which it begins."))
    period = forms.ChoiceField(label=_("Period"), choices=Season.Period.choices)
    theme = LineField(label=_("Theme"), max_length=250, required=False)
    slogan = LineField(label=_("Slogan"), max_length=250, required=False)
    decision = LineField(label=_("Decision on the bloc's members and leader"), max_length=250, required=False)
    pledge_due = DayField(label=_("Pledge to be signed by"), required=False)
    leader = forms.ModelChoiceField(
        label=_("Bloc leader"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Not chosen yet"),
    )
    deputy = forms.ModelChoiceField(
        label=_("Deputy leader"), queryset=Organisation.objects.none(), required=False, empty_label=_("None")
    )
    chosen_by = forms.ChoiceField(label=_("Chosen by"), choices=Leadership.ChosenBy.choices)
    reason = LineField(
        label=_("Why another leader than suggested"),
        max_length=250,
        required=False,
        help_text=_("Only when the choice differs from the first place of the rotation."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: Any,
        members: Sequence[Organisation],
        others: bool,
        suggested: list[Suggestion],
        next_year: int,
        **kwargs: Any,
    ) -> None:
        """`members` of the year before; `others` lead only where they may be made members as well."""
        super().__init__(*args, **kwargs)
        self.suggested = suggested
        named = _named(members, organisations if others else ())
        for name in ("leader", "deputy"):
            field: Any = self.fields[name]
            field.queryset = organisations if others else organisations.filter(pk__in=[m.pk for m in members])
            field.choices = [("", field.empty_label), *named]  # read once for both
        self.initial.setdefault("year", next_year)
        for name, suggestion in zip(("leader", "deputy"), suggested, strict=False):
            self.initial.setdefault(name, suggestion.organisation.pk)
            self.fields[name].help_text = _("Suggested: %(name)s. %(reason)s") % {
                "name": suggestion.organisation.current_short_name,
                "reason": " ".join(str(reason) for reason in suggestion.place.reasons),
            }
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            Row(Column("year"), Column("period"), Column("pledge_due")),
            "theme",
            "slogan",
            "decision",
            Row(Column("leader"), Column("deputy"), Column("chosen_by")),
            "reason",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        leader = cleaned.get("leader")
        if (
            self.suggested
            and leader
            and leader != self.suggested[0].organisation
            and not cleaned.get("reason")
        ):
            self.add_error("reason", _("Another member is first in the rotation. Say why it does not lead."))
        return cleaned


class SeasonFactsForm(forms.Form):
    theme = LineField(label=_("Theme"), max_length=250, required=False)
    slogan = LineField(label=_("Slogan"), max_length=250, required=False)
    decision = LineField(label=_("Decision on the bloc's members and leader"), max_length=250, required=False)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(season, name) for name in self.fields})
        self.helper = helper(tag=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last <= first:
            self.add_error("last_day", _("The season ends before it begins."))
        return cleaned


class JoinForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    on = DayField(label=_("First day as a member"))
    decision = LineField(label=_("Decision"), max_length=250, required=False)
    reason = LineField(label=_("Reason"), max_length=250, required=False)

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = season.memberships.filter(left_on__isnull=True).values("organisation")
        others = Organisation.objects.filter(province=season.bloc.province_id).exclude(pk__in=members)
        row_field(self, "organisation").queryset = others
        self.helper = helper(tag=False)


class LeaveForm(forms.Form):
    on = DayField(label=_("Last day as a member"))
    reason = LineField(label=_("Reason"), max_length=250)
    decision = LineField(label=_("Decision"), max_length=250, required=False)
    helper = helper(tag=False)


class LeadershipForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=Leadership.Role.choices)
    since = DayField(label=_("From"))
    chosen_by = forms.ChoiceField(label=_("Chosen by"), choices=Leadership.ChosenBy.choices)
    reason = LineField(label=_("Reason"), max_length=250, required=False)

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = season.memberships.values("organisation")
        row_field(self, "organisation").queryset = Organisation.objects.filter(pk__in=members)
        self.helper = helper(tag=False)


class MilestoneForm(forms.Form):
    kind = forms.ChoiceField(label=_("Milestone"), choices=Milestone.Kind.choices)
    due = DayField(label=_("Due"))
    reason = LineField(label=_("Why the date moves"), max_length=250, required=False)
    helper = helper(tag=False)


class ForceForm(forms.Form):
    reason = ParagraphsField(label=_("Why the season moves on"), max_length=1000, rows=3)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # the stage when the form was drawn
    helper = helper(tag=False)


class DayForm(forms.Form):
    on = DayField(label=_("Day"))
    helper = helper(tag=False)
