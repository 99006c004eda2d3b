"""The signing board, and what the bloc leader does on it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from blocs.forms.pledges import ReasonForm
from blocs.forms.signing import BeginForm, MoreTimeForm, ReplaceForm
from blocs.models import Membership
from blocs.rules import accession as accession_rules
from blocs.rules import pledging
from blocs.selectors import accessions
from blocs.selectors import pledges as reading_pledges
from blocs.selectors import signing as reading
from blocs.selectors.signing import Board
from blocs.services import signing
from blocs.views import previews
from blocs.views.access import me
from blocs.views.pledges import visible_pledge
from blocs.views.signing_access import board_of, place_on
from emulation.http import SignedInRequest, answering, telling


@never_cache
def board(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Who has signed and who is missing; the open page asks for its changing part again and again."""
    return _board(request, code, year, page="blocs/signing_board.html", part="blocs/_signing_board.html")


@never_cache
def screen(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The same, large, for the wall of the conference room."""
    return _board(request, code, year, page="blocs/signing_screen.html", part="blocs/_signing_screen.html")


def _board(request: HttpRequest, code: str, year: int, *, page: str, part: str) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    found = reading.board(pledge, me(request))
    asked_for_part = getattr(request, "htmx", False)
    late = accessions.late_members(found) if found else []
    context = {"pledge": pledge, "season": pledge.season, "board": found, "late": late}
    return render(request, part if asked_for_part and found else page, context)


def begin(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """What will happen, the order and the last day; then the paper is issued and all are asked."""
    pledge = visible_pledge(request, code, year)
    page = reading_pledges.page(pledge, me(request))
    form = BeginForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.begin(pledge, by=request.user, **form.cleaned_data)
            messages.success(request, _("The pledge can be signed now. Those who sign have been written to."))
            return redirect("blocs:signing-board", code, year)
    verdict = pledging.can_step("open_signing", status=pledge.status, seats=page.seats, facts=page.facts)
    preview = previews.of_opening(pledge, at=timezone.now()) if verdict else None
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict, "preview": preview}
    return render(request, "blocs/signing_begin.html", context)


@require_POST
def remind(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    found = board_of(request, code, year)
    with telling(request):
        reminded = signing.remind(found.pledge, by=request.user)
        told = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", reminded)
        if reminded:
            messages.success(request, told % {"count": reminded})
        else:
            messages.info(request, _("They were written to just now; nobody was written to again."))
    return redirect("blocs:signing-board", code, year)


def replace(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """Who signs for the member now, where its head changed."""
    found = board_of(request, code, year)
    row = place_on(found, member)
    mandates = reading.successors(row.signer, row.organisation, on=me(request).on)
    form = ReplaceForm(request.POST or None, mandates=mandates)
    if form.is_valid():
        with answering(form):
            signing.replace(found.pledge, row.signer, row.organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("The person named now has been written to."))
            return redirect("blocs:signing-board", code, year)
    context = {"pledge": found.pledge, "season": found.pledge.season, "row": row, "form": form}
    context |= {"verdict": found.can_direct, "mandates": mandates}
    return render(request, "blocs/signing_replace.html", context)


def more_time(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    found = board_of(request, code, year)
    form = MoreTimeForm(request.POST or None, initial={"until": found.last_day})
    if form.is_valid():
        with answering(form):
            signing.more_time(found.pledge, by=request.user, **form.cleaned_data)
            messages.success(request, _("The last day for signing is saved."))
            return redirect("blocs:signing-board", code, year)
    context = {"pledge": found.pledge, "season": found.pledge.season, "form": form}
    context |= {"verdict": found.can_direct}
    return render(request, "blocs/signing_more_time.html", context)


def go_on(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Without those who declined."""
    found = board_of(request, code, year)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.go_on(found.pledge, by=request.user, **form.cleaned_data)
            messages.success(request, _("The signing goes on."))
            return redirect("blocs:signing-board", code, year)
    context = {"pledge": found.pledge, "season": found.pledge.season, "board": found, "form": form}
    context |= {"verdict": found.can_go_on}
    return render(request, "blocs/signing_go_on.html", context)


def void(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Stop the signing, and open the text again as a new version."""
    pledge = visible_pledge(request, code, year)
    page = reading_pledges.page(pledge, me(request))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.void(pledge, by=request.user, **form.cleaned_data)
            messages.success(request, _("The signing is stopped. The text is open for comments again."))
            return redirect("blocs:pledge-detail", code, year)
    verdict = pledging.can_step(
        "void", status=pledge.status, seats=page.seats, facts=page.facts, asked_later=True
    )
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict}
    return render(request, "blocs/signing_void.html", context)


@require_POST
def accession(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """A member that joined after the signing, and the leader, are asked to sign its annex."""
    found = board_of(request, code, year)
    membership = _membership(found, member)
    with telling(request, _("The annex has its number. The new member's head is asked to sign first.")):
        signing.accede(found.pledge, membership, by=request.user)
    return redirect("blocs:signing-board", code, year)


def stop_accession(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """The annex is void, with its reason; another one can be signed in its place."""
    found = board_of(request, code, year)
    membership = _membership(found, member)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.stop_accession(found.pledge, membership, by=request.user, **form.cleaned_data)
            messages.success(request, _("The signing is stopped, and the annex is void."))
            return redirect("blocs:signing-board", code, year)
    annex = accessions.annex_of(found.pledge, membership)
    verdict = accession_rules.can_stop(found.seats, being_signed=accessions.is_being_signed(annex))
    context = {"season": found.pledge.season, "membership": membership, "annex": annex, "form": form}
    return render(request, "blocs/accession_stop.html", {**context, "verdict": verdict})


def _membership(found: Board, member: str) -> Membership:
    """Of the member with this code, or 404."""
    for row in found.pledge.season.memberships.all():
        if row.organisation.code == member:
            return row
    raise Http404
