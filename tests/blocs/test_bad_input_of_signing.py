"""What goes wrong while a pledge is signed, case by case: the words at the place, and all as before."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from blocs.models import Membership, Pledge
from blocs.services import signing as signing_of
from documents import rendering
from documents.models import Certificate, Paper, Revision, Signature, Signer
from documents.rules.rejections import Rejection, words
from documents.services import audit, certificates
from documents.signing import appending, timestamps
from tests import factories
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import place_of, request_of, sign
from tests.documents import samples
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast
from tests.documents.test_signing_bad_files import cut_off, locked


@dataclass
class Scene:
    """The third member's head is about to sign; the second has signed."""

    pledge: Pledge
    member: object
    user: object
    given_out: bytes = b""

    @property
    def slot(self) -> str:
        return str(place_of(self.pledge, self.member).slot)


@pytest.fixture
def scene(signing, members, head, english):
    sign(signing, members[1])
    head.language = "en"
    head.save()
    return Scene(signing, members[2], head)


@pytest.fixture
def as_it_was(scene, settings):
    """Called twice: rows, states, files and fingerprints are the same. The log may have grown."""

    def state():
        request = request_of(scene.pledge)
        return {
            "rows": [model.objects.count() for model in (Paper, Revision, Signature, Signer, Certificate)],
            "places": list(request.signers.values_list("slot", "signed_at", "method", "reason")),
            "signed": list(request.signers.filter(state=Signer.State.SIGNED).values_list("slot", flat=True)),
            "request": (request.state, request.newest().sha256),
            "file": request.newest().content(),
            "pledge": scene.pledge.status,
            "files": sorted(str(path) for path in Path(settings.MEDIA_ROOT).rglob("*.pdf")),
        }

    return state


def errors_of(response):
    return {name: " ".join(map(str, told)) for name, told in response.context["form"].errors.items()}


# With the PIN


def wrong_pin(scene, settings):
    return {"pin": "sai-ma-pin"}


def locked_after_five(scene, settings):
    for _ in range(5):
        with pytest.raises(Rejection):
            sign(scene.pledge, scene.member, pin="sai-ma-pin")
    return {}


def expired(scene, settings):
    year = timedelta(days=400)
    certificate = certificates.current(scene.user)
    certificate.not_before, certificate.not_after = (
        certificate.not_before - year,
        certificate.not_after - year,
    )
    certificate.save()
    return {}


def revoked(scene, settings):
    certificates.revoke(certificates.current(scene.user), reason="key_compromise", by=None)
    return {}


def no_clock(scene, settings):
    settings.SIGNING_TSA_URLS = ["http://127.0.0.1:9/tsa"]
    return {}


def mandate_over(scene, settings):
    """As head; the person goes on as an officer, and so still sees the season."""
    factories.mandate(scene.member, "officer", user=scene.user)
    yesterday = timezone.localdate() - timedelta(days=1)
    scene.user.mandates.filter(role="head").update(starts="2019-01-01", ends=yesterday)
    return {}


def member_gone(scene, settings):
    first_day = scene.pledge.season.first_day
    Membership.objects.filter(season=scene.pledge.season, organisation=scene.member).update(left_on=first_day)
    return {}


def another_text(scene, settings):
    return {"seen": "0" * 64}


PIN_CASES: dict[str, tuple[Callable, str, str]] = {
    "a wrong PIN": (wrong_pin, "pin", "The PIN is not right; 4 more tries."),
    "five wrong PINs": (locked_after_five, "pin", "After several wrong PINs the key is locked until"),
    "an expired certificate": (expired, "__all__", "Your certificate ended on"),
    "a revoked certificate": (revoked, "__all__", "The certificate has been revoked and cannot sign"),
    "a time-stamp server that is down": (
        no_clock,
        "__all__",
        "No time-stamp could be had",
    ),
    "a mandate that ended this morning": (mandate_over, "__all__", "ended on"),
    "a member that is no more": (member_gone, "__all__", "does not belong to the bloc any more"),
    "another text than was read": (another_text, "__all__", "There is a new version of this paper"),
}


@pytest.mark.parametrize("case", PIN_CASES)
def test_with_the_pin(client, scene, as_it_was, settings, case):
    prepare, field, told = PIN_CASES[case]
    changes = prepare(scene, settings)
    before = as_it_was()
    seen = request_of(scene.pledge).paper.content_hash
    client.force_login(scene.user)

    response = client.post(
        address("signing-sign", scene.member.code), {"agreed": "on", "pin": cast.PIN, "seen": seen} | changes
    )

    assert response.status_code == 200
    assert told in errors_of(response)[field]
    assert list(errors_of(response)) == [field]
    assert as_it_was() == before
    assert list(audit.problems()) == []


# With a token of one's own


def signed(content, slot, token):
    return attacks.appending.sign(content, slot, signer=token.signer, clock=token.clock, reason="Đồng ý")


