"""Signing on by an OpenID Connect server that runs beside the site."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import override_settings

from emulation import sign_on
from emulation.models import SignIn, User
from tests import factories, office
from tests.journeys.visitor import SIZES, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site():
    with office.running() as server:
        yield server


def goes_there(visitor):
    visitor.goes_to("/accounts/login/")
    visitor.presses_there("Sign in with %(sign_on)s", sign_on=office.NAME)


def signs_on(visitor, subject):
    goes_there(visitor)
    visitor.page.locator("input[name=sub]").fill(subject)
    visitor.page.get_by_role("button", name="Authorize", exact=True).click()


class Guest(Visitor):
    def presses_there(self, text, **values):
        """A button that leads to pages of somebody else, at which we do not look."""
        with self.page.expect_navigation():
            self._named(self.page, "button", text, values).click()


@pytest.fixture
def visitor(open_page):
    page = open_page(reduced_motion="reduce")  # no colour is looked at on its way
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))  # the server has none
    page.route(
        re.compile("^https:"), lambda route: route.fulfill(status=200, content_type="text/css")
    )  # its look
    return Guest(page, SIZES[0][0])


def test_a_verified_address_is_matched_once_and_then_known_by_its_name(site, visitor, transactional_db):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")
    office.knows(site, "nv-77", email=person.email, email_verified=True)

    signs_on(visitor, "nv-77")

    visitor.page.locator(f"[data-person='{person.pk}']").wait_for()
    assert SocialAccount.objects.get().user == person
    assert SignIn.objects.get().way == "provider"
    office.knows(site, "nv-77", email="khac@example.vn", email_verified=True)  # the address moves on
    visitor.page.context.clear_cookies()
    signs_on(visitor, "nv-77")
    visitor.page.locator(f"[data-person='{person.pk}']").wait_for()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nguoi-la@example.vn", "email_verified": True},
        {"email": "MINE", "email_verified": False},
        {},
    ],
    ids=["stranger", "not verified", "no address"],
)
def test_nobody_is_made_and_nobody_is_taken_over(site, visitor, transactional_db, claims):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")
    office.knows(
        site, "nv-1", **(claims | {"email": person.email} if claims.get("email") == "MINE" else claims)
    )

    signs_on(visitor, "nv-1")

    visitor.page.get_by_text(str(sign_on.STRANGER)).first.wait_for()
    assert urlsplit(visitor.page.url).path == "/accounts/login/"
    assert list(User.objects.all()) == [person]
    assert not SocialAccount.objects.exists()
    assert not SignIn.objects.exists()


def test_an_account_is_joined_by_hand_and_parted_again(site, visitor, transactional_db):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")
    office.knows(site, "nv-9", email="rieng@example.vn", email_verified=True)
    visitor.signs_in(person.username)
    visitor.goes_to("/accounts/me/")

    visitor.presses("Join it")
    visitor.fills("Password", factories.PASSWORD)
    visitor.presses_there("Go on")
    visitor.page.locator("input[name=sub]").fill("nv-9")
    visitor.page.get_by_role("button", name="Authorize", exact=True).click()
    visitor.reads(str(sign_on.JOINED))
    visitor.looks()

    visitor.page.context.clear_cookies()
    signs_on(visitor, "nv-9")
    visitor.page.locator(f"[data-person='{person.pk}']").wait_for()
    visitor.goes_to("/accounts/me/")
    visitor.confirms("Part it")
    visitor.fills("Password", factories.PASSWORD)
    visitor.presses("Go on")
    assert not SocialAccount.objects.exists()


def test_who_turns_back_there_can_sign_in_here(site, visitor, transactional_db):
    goes_there(visitor)
    visitor.page.get_by_role("button", name="Deny", exact=True).click()

    visitor.page.wait_for_url("**/accounts/login/**")
    visitor.page.get_by_role("alert").first.wait_for(state="attached")
    visitor.looks()
    assert not SignIn.objects.exists()


def test_a_server_that_does_not_answer_is_told(client, transactional_db):
    nowhere = "http://localhost:9"
    app = {"provider_id": "office", "client_id": "x", "secret": "x", "settings": {"server_url": nowhere}}
    with override_settings(
        OIDC_SERVER_URL=nowhere, SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}}
    ):
        response = client.post("/accounts/sign-on/oidc/office/login/", follow=True)

    assert str(sign_on.SILENT) in response.content.decode()
