"""A whole submission printed in the background: its progress, and the files once it is done."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.models import PrintRun
from awards.selectors.printing_page import PrintingPage
from awards.services import printing
from awards.views.desk import desk_of
from documents.wording import file_name
from emulation.http import SignedInRequest, telling

TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
PAUSE = {True: "3s", False: "300ms"}  # between two looks: with workers, and where each look is a step


def _page(request: HttpRequest, pk: int) -> PrintingPage:
    desk = desk_of(request, pk)
    return PrintingPage(desk.proposal, desk.someone)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "awards/printing.html", _context(_page(request, pk)))


@require_POST
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _page(request, pk)
    with telling(request):
        printing.start(page.proposal, by=request.user)
    return redirect("awards:printing", pk)


@require_POST
def advance(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the open page asks for again and again; without scripts, a button does."""
    page = _page(request, pk)
    with telling(request):
        page.can_print.or_refuse()
        printing.advance(_run(page))
    if request.headers.get("HX-Request"):
        return render(request, "awards/_printing_state.html", _context(_page(request, pk)))
    return redirect("awards:printing", pk)


@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _page(request, pk)
    with telling(request, _("The printing is stopped. What is printed is kept.")):
        printing.stop(_run(page), by=request.user)
    return redirect("awards:printing", pk)


@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _page(request, pk)
    with telling(request):
        printing.resume(_run(page), by=request.user)
    return redirect("awards:printing", pk)


def whole(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """The finished file; before that, the page that says how far it is."""
    page = _page(request, pk)
    if page.run is None or not page.is_done:
        return redirect("awards:printing", pk)
    kept = page.run.whole if ending == "pdf" else page.run.package
    name = file_name(f"Ho so trinh {page.proposal.year} {pk}", ending)
    response = FileResponse(
        kept.open("rb"), as_attachment=ending == "zip", filename=name, content_type=TYPES[ending]
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _run(page: PrintingPage) -> PrintRun:
    return get_object_or_404(
        PrintRun.objects.select_related("proposal__season"), pk=page.run.pk if page.run else None
    )


def _context(page: PrintingPage) -> dict[str, object]:
    return {"page": page, "proposal": page.proposal, "pause": PAUSE[printing.has_workers()]}
