import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext_lazy

from emulation.forms import DayField, FilterForm, helper


class Filter(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), required=False)
    kind = forms.ChoiceField(choices=[("", "–"), ("bloc", "Khối")], required=False)
    helper = helper(tag=False)


def drawn(query="", **choices):
    form = Filter(QueryDict(query))
    if choices:
        form.fields["kind"].choices = choices["kind"]
    return engines["django"].from_string("{% load filters %}{% filter_form form %}").render({"form": form})


def test_the_form_shows_what_was_asked_and_nothing_of_another_reader():
    assert 'value="đoàn"' in drawn("q=đoàn")
    assert 'value="hội"' in drawn("q=hội")
    assert "value=" not in drawn().partition("<select")[0]


def test_it_speaks_the_language_of_its_reader():
    with translation.override("vi"):
        assert "Tìm kiếm" in drawn("q=a")
    with translation.override("en"):
        assert "Search" in drawn("q=a")


def test_other_choices_are_drawn_anew():
    assert "Cụm" not in drawn("kind=bloc")
    assert "Cụm" in drawn("kind=bloc", kind=[("", "–"), ("cluster", "Cụm")])


@pytest.mark.parametrize("query", ["q=<script>alert(1)</script>", 'q="><img src=x>'])
def test_what_looks_like_html_stays_text(query):
    assert "<script>" not in drawn(query)
    assert "<img" not in drawn(query)


def test_a_value_that_is_wrong_is_told_every_time():
    for _again in range(2):
        assert "invalid-feedback" in drawn("kind=unknown")


class List(FilterForm):
    q = forms.CharField(label=gettext_lazy("Search"), required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("", "–"), ("bloc", "Khối")], required=False)
    year = forms.TypedChoiceField(
        label="Năm", coerce=int, empty_value=None, required=False, choices=[("", "–"), (2026, "2026")]
    )
    since = DayField(label="Từ ngày", required=False)
    helper = helper(tag=False)


@pytest.mark.parametrize(
    ("query", "narrowed", "ignored"),
    [
        ("q=đoàn&kind=bloc&year=2026", {"q": "đoàn", "kind": "bloc", "year": 2026}, ()),
        ("q=đoàn&kind=gone&year=2026", {"q": "đoàn", "kind": "", "year": 2026}, ("Loại",)),
        ("q=&kind=bloc&year=1026", {"q": "", "kind": "bloc", "year": None}, ("Năm",)),
        ("kind=gone&year=%00", {"q": "", "kind": "", "year": None}, ("Loại", "Năm")),
    ],
)
def test_a_choice_that_is_gone_narrows_nothing_and_is_named(query, narrowed, ignored):
    form = List(QueryDict(query))

    assert form.is_valid()
    assert form.cleaned_data == narrowed | {"since": None}
    assert form.ignored == ignored
    page = engines["django"].from_string("{% load filters %}{% filter_form form %}").render({"form": form})
    assert [label for label in ("Loại", "Năm") if f"“{label}”" in page] == list(ignored)


def test_what_was_typed_wrong_is_told_at_its_field():
    form = List(QueryDict("since=31/02/2026&kind=gone"))

    assert list(form.errors) == ["since"]
    assert form.ignored == ("Loại",)
