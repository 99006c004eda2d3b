"""Signing with a key at a remote service: what it answers, and all that it may answer wrongly."""

import asyncio
from contextlib import contextmanager

import pytest
from aiohttp import ClientConnectionError, web
from csc_dummy.csc_dummy_server import CSCWithCertomancer
from pyhanko.sign.general import SigningError

from documents.models import SigningLease
from documents.rules.rejections import Rejection
from documents.services import signing
from documents.signing import remote
from tests.documents import signing_cast as cast
from tests.documents.signing_service import believed, served

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")  # the dummy's


@pytest.fixture
def signer(state, db):
    request = cast.request_of(cast.people(2), state)
    signer = request.signers.select_related("user", "request__paper").first()
    signing.register_remote(signer.user, name="remote/person", by=None)
    return signer


@pytest.fixture
def service(signer, tmp_path, settings):
    with believed(tmp_path, signer.user.full_name, settings) as application:
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


def no(_request):
    raise web.HTTPForbidden


async def no_json(_request):
    return web.Response(text="{", content_type="application/json")


async def another_hash_signed(_request):
    return web.json_response({"signatures": ["AAAA" * 85 + "AAA="]})


@contextmanager
def failing_service(service, settings, step, answer):
    """The same service, which answers as this at one of its steps."""
    failing = CSCWithCertomancer(service.certomancer_config)

    async def answered(request):
        found = answer(request)
        return await found if asyncio.iscoroutine(found) else found

    setattr(failing, step, answered)
    failing.register_routes()
    with served(failing.app) as address:
        settings.SIGNING_CSC_ADDRESS = address
        yield


def nothing_is_kept_of(signer):
    signer.refresh_from_db()
    revisions = signer.request.revisions.count()
    return (signer.state, revisions, SigningLease.objects.exists()) == ("invited", 1, False)


@pytest.mark.parametrize(
    ("step", "answer", "code"),
    [
        ("credentials_info", no, "REMOTE_UNAVAILABLE"),
        ("credentials_info", no_json, "REMOTE_UNAVAILABLE"),
        ("credentials_authorize", no, "REMOTE_REJECTED"),  # a wrong PIN or code, or no on the telephone
        ("credentials_authorize", no_json, "REMOTE_REJECTED"),
        ("signatures_sign_hash", no, "REMOTE_REJECTED"),
        ("signatures_sign_hash", another_hash_signed, "BROKEN_SIGNATURE"),
    ],
)
def test_a_service_that_fails_leaves_no_signature(signer, service, settings, step, answer, code):
    with failing_service(service, settings, step, answer):
        assert code_of(lambda: signing.sign_remote(signer, by=signer.user, pin="1")) == code

    assert nothing_is_kept_of(signer)


async def held(request):
    """The connection stays, and nothing comes until the other side has gone."""
    while request.transport is not None and not request.transport.is_closing():
        await asyncio.sleep(0.05)
    return web.Response()


@pytest.mark.parametrize(
    ("step", "limit", "code"),
    [
        ("credentials_info", "SIGNING_CSC_TIMEOUT", "REMOTE_UNAVAILABLE"),
        ("credentials_authorize", "SIGNING_CSC_CONFIRMING", "REMOTE_TIMEOUT"),
    ],
)
def test_a_service_that_never_answers_is_not_waited_for(signer, service, settings, step, limit, code):
    setattr(settings, limit, 1)

    with failing_service(service, settings, step, held):
        assert code_of(lambda: signing.sign_remote(signer, by=signer.user, pin="1")) == code

    assert nothing_is_kept_of(signer)


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (TimeoutError(), remote.TooLate),
        (ClientConnectionError(), remote.NoService),
        (None, remote.NotSigned),
    ],
)
def test_a_time_that_ran_out_is_not_told_as_a_no(cause, told):
    error = SigningError("not authorised")
    error.__cause__ = cause

    assert type(remote._why(error)) is told
