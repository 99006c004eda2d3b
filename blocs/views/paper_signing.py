"""Signing a paper that one is asked to sign: read it, sign with the PIN or a token, decline, withdraw."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from blocs.forms.signing import DeclineForm, PinForm, SignedFileForm, WithdrawForm
from blocs.selectors import paper_signing as reading
from blocs.selectors.signing import lease_of
from blocs.services import paper_signing
from blocs.views import passkeys
from blocs.views.signing_files import PDF
from documents.models import SignatureRequest, Signer
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from documents.services import certificates
from documents.views.files import paper_response
from emulation.http import Missing, SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def own(request: SignedInRequest, code: str) -> Signer:
    """One's own place on the paper; all others read the same words, whether there is such a paper or not."""
    signer = reading.place_of(request.user, code.upper())
    if signer is None:
        raise Missing(
            _("No paper waits here for your signature"),
            _(
                "You are not among those who sign a paper with this code. Perhaps somebody else was named in "
                "your place, or the address was meant for another person. What waits for you stands on your "
                "page; whether a paper holds, and who has signed it, shows by its code."
            ),
            way=reverse("documents:verify"),
            to=_("Check a paper by its code"),
        )
    return signer


def may_sign(request: SignedInRequest, signer: Signer) -> Verdict:
    verdict = rules.can_sign(signer.request, signer, user_id=request.user.pk, at=timezone.now())
    return verdict and reading.verdict_of_mandate(signer, request.user, on=timezone.localdate())


def _context(signer: Signer, **more: Any) -> dict[str, Any]:
    request = signer.request
    return {
        "signer": signer,
        "paper": request.paper,
        "is_open": request.state == SignatureRequest.State.SIGNING and signer.state in rules.WAITING,
        **more,
    }


@sensitive_post_parameters("pin", "passkey")
@never_cache
def sign(request: SignedInRequest, code: str) -> HttpResponse:
    """The paper first, then what is signed in one sentence, and the PIN or a passkey."""
    signer = own(request, code)
    form = PinForm(request.POST or None, initial={"seen": signer.request.paper.content_hash})
    if form.is_valid():
        with answering(form):
            try:
                how = passkeys.opener(request, form, signer)
                paper_signing.sign(signer, by=request.user, seen=form.cleaned_data["seen"], **how)
            except Rejection as rejection:
                passkeys.told_at_pin(form, rejection)
            else:
                messages.success(request, _("Your signature is on the paper."))
                return redirect("blocs:paper-receipt", code)
    if signer.state == Signer.State.SIGNED:
        return redirect("blocs:paper-receipt", code)
    if request.method == "GET":
        paper_signing.view(signer, by=request.user)
    verdict = may_sign(request, signer)
    context = _context(
        signer,
        form=form,
        verdict=verdict,
        remote_service=bool(settings.SIGNING_CSC_ADDRESS),
        certificate=certificates.current(request.user),
        question=passkeys.question_of_signing(request, signer) if verdict else None,
    )
    return render(request, "blocs/paper_sign.html", context)


@require_safe
def pdf(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The paper with the signatures so far, for those who sign it."""
    return paper_response(own(request, code).request.paper, request=request)


@never_cache
def receipt(request: SignedInRequest, code: str) -> HttpResponse:
    """What was signed, with what, and when."""
    signer = own(request, code)
    signature = signer.signatures.select_related("revision").first()
    if signature is None:
        return redirect("blocs:paper-sign", code)
    can_withdraw = rules.can_withdraw(signer.request, signer, user_id=signer.user_id)
    context = _context(signer, signature=signature, can_withdraw=can_withdraw)
    return render(request, "blocs/paper_receipt.html", context)


@never_cache
def decline(request: SignedInRequest, code: str) -> HttpResponse:
    signer = own(request, code)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            paper_signing.decline(signer, by=request.user, **form.cleaned_data)
            messages.success(request, _("It is noted that you do not sign, and why."))
            return redirect("blocs:start")
    verdict = rules.can_decline(signer.request, signer, user_id=request.user.pk)
    return render(request, "blocs/paper_decline.html", _context(signer, form=form, verdict=verdict))


@never_cache
def withdraw(request: SignedInRequest, code: str) -> HttpResponse:
    """What becomes of the paper and of the others' signatures, then the reason."""
    signer = own(request, code)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            paper_signing.withdraw(signer, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("Your signature is withdrawn. Who had the paper signed has been told.")
            )
            return redirect("blocs:start")
    verdict = rules.can_withdraw(signer.request, signer, user_id=request.user.pk)
    verdict = verdict and reading.verdict_of_mandate(signer, request.user, on=timezone.localdate())
    return render(request, "blocs/paper_withdraw.html", _context(signer, form=form, verdict=verdict))


@never_cache
def token(request: SignedInRequest, code: str) -> HttpResponse:
    """Three steps: take the file, sign it with one's own program, bring it back."""
    signer = own(request, code)
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        with answering(form):
            try:
                paper_signing.bring_file(signer, content, by=request.user)
            except Rejection as rejection:
                form.add_error("file", str(rejection))
            else:
                told = _("The file was checked and taken: your signature is on the paper.")
                messages.success(request, told)
                return redirect("blocs:paper-receipt", code)
    verdict = may_sign(request, signer)
    context = _context(signer, form=form, verdict=verdict, lease=lease_of(signer))
    return render(request, "blocs/paper_token.html", context)


@require_POST
def take_file(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The file as a download, kept for this person from now on."""
    signer = own(request, code)
    with telling(request):
        revision = paper_signing.take_file(signer, by=request.user)
        name = signer.request.paper.file_name
        return FileResponse(revision.file.open("rb"), as_attachment=True, filename=name, content_type=PDF)
    return redirect("blocs:paper-token", code)


@require_POST
def give_back(request: SignedInRequest, code: str) -> HttpResponse:
    paper_signing.give_back(own(request, code), by=request.user)
    messages.success(request, _("The file is free for the others again."))
    return redirect("blocs:paper-sign", code)
