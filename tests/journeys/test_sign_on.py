"""Signing on by an OpenID Connect server that runs beside the site."""

import re
from urllib.parse import urlsplit

import httpx
import oidc_provider_mock
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import override_settings

from emulation import csp, sign_on
from emulation.models import SignIn, User
from tests import factories
from tests.journeys.visitor import SIZES, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server():
    with oidc_provider_mock.run_server_in_thread(require_client_registration=False) as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def site(server):
    """The site, told of that server as its environment would."""
    app = {
        "provider_id": "office",
        "name": "Cổng của tỉnh",
        "client_id": "thi-dua",
        "secret": "only-for-tests",
        "settings": {"server_url": server},
    }
    with override_settings(
        OIDC_SERVER_URL=server,
        OIDC_NAME="Cổng của tỉnh",
        SOCIALACCOUNT_PROVIDERS={"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}},
        CONTENT_SECURITY_POLICY=csp.with_sign_on(csp.POLICY, server),
    ):
        yield server


def knows(server, subject, **claims):
    """The server's own account of somebody."""
    httpx.put(f"{server}/users/{subject}", json=claims).raise_for_status()


def goes_there(visitor):
    visitor.goes_to("/accounts/login/")
    visitor.presses_there("Sign in with %(sign_on)s", sign_on="Cổng của tỉnh")


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
    page = open_page()
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))  # the server has none
    page.route(
        re.compile("^https:"), lambda route: route.fulfill(status=200, content_type="text/css")
    )  # its look
    return Guest(page, SIZES[0][0])


def test_a_verified_address_is_matched_once_and_then_known_by_its_name(site, visitor, transactional_db):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")
    knows(site, "nv-77", email=person.email, email_verified=True)

    signs_on(visitor, "nv-77")

    visitor.page.locator(f"[data-person='{person.pk}']").wait_for()
    assert SocialAccount.objects.get().user == person
    assert SignIn.objects.get().way == "provider"
    knows(site, "nv-77", email="khac@example.vn", email_verified=True)  # the address moves on
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
    knows(site, "nv-1", **(claims | {"email": person.email} if claims.get("email") == "MINE" else claims))

    signs_on(visitor, "nv-1")

    visitor.page.get_by_text(str(sign_on.STRANGER)).first.wait_for()
    assert urlsplit(visitor.page.url).path == "/accounts/login/"
    assert list(User.objects.all()) == [person]
    assert not SocialAccount.objects.exists()
    assert not SignIn.objects.exists()


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
