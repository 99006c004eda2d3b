"""Signatures that are not made here: with a token of one's own, and in ink; and what the log says of all."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from documents import append_only
from documents.models import (
    Revision,
    SignatureEvent,
    SignatureRequest,
    Signer,
    SigningLease,
    TokenCertificate,
)
from documents.rules.rejections import Rejection
from documents.services import audit, signing
from emulation.verdicts import Refused
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast
from tests.documents.reading import words_of


@pytest.fixture
def request_(state, db):
    return cast.request_of(cast.people(2), state)


@pytest.fixture
def signer(request_):
    return request_.signers.select_related("user", "request__paper").first()


@pytest.fixture
def token(signer):
    """A token whose authority is on a list; its owner bears the signer's name."""
    return cast.token_of(signer.user.full_name)


def code_of(act):
    with pytest.raises(Rejection) as refused:
        act()
    return refused.value.code


def signed(kept, signer, token, **changes):
    return attacks.appending.sign(
        kept.revision.content(),
        signer.slot,
        **{"signer": token.signer, "clock": token.clock, "reason": "Đồng ý"} | changes,
    )


def test_a_file_signed_with_ones_own_token_is_taken_back(signer, token):
    kept = signing.keep_for_upload(signer, by=signer.user)

    signature = signing.upload(signer, signed(kept, signer, token), by=signer.user)

    signer.refresh_from_db()
    assert (signer.state, signer.method) == ("signed", "upload")
    assert signature.trusted_by == "CA thử nghiệm"
    assert TokenCertificate.objects.get().user == signer.user


def test_the_others_wait_while_the_file_is_out(signer, request_, settings):
    settings.SIGNING_WAIT = 0
    other = request_.signers.select_related("user", "request__paper").last()
    signing.keep_for_upload(signer, by=signer.user)

    assert code_of(lambda: signing.sign(other, by=other.user, pin=cast.PIN)) == "LEASE_BUSY"
    signing.give_back(signer, by=other.user)
    assert code_of(lambda: signing.sign(other, by=other.user, pin=cast.PIN)) == "LEASE_BUSY"
    signing.give_back(signer, by=signer.user)
    signing.sign(other, by=other.user, pin=cast.PIN)


def test_a_file_that_comes_back_too_late_is_not_taken(signer, token):
    kept = signing.keep_for_upload(signer, by=signer.user)
    content = signed(kept, signer, token)
    SigningLease.objects.update(expires=timezone.now() - timedelta(seconds=1))

    assert code_of(lambda: signing.upload(signer, content, by=signer.user)) == "LEASE_LOST"


def test_a_refused_file_leaves_time_for_the_right_one_and_a_line_in_the_log(signer, token):
    kept = signing.keep_for_upload(signer, by=signer.user)
    content = signed(kept, signer, token)

    assert code_of(lambda: signing.upload(signer, b"%PDF-1.7 khac", by=signer.user)) == "NOT_AN_APPEND"
    assert code_of(lambda: signing.upload(signer, content + b"\n", by=signer.user)) != ""
    assert code_of(lambda: signing.upload(signer, b"\0" * (11 << 20), by=signer.user)) == "TOO_LARGE"
    signing.upload(signer, content, by=signer.user)

    events = SignatureEvent.objects.filter(kind="upload_rejected")
    assert events.first().data["code"] == "NOT_AN_APPEND"
    assert code_of(lambda: signing.upload(signer, content, by=signer.user)) == "LEASE_LOST"
    assert Revision.objects.filter(kind="signed").count() == 1


def test_a_token_of_somebody_else_is_not_taken(signer, token):
    kept = signing.keep_for_upload(signer, by=signer.user)
    other = cast.token_of("Người Khác Hẳn")

    with pytest.raises(Rejection) as wrong:
        signing.upload(signer, signed(kept, signer, other), by=signer.user)

    assert wrong.value.code == "WRONG_CERTIFICATE"
    assert "Người Khác Hẳn" in str(wrong.value)


def test_after_its_first_use_only_the_known_token_signs(signer, token, state):
    kept = signing.keep_for_upload(signer, by=signer.user)
    signing.upload(signer, signed(kept, signer, token), by=signer.user)
    users = [each.user for each in signer.request.signers.select_related("user")]
    next_one = cast.request_of(users, state, subject="pledge:2").signers.select_related("user").first()
    kept = signing.keep_for_upload(next_one, by=next_one.user)
    twin = cast.token_of(signer.user.full_name)

    content = signed(kept, next_one, twin)
    assert code_of(lambda: signing.upload(next_one, content, by=signer.user)) == "WRONG_CERTIFICATE"


def test_a_token_of_an_unknown_authority_is_not_trusted(signer):
    kept = signing.keep_for_upload(signer, by=signer.user)
    stranger = cast.token_of(signer.user.full_name, believed=False)

    assert (
        code_of(lambda: signing.upload(signer, signed(kept, signer, stranger), by=signer.user)) == "UNTRUSTED"
    )


def test_the_file_of_another_paper_is_not_taken(signer, token, state):
    users = [each.user for each in signer.request.signers.select_related("user")]
    other = cast.request_of(users, state, subject="pledge:2").signers.select_related("user").first()
    kept = signing.keep_for_upload(other, by=other.user)
    signing.keep_for_upload(signer, by=signer.user)

    content = signed(kept, other, token)
    assert code_of(lambda: signing.upload(signer, content, by=signer.user)) == "NOT_AN_APPEND"


