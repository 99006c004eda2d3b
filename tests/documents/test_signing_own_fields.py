"""Papers that are open for signing programs which place a field of their own."""

from hashlib import sha256
from types import SimpleNamespace

import pytest
from django.utils import timezone

from documents.models import SignatureEvent
from documents.rules.rejections import Rejection
from documents.services import signing, verification
from documents.signing import acceptance, appending, checking
from documents.signing.reading import Rejected
from tests.documents import other_programs, own_fields
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast

UNNAMED = {"PDFUA1-WIDGET-FORM-TAG-001", "PDFUA1-FORM-FIELD-TU-ALT-001"}


@pytest.fixture(scope="module")
def pledge():
    return attacks.material_without_database(certify=False)


def accept(pledge, content, *, open_=True, before=None):
    material, trust = pledge
    return acceptance.accept(
        before or material.head,
        content,
        material.field,
        {sha256(material.signer.signing_cert.dump()).hexdigest()},
        trust,
        now=timezone.now(),
        uploaded=True,
        own_field=open_,
    )


@pytest.mark.parametrize("made", [own_fields.signed, own_fields.unseen, attacks.properly])
def test_one_field_of_the_program_in_the_room_is_taken_as_the_one_that_is_there(pledge, made):
    content = made(pledge[0])

    accepted = accept(pledge, content)

    assert accepted.field == (pledge[0].field if made is attacks.properly else own_fields.NAME)
    verdicts, whole = other_programs.pdfsig(content)
    assert (set(verdicts.values()), whole) == ({other_programs.VALID}, 1)
    assert checking.check(content, pledge[1]).good


def test_in_a_certified_paper_it_is_not(pledge):
    with pytest.raises(Rejected) as rejected:
        accept(pledge, own_fields.signed(pledge[0]), open_=False)

    assert rejected.value.code == "FIELD_SET_CHANGED"


@pytest.mark.parametrize("attack", own_fields.REFUSED, ids=lambda attack: attack.__name__)
def test_nothing_else_comes_along_with_it(pledge, attack):
    with pytest.raises(Rejected) as rejected:
        accept(pledge, attack(pledge[0]))

    assert rejected.value.code in own_fields.REFUSED[attack].split("|")


@pytest.mark.parametrize("attack", attacks.ON_UPLOAD, ids=lambda attack: attack.__name__)
def test_the_attacks_on_certified_papers_are_refused_too(pledge, attack):
    with pytest.raises(Rejected):
        accept(pledge, attack(pledge[0]))


def test_an_empty_field_that_comes_after_the_signatures_is_found_in_any_file(pledge):
    report = checking.check(own_fields.empty(pledge[0]), pledge[1])

    assert {found.problem for found in report.signatures} == {"CHANGED_AFTER_SIGNING"}


def test_others_sign_after_it_in_the_fields_of_the_paper(pledge):
    material = pledge[0]
    first = own_fields.signed(material)
    others = [name for name in checking.check(first, pledge[1]).fields if name.startswith("DV")]
    content = appending.sign(first, others[-1], signer=material.other, clock=material.clock, reason="Đồng ý")

    report = checking.check(content, pledge[1])

    assert report.good
    assert [found.field for found in report.signatures][-2:] == [own_fields.NAME, others[-1]]


def test_the_structure_does_not_name_a_field_of_the_program_and_all_else_stays_accessible(pledge):
    """As docs/signing.md says of what is lost."""
    head, content = pledge[0].head, own_fields.unseen(pledge[0])

    assert other_programs.broken_rules(head, "ua1") == set()
    assert other_programs.broken_rules(content, "ua1") == UNNAMED
    assert other_programs.broken_rules(content, "3a") <= other_programs.OF_SEVERAL_SIGNATURES


@pytest.fixture
def asked(state, db):
    """An open paper for two, the first with a token of their own."""
    request = cast.request_of(cast.people(2), state, own_fields=True)
    signer, other = request.signers.select_related("user", "request__paper")
    token = cast.token_of(signer.user.full_name)

    def material():
        kept = signing.keep_for_upload(signer, by=signer.user)
        token.head, token.field, token.signed_field = kept.revision.content(), signer.slot, other.slot
        return token

    return SimpleNamespace(request=request, signer=signer, other=other, material=material)


def test_a_paper_with_it_is_signed_by_all_sealed_and_verified(asked, django_capture_on_commit_callbacks):
    signature = signing.upload(asked.signer, own_fields.signed(asked.material()), by=asked.signer.user)
    with django_capture_on_commit_callbacks(execute=True):
        signing.sign(asked.other, by=asked.other.user, pin=cast.PIN)

    asked.request.refresh_from_db()
    content = asked.request.newest().content()
    look = verification.look_at(content)
    assert (asked.request.state, look.kind, look.good) == ("sealed", "current", True)
    assert (signature.own_field, signature.field) == (own_fields.NAME, own_fields.NAME)
    assert {own_fields.NAME, asked.other.slot} <= {found.field for found in look.report.signatures}
    assert set(other_programs.pdfsig(content)[0].values()) >= {other_programs.VALID}
    events = SignatureEvent.objects.filter(chain=asked.request.chain)
    assert events.get(kind="frozen").data["profile"] == "open"
    assert events.get(kind="signed", actor=asked.signer.user).data["own_field"] == own_fields.NAME


def test_a_copy_with_one_more_field_is_named_as_changed_though_its_signatures_hold(asked):
    copy = own_fields.signed(asked.material(), page=0, box=(60, 300, 540, 800))

    look = verification.look_at(copy)

    assert (look.kind, look.good) == ("changed", False)
    assert "FOREIGN_SIGNATURE" in look.problems
    assert all(found.good for found in look.report.signatures)


def test_a_file_that_is_refused_is_named_in_the_log_and_leaves_the_time_for_another(asked):
    material = asked.material()

    with pytest.raises(Rejection) as refused:
        signing.upload(asked.signer, own_fields.over_the_text(material), by=asked.signer.user)

    assert refused.value.code == "OUTSIDE_THE_ROOM"
    assert SignatureEvent.objects.get(kind="upload_rejected").data["code"] == "OUTSIDE_THE_ROOM"
    signing.upload(asked.signer, own_fields.signed(material), by=asked.signer.user)
