"""Signatures that meet at the same moment, and processes that die amidst one."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.db import connection

from documents.models import Revision, SignatureRequest, Signer, SigningLease
from documents.rules.rejections import Rejection
from documents.services import audit, signing, verification
from documents.services.signing import turns
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts):
    def alone(act):
        try:
            return act()
        except Rejection as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def sign(pk):
    signer = Signer.objects.select_related("user", "request__paper").get(pk=pk)
    return signing.sign(signer, by=signer.user, pin=cast.PIN)


def test_who_signs_at_once_waits_for_the_others(state, settings):
    settings.SIGNING_WAIT = 300
    request = cast.request_of(cast.people(5), state)
    keys = list(request.signers.values_list("pk", flat=True))

    done = at_once([lambda pk=pk: sign(pk) for pk in keys])

    request.refresh_from_db()
    assert [type(each).__name__ for each in done] == ["Signature"] * 5
    assert request.state == SignatureRequest.State.SEALED
    assert Revision.objects.filter(kind="signed").count() == 5
    look = verification.look_at(request.newest().content())
    assert (look.kind, look.problems) == (verification.Kind.CURRENT, ())
    assert len(look.report.signatures) == 6


def test_a_button_pressed_twice_signs_once(state):
    request = cast.request_of(cast.people(2), state)
    pk = request.signers.first().pk

    done = at_once([lambda: sign(pk), lambda: sign(pk)])

    assert Revision.objects.filter(kind="signed").count() == 1
    assert "ALREADY_SIGNED" in done


def test_who_does_not_want_to_wait_is_told_who_signs(state, settings):
    settings.SIGNING_WAIT = 0
    request = cast.request_of(cast.people(2), state)
    first, second = request.signers.select_related("user", "request__paper")

    with turns.turn(first, by=first.user, method="embedded", seen=None), pytest.raises(Rejection) as busy:
        sign(second.pk)

    assert busy.value.code == "LEASE_BUSY"
    assert first.organisation in str(busy.value)
    sign(second.pk)


@pytest.mark.parametrize("step", ["signing.sealing.seal", "services.signing.completion._land"])
def test_two_who_seal_at_once_seal_once(state, step):
    """The process that had the last signature died before the seal was there."""
    request = cast.request_of(cast.people(1), state)
    signer = request.signers.select_related("user", "request__paper").get()
    _in_a_process_that_dies(step, lambda: signing.sign(signer, by=signer.user, pin=cast.PIN))
    request.refresh_from_db()
    assert (request.state, signing.unsealed()) == (SignatureRequest.State.COMPLETED, [request])

    done = at_once([lambda: signing.seal(SignatureRequest.objects.get())] * 2)

    assert done.count(True) == 1
    assert Revision.objects.filter(kind="sealed").count() == 1
    assert SignatureRequest.objects.get().state == SignatureRequest.State.SEALED
    assert list(audit.problems()) == []


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("services.certificates.open_key", "invited"),
        ("services.signing.turns.take", "invited"),
        ("signing.appending.sign", "invited"),
        ("signing.acceptance.accept", "invited"),
        ("services.signing.course.save_file", "invited"),
        ("services.signing.turns._kept", "invited"),
        ("services.signing.turns._landed", "invited"),  # before the database has heard that this was all
        ("services.signing.turns.land", "signed"),
        ("services.signing.turns.release", "signed"),
    ],
)
def test_a_process_that_dies_amidst_a_signature_leaves_it_or_nothing(state, step, expected):
    request = cast.request_of(cast.people(2), state)
    signer = request.signers.select_related("user", "request__paper").first()
    _in_a_process_that_dies(step, lambda: signing.sign(signer, by=signer.user, pin=cast.PIN))

    request.refresh_from_db()
    signer.refresh_from_db()
    was_there = expected == "signed"
    assert signer.state == expected
    assert (request.newest().kind, signer.signatures.count()) == (
        "signed" if was_there else "certified",
        was_there,
    )
    SigningLease.objects.update(expires="2020-01-01T00:00:00Z")  # a minute later
    assert at_once([lambda: sign(signer.pk)])[0] == "ALREADY_SIGNED" or not was_there
    assert Revision.objects.filter(kind="signed").count() == 1
    look = verification.look_at(SignatureRequest.objects.get().newest().content())
    assert (look.kind, look.problems) == (verification.Kind.SIGNING, ())
    assert list(audit.problems()) == []


def _in_a_process_that_dies(step, act):
    connection.close()
    child = os.fork()
    if child == 0:
        _die_after(step)
        act()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def _die_after(step):
    """The machine stops right after this step has done its work."""
    module, _dot, name = step.rpartition(".")
    place = import_module(f"documents.{module}")
    act = getattr(place, name)

    def last(*args, **kwargs):
        act(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(place, name, last)


def test_the_same_file_sent_twice_at_once_is_taken_once(state):
    request = cast.request_of(cast.people(2), state)
    signer = request.signers.select_related("user", "request__paper").first()
    token = cast.token_of(signer.user.full_name)
    kept = signing.keep_for_upload(signer, by=signer.user)
    content = attacks.appending.sign(
        kept.revision.content(), signer.slot, signer=token.signer, clock=token.clock, reason="Đồng ý"
    )

    def send():
        own = Signer.objects.select_related("user", "request__paper").get(pk=signer.pk)
        return signing.upload(own, content, by=own.user)

    done = at_once([send, send])

    assert sum(type(each).__name__ == "Signature" for each in done) == 1
    assert set(map(str, done)) & {"LEASE_LOST", "ALREADY_SIGNED"}
    assert Revision.objects.filter(kind="signed").count() == 1
