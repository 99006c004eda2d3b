"""A passkey opens the key for one signature; no other answer does."""

import json

import pytest
from django.urls import reverse

from blocs.services import papers
from blocs.views import passkeys as views
from documents.models import PasskeyUnlock, Revision, SignatureEvent, SignatureRequest, Signer, SigningKey
from documents.rules.rejections import words
from documents.services import certificates, passkeys, verification
from documents.signing import keys
from tests.documents import signing_cast as cast
from tests.passkey import PRESENT, SoftPasskey

MINE = "blocs:certificate-passkeys"


@pytest.fixture
def asked(season, leader_head, leader_officer):
    """The list of members, waiting for the signature of the leader's head."""
    cast.enrol(leader_head)
    return papers.have_signed("members", season, by=leader_officer)


@pytest.fixture
def passkey(client, asked, leader_head):
    """Of the leader's head, who is signed in; it opens their key."""
    made = SoftPasskey()
    made.registered(leader_head)
    client.force_login(leader_head)
    add(client, made)
    return made


def add(client, passkey, pin=cast.PIN, **said):
    question = client.get(reverse(MINE)).context["question"]
    sent = {"pin": pin, "passkey": json.dumps(passkey.answers(question, **said))}
    return client.post(reverse(MINE), sent)


def page(paper):
    return reverse("blocs:paper-sign", args=[paper.code])


def question_on(client, paper):
    return client.get(page(paper)).context["question"]


def sign(client, paper, answer):
    sent = {"agreed": "on", "pin": "", "seen": paper.content_hash, "passkey": json.dumps(answer)}
    return client.post(page(paper), sent)


def is_refused(response, code, **details):
    assert response.context["form"].errors["__all__"] == [words(code, **details)]
    assert b"clientDataJSON" not in response.content  # what a passkey brought is never written back
    assert Revision.objects.filter(kind=Revision.Kind.SIGNED).count() == 0


def test_the_passkey_signs_without_the_pin(client, asked, passkey):
    response = sign(client, asked, passkey.answers(question_on(client, asked)))

    assert response.url == reverse("blocs:paper-receipt", args=[asked.code])
    request = SignatureRequest.objects.get()
    look = verification.look_at(request.newest().content())
    assert (look.good, look.paper) == (True, asked)
    assert SigningKey.objects.get().failed == 0
    proof = SignatureEvent.objects.get(kind="opened_by_passkey").data["proof"]
    assert set(proof) == {"passkey", "nonce", "clientDataJSON", "authenticatorData", "signature"}


def test_who_has_no_passkey_is_asked_for_the_pin_alone(client, asked, leader_head):
    client.force_login(leader_head)

    response = client.get(page(asked))

    assert response.context["question"] is None
    assert b"data-passkey-opens" not in response.content


def test_the_same_answer_does_not_sign_twice(client, asked, passkey, settings):
    settings.SIGNING_TSA_URLS = ["http://127.0.0.1:9/"]  # the key opens, and nothing is signed
    answer = passkey.answers(question_on(client, asked))
    is_refused(sign(client, asked, answer), "TSA_UNAVAILABLE")
    settings.SIGNING_TSA_URLS = []

    is_refused(sign(client, asked, answer), "PASSKEY_WRONG", left=4)


def test_an_answer_that_comes_too_late_is_asked_for_anew(client, asked, passkey, monkeypatch):
    answer = passkey.answers(question_on(client, asked))
    monkeypatch.setattr(views, "GOOD_FOR", -1)

    is_refused(sign(client, asked, answer), "PASSKEY_STALE")
    assert SigningKey.objects.get().failed == 0


def test_an_answer_for_another_paper_does_not_sign_this_one(client, signing, asked, passkey, season, members):
    of_pledge = reverse("blocs:signing-sign", args=[season.bloc.code, season.year, members[0].code])
    answer = passkey.answers(client.get(of_pledge).context["question"])
    question_on(client, asked)

    is_refused(sign(client, asked, answer), "PASSKEY_WRONG", left=4)
    assert SignatureEvent.objects.filter(kind="passkey_failed").count() == 1


def test_the_answer_for_adding_a_passkey_does_not_sign(client, asked, passkey, leader_head):
    another = SoftPasskey()
    another.registered(leader_head, "Điện thoại")
    answer = another.answers(client.get(reverse(MINE)).context["question"])
    question_on(client, asked)

    is_refused(sign(client, asked, answer), "PASSKEY_WRONG", left=4)


def test_the_passkey_of_another_person_does_not_sign(client, asked, passkey, officer):
    stranger = SoftPasskey()
    stranger.registered(officer)

    is_refused(sign(client, asked, stranger.answers(question_on(client, asked))), "PASSKEY_WRONG", left=4)


def test_a_passkey_that_verified_nobody_does_not_sign(client, asked, passkey):
    answer = passkey.answers(question_on(client, asked), flags=PRESENT)

    is_refused(sign(client, asked, answer), "PASSKEY_WRONG", left=4)


def test_an_answer_given_to_another_site_does_not_sign(client, asked, passkey):
    passkey.origin = "https://khoi-thi-dua.example"

    is_refused(sign(client, asked, passkey.answers(question_on(client, asked))), "PASSKEY_WRONG", left=4)


