"""Setting up the second step of the sign-in, and signing in with it, at a browser."""

import time

import pytest
from allauth.mfa.totp.internal import auth

from tests import factories
from tests.journeys.visitor import SIZES, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_second_step_is_set_up_and_asked_for(open_page, transactional_db, size):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")
    visitor = Visitor(open_page(*size), size[0])
    visitor.signs_in(person.username)
    visitor.goes_to("/accounts/2fa/")
    visitor.follows("Set it up")
    visitor.fills("Password", factories.PASSWORD)
    visitor.presses("Go on")

    secret = visitor.page.locator("code").inner_text()
    visitor.fills("Code", _now(secret))
    visitor.presses("Set it up")
    codes = visitor.page.locator("li > code").all_inner_texts()
    visitor.goes_to("/accounts/logout/")
    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.signs_in(person.username)
    visitor.fills("Code", codes[0])
    visitor.presses("Sign in")

    visitor.page.locator(f"[data-person='{person.pk}']").wait_for()
    visitor.goes_to("/accounts/2fa/")
    visitor.reads("set up")


def _now(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
