"""Other authorities whose signatures are believed: brought, compared, and retired by an administrator."""

import pytest
from asn1crypto import pem
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blocs.services import paper_signing, papers
from documents.models import SignatureEvent, SignatureRequest, TrustedRoot
from documents.rules.rejections import Rejection
from documents.services import audit, verification
from tests.documents import signing_attacks as attacks
from tests.documents.signing_cast import token_of

LIST, NEW = reverse("blocs:trust-list"), reverse("blocs:trust-new")


@pytest.fixture(scope="module")
def foreign():
    """An authority of others, with the files that it publishes."""
    _material, trust = attacks.material_without_database(pledge=False)
    return trust


def files_of(trust, *, as_pem=False):
    root = trust.signers[0].certificate.dump()
    return {
        "certificate": SimpleUploadedFile("goc.crt", pem.armor("CERTIFICATE", root) if as_pem else root),
        "between": SimpleUploadedFile(
            "trung-gian.pem", b"".join(pem.armor("CERTIFICATE", each.dump()) for each in trust.between)
        ),
        "revocation_list": SimpleUploadedFile("thu-hoi.crl", trust.lists[0].dump()),
    }


def add(client, trust, **changes):
    said = {"name": "CA công cộng thử nghiệm", "use": "both"}
    return client.post(NEW, said | files_of(trust) | changes)


def compare(client, response, **changes):
    said = {name: response.context["form"][name].value() for name in ("name", "use", "kept")}
    return client.post(NEW, said | {"compared": "on"} | changes)


@pytest.mark.parametrize("as_pem", [False, True])
def test_an_authority_is_added_once_its_fingerprint_was_compared(client, administrator, foreign, as_pem):
    client.force_login(administrator)
    first = add(client, foreign, **files_of(foreign, as_pem=as_pem))
    assert first.context["found"].fingerprint in first.content.decode()
    assert 'type="checkbox" name="compared"' in first.content.decode()
    assert 'type="checkbox" name="compared"' not in client.get(NEW).content.decode()
    assert not TrustedRoot.objects.exists()
    assert compare(client, first, compared="").context["form"].errors["compared"]
    assert not TrustedRoot.objects.exists()

    response = compare(client, first)

    assert response["Location"] == LIST
    root = TrustedRoot.objects.get()
    assert bytes(root.certificate) == foreign.signers[0].certificate.dump()
    page = client.get(LIST)
    assert page.context["rows"][0].fingerprint == first.context["found"].fingerprint
    assert administrator.full_name in page.content.decode()


def test_other_files_than_those_that_were_compared_are_shown_first(client, administrator, foreign):
    client.force_login(administrator)
    first = add(client, foreign)

    response = compare(client, first, **files_of(foreign))

    assert response.context["found"] is not None
    assert not TrustedRoot.objects.exists()


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("certificate", b"khong phai chung thu"),
        ("certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        ("between", b"\x30\x03\x02\x01\x01"),
        ("revocation_list", b"\x30\x00"),
    ],
)
def test_what_is_no_authority_is_told_at_its_field(client, administrator, foreign, field, content):
    client.force_login(administrator)

    response = add(client, foreign, **{field: SimpleUploadedFile("tep.bin", content)})

    assert list(response.context["form"].errors) == [field]
    assert not TrustedRoot.objects.exists()


def test_a_persons_certificate_and_a_missing_file_are_told_apart(client, administrator, foreign, english):
    administrator.language = "en"
    administrator.save()
    client.force_login(administrator)
    person = attacks.material_without_database(pledge=False)[0].signer.signing_cert.dump()

    of_person = add(client, foreign, certificate=SimpleUploadedFile("nguoi.cer", person))
    missing = client.post(NEW, {"name": "CA", "use": "both"})

    assert "of a person" in str(of_person.context["form"].errors["certificate"])
    assert "Choose the file" in str(missing.context["form"].errors["certificate"])


def test_others_read_the_list_and_change_nothing(client, officer, foreign):
    client.force_login(officer)

    assert client.get(LIST).status_code == 200
    assert client.get(NEW).context["verdict"].reasons
    add(client, foreign)
    assert not TrustedRoot.objects.exists()


@pytest.fixture
def signed_by_token(season, leader_head, leader_officer, django_capture_on_commit_callbacks):
    """The list of members, signed with a token of another authority and sealed."""
    token = token_of(leader_head.full_name)
    paper = papers.have_signed("members", season, by=leader_officer)
    signer = paper.signing.signers.select_related("request__paper__profile", "user").get()
    content = paper_signing.take_file(signer, by=leader_head).content()
    signed = attacks.appending.sign(
        content, signer.slot, signer=token.signer, clock=token.clock, reason="Đồng ý"
    )
    with django_capture_on_commit_callbacks(execute=True):
        paper_signing.bring_file(signer, signed, by=leader_head)
    return paper, token


def test_a_retired_authority_signs_nothing_new_and_spoils_nothing_old(
    client, administrator, signed_by_token, season, leader_head, leader_officer
):
    paper, token = signed_by_token
    root = TrustedRoot.objects.get()
    client.force_login(administrator)
    retire = reverse("blocs:trust-retire", args=[root.pk])
    assert client.post(retire, {"reason": " "}).context["form"].errors

    client.post(retire, {"reason": "Nhà cung cấp ngừng dịch vụ."})

    assert client.post(retire, {"reason": "Lần nữa."}).status_code == 404
    assert "Nhà cung cấp ngừng dịch vụ." in client.get(LIST).content.decode()
    sealed = SignatureRequest.objects.get(paper=paper)
    assert sealed.state == SignatureRequest.State.SEALED
    assert verification.look_at(sealed.newest().content()).good
    new = papers.have_signed("members", season, replacing=paper.code, by=leader_officer)
    signer = new.signing.signers.select_related("request__paper__profile", "user").get()
    content = paper_signing.take_file(signer, by=leader_head).content()
    signed = attacks.appending.sign(
        content, signer.slot, signer=token.signer, clock=token.clock, reason="Đồng ý"
    )
    with pytest.raises(Rejection) as refused:
        paper_signing.bring_file(signer, signed, by=leader_head)
    assert refused.value.code == "UNTRUSTED"
    look = verification.look_at(signed)
    assert "UNTRUSTED" in look.problems
    kinds = SignatureEvent.objects.filter(chain__key="authority").values_list("kind", flat=True)
    assert {"root_believed", "root_retired"} <= set(kinds)
    assert not list(audit.problems())
