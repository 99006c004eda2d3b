"""What administrators type of people: accounts and mandates."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate, Organisation
from blocs.rules.mandates import AS_HEAD
from blocs.selectors.accounts import last_edit
from emulation.forms import DayField, FilterForm, LineField, SeenField, helper, row_field
from emulation.models import User


class PersonFilter(FilterForm):
    """Search and filters of the list; read from the address."""

    ACTIVE, CLOSED, IDLE, ENDING = "active", "closed", "idle", "ending"
    STATES = [
        ("", _("All accounts")),
        (ACTIVE, _("Account open")),
        (CLOSED, _("Account closed")),
        (IDLE, _("Without a mandate today")),
        (ENDING, _("A mandate ends within 30 days")),
    ]

    q = LineField(label=_("Search"), required=False, max_length=100)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("All organisations"),
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *Mandate.Role.choices]
    )
    state = forms.ChoiceField(label=_("Account"), required=False, choices=STATES)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    helper = helper(
        Row(
            Column("q", css_class="filters__search"), Column("organisation"), Column("role"), Column("state")
        ),
        "sort",
        method="get",
        tag=False,
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "organisation").queryset = organisations


class SignInFilter(FilterForm):
    SUCCEEDED, REFUSED = "succeeded", "refused"

    q = LineField(label=_("Search"), required=False, max_length=100)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("All")), (SUCCEEDED, _("signed in")), (REFUSED, _("refused"))],
    )
    helper = helper(Row(Column("q", css_class="filters__search"), Column("outcome")), method="get", tag=False)


class AccountForm(forms.Form):
    full_name = LineField(label=_("Full name"), max_length=120)
    username = LineField(
        label=_("User name"),
        max_length=150,
        help_text=_("For signing in; letters, digits and . - _ only, for example nguyenvan.an."),
    )
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person's own. The mail for choosing a password goes there.")
    )
    phone = LineField(label=_("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(
            Row(Column("full_name"), Column("username")), Row(Column("email"), Column("phone")), tag=False
        )


class AccountEditForm(AccountForm):
    seen = SeenField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(self.values(user))
        self.helper.layout.append("seen")

    @staticmethod
    def values(user: User) -> dict[str, Any]:
        last = last_edit(user)
        names = ("full_name", "username", "email", "phone")
        return {name: getattr(user, name) for name in names} | {"seen": last.pk if last else 0}


class SigningForm(forms.Form):
    """How somebody signs: what of a mandate can be changed."""

    title = LineField(
        label=_("Title as printed"), max_length=120, help_text=_("For example Chủ tịch, Bí thư.")
    )
    signing_form = forms.ChoiceField(label=_("Signs"), choices=Mandate.SigningForm.choices)
    on_behalf_of = LineField(
        label=_("For whom it signs"),
        max_length=120,
        required=False,
        help_text=_("What stands after KT., TM., TL. or TUQ., for example Ban Thường vụ, Chủ tịch."),
    )
    authorisation = LineField(
        label=_("Authorisation document"),
        max_length=250,
        required=False,
        help_text=_("Number, date and scope. TUQ. needs it, and an end date."),
    )

    ROWS = (Row(Column("signing_form"), Column("on_behalf_of")), "authorisation")

    def __init__(self, *args: Any, mandate: Mandate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mandate is not None:
            self.initial.update({name: getattr(mandate, name) for name in self.fields})
        self.helper = helper("title", *self.ROWS, tag=False)


class MandateForm(SigningForm):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose an organisation"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Mandate.Role.choices)
    starts = DayField(label=_("From"))
    ends = DayField(
        label=_("To"), required=False, help_text=_("The last day. Leave it empty if it is not known.")
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "organisation").queryset = organisations
        self.helper.layout = Layout(
            "organisation",
            Row(Column("role"), Column("title")),
            Row(Column("starts"), Column("ends")),
            *self.ROWS,
        )


class InviteForm(MandateForm):
    """Who is invited, and the mandate that is held ready."""

    full_name = LineField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person's own: whoever reads the mail opens the account.")
    )
    phone = LineField(label=_("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "full_name", Row(Column("email"), Column("phone")), *self.helper.layout.fields
        )


class HeadForm(forms.Form):
    """The new head: somebody with an account, or somebody who is invited."""

    user = forms.ModelChoiceField(
        label=_("The new head has an account"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("No: invite the person by mail"),
    )
    full_name = LineField(label=_("Full name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The person's own: whoever reads the mail opens the account."),
    )
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    title = LineField(
        label=_("Title as printed"), max_length=120, help_text=_("For example Chủ tịch, Bí thư.")
    )
    starts = DayField(label=_("From"), help_text=_("The head before is so until the day before."))
    signing_form = forms.ChoiceField(
        label=_("Signs"),
        choices=[(form.value, form.label) for form in Mandate.SigningForm if form in AS_HEAD],
    )
    on_behalf_of = LineField(
        label=_("For whom it signs"),
        max_length=120,
        required=False,
        help_text=_("What stands after TM., for example Ban Thường vụ."),
    )
    reason = LineField(
        label=_("Reason"), max_length=250, required=False, help_text=_("For example retired, moved.")
    )

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row_field(self, "user").queryset = users
        self.helper = helper(
            "user",
            Row(Column("full_name"), Column("email"), Column("phone")),
            Row(Column("title"), Column("starts")),
            Row(Column("signing_form"), Column("on_behalf_of")),
            "reason",
            tag=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "user" not in self.errors and given.get("user") is None:
            for name in ("full_name", "email"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose an account above, or fill this in to invite the person."))
        return given


class AcceptForm(forms.Form):
    """What somebody who was invited checks and chooses."""

    full_name = LineField(label=_("Full name"), max_length=120)
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters; a sentence that only you would think of is best."),
    )
    password_again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    helper = helper(tag=False)

    def clean_password_again(self) -> str:
        again: str = self.cleaned_data["password_again"]
        if self.cleaned_data.get("password") not in (None, again):
            raise ValidationError(_("The two passwords differ. Type the same one twice."))
        return again


class EndForm(forms.Form):
    on = DayField(label=_("Last day"))
    reason = LineField(
        label=_("Reason"), max_length=250, required=False, help_text=_("For example retired, moved.")
    )
    helper = helper(tag=False)
