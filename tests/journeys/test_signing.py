"""The pledge signed by all: by PIN on a telephone, with a token, and declined; checked by other programs."""

import subprocess

import pytest
from django.core.management import call_command
from django.utils import timezone

from blocs.models import Organisation, Pledge
from blocs.services import pledges
from documents.models import Paper, SignatureRequest
from tests import factories
from tests.blocs.parallel import at_once
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast
from tests.documents.signing_service import believed
from tests.journeys.visitor import SIZES, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES
BOARD = "/blocs/khoi-thu/2026/pledge/signing/"


@pytest.fixture
def members(province):
    return [
        factories.organisation(f"Trường THPT {name}", short_name=name, code=code, province=province)
        for name, code in (("Y La", "y-la"), ("Sơn Nam", "son-nam"), ("Hàm Yên", "ham-yen"))
    ]


@pytest.fixture
def heads(members, province):
    """Of three schools whose pledge is settled; the second has a token, the third no certificate yet."""
    season = factories.season(factories.bloc(province=province), members)
    heads = [factories.someone(member, "head", title="Hiệu trưởng") for member in members]
    made = pledges.start(season, by=heads[0])
    pledges.lines.add_item(made, section="content", text="Dạy tốt, học tốt.", by=heads[0])
    pledges.open_for_comments(made, by=heads[0])
    pledges.agree(made, by=heads[0])
    cast.enrol(heads[0])
    return heads


def test_all_sign_each_in_their_way_and_everybody_can_check_it(
    visitor, heads, members, province, tmp_path, capsys
):
    leader = visitor(heads[0], OFFICE)
    _has_it_signed(leader)
    _signs(leader, "y-la")

    with_token = visitor(heads[1], OFFICE)
    _signs_with_a_token(with_token, heads[1], tmp_path)

    administrator = visitor(factories.someone(members[0], "administrator"), OFFICE)
    administrator.goes_to(f"/people/{heads[2].pk}/certificate/")
    administrator.fills("Paper that names this person head", "15/QĐ-UBND")
    administrator.presses("Approve a certificate")
    on_telephone = visitor(heads[2], TELEPHONE)
    _makes_a_certificate(on_telephone)
    on_telephone.goes_to("/")
    on_telephone.follows("Read and sign")
    _signs(on_telephone, "ham-yen")

    leader.page.get_by_text("3/3").wait_for()  # the board follows by itself
    assert Pledge.objects.get().status == Pledge.Status.IN_FORCE
    paper = Paper.objects.get()
    _is_valid_for_other_programs(paper, tmp_path, capsys)
    leader.goes_to(f"/verify/{paper.code}/")
    leader.reads("Sealed with the evidence of all signatures and an archive time-stamp.")


def _has_it_signed(leader):
    leader.goes_to("/blocs/khoi-thu/2026/pledge/")
    leader.follows("Have it signed online")
    leader.fills("Last day for signing", f"{timezone.localdate():%d/%m/%Y}")
    leader.presses("Yes, have it signed")
    leader.reads("Not opened yet")


def _signs(head, code):
    head.goes_to(f"{BOARD}{code}/sign/")
    head.page.get_by_text("Dạy tốt, học tốt.").wait_for()
    head.page.get_by_label(said("I have read the whole paper and agree with it.")).focus()
    head.page.keyboard.press("Space")
    head.fills("PIN", "sai-ma-pin")
    head.presses("Sign the pledge")
    assert "/sign/" in head.page.url
    head.page.locator("#id_pin.is-invalid").wait_for()
    head.fills("PIN", cast.PIN)
    with head.page.expect_navigation():
        head.page.keyboard.press("Enter")
    head.looks()
    head.reads("Receipt of your signature")
    head.follows("See who has signed")


def _signs_with_a_token(head, user, tmp_path):
    (token,) = at_once(lambda: cast.token_of(user.full_name))
    head.goes_to(f"{BOARD}son-nam/token/")
    signed = _signed_with(token, _downloaded(head))
    for brought in (signed[:-400] + b" " * 400, signed):
        _brings(head, brought)
    head.reads("Receipt of your signature")


def _downloaded(head):
    with head.page.expect_download() as download:
        head.page.get_by_role("button", name=said("Download the file to sign")).click()
    return download.value.path().read_bytes()


def _signed_with(token, content):
    """By a program of one's own; on a thread of its own, beside the event loop of the browser."""
    slot = SignatureRequest.objects.get().signers.get(party=f"organisation:{_member('son-nam').pk}").slot
    (signed,) = at_once(
        lambda: attacks.appending.sign(content, slot, signer=token.signer, clock=token.clock, reason="Đồng ý")
    )
    return signed


def _member(code):
    return Organisation.objects.get(code=code)


