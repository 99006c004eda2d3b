import io
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from documents.models import Certificate, SignatureEvent, SigningKey
from documents.rules.rejections import Rejection
from documents.services import authority, certificates, signing, verification
from documents.signing import checking, keys
from tests.documents import signing_cast as cast

PAST = timezone.now() - timedelta(hours=1)


@pytest.fixture
def head(officer):
    cast.enrol(officer)
    return officer


def code_of(act):
    with pytest.raises(Rejection) as refused:
        act()
    return refused.value.code


def published(client):
    return x509.load_der_x509_crl(client.get(reverse("documents:revocation-list")).content)


def test_a_certificate_says_who_where_and_as_what(head):
    certificate = x509.load_der_x509_certificate(bytes(certificates.current(head).der))

    names = {each.rfc4514_attribute_name: each.value for each in certificate.subject}
    assert (names["CN"], names["O"]) == (head.full_name, "Sở Nội vụ")
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc < timedelta(days=366)
    points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    assert points[0].full_name[0].value == "http://testserver/verify/authority/revoked.crl"


def test_the_pin_opens_the_key_and_nothing_else_does(head, settings, tmp_path):
    certificate = certificates.current(head)
    row = certificate.key
    sealed = keys.Sealed(bytes(row.blob), row.secret_id, row.kdf)

    assert certificates.open_key(head, cast.PIN).certificate == certificate
    with pytest.raises(keys.WrongPin):
        keys.unseal_with_pin(sealed, "mot-ma-khac", certificate.owner)
    with pytest.raises(keys.WrongPin):
        keys.unseal_with_pin(sealed, cast.PIN, b"1:another")
    settings.SIGNING_KEYS_FILE = str(tmp_path / "another")
    assert code_of(lambda: certificates.open_key(head, cast.PIN)) == "NO_KEYS"


def test_a_new_secret_seals_keys_anew_at_their_next_use(head, settings, tmp_path):
    (tmp_path / "keys").write_text(Path(settings.SIGNING_KEYS_FILE).read_text())
    settings.SIGNING_KEYS_FILE = str(tmp_path / "keys")
    before = SigningKey.objects.get().secret_id
    keys.make_secret_file(tmp_path / "keys")

    certificates.open_key(head, cast.PIN)

    assert SigningKey.objects.get().secret_id != before
    certificates.open_key(head, cast.PIN)


@pytest.mark.parametrize(
    "pin", ["", "1234567", "12345678", "11111111", "officer", "officer@example.vn", "x" * 65]
)
def test_a_weak_pin_is_not_taken(officer, pin):
    enrolment = certificates.approve(officer, organisation="Hội", title="Chủ tịch", decision="1/QĐ", by=None)

    with pytest.raises(ValidationError) as error:
        certificates.enrol(enrolment, pin=pin, by=officer)
    assert "pin" in error.value.error_dict
    assert not Certificate.objects.exists()


def test_nobody_makes_a_key_for_another_nor_twice(officer):
    enrolment = certificates.approve(officer, organisation="Hội", title="Chủ tịch", decision="1/QĐ", by=None)
    other = cast.enrol_new("khac", "Người Khác")

    assert code_of(lambda: certificates.enrol(enrolment, pin=cast.PIN, by=other)) == "NOT_YOURS"
    certificates.enrol(enrolment, pin=cast.PIN, by=officer)
    assert code_of(lambda: certificates.enrol(enrolment, pin=cast.PIN, by=officer)) == "NOT_YOURS"


def test_five_wrong_pins_lock_the_key_and_ten_destroy_it(head):
    codes = [code_of(lambda: certificates.open_key(head, "sai-ma-pin")) for _ in range(6)]
    assert codes == ["PIN_WRONG"] * 4 + ["KEY_LOCKED"] * 2
    assert code_of(lambda: certificates.open_key(head, cast.PIN)) == "KEY_LOCKED"

    SigningKey.objects.update(locked_until=PAST)
    codes = [code_of(lambda: certificates.open_key(head, "sai-ma-pin")) for _ in range(5)]

    assert codes == ["PIN_WRONG"] * 4 + ["KEY_DESTROYED"]
    assert bytes(SigningKey.objects.get().blob) == b""
    assert code_of(lambda: certificates.open_key(head, cast.PIN)) == "CERT_REVOKED"
    assert SignatureEvent.objects.filter(kind="pin_failed").count() == 10


def test_the_right_pin_begins_the_count_anew(head):
    for _ in range(4):
        code_of(lambda: certificates.open_key(head, "sai-ma-pin"))
    certificates.open_key(head, cast.PIN)

    assert SigningKey.objects.get().failed == 0


def test_no_pin_is_written_anywhere(head):
    code_of(lambda: certificates.open_key(head, "bi-mat-cua-toi"))

    told = str(list(SignatureEvent.objects.values_list("data", flat=True)))
    assert "bi-mat-cua-toi" not in told
    assert cast.PIN not in told


def test_the_pin_can_be_changed_by_who_knows_it(head):
    assert (
        code_of(lambda: certificates.change_pin(head, pin="sai-ma-pin", new_pin="moi-hoan-toan"))
        == "PIN_WRONG"
    )
    certificates.change_pin(head, pin=cast.PIN, new_pin="moi-hoan-toan")

    assert code_of(lambda: certificates.open_key(head, cast.PIN)) == "PIN_WRONG"
    certificates.open_key(head, "moi-hoan-toan")


