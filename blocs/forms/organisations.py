"""What people type of an organisation."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import HTML, Column, Div, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from blocs.models import Bloc, Organisation, Province
from blocs.selectors.organisations import last_edit
from documents.models import FormatProfile
from emulation.forms import DayField, FilterForm, LineField, SeenField, choice_field, helper, row_field

LOOK_ALIKES = Div(
    HTML("{% include 'blocs/_organisation_similar.html' %}"), css_id="similar", aria_live="polite"
)


class OrganisationFilter(FilterForm):
    """Search and filters of the list; read from the address."""

    q = LineField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Organisation.Kind.choices]
    )
    bloc = forms.ChoiceField(label=_("Bloc"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, blocs: list[Bloc], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All blocs")), *((bloc.code, bloc.current_name) for bloc in blocs)]
        choice_field(self, "bloc").choices = choices
        self.helper = helper(
            Row(Column("q", css_class="filters__search col-md-5"), Column("kind"), Column("bloc")),
            "sort",
            method="get",
            tag=False,
        )
        if not blocs:
            del self.fields["bloc"]
            self.helper.layout = Layout(
                Row(Column("q", css_class="filters__search col-md-7"), Column("kind")), "sort"
            )


class SimilarForm(forms.Form):
    """A name that is being typed, and the code of the organisation that it is typed for, if there is one."""

    name = LineField(max_length=250, required=False)
    organisation = forms.SlugField(max_length=40, required=False)


class NameForm(forms.Form):
    """A name, with a look at those that it may mean while it is typed."""

    name = LineField(label=_("Name"), max_length=250)
    short_name = LineField(
        label=_("Short name"), max_length=120, required=False, help_text=_("For tables and lists.")
    )
    confirmed = forms.BooleanField(label=_("It is another organisation than these. Save it."), required=False)

    def __init__(self, *args: Any, similar_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update(
            {
                "hx-get": similar_url,
                "hx-trigger": "input changed delay:500ms",
                "hx-target": "#similar",
                "hx-sync": "this:replace",
                "autocomplete": "off",
            }
        )
        self.helper = helper("name", LOOK_ALIKES, "short_name", *self.rest(), tag=False)

    def rest(self) -> list[Any]:
        return []


class FactsFields(forms.Form):
    """What can be changed of an organisation besides its names."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose a kind")), *Organisation.Kind.choices])
    parent = forms.ModelChoiceField(
        label=_("Belongs to"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Nothing above it"),
    )
    format_profile = forms.ModelChoiceField(
        label=_("Format of its papers"), queryset=FormatProfile.objects.all(), empty_label=None
    )
    symbol = LineField(
        label=_("Abbreviation in paper numbers"),
        max_length=40,
        required=False,
        help_text=_("For example MTTQ-BTT, SNV."),
    )
    flag_eligible = forms.BooleanField(label=_("May receive an emulation flag"), required=False, initial=True)
    contact = LineField(label=_("Contact person"), max_length=120, required=False)
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    head_office = LineField(label=_("Head office"), max_length=250, required=False)

    def __init__(self, *args: Any, province: Province, organisation: Organisation | None = None, **kw: Any):
        super().__init__(*args, **kw)
        others = Organisation.objects.filter(province=province)
        if organisation is not None:
            others = others.exclude(pk=organisation.pk)
        row_field(self, "parent").queryset = others


FACTS = [
    "kind",
    "parent",
    "format_profile",
    "symbol",
    "flag_eligible",
    "contact",
    "phone",
    "email",
    "head_office",
]
FACT_ROWS = [
    Row(Column("kind"), Column("parent")),
    Row(Column("format_profile"), Column("symbol")),
    Row(Column("contact"), Column("phone"), Column("email")),
    "head_office",
    "flag_eligible",
]


class FactsForm(FactsFields):
    seen = SeenField()
    helper = helper(*FACT_ROWS, "seen", tag=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        self.initial.update(self.values(organisation))

    @staticmethod
    def values(organisation: Organisation) -> dict[str, Any]:
        last = last_edit(organisation)
        return {name: getattr(organisation, name) for name in FACTS} | {"seen": last.pk if last else 0}


class OrganisationForm(NameForm, FactsFields):
    """A new organisation: its first name and all else, in one form."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("Short, without marks or spaces. It is used in files and addresses and stays."),
    )
    valid_from = DayField(
        label=_("The name holds from"), required=False, help_text=_("Leave it empty if it always held.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = self.fields["format_profile"]
        profile.required = False
        profile.empty_label = _("As usual for its kind and name")  # type: ignore[attr-defined]
        self.helper = helper(
            "name",
            LOOK_ALIKES,
            Row(Column("short_name"), Column("code"), Column("valid_from")),
            *FACT_ROWS,
            tag=False,
        )


class AliasForm(forms.Form):
    text = LineField(
        label=_("Other name"),
        max_length=250,
        help_text=_("As people write it, for example Sở TT-TT. It finds the organisation and never prints."),
    )
    helper = helper(tag=False)