def _brings(head, content):
    head.page.locator("input[type=file]").set_input_files(
        {"name": "giao-uoc.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    head.presses("Check and hand in")


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_token_of_an_authority_counts_once_the_site_trusts_it(visitor, heads, size):
    leader = visitor(heads[0], OFFICE)
    _has_it_signed(leader)
    ((token, trust),) = at_once(lambda: _token_of_a_stranger(heads[1].full_name))
    head = visitor(heads[1], size)
    head.goes_to("/")
    head.follows("Read and sign")
    head.follows("Sign with a token of your own instead")
    signed = _signed_with(token, _downloaded(head))

    _brings(head, signed)
    head.reads(
        "The certificate was issued by an authority that is not trusted here: %(detail)s.", detail="CA thử"
    )
    assert SignatureRequest.objects.get().newest().kind == "certified"

    at_once(lambda: cast.believe("CA công cộng thử", trust))
    _brings(head, signed)

    head.reads("Receipt of your signature")
    head.page.get_by_text("CA công cộng thử").first.wait_for()
    assert SignatureRequest.objects.get().newest().content() == signed


def _token_of_a_stranger(name):
    return attacks.material_without_database(pledge=False, name=name)


@pytest.fixture
def service(heads, tmp_path, settings):
    """Of remote signing; it has the key of the second head."""
    with believed(tmp_path, heads[1].full_name, settings) as application:
        yield application


@pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")  # the dummy's
@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_a_key_at_a_remote_service_signs(service, visitor, heads, size):
    leader = visitor(heads[0], OFFICE)
    _has_it_signed(leader)
    head = visitor(heads[1], size)
    head.goes_to("/")
    head.follows("Read and sign")
    head.follows("Sign with a key at a signing service instead")
    head.page.get_by_label(said("I have read the whole paper and agree with it.")).check()
    head.fills("Name of your key at the service", "remote/nobody")
    head.fills("PIN of your key at the service", "123456")
    head.presses("Sign at the service")
    head.reads("The signing service cannot be reached. Nothing was signed; please try again.")

    head.fills("Name of your key at the service", "remote/person")
    head.fills("PIN of your key at the service", "123456")
    head.presses("Sign at the service")

    head.reads("Receipt of your signature")
    head.page.get_by_text("CA từ xa").first.wait_for()


def _makes_a_certificate(head):
    head.goes_to("/certificate/")
    head.follows("Choose the PIN")
    head.fills("New PIN", cast.PIN)
    head.fills("The same PIN again", cast.PIN)
    head.presses("Make my certificate")
    head.reads("You can sign papers")


def _is_valid_for_other_programs(paper, tmp_path, capsys):
    path = tmp_path / "giao-uoc.pdf"
    path.write_bytes(paper.signing.newest().content())
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True).stdout
    assert told.count("Signature Validation: Signature is Valid.") == 4  # of the site's seal and three heads
    assert "Mismatch" not in told
    assert at_once(lambda: call_command("verify_paper", str(path))) == [None]
    listed = capsys.readouterr().out
    assert paper.code_text in listed
    assert listed.count(f"  {said('Valid')}: ") == 4


@pytest.mark.parametrize("size", SIZES, ids=["office", "telephone"])
def test_one_declines_and_the_leader_goes_on_without(visitor, heads, size):
    leader = visitor(heads[0], OFFICE)
    _has_it_signed(leader)
    _signs(leader, "y-la")
    other = visitor(heads[2], size)
    other.goes_to("/")
    other.follows("Read and sign")
    other.reads("You have no certificate for signing yet.")
    other.follows("I do not sign: decline with a reason")
    other.fills("Why you do not sign", "Chưa thống nhất chỉ tiêu.")
    other.presses("Yes, I decline")
    other.page.get_by_text("Chưa thống nhất chỉ tiêu.").first.wait_for()

    leader.goes_to(BOARD)
    leader.follows("Go on without them")
    leader.fills("Reason", "Hội nghị thống nhất ký tiếp.")
    leader.presses("Yes, go on")
    cast.enrol(heads[1])
    _signs(visitor(heads[1], size), "son-nam")

    assert Pledge.objects.get().status == Pledge.Status.IN_FORCE


def test_the_screen_and_the_stop(visitor, heads):
    leader = visitor(heads[0], OFFICE)
    _has_it_signed(leader)
    leader.follows("Show on a screen")
    leader.page.get_by_text("0/3").wait_for()
    leader.goes_to(BOARD)
    leader.follows("Stop the signing")
    leader.fills("Reason", "Sai số liệu.")
    leader.presses("Yes, stop it")
    leader.reads("The signing is stopped. The text is open for comments again.")
    assert [made.status for made in Pledge.objects.order_by("version")] == ["void", "comment"]
