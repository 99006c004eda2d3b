"""Somebody new in office: the administrator opens the account, and the person signs in by the mail."""

import re

import pytest
from django.core import mail

from blocs.models import Mandate
from emulation.models import User
from tests import factories
from tests.journeys.visitor import SIZES, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "một câu dài dễ nhớ"


@pytest.fixture
def administrator(province):
    member = factories.organisation("Hội Nông dân tỉnh Tuyên Quang", code="hnd", province=province)
    factories.season(factories.bloc(province=province), [member, factories.organisation(province=province)])
    agency = factories.organisation("Sở Nội vụ tỉnh Tuyên Quang", code="snv", province=province)
    return factories.someone(agency, "administrator")


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_from_an_empty_account_to_the_page_of_the_bloc(visitor, open_page, administrator, size):
    clerk = visitor(administrator, size)
    _opens_the_account(clerk)
    _gives_the_mandate(clerk)
    clerk.presses("Send the mail for choosing a password")

    newcomer = Visitor(open_page(*size), size[0])
    _chooses_a_password(newcomer)
    newcomer.signs_in("tran.binh", PASSWORD)
    newcomer.goes_to("/blocs/khoi-thu/2026/")

    newcomer.page.get_by_role("main").get_by_text("Hội Nông dân tỉnh Tuyên Quang").first.wait_for()


def _opens_the_account(clerk):
    clerk.goes_to("/people/")
    clerk.follows("New account")
    clerk.fills("Full name", "Trần Thị Bình")
    clerk.fills("User name", "tran.binh")
    clerk.fills("E-mail", "binh@example.vn")
    clerk.presses("Save")


def _gives_the_mandate(clerk):
    clerk.follows("Give a mandate")
    clerk.chooses("Organisation", label="Hội Nông dân tỉnh Tuyên Quang")
    clerk.chooses("Role", "officer")
    clerk.fills("Title as printed", "Chuyên viên")
    clerk.fills("From", "01/01/2026")
    clerk.presses("Save")
    mandate = Mandate.objects.get(user=User.objects.get(username="tran.binh"))
    assert (mandate.organisation.code, mandate.role) == ("hnd", "officer")


def _chooses_a_password(newcomer):
    (letter,) = mail.outbox
    assert letter.to == ["binh@example.vn"]
    newcomer.goes_to(re.search(r"https?://[^/]+(/\S+)", letter.body).group(1))
    newcomer.fills("New Password", PASSWORD)
    newcomer.fills("New Password (again)", PASSWORD)
    with newcomer.page.expect_navigation():
        newcomer.page.get_by_role("main").get_by_role("button").first.click()
    newcomer.looks()