def token(scene, name=None, **how):
    return cast.token_of(name or scene.user.full_name, **how)


AHEAD = timedelta(hours=2)


class FastClock(timestamps.OwnClock):
    def now(self):
        return super().now() + AHEAD


class FastComputer(signers.PdfSigner):
    """Its time-stamp is right, as the service made it."""

    def init_signing_session(self, *args, **how):
        session = super().init_signing_session(*args, **how)
        session.system_time += AHEAD
        return session


def fast(material):
    clock = material.clock
    return replace(material, clock=FastClock(clock._key, clock._certificate, clock._chain))


def signed_on_a_fast_computer(content, slot, material):
    out = io.BytesIO()
    said = signers.PdfSignatureMetadata(
        field_name=slot, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    program = FastComputer(said, signer=material.signer, timestamper=material.clock)
    program.sign_pdf(appending.Appending(io.BytesIO(content)), existing_fields_only=True, output=out)
    return out.getvalue()


def altered(scene):
    good = signed(scene.given_out, scene.slot, token(scene))
    return good[:900] + bytes([good[900] ^ 1]) + good[901:]


def previous(scene):
    first = request_of(scene.pledge).revisions.order_by("seq")[0]
    return signed(first.content(), scene.slot, token(scene))


FILE_CASES: dict[str, tuple[Callable[[Scene], bytes], str]] = {
    "another paper": (lambda scene: rendering.pdf(samples.submission()), "NOT_AN_APPEND"),
    "a signed but altered paper": (altered, "NOT_AN_APPEND"),
    "the previous version": (previous, "NOT_AN_APPEND"),
    "an encrypted file": (lambda scene: locked(), "NOT_AN_APPEND"),
    "a broken file": (lambda scene: cut_off(), "NOT_AN_APPEND"),
    "a hundred megabytes": (lambda scene: b"%PDF-1.7\n" + b"0" * 100 * 1024**2, "TOO_LARGE"),
    "signed by a colleague": (
        lambda scene: signed(scene.given_out, scene.slot, token(scene, "Trần Văn Đồng Nghiệp")),
        "WRONG_CERTIFICATE",
    ),
    "a time-stamp of another hour": (
        lambda scene: signed(scene.given_out, scene.slot, fast(token(scene))),
        "WRONG_TIME",
    ),
    "a computer whose clock is wrong": (
        lambda scene: signed_on_a_fast_computer(scene.given_out, scene.slot, token(scene)),
        "WRONG_CLOCK",
    ),
    "signed in another's place": (
        lambda scene: signed(scene.given_out, _leaders_slot(scene), token(scene)),
        "WRONG_FIELD_SIGNED",
    ),
    "an authority that is not trusted": (
        lambda scene: signed(scene.given_out, scene.slot, token(scene, believed=False)),
        "UNTRUSTED",
    ),
}


def _leaders_slot(scene):
    return request_of(scene.pledge).signers.get(role=Signer.Role.LEADER).slot


@pytest.mark.parametrize("case", FILE_CASES)
def test_with_a_file(client, scene, as_it_was, case):
    made, code = FILE_CASES[case]
    client.force_login(scene.user)
    taken = client.post(address("signing-token-file", scene.member.code))
    scene.given_out = b"".join(taken.streaming_content)
    content = made(scene)
    before = as_it_was()

    response = client.post(
        address("signing-token", scene.member.code), {"file": SimpleUploadedFile("ky.pdf", content)}
    )

    assert response.status_code == 200
    assert list(errors_of(response)) == ["file"]
    told = str(words(code, detail="@", most="@")).partition("@")[0]
    assert told in errors_of(response)["file"]
    assert as_it_was() == before
    logged = request_of(scene.pledge).chain.events.filter(kind="upload_rejected")
    codes = [event.data["code"] for event in logged]
    assert codes == ([] if code == "TOO_LARGE" else [code])  # what is too large is not looked at
    assert list(audit.problems()) == []


def test_a_signature_that_comes_after_the_stop(client, scene, as_it_was, leader_head):
    client.force_login(scene.user)
    seen = request_of(scene.pledge).paper.content_hash
    member, pledge = scene.member, scene.pledge
    client.get(address("signing-sign", member.code))
    signing_of.void(pledge, reason="Sai số liệu.", by=leader_head)
    before = as_it_was()

    response = client.post(
        address("signing-sign", member.code), {"agreed": "on", "pin": cast.PIN, "seen": seen}
    )

    assert response.status_code == 404  # the season's newest version is not being signed
    assert "Sai số liệu." in response.content.decode()
    assert address("signing-board") in response.content.decode()
    assert as_it_was() == before


def test_the_document_names_every_case():
    document = (settings.BASE_DIR / "docs" / "signing.md").read_text(encoding="utf-8")

    assert [case for case in (*PIN_CASES, *FILE_CASES) if case not in document] == []
