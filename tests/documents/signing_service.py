"""A remote signing service: the dummy of the Cloud Signature Consortium's interface, from the registry."""

import asyncio
import threading
from contextlib import contextmanager

from aiohttp import web
from asn1crypto import crl as asn1_crl
from certomancer.registry import CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from csc_dummy.csc_dummy_server import CSCWithCertomancer

from documents.services import authority
from documents.signing import certificates, keys
from tests.documents import signing_attacks as attacks

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
    try:
        yield place[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@contextmanager
def believed(folder, full_name, settings):
    """A service that has the key of this person, and whose root is on a list of the site."""
    config = authority_of_the_service(folder, full_name)
    application = CSCWithCertomancer(config)
    application.register_routes()
    key = serialization.load_pem_private_key((folder / "root.pem").read_bytes(), None)
    root = config.get_pki_arch("remote").get_cert("root").dump()
    issuer = certificates.Issuer(key, x509.load_der_x509_certificate(root))
    revoked = certificates.revocation_list(issuer, [], number=1, now=attacks.now())
    assert asn1_crl.CertificateList.load(certificates.der(revoked))
    authority.believe("CA từ xa", root, revocation_list=certificates.der(revoked), by=None)
    with served(application.app) as address:
        settings.SIGNING_CSC_ADDRESS = address
        yield application
