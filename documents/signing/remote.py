"""Keys that lie with a signing service of others: the Cloud Signature Consortium's interface, version 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import aiohttp
from asn1crypto import x509 as asn1
from django.conf import settings
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCCredentialInfo,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import BaseStampStyle

from documents.signing import appending
from documents.signing.loops import run


class NoService(Exception):
    """The service cannot be reached, or does not answer as one."""


class NotSigned(Exception):
    """The service, or the person at it, said no."""


class TooLate(Exception):
    """Nobody confirmed in time."""


@dataclass(frozen=True, slots=True)
class Credential:
    """Somebody's key at a service; PIN and one-time code go along once and are kept nowhere."""

    address: str  # what stands before /csc/v1/
    name: str
    token: str = ""
    pin: str = field(default="", repr=False)
    otp: str = field(default="", repr=False)

    def session(self) -> CSCServiceSessionInfo:
        return CSCServiceSessionInfo(self.address.rstrip("/"), self.name, oauth_token=self.token or None)


def certificate_of(credential: Credential) -> asn1.Certificate:
    return run(_certificate_of(credential))


def sign(
    content: bytes,
    slot: str,
    credential: Credential,
    *,
    clock: TimeStamper,
    reason: str,
    stamp: BaseStampStyle,
    log_head: str = "",
) -> bytes:
    """The service gets the hash that it is to sign, and no word of the paper."""

    async def signed() -> bytes:
        async with aiohttp.ClientSession() as session:
            info = await _info(session, credential)
            leave = _Authorisation(session, credential, info)
            signer = CSCSigner(
                session,
                leave,
                sign_timeout=settings.SIGNING_CSC_CONFIRMING,
            )
            try:
                return await appending.sign_async(
                    content,
                    slot,
                    signer=signer,
                    clock=clock,
                    reason=reason,
                    stamp=stamp,
                    log_head=log_head,
                )
            except SigningError as error:
                raise _why(leave.failure or error) from error

    return run(signed())


def _why(error: SigningError) -> Exception:
    """What lies behind it: the time, the way there, or a no."""
    cause = error.__cause__
    if isinstance(cause, TimeoutError):
        return TooLate(str(error))
    away = isinstance(cause, aiohttp.ClientError) and not isinstance(cause, aiohttp.ClientResponseError)
    return NoService(str(error)) if away else NotSigned(str(error))


class _Authorisation(CSCAuthorizationManager):
    """Asks for leave to sign exactly this hash."""

    def __init__(
        self, session: aiohttp.ClientSession, credential: Credential, info: CSCCredentialInfo
    ) -> None:
        super().__init__(credential.session(), info)
        self._session, self._credential = session, credential
        self.failure: SigningError | None = None  # the signer logs it and raises another, without its cause

    async def authorize_signature(self, hash_b64s: list[str]) -> CSCAuthorizationInfo:
        asked = self.format_csc_auth_request(
            hash_b64s=hash_b64s, pin=self._credential.pin or None, otp=self._credential.otp or None
        )
        try:
            async with self._session.post(
                self.csc_session_info.endpoint_url("credentials/authorize"),
                headers=self.auth_headers,
                json=asked,
                raise_for_status=True,
                timeout=aiohttp.ClientTimeout(total=settings.SIGNING_CSC_CONFIRMING),
            ) as response:
                answer: dict[str, Any] = await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            self.failure = SigningError("not authorised")
            raise self.failure from error
        return self.parse_csc_auth_response(answer)


async def _certificate_of(credential: Credential) -> asn1.Certificate:
    async with aiohttp.ClientSession() as session:
        return (await _info(session, credential)).signing_cert


async def _info(session: aiohttp.ClientSession, credential: Credential) -> CSCCredentialInfo:
    try:
        return await fetch_certs_in_csc_credential(
            session, credential.session(), timeout=settings.SIGNING_CSC_TIMEOUT
        )
    except (SigningError, aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise NoService(str(error)) from error
