"""Files that were tampered with, as the page and the command that verify papers see them."""

import json
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from documents.services import authority, certificates, signing, verification
from documents.services.verification import Kind
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast

FOUND = {
    attacks.byte_changed: "BROKEN_SIGNATURE",
    attacks.page_content_replaced: "CHANGED_AFTER_SIGNING",
    attacks.annotation_added: "CHANGED_AFTER_SIGNING",
    attacks.pages_swapped: "CHANGED_AFTER_SIGNING",
    attacks.value_removed: "SIGNATURE_REMOVED",
    attacks.field_removed: "SIGNATURE_REMOVED",
    attacks.hidden_field_by_a_rogue: "FOREIGN_SIGNATURE",
    attacks.stranger_with_the_same_names: "FOREIGN_SIGNATURE",
    attacks.bytes_after_the_end: "ADDED_AFTER_SIGNING",
    attacks.rewritten_by_qpdf: "BROKEN_SIGNATURE",
}


@pytest.fixture
def pledge(state, db):
    """Three of five have signed; the fourth is waited for."""
    users = cast.people(5)
    request = cast.request_of(users, state)
    signers = list(request.signers.select_related("user", "request__paper"))
    for signer in signers[:3]:
        signing.sign(signer, by=signer.user, pin=cast.PIN)
    request.refresh_from_db()
    waited = signers[3]
    material = attacks.Material(
        head=request.newest().content(),
        field=waited.slot,
        signed_field=signers[1].slot,
        signer=certificates.open_key(waited.user, cast.PIN).signer,
        other=certificates.open_key(users[4], cast.PIN).signer,
        clock=authority.current().own_clock,
        earlier=request.revisions.get(seq=2).content(),
    )
    return SimpleNamespace(request=request, material=material, users=users)


def test_no_attacked_file_passes_for_ours(pledge):
    looks = {attack: verification.look_at(attack(pledge.material)) for attack in attacks.ON_SIGHT}

    taken = {
        attack.__name__: look.kind
        for attack, look in looks.items()
        if look.good or look.kind not in (Kind.CHANGED, Kind.UNREADABLE)
    }
    assert taken == {}
    unnamed = {
        attack.__name__: looks[attack].problems
        for attack, code in FOUND.items()
        if code not in looks[attack].problems or looks[attack].paper != pledge.request.paper
    }
    assert unnamed == {}


def test_a_file_with_fewer_signatures_is_said_to_be_older(pledge):
    look = verification.look_at(attacks.rollback(pledge.material))

    assert (look.kind, look.paper) == (Kind.OLDER, pledge.request.paper)
    assert not look.good


def ask(path, capsys):
    """The exit code of the command, and what it says as JSON."""
    try:
        call_command("verify_paper", str(path), json=True)
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, json.loads(capsys.readouterr().out)


def test_the_command_tells_programs_what_a_file_is(pledge, tmp_path, capsys):
    files = {
        "signing": pledge.material.head,
        "older": pledge.material.earlier,
        "changed": attacks.annotation_added(pledge.material),
        "unreadable": b"%PDF-1.7 nothing",
    }
    said = {}
    for name, content in files.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        code, told = ask(path, capsys)
        assert told["verdict"] == name
        said[name] = (code, told["valid"], len(told["signatures"]))

    assert said == {
        "signing": (0, True, 4),
        "older": (1, False, 3),
        "changed": (1, False, 4),
        "unreadable": (2, False, 0),
    }
    assert ask(tmp_path / "missing.pdf", capsys)[0] == 2


def test_a_superseded_paper_is_said_to_be_so(pledge, state, tmp_path, capsys):
    content = pledge.material.head
    cast.request_of(pledge.users, state, supersedes=pledge.request.paper, reason="Sửa chỉ tiêu")
    path = tmp_path / "cu.pdf"
    path.write_bytes(content)

    code, told = ask(path, capsys)

    assert (code, told["verdict"], told["paper"]["state"]) == (1, "superseded", "superseded")


def test_a_file_of_others_that_is_signed_well_is_not_ours(pledge, tmp_path, capsys):
    material, trust = attacks.material_without_database()
    cast.believe("CA thử nghiệm", trust)
    path = tmp_path / "khac.pdf"
    path.write_bytes(attacks.properly(material))

    code, told = ask(path, capsys)

    assert (code, told["verdict"], told["ours"]) == (1, "foreign_signed", False)
    assert {signature["trusted_by"] for signature in told["signatures"]} == {"CA thử nghiệm"}


def test_a_file_of_others_whose_authority_is_unknown_does_not_hold(pledge, tmp_path, capsys):
    material, _trust = attacks.material_without_database()
    path = tmp_path / "khac.pdf"
    path.write_bytes(attacks.properly(material))

    code, told = ask(path, capsys)

    assert (code, told["verdict"]) == (1, "foreign_broken")
    assert set(told["problems"]) == {"UNTRUSTED"}
