"""Signing with a key at a remote service: the dummy of the Cloud Signature Consortium's interface."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from aiohttp import web
from asn1crypto import crl as asn1_crl
from certomancer.registry import CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from csc_dummy.csc_dummy_server import CSCWithCertomancer

from documents.rules.rejections import Rejection
from documents.services import authority, signing
from documents.signing import certificates, keys
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")  # the dummy's
USAGE = "key-usage"
ALWAYS = {"valid-from": "2020-01-01T00:00:00+0000", "valid-to": "2040-01-01T00:00:00+0000"}


def authority_of_the_service(folder, full_name):
    """Its keys, its root, and the certificate of one person."""
    for name in ("root", "person"):
        content = keys.new_key().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / f"{name}.pem").write_bytes(content)

    def certificate(name, usage, *more):
        meant = {"id": "key_usage", "critical": True, "smart-value": {"schema": USAGE, "params": usage}}
        return {
            "subject": name,
            "subject-key": name,
            "issuer": "root",
            "authority-key": "root",
            "validity": ALWAYS,
            "extensions": [meant, *more],
        }

    is_authority = {"id": "basic_constraints", "critical": True, "value": {"ca": True}}
    return CertomancerConfig(
        {
            "keysets": {"all": {"keys": {name: {"path": f"{name}.pem"} for name in ("root", "person")}}},
            "pki-architectures": {
                "remote": {
                    "keyset": "all",
                    "entities": {
                        "root": {"country-name": "VN", "common-name": "CA từ xa"},
                        "person": {"country-name": "VN", "common-name": full_name},
                    },
                    "certs": {
                        "root": certificate("root", ["key_cert_sign", "crl_sign"], is_authority),
                        "person": certificate("person", ["digital_signature", "non_repudiation"]),
                    },
                }
            },
        },
        key_search_dir=str(folder),
    )


@contextmanager
def served(application):
    """The address of a service that runs in a thread of its own."""
    loop, ready, place = asyncio.new_event_loop(), threading.Event(), []

    async def begin():
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        place.append(f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}")
        ready.set()
        return runner

    def run():
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(begin())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    yield place[0]
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@pytest.fixture
def signer(state, db):
    request = cast.request_of(cast.people(2), state)
    signer = request.signers.select_related("user", "request__paper").first()
    signing.register_remote(signer.user, name="remote/person", by=None)
    return signer


@pytest.fixture
def service(signer, tmp_path, settings):
    """A service that has the signer's key, and whose root is on a list of the site."""
    config = authority_of_the_service(tmp_path, signer.user.full_name)
    application = CSCWithCertomancer(config)
    application.register_routes()
    key = serialization.load_pem_private_key((tmp_path / "root.pem").read_bytes(), None)
    root = config.get_pki_arch("remote").get_cert("root").dump()
    issuer = certificates.Issuer(key, x509.load_der_x509_certificate(root))
    revoked = certificates.revocation_list(issuer, [], number=1, now=attacks.now())
    assert asn1_crl.CertificateList.load(certificates.der(revoked))
    authority.believe("CA từ xa", root, revocation_list=certificates.der(revoked), by=None)
    with served(application.app) as address:
        settings.SIGNING_CSC_ADDRESS = address
        yield application


def code_of(act):
    with pytest.raises(Rejection) as refused:
        act()
    return refused.value.code


def test_a_key_at_a_service_signs(signer, service):
    signature = signing.sign_remote(signer, by=signer.user, pin="123456", otp="789")

    signer.refresh_from_db()
    assert (signer.state, signer.method) == ("signed", "remote")
    assert (signature.subject, signature.trusted_by) == (signer.user.full_name, "CA từ xa")


def test_a_key_that_bears_another_name_is_not_taken(signer, service):
    signer.user.full_name = "Người Khác Hẳn"
    signer.user.save()

    assert code_of(lambda: signing.sign_remote(signer, by=signer.user)) == "WRONG_CERTIFICATE"
    assert signer.request.revisions.count() == 1


def test_a_service_that_is_away_or_does_not_know_the_key_leaves_no_signature(signer, service, settings):
    signing.register_remote(signer.user, name="remote/nobody", by=None)
    assert code_of(lambda: signing.sign_remote(signer, by=signer.user)) == "REMOTE_UNAVAILABLE"
    settings.SIGNING_CSC_ADDRESS = "http://127.0.0.1:9"
    assert code_of(lambda: signing.sign_remote(signer, by=signer.user)) == "REMOTE_UNAVAILABLE"
    settings.SIGNING_CSC_ADDRESS = ""
    assert code_of(lambda: signing.sign_remote(signer, by=signer.user)) == "NO_CERTIFICATE"

    assert signer.request.revisions.count() == 1
    signing.sign(signer, by=signer.user, pin=cast.PIN)  # nothing is kept from the other ways


def test_a_service_that_says_no_leaves_no_signature(signer, service, tmp_path, settings):
    async def no(request):
        raise web.HTTPForbidden

    refusing = CSCWithCertomancer(service.certomancer_config)
    refusing.credentials_authorize = no
    refusing.register_routes()
    with served(refusing.app) as address:
        settings.SIGNING_CSC_ADDRESS = address
        assert code_of(lambda: signing.sign_remote(signer, by=signer.user)) == "REMOTE_REJECTED"

    assert signer.request.revisions.count() == 1