# In ink


def test_a_scan_that_the_leader_certifies_puts_the_paper_in_force_as_signed_in_ink(signer, request_, client):
    copy = signing.certify_ink(
        request_, cast.scan(), signed_on=date(2024, 2, 5), as_="Chủ tịch, Khối trưởng", by=signer.user
    )

    request_.refresh_from_db()
    request_.paper.refresh_from_db()
    assert (request_.state, request_.paper.state) == ("in_ink", "issued")
    assert (copy.content_type, copy.pages) == ("image/png", 1)
    assert set(request_.signers.values_list("method", flat=True)) == {"ink"}
    page = client.get(request_.paper.get_absolute_url()).content.decode()
    assert "Đây không phải chữ ký số" in page
    with pytest.raises(Refused):
        signing.certify_ink(request_, cast.scan(), signed_on=date(2024, 2, 5), as_="Chủ tịch", by=signer.user)


@pytest.mark.parametrize(
    "changes",
    [
        {"scan": b"PK\x03\x04"},
        {"scan": b""},
        {"scan": b"%PDF-1.7"},
        {"signed_on": date(2999, 1, 1)},
        {"as_": ""},
    ],
)
def test_what_is_no_scan_or_not_certified_is_not_taken(signer, request_, changes):
    said = {"scan": cast.scan(), "signed_on": date(2024, 2, 5), "as_": "Chủ tịch"} | changes

    with pytest.raises(ValidationError):
        signing.certify_ink(request_, said.pop("scan"), by=signer.user, **said)
    request_.refresh_from_db()
    assert request_.state == "signing"


# The log


@pytest.fixture
def done(request_):
    return cast.sign_all(request_)


def change(model, **values):
    """As one with all rights on the database can."""
    append_only.lift(connection)
    model.objects.filter(pk=values.pop("pk")).update(**values)
    append_only.protect(connection)


def test_an_untouched_log_agrees_with_itself(done, capsys):
    assert list(audit.problems()) == []
    call_command("verify_audit")

    assert str(Revision.objects.count()) in capsys.readouterr().out


@pytest.mark.parametrize("field", ["kind", "at", "actor", "data", "prev", "hash"])
def test_a_changed_event_shows(done, field):
    event = SignatureEvent.objects.filter(kind="signed").first()
    values = {
        "kind": "viewed",
        "at": timezone.now(),
        "actor": None,
        "data": {},
        "prev": "1" * 64,
        "hash": "2" * 64,
    }

    change(SignatureEvent, pk=event.pk, **{field: values[field]})

    assert any(f"{event.seq}" in problem for problem in audit.problems())


def test_a_missing_event_and_a_cut_off_end_show(done):
    chain = done.chain
    append_only.lift(connection)
    chain.events.order_by("-seq").first().delete()
    assert len(list(audit.problems())) >= 1
    chain.events.filter(seq=2).delete()
    append_only.protect(connection)

    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1


def test_a_log_written_anew_contradicts_the_signatures(done):
    """Somebody changes an event and computes all hashes after it anew."""
    from documents.services import evidence

    chain, prev = done.chain, "0" * 64
    append_only.lift(connection)
    for event in chain.events.order_by("seq"):
        event.data = event.data | {"at_ease": True} if event.seq == 1 else event.data
        event.prev = prev
        event.hash = prev = evidence.link(prev, event.seq, event.kind, event.at, event.actor_id, event.data)
        event.save()
    chain.head = prev
    chain.save()
    append_only.protect(connection)

    assert len(list(audit.problems())) == 2


def test_a_missing_trigger_and_a_changed_file_show(done):
    append_only.lift(connection)
    assert len(list(audit.problems())) == 2 * len(append_only.TABLES)
    append_only.protect(connection)

    with done.newest().file.open("r+b") as file:
        file.seek(3000)
        file.write(b"x")
    assert len(list(audit.problems())) >= 1


def test_the_round_closes_what_ran_out_of_time_and_seals_what_is_left(request_, state, capsys):
    late = cast.request_of(
        [each.user for each in request_.signers.select_related("user")],
        state,
        subject="pledge:2",
        deadline=timezone.now() + timedelta(days=1),
    )
    SignatureRequest.objects.filter(pk=late.pk).update(deadline=timezone.now() - timedelta(days=1))
    cast.sign_all(request_)

    call_command("signing_round")

    states = dict(SignatureRequest.objects.values_list("pk", "state"))
    assert states == {late.pk: "expired", request_.pk: "sealed"}
    assert Signer.objects.filter(request=late, state="invited").count() == 2


def test_the_record_of_a_signing_is_a_paper_of_its_own(request_, done):
    paper = signing.record(done, by=None)

    words = words_of(paper.content())
    for signer in done.signers.all():
        assert signer.name in words
        assert signer.organisation in words
    assert done.paper.code_text in words
    assert words.count("Đã ký số") == 2
    assert signing.record(done, by=None) == paper
    assert (paper.state, paper.kind, paper.number) == ("issued", "signing-record", None)


def test_there_is_no_record_before_all_have_signed(request_):
    with pytest.raises(Refused):
        signing.record(request_, by=None)
