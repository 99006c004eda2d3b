"""What is not taken as a signature, whatever it looks like."""

from dataclasses import replace
from hashlib import sha256

import pytest
from django.utils import timezone

from documents import rendering
from documents.signing import acceptance, checking, freezing
from documents.signing.reading import Rejected
from tests.documents import samples
from tests.documents import signing_attacks as attacks


@pytest.fixture(scope="module")
def pledge():
    return attacks.material_without_database()


def accept(pledge, content, *, uploaded, certificates=None):
    material, trust = pledge
    own = sha256(material.signer.signing_cert.dump()).hexdigest()
    return acceptance.accept(
        material.head,
        content,
        material.field,
        {own} if certificates is None else certificates,
        trust,
        now=timezone.now(),
        uploaded=uploaded,
    )


@pytest.mark.parametrize("uploaded", [False, True])
def test_a_proper_signature_is_taken(pledge, uploaded):
    accepted = accept(pledge, attacks.properly(pledge[0]), uploaded=uploaded)

    assert accepted.trusted_by == "CA thử"
    assert accepted.stamped_at is not None


@pytest.mark.parametrize("attack", attacks.ON_UPLOAD, ids=lambda attack: attack.__name__)
def test_no_attack_is_taken_as_a_signature(pledge, attack):
    content = attack(pledge[0])
    assert content != pledge[0].head
    codes = []
    for uploaded in (False, True):
        with pytest.raises(Rejected) as rejected:
            accept(pledge, content, uploaded=uploaded)
        codes.append(rejected.value.code)

    assert set(codes) & set(attacks.ON_UPLOAD[attack].split("|")), codes


def test_a_certificate_of_last_year_is_not_taken(pledge):
    content = attacks.properly(pledge[0], signer=attacks.of_last_year(pledge[0]))

    with pytest.raises(Rejected) as rejected:
        _first_of_a_token(pledge, content, pledge[1])

    assert rejected.value.code == "CERT_OUT_OF_TIME"


def test_a_certificate_that_was_revoked_is_not_taken(pledge):
    content = attacks.properly(pledge[0])
    _first_of_a_token(pledge, content, pledge[1])

    with pytest.raises(Rejected) as rejected:
        _first_of_a_token(pledge, content, attacks.revoking(*pledge))

    assert rejected.value.code == "CERT_REVOKED"


def _first_of_a_token(pledge, content, believed):
    """The certificate is not known yet: any that holds would do."""
    material = pledge[0]
    return acceptance.accept(
        material.head, content, material.field, None, believed, now=timezone.now(), uploaded=True
    )


def test_a_page_added_to_a_file_that_nobody_sealed_is_found(pledge):
    printed = rendering.printed(samples.pledge(2))
    wanted = [freezing.Field(slot, f"Chữ ký {slot}") for slot in printed.slots]
    material = replace(pledge[0], head=freezing.with_fields(printed, wanted), field=wanted[0].slot)
    material = replace(material, head=attacks.properly(material))
    assert checking.check(material.head, pledge[1]).good

    report = checking.check(attacks.page_added(material), pledge[1])

    assert {signature.problem for signature in report.signatures} == {"CHANGED_AFTER_SIGNING"}


def test_a_signature_is_of_this_hour(pledge):
    content = attacks.properly(pledge[0])

    with pytest.raises(Rejected) as rejected:
        acceptance.accept(
            pledge[0].head,
            content,
            pledge[0].field,
            None,
            pledge[1],
            now=timezone.now() + 2 * acceptance.MOST_DRIFT,
        )

    assert rejected.value.code == "WRONG_TIME"
