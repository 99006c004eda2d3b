"""Votes that are not cast on this site: paper ballots handed out and counted, hands that were raised."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.forms.tallying import BoxForm, HandOutForm, HandsForm
from awards.models import Ballot
from awards.rules.ballots import WHO
from awards.selectors.ballots import Room
from awards.services import tallying
from awards.views.ballots import room_of
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict, unless


def hand_out(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    free = [elector for elector in room.electors if not elector.took_part]
    form = HandOutForm(request.POST or None, free=free)
    if form.is_valid():
        with answering(form):
            tallying.hand_out(room.ballot, by=request.user, **form.cleaned_data)
            messages.success(request, _("The paper ballots are noted on the roll."))
            return redirect("awards:ballot-detail", code, year, pk)
    verdict = (
        unless(room.directs or room.on_board is not None, WHO["hand_out"])
        & unless(room.ballot.has_paper, _("This ballot has no paper ballots."))
        & unless(room.is_open, _("This ballot is not open."))
    )
    return _page(request, room, form, _("Hand out paper ballots"), verdict)


@require_POST
def take_back(request: SignedInRequest, code: str, year: int, pk: int, elector: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    chosen = get_object_or_404(room.ballot.electors.select_related("organisation", "ballot"), pk=elector)
    with telling(request, _("The paper ballot is taken back. The member may vote.")):
        tallying.take_back(chosen, by=request.user)
    return redirect("awards:ballot-detail", code, year, pk)


def box(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    form = BoxForm(request.POST or None, room=room)
    if form.is_valid():
        with answering(form):
            tallying.count_paper(room.ballot, by=request.user, **form.counted)
            messages.success(request, _("The paper ballots are counted."))
            return redirect("awards:ballot-detail", code, year, pk)
    verdict = unless(room.on_board is not None, WHO["count"]) & unless(
        room.counts_paper or room.on_board is None,
        _("The paper ballots are counted after the ballot is closed, and before its urn is opened."),
    )
    return _page(request, room, form, _("Count the paper ballots"), verdict)


def hands(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    form = HandsForm(room, request.POST or None)
    if form.is_valid():
        with answering(form):
            tallying.raise_hands(room.ballot, form.hands, by=request.user)
            messages.success(request, _("The show of hands is entered. Close the voting to have it counted."))
            return redirect("awards:ballot-detail", code, year, pk)
    by_hands = room.ballot.mode == Ballot.Mode.HANDS
    verdict = (
        unless(room.directs, WHO["direct"])
        & unless(by_hands, _("This vote is not taken by show of hands."))
        & unless(room.is_open, _("This ballot is not open."))
    )
    return _page(request, room, form, _("Enter the show of hands"), verdict, grid=True)


def _page(
    request: HttpRequest, room: Room, form: Any, title: str, verdict: Verdict, *, grid: bool = False
) -> HttpResponse:
    context = {"season": room.season, "ballot": room.ballot, "form": form, "title": title, "verdict": verdict}
    return render(request, "awards/ballot_grid.html" if grid else "awards/ballot_form.html", context)
