"""A head signs in the browser with a key at a remote service."""

import pytest
from django.urls import reverse

from documents.models import RemoteCredential, Signer
from documents.rules.rejections import words
from documents.services import verification
from tests.documents.signing_service import believed

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")  # the dummy's


@pytest.fixture
def place(client, signing, members, leader_head):
    client.force_login(leader_head)
    return [signing.season.bloc.code, signing.season.year, members[0].code]


@pytest.fixture
def service(place, leader_head, tmp_path, settings):
    with believed(tmp_path, leader_head.full_name, settings) as application:
        yield application


def page(place):
    return reverse("blocs:signing-remote", args=place)


def sends(client, place, signing, **changes):
    signing.refresh_from_db()
    sent = {"agreed": "on", "key": "remote/person", "pin": "123456", "otp": "789"}
    return client.post(page(place), sent | {"seen": signing.paper.content_hash} | changes)


def test_a_key_at_a_service_signs_the_pledge(client, signing, place, service, leader_head):
    sign = client.get(reverse("blocs:signing-sign", args=place)).content.decode()
    assert page(place) in sign

    response = sends(client, place, signing)

    assert response.url == reverse("blocs:signing-receipt", args=place)
    signer = Signer.objects.get(user=leader_head)
    assert (signer.state, signer.method) == (Signer.State.SIGNED, Signer.Method.REMOTE)
    assert verification.look_at(signer.request.newest().content()).good
    assert RemoteCredential.objects.get().name == "remote/person"
    assert client.get(page(place)).url == response.url


def test_what_is_typed_stays_when_the_service_does_not_know_the_key(client, signing, place, service):
    form = sends(client, place, signing, key="remote/nobody").context["form"]

    assert form.errors["__all__"] == [words("REMOTE_UNAVAILABLE")]
    assert form["key"].value() == "remote/nobody"
    assert not Signer.objects.filter(state=Signer.State.SIGNED).exists()
    assert sends(client, place, signing).status_code == 302  # the next try, with the right name


def test_a_form_that_is_not_filled_in_is_told_at_the_fields(client, signing, place, service):
    form = sends(client, place, signing, agreed="", key="").context["form"]

    assert set(form.errors) == {"agreed", "key"}


def test_without_a_service_the_way_is_not_offered(client, place):
    sign = reverse("blocs:signing-sign", args=place)

    assert client.get(page(place)).url == sign
    assert page(place) not in client.get(sign).content.decode()
