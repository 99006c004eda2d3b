"""Signing with a key that lies at a remote service, which the settings name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from blocs.forms.signing import RemoteForm
from blocs.selectors import signing as reading_pledges
from blocs.services import paper_signing, signing
from blocs.views.access import me
from blocs.views.paper_signing import may_sign, own
from blocs.views.signing_access import own_place
from documents.models import RemoteCredential, Signer
from documents.rules import signing as rules
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


@sensitive_post_parameters("pin", "otp")
@never_cache
def pledge(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    made, board, row = own_place(request, code, year, member)
    verdict = rules.can_sign(board.request, row.signer, user_id=request.user.pk, at=timezone.now())
    return _page(
        request,
        row.signer,
        verdict and reading_pledges.verdict_on_page(made, row, me(request)),
        lambda given: signing.sign_remote(made, row.signer, row.organisation, by=request.user, **given),
        sign=redirect("blocs:signing-sign", code, year, member),
        receipt=redirect("blocs:signing-receipt", code, year, member),
    )


@sensitive_post_parameters("pin", "otp")
@never_cache
def paper(request: SignedInRequest, code: str) -> HttpResponse:
    signer = own(request, code)
    return _page(
        request,
        signer,
        may_sign(request, signer),
        lambda given: paper_signing.sign_remote(signer, by=request.user, **given),
        sign=redirect("blocs:paper-sign", code),
        receipt=redirect("blocs:paper-receipt", code),
    )


def _page(
    request: SignedInRequest,
    signer: Signer,
    verdict: Verdict,
    act: Callable[[dict[str, str]], Any],
    *,
    sign: HttpResponse,
    receipt: HttpResponse,
) -> HttpResponse:
    """Where no service is named there is nothing to do here; who has signed gets the receipt."""
    if not settings.SIGNING_CSC_ADDRESS:
        return sign
    if signer.state == Signer.State.SIGNED:
        return receipt
    known = RemoteCredential.objects.filter(user=request.user).first()
    initial = {"seen": signer.request.paper.content_hash, "key": known.name if known else ""}
    form = RemoteForm(request.POST or None, initial=initial)
    if form.is_valid():
        with answering(form):
            act(form.given())
            messages.success(request, _("Your signature is on the paper."))
            return receipt
    context = {
        "form": form,
        "verdict": verdict,
        "signer": signer,
        "paper": signer.request.paper,
        "sign_url": sign["Location"],
    }
    return render(request, "blocs/signing_remote.html", context)
