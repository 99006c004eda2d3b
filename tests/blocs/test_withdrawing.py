"""A head takes the signature back while others are missing: what all see, and what becomes of the paper."""

import pytest
from django.utils import timezone

from blocs.models import Pledge
from blocs.services import signing as signing_of
from documents.models import Paper, SignatureRequest, Signer
from documents.rules.rejections import Rejection
from documents.services import audit
from documents.services import signing as machinery
from emulation.verdicts import Refused
from tests.blocs.pledge_pages import address
from tests.blocs.signing_pages import decline, place_of, request_of, sign
from tests.documents.reading import words_of
from tests.documents.signing_cast import scan
from tests.posting import forget_posted, posted

State = SignatureRequest.State
REASON = "Số liệu của đơn vị ghi chưa đúng."


def page(name, member):
    return address(f"signing-{name}", member.code)


def withdraw(pledge, member, *, reason=REASON, by=None):
    signer = place_of(pledge, member)
    signing_of.withdraw(pledge, signer, member, reason=reason, by=by or signer.user)


@pytest.fixture
def half(signing, members):
    """Signed by the second and the third of the three."""
    for member in members[1:]:
        sign(signing, member)
    return signing


def test_who_signed_withdraws_from_the_receipt_and_the_leader_is_told(
    client, half, members, head, leader_head, django_capture_on_commit_callbacks
):
    head.language = "en"
    head.save()
    client.force_login(head)
    assert page("withdraw", members[2]) in client.get(page("receipt", members[2])).content.decode()
    asked = client.get(page("withdraw", members[2])).content.decode()
    assert "So far 2 of 3 have signed" in asked
    forget_posted()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page("withdraw", members[2]), {"reason": REASON}, follow=True)

    assert answer.redirect_chain[-1][0] == address("signing-board")
    board = answer.content.decode()
    assert "1 member has withdrawn its signature" in board
    assert REASON in board
    (letter,) = posted()
    assert letter.to == [leader_head.email]
    assert letter.subject.startswith("Rút chữ ký")
    assert REASON in letter.body
    receipt = client.get(page("receipt", members[2])).content.decode()
    assert "You withdrew this signature at" in receipt
    assert page("withdraw", members[2]) not in receipt


def test_the_file_and_the_others_signatures_stay_and_the_log_says_what_happened(half, members, head):
    request = request_of(half)
    file, kept = request.newest().content(), place_of(half, members[1])

    withdraw(half, members[2])

    request = request_of(half)
    assert request.state == State.DECLINED
    assert request.newest().content() == file
    assert place_of(half, members[1]).signed_at == kept.signed_at
    assert place_of(half, members[2]).state == Signer.State.WITHDRAWN
    event = request.chain.events.get(kind="withdraw")
    assert (event.actor, event.data["reason"]) == (head, REASON)
    assert list(audit.problems()) == []
    with pytest.raises(Rejection):
        sign(half, members[0])


def test_only_a_new_version_goes_on_and_all_are_asked_again(half, members, leader_head):
    withdraw(half, members[2])
    with pytest.raises(Refused):
        signing_of.go_on(half, reason="Vẫn ký.", by=leader_head)

    anew = signing_of.void(half, reason="Một đơn vị rút chữ ký.", by=leader_head)

    half.refresh_from_db()
    assert (half.status, anew.status) == (Pledge.Status.VOID, Pledge.Status.COMMENT)
    assert request_of(half).paper.state == Paper.State.VOID
    assert place_of(half, members[2]).state == Signer.State.WITHDRAWN


def test_pressed_twice_it_is_one_withdrawal(client, half, members, head, django_capture_on_commit_callbacks):
    client.force_login(head)
    forget_posted()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            answer = client.post(page("withdraw", members[2]), {"reason": REASON})
            assert answer.status_code == 302

    assert request_of(half).chain.events.filter(kind="withdraw").count() == 1
    assert len(posted()) == 1


def test_after_the_last_signature_it_is_too_late(client, half, members, head):
    sign(half, members[0])
    head.language = "en"
    head.save()
    client.force_login(head)

    assert page("withdraw", members[2]) not in client.get(page("receipt", members[2])).content.decode()
    for answer in (
        client.get(page("withdraw", members[2])),
        client.post(page("withdraw", members[2]), {"reason": REASON}),
    ):
        assert "no signature can be withdrawn from it any more" in answer.content.decode()
    assert place_of(half, members[2]).state == Signer.State.SIGNED
    half.refresh_from_db()
    assert half.status == Pledge.Status.IN_FORCE


def test_a_reason_is_asked_for_and_a_mandate_of_today(client, half, members, head, english):
    client.force_login(head)
    assert client.post(page("withdraw", members[2]), {"reason": " "}).context["form"].errors["reason"]
    with pytest.raises(Refused, match="not signed"):
        withdraw(half, members[0])
    head.mandates.update(ends=timezone.localdate() - timezone.timedelta(days=1))

    with pytest.raises(Refused, match="ended on"):
        withdraw(half, members[2])

    assert request_of(half).state == State.SIGNING


def test_nobody_withdraws_for_another(client, half, members, head, deputy_head):
    client.force_login(deputy_head)
    assert client.post(page("withdraw", members[2]), {"reason": REASON}).status_code == 404
    with pytest.raises(Refused):
        withdraw(half, members[2], by=deputy_head)
    assert request_of(half).state == State.SIGNING


def test_where_somebody_declined_already_nothing_is_left_to_withdraw_from(half, members):
    decline(half, members[0])

    with pytest.raises(Refused):
        withdraw(half, members[2])

    assert place_of(half, members[2]).state == Signer.State.SIGNED


def test_the_record_of_what_was_then_signed_by_hand_names_the_withdrawal(half, members, leader_head):
    withdraw(half, members[2])
    signing_of.certify_ink(half, scan=scan(), signed_on=timezone.localdate(), by=leader_head)

    record = machinery.record(request_of(half), by=leader_head)

    with record.file.open("rb") as file:
        told = words_of(file.read())
    assert "Rút chữ ký:" in " ".join(told.split())  # the reason is cut by the names of its neighbours
    assert REASON.split()[-1] in told
