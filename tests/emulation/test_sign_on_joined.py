"""An account of the office's sign-on tied to one's own, and parted again; the server runs beside them."""

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.messages import get_messages
from django.urls import reverse

from emulation import sign_on
from emulation.models import SignIn, User
from tests import factories, office
from tests.posting import posted

JOIN, ME = reverse("account-sign-on-join"), reverse("account-me")
THERE = reverse("openid_connect_login", args=["office"])
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server():
    with office.running() as address:
        office.knows(address, "nv-9", email="rieng@example.vn", email_verified=True)
        yield address


@pytest.fixture
def person():
    return factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")


def signs_in(client, user):
    client.post(reverse("account_login"), {"login": user.username, "password": factories.PASSWORD})


def shows_to_be(client):
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})


def authorizes(client, response, subject="nv-9"):
    """Goes to the server, says who it is there and comes back."""
    back = httpx.post(response["location"], data={"sub": subject})
    return client.get(back.headers["location"])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def joined(client, user, subject="nv-9"):
    signs_in(client, user)
    shows_to_be(client)
    return authorizes(client, client.post(JOIN), subject)


def test_it_is_joined_once_the_password_was_asked_anew(server, client, person):
    signs_in(client, person)
    asked = client.post(JOIN)
    assert asked["location"].startswith(reverse("account_reauthenticate"))
    resumed = client.post(asked["location"], {"password": factories.PASSWORD, "next": JOIN})

    response = authorizes(client, resumed)

    assert (response["location"], told(response)) == (ME, [str(sign_on.JOINED)])
    account = SocialAccount.objects.get()
    assert (account.user, sign_on.name_of(account)) == (person, "rieng@example.vn")
    line = person.account_changes.get(step="join_sign_on")
    assert (line.actor, line.note) == (person, "rieng@example.vn")
    assert "rieng@example.vn" in client.get(ME).content.decode()


def test_an_administrator_sees_it(server, client, person):
    joined(client, person)
    administrator = factories.someone(factories.organisation("Sở Nội vụ Thử Nghiệm"), "administrator")
    client.force_login(administrator)

    page = client.get(reverse("blocs:person-detail", args=[person.pk])).content.decode()

    assert page.count("rieng@example.vn") == 2  # with the account, and in the log


def test_whoever_did_not_show_to_be_the_person_joins_nothing(server, client, person):
    """The library's own address, called with its own word for joining."""
    signs_in(client, person)

    response = authorizes(client, client.post(THERE, {"process": "connect"}))

    assert (response["location"], told(response)) == (ME, [str(sign_on.TOO_LATE)])
    assert not SocialAccount.objects.exists()


def test_nobody_joins_without_being_signed_in(server, client, person):
    response = authorizes(client, client.post(THERE, {"process": "connect"}))

    assert response["location"] == reverse("account_login")
    assert not SocialAccount.objects.exists()


def test_what_is_somebody_elses_stays_theirs(server, client, person):
    other = factories.someone(factories.organisation("Hội Thử Nghiệm"), "officer")
    SocialAccount.objects.create(user=other, provider="office", uid="nv-9")

    response = joined(client, person)

    assert told(response) == [str(sign_on.SOMEBODY_ELSES)]
    assert SocialAccount.objects.get().user == other
    assert not person.account_changes.filter(step="join_sign_on").exists()


def test_joined_twice_it_is_joined_once(server, client, person):
    joined(client, person)

    response = authorizes(client, client.post(JOIN))

    assert told(response)[-1] == str(sign_on.JOINED_ALREADY)
    assert person.account_changes.filter(step="join_sign_on").count() == 1


def test_parted_it_opens_the_account_no_more_even_by_the_same_address(server, client, person):
    office.knows(server, "nv-10", email=person.email, email_verified=True)
    joined(client, person, "nv-10")
    part = reverse("account-sign-on-part", args=[SocialAccount.objects.get().pk])

    client.post(part)
    client.post(part)  # pressed twice
    client.logout()
    before = SignIn.objects.count()
    response = authorizes(client, client.post(THERE), "nv-10")

    assert told(response) == [str(sign_on.STRANGER)]
    assert SignIn.objects.count() == before
    assert person.account_changes.filter(step="part_sign_on").count() == 1
    told_by_mail = [mail.body for mail in posted()]
    assert ["được liên kết" in body for body in told_by_mail] == [True, False]
    assert ["ngừng liên kết" in body for body in told_by_mail] == [False, True]


def test_it_is_not_parted_without_the_password(server, client, person):
    account = SocialAccount.objects.create(user=person, provider="office", uid="nv-9")
    signs_in(client, person)

    response = client.post(reverse("account-sign-on-part", args=[account.pk]))

    assert response["location"].startswith(reverse("account_reauthenticate"))
    assert SocialAccount.objects.exists()


def test_nobody_parts_what_is_joined_to_somebody_else(server, client, person):
    other = factories.someone(factories.organisation("Hội Thử Nghiệm"), "officer")
    account = SocialAccount.objects.create(user=other, provider="office", uid="nv-9")
    signs_in(client, person)
    shows_to_be(client)

    client.post(reverse("account-sign-on-part", args=[account.pk]))

    assert SocialAccount.objects.get().user == other


def test_who_has_no_password_would_be_locked_out(server, client, person):
    account = SocialAccount.objects.create(user=person, provider="office", uid="nv-9")
    User.objects.filter(pk=person.pk).update(password="!")
    client.force_login(User.objects.get(pk=person.pk))

    response = client.post(reverse("account-sign-on-part", args=[account.pk]))

    assert told(response) == [str(sign_on.NO_PASSWORD)]
    assert SocialAccount.objects.exists()
