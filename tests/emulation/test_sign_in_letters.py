"""The owner of an account is told when its sign-in is changed."""

import pytest
from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.urls import reverse

from emulation.models import Letter, NoticeRhythm
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(language="en")


def test_whoever_changes_the_sign_in_its_owner_is_told(client, person):
    NoticeRhythm.objects.create(user=person, digest="never")
    client.force_login(person)
    new = "một câu dài dễ nhớ"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    letter = Letter.objects.get(user=person)
    assert letter.subject == "Your sign-in was changed"
    assert "the password was changed" in letter.text
    assert new not in letter.text
    assert "List-Unsubscribe" not in letter.headers


@pytest.mark.parametrize(
    ("signal", "kind", "words"),
    [
        (factors.authenticator_added, "totp", "codes from a telephone were set up"),
        (factors.authenticator_added, "webauthn", "a passkey was added"),
        (factors.authenticator_added, "recovery_codes", ""),  # with the first ones of the others
        (factors.authenticator_removed, "totp", "codes from a telephone were switched off"),
        (factors.authenticator_removed, "webauthn", "a passkey was removed"),
        (factors.authenticator_reset, "recovery_codes", "the codes for emergencies were made anew"),
    ],
)
def test_each_change_of_the_second_step_is_told_once(rf, person, signal, kind, words):
    signal.send(
        sender=Authenticator,
        request=rf.post("/", headers={"User-Agent": "Firefox"}),
        user=person,
        authenticator=Authenticator(user=person, type=kind),
    )

    texts = list(Letter.objects.filter(user=person).values_list("text", flat=True))
    assert len(texts) == bool(words)
    assert all(words in text for text in texts)


def test_a_renewed_password_is_told_too(rf, person):
    account.password_reset.send(sender=type(person), request=rf.post("/"), user=person)

    assert Letter.objects.get(user=person).kind == "account"
