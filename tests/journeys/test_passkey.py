"""A passkey is added, signs in, and opens the signing key, at a browser with an authenticator of its own."""

import pytest

from blocs.services import papers
from documents.models import PasskeyUnlock, SignatureRequest
from emulation.models import SignIn
from tests import factories
from tests.documents import signing_cast as cast
from tests.journeys.visitor import SIZES, Visitor, said

TELEPHONE = SIZES[1]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_passkey_signs_in_without_a_password(open_page, transactional_db, size):
    person = factories.someone(factories.organisation("Tỉnh Đoàn Thử Nghiệm"), "head")
    visitor = Visitor(open_page(*size), size[0])
    _gives_authenticator(visitor.page)
    visitor.signs_in(person.username)
    visitor.goes_to("/accounts/me/")
    visitor.follows("Second step and passkeys")
    _adds_a_passkey(visitor)
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


@pytest.fixture
def paper(province):
    """The list of members, which its head is asked to sign, with a certificate."""
    members = [
        factories.organisation(f"Trường THPT {name}", short_name=name, code=code, province=province)
        for name, code in (("Y La", "y-la"), ("Sơn Nam", "son-nam"))
    ]
    season = factories.season(factories.bloc(province=province), members)
    cast.enrol(factories.someone(members[0], "head", title="Hiệu trưởng"))
    return papers.have_signed("members", season, by=factories.someone(members[0], "officer"))


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_passkey_opens_the_signing_key(visitor, paper, size):
    head = visitor(paper.signing.signers.get().user, size)
    _gives_authenticator(head.page)
    head.goes_to("/certificate/")
    head.follows("Unlock with a passkey as well")
    _adds_a_passkey(head)
    head.goes_to("/certificate/passkeys/")
    head.fills("PIN", cast.PIN)
    head.presses("Let a passkey open my key")
    head.reads("These passkeys open your key")

    head.goes_to(f"/papers/{paper.code}/sign/")
    head.page.get_by_label(said("I have read the whole paper and agree with it.")).check()
    head.presses("Sign with the passkey")

    head.reads("Receipt of your signature")
    (request,) = SignatureRequest.objects.all()
    assert request.state == SignatureRequest.State.SEALED


def test_a_passkey_that_gives_no_secret_leaves_the_pin(visitor, paper):
    head = visitor(paper.signing.signers.get().user, TELEPHONE)
    _gives_authenticator(head.page, prf=False)
    head.goes_to("/certificate/passkeys/")
    _adds_a_passkey(head)
    head.goes_to("/certificate/passkeys/")
    head.fills("PIN", cast.PIN)

    head._named(head.page, "button", "Let a passkey open my key", {}).click()

    head.page.locator("[data-passkey-said=mute]").wait_for()
    head.looks()
    assert head.page.get_by_label("PIN").input_value() == cast.PIN  # nothing typed is lost
    assert not PasskeyUnlock.objects.exists()


def _adds_a_passkey(visitor):
    visitor.follows("Add a passkey")
    visitor.fills("Password", factories.PASSWORD)
    visitor.presses("Go on")
    visitor.fills("Name of the passkey", "Máy cơ quan")
    visitor.presses("Add the passkey")


def _gives_authenticator(page, *, verified=True, prf=True):
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "hasPrf": prf,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
