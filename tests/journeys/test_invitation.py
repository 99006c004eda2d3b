"""From the invitation in a mail to the first sign-in: an administrator and a newcomer, each at a browser."""

import re

import pytest
from django.core import mail

from blocs.models import Organisation
from emulation.models import User
from tests import factories
from tests.journeys.visitor import SIZES, Visitor, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "một câu dài dễ nhớ"


@pytest.fixture
def administrator(standing):
    return factories.someone(standing.mandates.get().organisation, "administrator")


def link():
    return re.search(r"https?://[^/]+(/invitations/\S+)", mail.outbox[-1].body).group(1)


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_from_the_invitation_to_the_first_sign_in(visitor, open_page, administrator, size):
    admin = visitor(administrator, size)
    _invites(admin)

    newcomer = Visitor(open_page(*size), size[0])
    newcomer.goes_to(link())
    _opens_the_account(newcomer)
    newcomer.signs_in("moi@example.vn", PASSWORD)

    person = User.objects.get(email="moi@example.vn")
    newcomer.page.locator(f"[data-person='{person.pk}']").wait_for()
    assert person.phone == "0912 345 678"
    admin.goes_to("/people/")
    assert admin.page.get_by_text(said("Invitations that wait")).count() == 0
    newcomer.goes_to(link())
    newcomer.reads("This invitation has been used. Sign in with your e-mail and the password you chose.")


def test_a_link_sent_anew_and_one_withdrawn(visitor, open_page, administrator):
    admin = visitor(administrator, SIZES[0])
    _invites(admin)
    old = link()
    guest = Visitor(open_page(*SIZES[1]), SIZES[1][0])

    row = admin.page.locator(
        "tr", has_text="moi@example.vn"
    )  # above it a button for several says nearly the same
    row.get_by_role("button", name=said("Send again")).click()
    admin.reads("The mail was sent a moment ago.")
    admin.confirms("Withdraw")
    admin.reads("The invitation is withdrawn; its link no longer works.")

    guest.goes_to(old)
    guest.reads("This invitation was withdrawn. Ask the administrator if you still need an account.")


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_head_is_replaced_by_somebody_who_is_invited(visitor, administrator, size):
    office = factories.organisation("Tỉnh Đoàn", code="td", province=Organisation.objects.get().province)
    head = factories.someone(office, "head")
    admin = visitor(administrator, size)
    admin.goes_to(office.get_absolute_url())
    admin.follows("Replace the head")

    admin.fills("Title as printed", "Bí thư")
    admin.presses("Save")
    admin.reads("Choose an account above, or fill this in to invite the person.")
    admin.fills("Full name", "Lê Thị Mời")
    admin.fills("E-mail", "moi@example.vn")
    admin.presses("Save")

    admin.reads("The new head is invited; the mandate begins when the invitation is accepted.")
    assert head.mandates.get().ends is not None
    assert mail.outbox[-1].to == ["moi@example.vn"]


def _invites(admin):
    admin.goes_to("/people/")
    admin.follows("Invite somebody")
    admin.fills("Full name", "Lê Thị Mời")
    admin.fills("E-mail", "moi@example.vn")
    admin.chooses("Organisation", str(Organisation.objects.get(code="snv").pk))
    admin.chooses("Role", "officer")
    admin.fills("Title as printed", "Chuyên viên")
    admin.presses("Send the invitation")
    admin.reads("Invitations that wait")


def _opens_the_account(newcomer):
    newcomer.fills("Phone", "0912 345 678")
    newcomer.fills("Choose a password", PASSWORD)
    newcomer.fills("The password once more", "khác hẳn")
    newcomer.presses("Open the account")
    newcomer.reads("The two passwords differ. Type the same one twice.")
    newcomer.fills("Choose a password", PASSWORD)
    newcomer.fills("The password once more", PASSWORD)
    newcomer.presses("Open the account")
