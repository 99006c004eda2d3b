"""What is typed of a ballot: how it is put, how one votes, and the phrases of its board."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from awards import sealing
from awards.models import Award, Ballot
from awards.selectors.ballot_options import Choice
from emulation.forms import LineField, ParagraphsField, choice_field, helper
from emulation.models import User

SALT = "awards.ballot"
USUAL = ("", _("as the rules in force say"))
QUORUMS = [
    USUAL,
    ("2/3", _("two thirds of the members")),
    ("3/4", _("three quarters")),
    ("1/1", _("all members")),
]
PASS_MARKS = [
    USUAL,
    (">1/2", _("more than half")),
    ("2/3", _("two thirds")),
    ("7/10", _("70 in a hundred")),
    ("4/5", _("80 in a hundred")),
    ("9/10", _("90 in a hundred")),
]


class BallotForm(forms.Form):
    question = LineField(label=_("Question"), max_length=250)
    award = forms.ModelChoiceField(
        label=_("Award"), queryset=Award.objects.all(), required=False, empty_label=_("No award")
    )
    mode = forms.ChoiceField(label=_("How it is voted"), choices=Ballot.Mode.choices)
    members = forms.MultipleChoiceField(
        label=_("Members to be voted on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = ParagraphsField(
        label=_("Other names"), required=False, rows=2, help_text=_("One on each line: people, departments.")
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=99, initial=1)
    quorum = forms.ChoiceField(label=_("Quorum"), choices=QUORUMS, required=False)
    pass_mark = forms.ChoiceField(label=_("Pass mark"), choices=PASS_MARKS, required=False)
    base = forms.ChoiceField(label=_("Counted among"), choices=[USUAL, *Ballot.Base.choices], required=False)
    self_vote = forms.ChoiceField(
        label=_("May a member vote for itself?"),
        choices=[USUAL, ("yes", _("yes")), ("no", _("no"))],
        required=False,
    )
    board = forms.TypedMultipleChoiceField(
        label=_("Tally board: three people"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    keys_needed = forms.TypedChoiceField(
        label=_("Who opens the urn"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[USUAL, (3, _("all three of the board")), (2, _("two of the three"))],
    )

    def __init__(
        self, *args: Any, members: list[Any], people: Mapping[int, tuple[User, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(member.pk): member for member in members}
        choice_field(self, "members").choices = [
            (key, member.current_name) for key, member in self.named.items()
        ]
        self.people = people
        choice_field(self, "board").choices = [(key, label) for key, (_user, label) in people.items()]
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "question",
            Row(Column("award"), Column("mode"), Column("seats")),
            Div("members", css_class="choices"),
            "others",
            Row(Column("quorum"), Column("pass_mark"), Column("base")),
            Row(Column("self_vote"), Column("keys_needed")),
            Div("board", css_class="choices"),
        )

    @staticmethod
    def begun(choice: Choice) -> dict[str, Any]:
        """The form as a ready set of options begins it."""
        return {
            "members": [str(key) for key in choice.members],
            "others": "\n".join(choice.others),
            "award": choice.award,
            "question": choice.award.name if choice.award else "",
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        names = [line for line in given.get("others", "").split("\n") if line]
        given["options"] = [self.named[key] for key in given.get("members", [])] + names
        if not given["options"]:
            self.add_error("members", _("Name at least one option first."))
        if Ballot(mode=given.get("mode", "")).is_secret and len(given.get("board", ())) != sealing.SHARES:
            self.add_error("board", _("Choose exactly three people for the tally board."))
        return given

    @property
    def ballot(self) -> dict[str, Any]:
        """What the service takes; what is left as the rules say is left out."""
        given = self.cleaned_data
        chosen = {name: given[name] for name in ("question", "award", "mode", "seats", "options")}
        chosen["board"] = (
            [self.people[key][0] for key in given["board"]] if Ballot(mode=given["mode"]).is_secret else []
        )
        chosen |= {name: given[name] for name in ("base", "keys_needed") if given[name]}
        if given["self_vote"]:
            chosen["self_vote"] = given["self_vote"] == "yes"
        if given["quorum"]:
            chosen["quorum_of"], chosen["quorum_in"] = _parts(given["quorum"])
        if given["pass_mark"]:
            chosen["pass_of"], chosen["pass_in"] = _parts(given["pass_mark"].lstrip(">"))
            chosen["more_than"] = given["pass_mark"].startswith(">")
        return chosen


def _parts(fraction: str) -> tuple[int, int]:
    of, in_ = fraction.split("/")
    return int(of), int(in_)


class VoteForm(forms.Form):
    """The ballot paper. It carries a receipt of its own, signed by the site, and nothing of the voter."""

    NONE, BLANK = "none", "blank"

    marks = forms.TypedMultipleChoiceField(
        label=_("I agree with"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    instead = forms.ChoiceField(
        label=_("If you mark nobody"),
        choices=[(NONE, _("I agree with none of them")), (BLANK, _("I hand in a blank vote"))],
        required=False,
        widget=forms.RadioSelect,
    )
    paper = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I have looked through my vote. It cannot be changed or taken back."),
        error_messages={"required": _("Tick this box before you hand in your vote.")},
    )

    def __init__(self, *args: Any, ballot: Ballot, options: list[Any], own: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        choice_field(self, "marks").choices = [
            (option.order, str(option))
            for option in options
            if ballot.self_vote or option.organisation_id != own
        ]
        self.fields["marks"].help_text = ngettext(
            "Mark at most %(count)s name.", "Mark at most %(count)s names.", ballot.seats
        ) % {"count": ballot.seats}
        self.helper = helper("marks", "instead", "paper", "sure", tag=False)

    @staticmethod
    def new_paper(ballot: Ballot) -> str:
        return signing.dumps([ballot.pk, sealing.new_receipt()], salt=SALT)

    def clean_paper(self) -> str:
        try:
            ballot, receipt = signing.loads(self.cleaned_data["paper"], salt=SALT)
        except (signing.BadSignature, ValueError):
            ballot, receipt = None, ""
        if ballot != self.ballot.pk:
            raise ValidationError(_("This ballot paper does not come from here. Open the page anew."))
        return str(receipt)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        marks, instead = given.get("marks", []), given.get("instead", "")
        if len(marks) > self.ballot.seats:
            self.add_error("marks", _("More names are marked than there are seats. Take some marks away."))
        if not marks and not instead and "marks" not in self.errors:
            self.add_error("instead", _("Mark whom you agree with, or choose one of these."))
        if marks and instead:
            self.add_error(
                "instead", _("You marked names as well. Leave these empty, or take the marks away.")
            )
        return given

    @property
    def agreed(self) -> list[int] | None:
        return None if self.cleaned_data["instead"] == self.BLANK else self.cleaned_data["marks"]


class PhraseForm(forms.Form):
    phrase = forms.CharField(
        label=_("Pass phrase"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            self.fields["phrase"].help_text = _(
                "At least 12 characters, several words. Write it down and keep it with you: "
                "nobody can give it back."
            )
            self.fields["again"] = forms.CharField(
                label=_("The same again"),
                max_length=200,
                widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
            )
        self.helper = helper(tag=False)

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("phrase"):
            raise ValidationError(_("The two are not the same."))
        return again


class VoidForm(forms.Form):
    reason = ParagraphsField(label=_("Reason"), max_length=500)
    helper = helper(tag=False)
