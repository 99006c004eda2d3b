"""Signing outside of the browser: with a token of one's own, and by hand on paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from blocs.forms.signing import InkForm, SignedFileForm
from blocs.selectors import signing as reading
from blocs.services import signing
from blocs.views.access import me
from blocs.views.signing_access import board_of, own_place
from documents.models import SignatureRequest
from documents.rules import signing as rules
from documents.rules.rejections import Rejection
from emulation.http import SignedInRequest, answering, telling

PDF = "application/pdf"


@never_cache
def token(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """Three steps: take the file, sign it with one's own program, bring it back."""
    pledge, board, row = own_place(request, code, year, member)
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        with answering(form):
            try:
                signing.bring_file(pledge, row.signer, row.organisation, content, by=request.user)
            except Rejection as rejection:
                form.add_error("file", str(rejection))
            else:
                messages.success(
                    request, _("The file was checked and taken: your signature is on the paper.")
                )
                return redirect("blocs:signing-receipt", code, year, member)
    verdict = rules.can_sign(board.request, row.signer, user_id=request.user.pk, at=timezone.now())
    verdict = verdict and reading.verdict_on_page(pledge, row, me(request))
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "board": board,
        "row": row,
        "form": form,
        "verdict": verdict,
        "lease": reading.lease_of(row.signer),
    }
    return render(request, "blocs/signing_token.html", context)


@require_POST
def take_file(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponseBase:
    """The file as a download, kept for this person from now on."""
    pledge, board, row = own_place(request, code, year, member)
    with telling(request):
        revision = signing.take_file(pledge, row.signer, row.organisation, by=request.user)
        return FileResponse(
            revision.file.open("rb"), as_attachment=True, filename=board.paper.file_name, content_type=PDF
        )
    return redirect("blocs:signing-token", code, year, member)


@require_POST
def give_back(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    _pledge, _board, row = own_place(request, code, year, member)
    signing.give_back(row.signer, by=request.user)
    messages.success(request, _("The file is free for the others again."))
    return redirect("blocs:signing-sign", code, year, member)


@never_cache
def ink(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """The leader's head brings the scan of what was signed by hand, and certifies it."""
    board = board_of(request, code, year)
    form = InkForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        with answering(form):
            signing.certify_ink(
                board.pledge, scan=given["scan"].read(), signed_on=given["signed_on"], by=request.user
            )
            messages.success(request, _("The scan is kept, and the pledge is in force."))
            return redirect("blocs:signing-board", code, year)
    context = {"pledge": board.pledge, "season": board.pledge.season, "board": board, "form": form}
    context |= {"verdict": board.can_direct}
    return render(request, "blocs/signing_ink.html", context)


def scan(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    """What was signed by hand, for those who see the season."""
    board = board_of(request, code, year)
    if board.request.state != SignatureRequest.State.IN_INK:
        raise Http404
    copy = board.request.ink
    name = copy.file.name.rpartition("/")[2]
    response = FileResponse(copy.file.open("rb"), filename=name, content_type=copy.content_type)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
