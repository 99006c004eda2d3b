import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from emulation.http import answering, telling
from emulation.verdicts import Refused


class NameForm(forms.Form):
    name = forms.CharField()
    note = forms.CharField(required=False)


@pytest.fixture
def request_(rf):
    request = rf.post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


@pytest.fixture
def form():
    form = NameForm({"name": "Hội Nông dân", "note": "dài"})
    assert form.is_valid()
    return form


def told(request):
    return [(message.level_tag, message.message) for message in get_messages(request)]


def test_what_was_done_is_told(request_):
    with telling(request_, "Saved."):
        pass

    assert told(request_) == [("success", "Saved.")]


def test_nothing_is_told_where_there_is_nothing_to_tell(request_):
    with telling(request_):
        pass

    assert told(request_) == []


def test_each_reason_of_a_refusal_is_told_and_no_success(request_):
    with telling(request_, "Saved."):
        raise Refused("Too early.", "Not yours.")

    assert told(request_) == [("error", "Too early."), ("error", "Not yours.")]


def test_each_error_of_a_service_is_told(request_):
    with telling(request_, "Saved."):
        raise ValidationError({"name": ["Too long."], "note": ["Too short."]})

    assert told(request_) == [("error", "Too long."), ("error", "Too short.")]


def test_a_mistake_of_ours_is_not_hidden(request_):
    with pytest.raises(KeyError), telling(request_, "Saved."):
        raise KeyError("name")

    assert told(request_) == []


def test_a_refusal_stands_on_the_form_with_what_was_typed(form):
    with answering(form):
        raise Refused("Too early.", "Not yours.")

    assert form.errors == {NON_FIELD_ERRORS: ["Too early.", "Not yours."]}
    assert form["name"].value() == "Hội Nông dân"


def test_an_error_of_a_service_stands_at_its_field(form):
    with answering(form):
        raise ValidationError({"name": ["Taken."], NON_FIELD_ERRORS: ["Both together no."]})

    assert form.errors == {"name": ["Taken."], NON_FIELD_ERRORS: ["Both together no."]}


def test_an_error_at_a_field_that_the_form_does_not_show_stands_above_it(form):
    with answering(form):
        raise ValidationError({"bloc": ["Not in this bloc."]})

    assert form.errors == {NON_FIELD_ERRORS: ["Not in this bloc."]}


def test_a_plain_error_of_a_service_stands_above_the_form(form):
    with answering(form):
        raise ValidationError("Not so.")

    assert form.errors == {NON_FIELD_ERRORS: ["Not so."]}