def test_a_passkey_with_another_secret_does_not_open_the_key(client, asked, passkey):
    """Whoever writes a public key of their own into the database signs questions, and opens nothing."""
    passkey._hidden = b"x" * 32

    is_refused(sign(client, asked, passkey.answers(question_on(client, asked))), "PASSKEY_WRONG", left=4)


def test_a_passkey_without_a_secret_is_told_to_go_on_with_the_pin(client, asked, passkey, leader_head):
    is_refused(sign(client, asked, passkey.answers(question_on(client, asked), mute=True)), "PASSKEY_MUTE")

    client.post(page(asked), {"agreed": "on", "pin": cast.PIN, "seen": asked.content_hash})
    assert Signer.objects.get().state == Signer.State.SIGNED


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"secret": 1}', '{"response": {}}', "{"])
def test_nonsense_is_refused_and_leaves_everything(client, asked, passkey, text):
    question_on(client, asked)
    sent = {"agreed": "on", "pin": "", "seen": asked.content_hash, "passkey": text}

    response = client.post(page(asked), sent)

    assert response.context["form"].errors
    assert Signer.objects.get().state == Signer.State.VIEWED


def test_nonsense_with_a_secret_counts_as_a_try(client, asked, passkey):
    question_on(client, asked)

    is_refused(sign(client, asked, {"secret": "A" * 43, "response": 7}), "PASSKEY_WRONG", left=4)


def test_wrong_answers_lock_the_key_as_wrong_pins_do(client, asked, passkey):
    for _ in range(5):
        sign(client, asked, passkey.answers(question_on(client, asked), flags=PRESENT))

    assert SigningKey.objects.get().locked_until is not None
    response = sign(client, asked, passkey.answers(question_on(client, asked)))
    assert Signer.objects.get().state == Signer.State.VIEWED
    assert response.context["form"].errors["__all__"]
    assert SignatureEvent.objects.filter(kind="key_locked").count() == 1


def test_the_database_and_the_secret_of_the_site_do_not_open_the_key(asked, passkey, leader_head):
    unlock = PasskeyUnlock.objects.get()
    sealed = keys.Sealed(bytes(unlock.blob), unlock.secret_id, {})
    owner = passkeys._owner(unlock.key.certificate, unlock.passkey)

    for guess in (b"", b"\0" * 32, cast.PIN.encode()):
        with pytest.raises(keys.WrongPasskey):
            keys.unseal_with_passkey(sealed, guess, owner)
    salt = passkeys._salt(unlock.key.certificate)
    assert keys.unseal_with_passkey(sealed, passkey.gives(salt), owner).key_size == 2048
    with pytest.raises(keys.WrongPasskey):
        keys.unseal_with_passkey(sealed, passkey.gives(salt), owner + b"1")


def test_a_passkey_is_added_with_the_pin_alone(client, asked, leader_head):
    made = SoftPasskey()
    made.registered(leader_head)
    client.force_login(leader_head)

    assert add(client, made, pin="sai-ma-pin").context["form"].errors["pin"]
    assert add(client, made, mute=True).context["form"].errors["__all__"] == [words("PASSKEY_MUTE")]
    assert add(client, made, flags=PRESENT).context["form"].errors["__all__"]
    assert not PasskeyUnlock.objects.exists()

    assert add(client, made).url == reverse(MINE)
    page = client.get(reverse(MINE))
    assert "Máy cơ quan" in page.content.decode()
    assert page.context["question"] is None  # no passkey is left that does not open it


def test_one_that_is_taken_off_does_not_sign_any_more(client, asked, passkey, leader_head):
    answer = passkey.answers(question_on(client, asked))

    client.post(reverse(MINE), {"remove": PasskeyUnlock.objects.get().pk})

    assert sign(client, asked, answer).context["form"].errors
    assert question_on(client, asked) is None
    assert certificates.open_key(leader_head, cast.PIN)


def test_nobody_takes_off_that_of_another(client, asked, passkey, officer):
    cast.enrol(officer)
    client.force_login(officer)

    client.post(reverse(MINE), {"remove": PasskeyUnlock.objects.get().pk})

    assert PasskeyUnlock.objects.exists()


def test_a_passkey_taken_off_the_sign_in_does_not_open_the_key(asked, passkey, leader_head):
    passkeys.those_of(leader_head)[0].delete()

    assert not PasskeyUnlock.objects.exists()


def test_a_revoked_certificate_leaves_no_key_behind(asked, passkey, leader_head):
    certificates.revoke(certificates.current(leader_head), reason="superseded", by=None)

    assert not PasskeyUnlock.objects.exists()


def test_a_new_secret_of_the_site_seals_the_key_anew(client, asked, passkey, settings, tmp_path):
    file = tmp_path / "keys"
    file.write_bytes(keys.Path(settings.SIGNING_KEYS_FILE).read_bytes())
    settings.SIGNING_KEYS_FILE = str(file)
    before = PasskeyUnlock.objects.get().secret_id
    keys.make_secret_file(file)

    sign(client, asked, passkey.answers(question_on(client, asked)))

    assert Signer.objects.get().state == Signer.State.SIGNED
    assert PasskeyUnlock.objects.get().secret_id != before