def test_a_new_certificate_takes_the_place_of_the_old_one(head, client):
    old = certificates.current(head)

    cast.enrol(head)

    old.refresh_from_db()
    assert old.reason == "superseded"
    assert certificates.current(head) != old
    assert published(client).get_revoked_certificate_by_serial_number(int(old.serial, 16))


def test_what_is_revoked_is_published_at_once(head, client):
    certificate = certificates.current(head)
    assert list(published(client)) == []

    certificates.revoke(certificate, reason="affiliation_changed", by=None, note="Nghỉ hưu")

    found = published(client).get_revoked_certificate_by_serial_number(int(certificate.serial, 16))
    assert found.extensions[0].value.reason == x509.ReasonFlags.affiliation_changed
    assert code_of(lambda: certificates.open_key(head, cast.PIN)) == "CERT_REVOKED"
    with pytest.raises(ValidationError):
        certificates.revoke(certificates.current(cast.enrol_new("a", "A")), reason="because", by=None)


def test_an_expired_certificate_does_not_sign(head):
    Certificate.objects.update(not_before=PAST - timedelta(days=2), not_after=PAST)

    assert code_of(lambda: certificates.open_key(head, cast.PIN)) == "CERT_EXPIRED"


def test_who_has_no_certificate_is_told_whom_to_ask(officer):
    assert code_of(lambda: certificates.open_key(officer, cast.PIN)) == "NO_CERTIFICATE"


def test_a_later_revocation_does_not_spoil_what_was_sealed(state, django_capture_on_commit_callbacks):
    users = cast.people(2)
    open_one = cast.request_of(users, state)
    first = open_one.signers.select_related("user", "request__paper").first()
    signing.sign(first, by=first.user, pin=cast.PIN)
    with django_capture_on_commit_callbacks(execute=True):
        done = cast.sign_all(cast.request_of(users, state, subject="pledge:2"))
    done.refresh_from_db()
    open_one.refresh_from_db()

    later = timezone.now() + timedelta(seconds=2)  # certificates know no parts of a second
    certificates.revoke(certificates.current(users[0]), reason="cessation", by=None, at=later)

    sealed = verification.look_at(done.newest().content())
    moment = later + timedelta(seconds=1)  # the list of the revoked is of a moment to come
    unsealed = checking.check(open_one.newest().content(), authority.trust(), moment=moment)
    assert (sealed.kind, sealed.problems, sealed.report.archived) == ("current", (), True)
    assert {finding.problem for finding in unsealed.signatures} == {"", "CERT_REVOKED"}


def test_a_sealed_paper_holds_when_its_certificates_are_long_over(state, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request = cast.sign_all(cast.request_of(cast.people(2), state))
    request.refresh_from_db()
    later = timezone.now() + timedelta(days=3 * 365)
    authority.make_list(now=later)  # as every day until then

    report = checking.check(request.newest().content(), authority.trust(), moment=later)

    assert [finding.problem for finding in report.signatures] == [""] * 3
    assert report.archived


def test_without_a_time_stamp_nothing_is_signed(state, settings):
    request = cast.request_of(cast.people(2), state)
    signer = request.signers.select_related("user", "request__paper").first()
    settings.SIGNING_TSA_URLS = ["http://127.0.0.1:9/tsa", "http://127.0.0.1:10/tsa"]

    assert code_of(lambda: signing.sign(signer, by=signer.user, pin=cast.PIN)) == "TSA_UNAVAILABLE"

    signer.refresh_from_db()
    assert (signer.state, request.revisions.count()) == ("invited", 1)
    settings.SIGNING_TSA_URLS = []
    signing.sign(signer, by=signer.user, pin=cast.PIN)


def test_a_picture_of_a_signature_becomes_a_small_png_on_clear_ground(officer):
    photograph = io.BytesIO()
    Image.new("RGB", (2000, 1000), "white").save(photograph, "JPEG")

    png = bytes(certificates.set_picture(officer, photograph.getvalue()).png)

    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGBA", (720, 360))
        assert picture.getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"\0" * 3_000_000])
def test_what_is_no_picture_is_not_taken(officer, content):
    with pytest.raises(ValidationError):
        certificates.set_picture(officer, content)


# The keys of the site


def test_the_command_makes_the_keys_once_and_hands_out_the_root(db, settings, tmp_path, monkeypatch, capsys):
    settings.SIGNING_KEYS_MADE, settings.SIGNING_KEYS_FILE = False, str(tmp_path / "secret")
    monkeypatch.setattr("sys.stdin", io.StringIO("mot cau mat khau dai\n" * 2))
    call_command("signing_authority", root_key=tmp_path / "root.pem")

    key = serialization.load_pem_private_key((tmp_path / "root.pem").read_bytes(), b"mot cau mat khau dai")
    root = x509.load_der_x509_certificate(authority.current().root.dump())
    assert key.public_key() == root.public_key()
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("mot cau mat khau dai\n"))
    call_command("signing_authority", root_key=tmp_path / "again.pem")
    assert not (tmp_path / "again.pem").exists()


def test_the_command_asks_for_a_long_passphrase(db, settings, tmp_path, monkeypatch):
    settings.SIGNING_KEYS_FILE = str(tmp_path / "secret")
    monkeypatch.setattr("sys.stdin", io.StringIO("ngan\n"))

    with pytest.raises(CommandError):
        call_command("signing_authority", root_key=tmp_path / "root.pem")


def test_new_keys_of_the_site_leave_what_was_signed_trusted(state, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request = cast.sign_all(cast.request_of(cast.people(1), state))
    request.refresh_from_db()

    authority.create(anew=True)

    look = verification.look_at(request.newest().content())
    assert (look.kind, look.problems) == ("current", ())
