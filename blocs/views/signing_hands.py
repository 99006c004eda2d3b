"""Where the head of a member reads the paper, and signs, declines, or withdraws the signature."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from blocs.forms.signing import DeclineForm, PinForm, WithdrawForm
from blocs.selectors import pledges as reading_pledges
from blocs.selectors import signing as reading
from blocs.selectors.signing import Board, Row
from blocs.services import signing
from blocs.views import passkeys
from blocs.views.access import me
from blocs.views.signing_access import own_place
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


@sensitive_post_parameters("pin", "passkey")
@never_cache
def sign(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """The whole paper first, then what is signed in one sentence, and the PIN or a passkey."""
    pledge, board, row = own_place(request, code, year, member)
    form = PinForm(request.POST or None, initial={"seen": board.paper.content_hash})
    if form.is_valid():
        with answering(form):
            try:
                signing.sign(
                    pledge,
                    row.signer,
                    row.organisation,
                    by=request.user,
                    seen=form.cleaned_data["seen"],
                    **passkeys.opener(request, form, row.signer),
                )
            except Rejection as rejection:
                passkeys.told_at_pin(form, rejection)
            else:
                messages.success(request, _("Your signature is on the paper."))
                return redirect("blocs:signing-receipt", code, year, member)
    if request.method == "GET" and board.is_open:
        signing.view(row.signer, by=request.user)
    if row.signer.state == "signed":
        return redirect("blocs:signing-receipt", code, year, member)
    verdict = _may_sign(request, board, row)
    context = {
        "page": reading_pledges.page(pledge, me(request), talk=False),
        "pledge": pledge,
        "season": pledge.season,
        "board": board,
        "row": row,
        "form": form,
        "verdict": verdict,
        "remote_service": bool(settings.SIGNING_CSC_ADDRESS),
        "certificate": row.has_certificate,
        "question": passkeys.question_of_signing(request, row.signer) if verdict else None,
    }
    return render(request, "blocs/signing_sign.html", context)


def _may_sign(request: SignedInRequest, board: Board, row: Row) -> Verdict:
    verdict = rules.can_sign(board.request, row.signer, user_id=request.user.pk, at=timezone.now())
    return verdict and reading.verdict_on_page(board.pledge, row, me(request))


@never_cache
def receipt(request: HttpRequest, code: str, year: int, member: str) -> HttpResponse:
    """What was signed, with what, and when."""
    pledge, board, row = own_place(request, code, year, member)
    signature = row.signer.signatures.select_related("revision").first()
    if signature is None:
        return redirect("blocs:signing-board", code, year)
    context = {"pledge": pledge, "season": pledge.season, "board": board, "row": row, "signature": signature}
    context["can_withdraw"] = rules.can_withdraw(board.request, row.signer, user_id=row.signer.user_id)
    return render(request, "blocs/signing_receipt.html", context)


@never_cache
def decline(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    pledge, board, row = own_place(request, code, year, member)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.decline(
                pledge, row.signer, row.organisation, by=request.user, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("The bloc leader has been told that you do not sign, and why."))
            return redirect("blocs:signing-board", code, year)
    verdict = rules.can_decline(board.request, row.signer, user_id=request.user.pk)
    context = {"pledge": pledge, "season": pledge.season, "row": row, "form": form, "verdict": verdict}
    return render(request, "blocs/signing_decline.html", context)


@never_cache
def withdraw(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """What becomes of the paper and of the others' signatures, then the reason."""
    pledge, board, row = own_place(request, code, year, member)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.withdraw(
                pledge, row.signer, row.organisation, by=request.user, reason=form.cleaned_data["reason"]
            )
            messages.success(
                request, _("Your signature is withdrawn. The bloc leader has been told, and why.")
            )
            return redirect("blocs:signing-board", code, year)
    verdict = rules.can_withdraw(board.request, row.signer, user_id=request.user.pk)
    verdict = verdict and reading.verdict_on_page(pledge, row, me(request))
    context = {"pledge": pledge, "season": pledge.season, "board": board, "row": row, "form": form}
    return render(request, "blocs/signing_withdraw.html", context | {"verdict": verdict})
