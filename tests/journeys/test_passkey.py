"""A passkey is added and signs in, at a browser with an authenticator of its own."""

import pytest

from emulation.models import SignIn
from tests import factories
from tests.journeys.visitor import SIZES, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_passkey_signs_in_without_a_password(open_page, transactional_db, size):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "head")
    visitor = Visitor(open_page(*size), size[0])
    _gives_authenticator(visitor.page)
    visitor.signs_in(person.username)
    visitor.goes_to("/accounts/me/")
    visitor.follows("Second step and passkeys")
    visitor.follows("Add a passkey")
    visitor.fills("Password", factories.PASSWORD)
    visitor.presses("Go on")
    visitor.fills("Name of the passkey", "Máy cơ quan")
    visitor.presses("Add the passkey")
    visitor.goes_to("/accounts/2fa/")
    visitor.page.get_by_text("Máy cơ quan").first.wait_for()

    visitor.goes_to("/accounts/logout/")
    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.page.wait_for_url("**/accounts/login/**")
    visitor.goes_to("/accounts/login/")
    visitor.presses("Sign in with a passkey")

    visitor.page.locator(f"[data-person='{person.pk}']").wait_for()
    assert [row.way for row in SignIn.objects.filter(user=person)] == ["passkey", "password"]


def test_a_refused_passkey_is_told_at_the_button(open_page, transactional_db):
    visitor = Visitor(open_page(), SIZES[0][0])
    _gives_authenticator(visitor.page, verified=False)
    visitor.goes_to("/accounts/login/")

    visitor._named(visitor.page, "button", "Sign in with a passkey", {}).click()

    visitor.reads("That did not work, or was cancelled. Try again, or sign in another way.")
    visitor.looks()


def _gives_authenticator(page, *, verified=True):
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
