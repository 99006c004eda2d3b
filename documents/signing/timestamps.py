"""Time-stamps after RFC 3161: from the site's own clock, or from services that an administrator names.

When no service answers there is no signature: a time is never made up, nor left out in silence.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import lru_cache

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError

from documents.signing.keys import signed

OWN_POLICY = "1.3.6.1.4.1.4146.2.2"
DIGESTS = {"sha256": 32, "sha384": 48, "sha512": 64}


class NoTimestamp(Exception):
    """No service answered, or none with a time-stamp."""


class OwnClock(TimeStamper):
    """The site's own time-stamp authority, in this process."""

    def __init__(
        self, key: rsa.RSAPrivateKey, certificate: asn1.Certificate, chain: list[asn1.Certificate]
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # typed in part
        self._key, self._certificate, self._chain = key, certificate, chain

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return self.answer(req)

    def answer(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        imprint = request["message_imprint"]
        algorithm = imprint["hash_algorithm"]["algorithm"].native
        if DIGESTS.get(algorithm) != len(imprint["hashed_message"].native):
            return tsp.TimeStampResp({"status": {"status": "rejection", "fail_info": {"bad_alg"}}})
        now = self.now()
        info = {
            "version": "v1",
            "policy": OWN_POLICY,
            "message_imprint": imprint,
            "serial_number": secrets.randbits(127),
            "gen_time": now,
            "accuracy": {"seconds": 1},
            "tsa": asn1.GeneralName(name="directory_name", value=self._certificate.subject),
        }
        if request["nonce"].native is not None:
            info["nonce"] = request["nonce"]
        return tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": self._token(tsp.TSTInfo(info).dump(), now)}
        )

    def _token(self, info: bytes, now: datetime) -> cms.ContentInfo:
        digest = hashes.Hash(hashes.SHA256())
        digest.update(info)
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(now)})),
                simple_cms_attribute(
                    "signing_certificate_v2",
                    as_signing_certificate_v2(self._certificate, hash_algo="sha256"),
                ),
                simple_cms_attribute("message_digest", digest.finalize()),
            ]
        )
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {
                        "issuer_and_serial_number": {
                            "issuer": self._certificate.issuer,
                            "serial_number": self._certificate.serial_number,
                        }
                    }
                ),
                "digest_algorithm": sha256,
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
                "signed_attrs": attributes,
                "signature": signed(self._key, attributes.dump(), "sha256"),
            }
        )
        content = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": cms.DigestAlgorithms((sha256,)),
                "encap_content_info": cms.EncapsulatedContentInfo(
                    {"content_type": "tst_info", "content": cms.ParsableOctetString(info)}
                ),
                "certificates": [self._certificate, *self._chain],
                "signer_infos": [signer],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": content})


class FirstThatAnswers(TimeStamper):
    """Several services in the order in which they are asked."""

    def __init__(self, addresses: tuple[str, ...], timeout: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # typed in part
        self._services = [HTTPTimeStamper(address, timeout=timeout) for address in addresses]

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        failed = []
        for service in self._services:
            try:
                response = await service.async_request_tsa_response(req)
            except (TimestampRequestError, TimeoutError, OSError) as error:
                failed.append(f"{service.url}: {type(error).__name__}")
                continue
            if response["status"]["status"].native in ("granted", "granted_with_mods"):
                return response
            failed.append(f"{service.url}: {response['status']['status'].native}")
        raise NoTimestamp("; ".join(failed))


@lru_cache(maxsize=4)
def services(addresses: tuple[str, ...], timeout: int) -> FirstThatAnswers:
    """Kept, since a new one asks once more to learn how large its answers are."""
    return FirstThatAnswers(addresses, timeout)


def outside() -> FirstThatAnswers | None:
    """The services of the settings, if there are any."""
    addresses = tuple(settings.SIGNING_TSA_URLS)
    return services(addresses, settings.SIGNING_TSA_TIMEOUT) if addresses else None
