"""At the door: a wrong password, too many of them, a new one by mail, and out again."""

import re

import pytest
from django.core import mail

from tests import factories
from tests.journeys.visitor import SIZES, Visitor, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(transactional_db):
    return factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "officer")


@pytest.fixture
def guest(open_page):
    return Visitor(open_page(), 1366)


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_wrong_password_is_told_and_the_name_stays(open_page, person, size):
    guest = Visitor(open_page(*size), size[0])

    guest.signs_in(person.username, "sai-mat-khau")

    guest.reads("The username and/or password you specified are not correct.")
    assert guest.page.get_by_label(said("Username or e-mail")).input_value() == person.username
    guest.fills("Password", factories.PASSWORD)
    guest.presses("Sign in")
    assert guest.page.url.endswith("/")
    guest.page.locator(f"[data-person='{person.pk}']").wait_for()


def test_who_came_for_a_page_is_led_to_it_after_the_sign_in(guest, person):
    guest.goes_to("/blocs/?kind=bloc")
    guest.fills("Username or e-mail", person.email)
    guest.fills("Password", factories.PASSWORD)
    guest.presses("Sign in")

    assert guest.page.url.endswith("/blocs/?kind=bloc")


def test_too_many_wrong_passwords_close_the_door_for_a_while(guest, person):
    for _attempt in range(5):
        guest.signs_in(person.username, "sai-mat-khau")

    guest.signs_in(person.username)

    guest.reads("Too many failed login attempts. Try again later.")
    guest.goes_to("/blocs/")
    assert "/accounts/login/" in guest.page.url


def test_a_new_password_by_mail(guest, person):
    guest.goes_to("/accounts/login/")
    guest.follows("Forgot your password?")
    guest.page.get_by_role("textbox").fill(person.email)
    guest.page.get_by_role("main").get_by_role("button").first.click()
    guest.looks()
    (letter,) = mail.outbox
    address = re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)

    guest.goes_to(address)
    guest.fills("New Password", "một câu dài dễ nhớ")
    guest.fills("New Password (again)", "một câu dài dễ nhớ")
    guest.page.get_by_role("main").get_by_role("button").first.click()
    guest.looks()
    guest.signs_in(person.username, "một câu dài dễ nhớ")

    guest.page.locator(f"[data-person='{person.pk}']").wait_for()


def test_out_again_with_nothing_left_to_see(guest, person):
    guest.signs_in(person.username)
    guest.page.locator(".topbar__person summary").click()
    guest.presses("Sign out")

    guest.page.go_back()
    guest.page.reload()

    assert "/accounts/login/" in guest.page.url
