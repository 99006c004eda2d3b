"""What pages ask a passkey, and what came back: each question is asked once, and good for ten minutes."""

from __future__ import annotations

import json
import secrets
import time
from typing import Any

from allauth.mfa.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from fido2.webauthn import PublicKeyCredentialRpEntity

from blocs.forms.certificates import AddPasskeyForm
from documents.models import Certificate, Signer
from documents.rules.rejections import Rejection
from documents.services import certificates, passkeys
from documents.signing.passkeys import Answer, Question, secret_in
from emulation.http import SignedInRequest, answering, telling

QUESTIONS, MOST, GOOD_FOR = "passkey_questions", 8, 600
ABOUT_PIN = {"PIN_WRONG", "KEY_LOCKED", "KEY_DESTROYED"}


def question_of_signing(request: SignedInRequest, signer: Signer) -> dict[str, Any] | None:
    """For the page of one's signature; None where no passkey opens the key."""
    opening = passkeys.that_open(request.user)
    if not opening:
        return None
    return passkeys.question_of_signing(signer, opening, _ask(request, passkeys.about(signer)))


def opener(request: SignedInRequest, form: forms.Form, signer: Signer) -> dict[str, Any]:
    """How the key is to be opened: the PIN, or the answer of a passkey."""
    if not form.cleaned_data["passkey"]:
        return {"pin": form.cleaned_data["pin"]}
    return {"passkey": _answer(request, form.cleaned_data["passkey"], passkeys.about(signer))}


def told_at_pin(form: forms.Form, rejection: Rejection) -> None:
    """What is wrong with the PIN stands at its field; everything else above the form."""
    if rejection.code not in ABOUT_PIN or form.cleaned_data.get("passkey"):
        raise rejection
    form.add_error("pin", str(rejection))


@sensitive_post_parameters("pin", "passkey")
@never_cache
def mine(request: SignedInRequest) -> HttpResponse:
    """Which passkeys open one's key, and one more of them."""
    certificate = certificates.current(request.user)
    if certificate is None:
        return redirect("blocs:certificate")
    if taken_off := request.POST.get("remove", ""):
        with telling(request, _("This passkey does not open your key any more. It still signs you in.")):
            passkeys.remove(request.user, int(taken_off) if taken_off.isdecimal() else 0)
        return redirect("blocs:certificate-passkeys")
    form = AddPasskeyForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            try:
                answer = _answer(request, form.cleaned_data["passkey"], passkeys.about_adding(certificate))
                passkeys.add(request.user, pin=form.cleaned_data["pin"], answer=answer)
            except Rejection as rejection:
                if rejection.code not in ABOUT_PIN:
                    raise
                form.add_error("pin", str(rejection))
            else:
                messages.success(request, _("From now on this passkey opens your key, as your PIN does."))
                return redirect("blocs:certificate-passkeys")
    opening = passkeys.that_open(request.user)
    own = passkeys.those_of(request.user)
    more = len(own) > len(opening)
    context = {
        "form": form,
        "opening": opening,
        "has_passkeys": bool(own),
        "question": _question_of_adding(request, certificate) if more else None,
    }
    return render(request, "blocs/certificate_passkeys.html", context)


def _question_of_adding(request: SignedInRequest, certificate: Certificate) -> dict[str, Any]:
    question = _ask(request, passkeys.about_adding(certificate))
    return passkeys.question_of_adding(certificate, question)


def _ask(request: SignedInRequest, about: str) -> Question:
    nonce = secrets.token_bytes(32)
    asked = dict(list(request.session.get(QUESTIONS, {}).items())[1 - MOST :])
    asked.pop(about, None)
    request.session[QUESTIONS] = asked | {about: [nonce.hex(), int(time.time())]}
    return Question(_site(), nonce)


def _answer(request: SignedInRequest, text: str, about: str) -> Answer:
    """The question is used up by this, whether the answer holds or not."""
    asked = dict(request.session.get(QUESTIONS, {}))
    nonce, at = asked.pop(about, ("", 0))
    request.session[QUESTIONS] = asked
    if time.time() - at > GOOD_FOR:
        raise Rejection("PASSKEY_STALE")
    given = _read(text)
    return Answer(Question(_site(), bytes.fromhex(nonce)), given, secret_in(given.pop("secret", None)))


def _read(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    return given if isinstance(given, dict) else {}


def _site() -> PublicKeyCredentialRpEntity:
    return PublicKeyCredentialRpEntity(**get_adapter().get_public_key_credential_rp_entity())
