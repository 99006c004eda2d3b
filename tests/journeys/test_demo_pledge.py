"""The demo's pledge of 2024: settled, signed by all six heads at a browser, and checked by other programs."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from blocs.models import Pledge
from emulation.models import User
from tests.blocs.parallel import at_once
from tests.documents import other_programs
from tests.documents.reading import words_of
from tests.journeys.visitor import SIZES, Visitor, said

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE, TELEPHONE = SIZES
CAST = json.loads(
    (Path(__file__).resolve().parents[2] / "emulation/demo/people.json").read_text(encoding="utf-8")
)
PLEDGE = "/blocs/mttq-ctxh/2024/pledge/"
BOARD = f"{PLEDGE}signing/"
MEMBERS = ("td", "mttq", "ldld", "hnd", "pn", "ccb")


@pytest.fixture
def demo(transactional_db):
    with override_settings(DEBUG=True):
        at_once(lambda: call_command("demo", no_serve=True))  # on a thread without the browser's loop


@pytest.fixture
def signed_in(demo, visitor):
    """signed_in(name, size): somebody of the demo at a browser, with its password."""

    def at_browser(name, size):
        return visitor(User.objects.get(username=name), size, password=CAST["password"])

    return at_browser


def test_all_six_sign_and_other_programs_find_every_signature_valid(signed_in, open_page, tmp_path, capsys):
    leader = signed_in("td.lanhdao", OFFICE)
    _settles(leader)
    _has_it_signed(leader)
    for place, code in enumerate(MEMBERS):
        size = TELEPHONE if place % 2 else OFFICE
        _signs(leader if code == "td" else signed_in(f"{code}.lanhdao", size), code)

    leader.goes_to(BOARD)
    leader.page.get_by_text("6/6").first.wait_for()
    pledge = Pledge.objects.get(season__bloc__code="mttq-ctxh", season__year=2024)
    assert (pledge.status, pledge.paper.signing.state) == (Pledge.Status.IN_FORCE, "sealed")
    signed, sealed = (
        pledge.paper.signing.revisions.get(kind=kind, seq=seq).content()
        for kind, seq in (("signed", 6), ("sealed", 7))
    )
    _is_valid_for_poppler(signed, sealed)
    assert _verified(signed, tmp_path, capsys) == ("current", True, [True] * 7)
    assert _verified(sealed, tmp_path, capsys) == ("current", True, [True] * 7)
    for file in (signed, sealed):
        _keeps_to_the_standards(file)
        _says_everything(file)
    _leads_to_its_page(Visitor(open_page(*TELEPHONE), TELEPHONE[0]), sealed, pledge.paper)


def _settles(leader):
    leader.goes_to(PLEDGE)
    leader.follows("Settle the text")
    leader.fills(
        "Why the text is settled although comments are unanswered",
        "Các ý kiến đã được trao đổi và thống nhất tại hội nghị.",
    )
    leader.presses("Yes, settle the text")


def _has_it_signed(leader):
    leader.goes_to(PLEDGE)
    leader.follows("Have it signed online")
    leader.presses("Yes, have it signed")
    leader.page.get_by_text("0/6").first.wait_for()


def _signs(head, code):
    """From the start page on, as a link in a letter would lead there."""
    head.goes_to("/")
    head.follows("Read and sign")
    head.page.get_by_text("Hội viên, đoàn viên được tuyên truyền").first.wait_for()
    head.page.get_by_label(said("I have read the whole paper and agree with it.")).check()
    head.fills("PIN", CAST["pin"])
    head.presses("Sign the pledge")
    assert f"/{code}/receipt/" in head.page.url


def _is_valid_for_poppler(signed, sealed):
    verdicts, whole = other_programs.pdfsig(signed)
    assert list(verdicts.values()) == [other_programs.VALID] * 7  # of the site and of six heads
    assert whole == 1

    verdicts, whole = other_programs.pdfsig(sealed)
    del verdicts["DauThoiGian1"]  # the archive's time-stamp of the whole file, which poppler does not judge
    assert list(verdicts.values()) == [other_programs.VALID] * 7
    assert whole == 1


def _verified(file, tmp_path, capsys):
    """The verdict of the command, whether it ended well, and what it says of each signature."""
    path = tmp_path / "giao-uoc.pdf"
    path.write_bytes(file)
    (ended,) = at_once(lambda: _ending(path))
    told = json.loads(capsys.readouterr().out)
    assert told["valid"] == (ended == 0)
    assert told["problems"] == []
    return told["verdict"], told["valid"], [signature["valid"] for signature in told["signatures"]]


def _ending(path):
    try:
        call_command("verify_paper", str(path), json=True)
    except SystemExit as ended:
        return ended.code
    return 0


def _keeps_to_the_standards(file):
    assert other_programs.broken_rules(file, "3a") <= other_programs.OF_SEVERAL_SIGNATURES
    assert other_programs.broken_rules(file, "ua1") == set()


def _says_everything(file):
    words = words_of(file)
    missing = [head.full_name for head in _heads() if words.count(head.full_name) < 2]  # printed, and signed
    assert missing == []
    for beginning in ("Hội viên, đoàn viên được tuyên truyền", "Ký số:", "GIAO ƯỚC THI ĐUA"):
        assert beginning in words


def _heads():
    return User.objects.filter(username__in=[f"{code}.lanhdao" for code in MEMBERS])


def _leads_to_its_page(stranger, file, paper):
    """From the printed copy, by its QR code, without signing in."""
    (link,) = other_programs.qr_codes(file)
    assert link == settings.SITE_ADDRESS + paper.get_absolute_url()
    stranger.goes_to(urlsplit(link).path)
    stranger.reads("Sealed with the evidence of all signatures and an archive time-stamp.")
    shown = stranger.page.get_by_role("main").inner_text()
    assert paper.code_text in shown
    assert [head.full_name for head in _heads() if head.full_name not in shown] == []
