"""The ballot room: who directs it, who votes, and the board that counts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from awards.ballot_papers import tally_minutes
from awards.forms.ballots import BallotForm, PhraseForm, VoidForm, VoteForm
from awards.models import Ballot
from awards.rules.ballots import WHO
from awards.selectors import ballot_minutes as kept
from awards.selectors import ballot_options
from awards.selectors import ballots as reading
from awards.selectors.ballots import Room
from awards.services import ballot_minutes, ballots, tallying
from awards.voting_papers import voting_paper
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me, visible_season
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict, unless


def ballot_list(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    season = visible_season(request, code, year)
    ballots_here = reading.of_season(season)
    certified = kept.certified(ballots_here)
    rows = [(row, certified.get(row.pk, row.get_status_display())) for row in ballots_here]
    if sheets.asked(request):
        headings = [_("Question"), _("Award"), _("How it is voted"), _("Turnout"), _("Members"), _("State")]
        cells = (
            (
                row.question,
                row.award.name if row.award else "",
                row.get_mode_display(),
                row.came,  # type: ignore[attr-defined]  # counted by of_season
                row.roll,  # type: ignore[attr-defined]
                str(state),
            )
            for row, state in rows
        )
        return sheets.list_response(request, f"bo-phieu-{code}-{year}", headings, cells)
    directs = Seat.LEADER_HEAD in people.seats(me(request), season)
    context = {"season": season, "rows": rows, "directs": directs}
    return render(request, "awards/ballot_list.html", context)


def new(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    someone = me(request)
    members = sorted(
        (row.organisation for row in season.memberships.all() if row.left_on is None),
        key=lambda organisation: organisation.sort_key,
    )
    board = reading.people_of_members(season, someone)
    ready = ballot_options.choices(season, [member.pk for member in members])
    chosen = next((each for each in ready if each.key == request.GET.get("from")), None)
    initial = BallotForm.begun(chosen) if chosen else {}
    form = BallotForm(request.POST or None, members=members, people=board, initial=initial)
    if form.is_valid():
        with answering(form):
            ballot = ballots.prepare(season, by=request.user, **form.ballot)
            messages.success(request, _("The ballot is prepared. Nobody votes before you open it."))
            return redirect("awards:ballot-detail", code, year, ballot.pk)
    context = {"season": season, "form": form, "verdict": _directs(request, season), "ready": ready}
    return render(request, "awards/ballot_new.html", context)


def room_of(request: HttpRequest, code: str, year: int, pk: int) -> Room:
    season = visible_season(request, code, year)
    ballot = get_object_or_404(
        Ballot.objects.select_related("award", "paper_count", "disposal"), season=season, pk=pk
    )
    return Room(ballot, me(request), season)


def detail(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    paper = kept.current(room.ballot)
    context = {
        "room": room,
        "season": room.season,
        "ballot": room.ballot,
        "nothing": Verdict(),
        "paper": paper,
    }
    context["certified"] = kept.certified([room.ballot]).get(room.ballot.pk)
    context["can_issue"] = kept.can_issue(room, issued=paper is not None)
    return render(request, "awards/ballot_detail.html", context)


def screen(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """For a wall: how many have voted, never who or how."""
    room = room_of(request, code, year, pk)
    context = {"room": room, "season": room.season, "ballot": room.ballot}
    return render(request, "awards/ballot_screen.html", context)


@sensitive_post_parameters()
@never_cache
def vote(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """The receipt is shown in the answer itself: it is kept nowhere, not even in the session."""
    room = room_of(request, code, year, pk)
    own = room.own
    verdict = unless(own is not None, WHO["vote"]) & unless(
        room.is_open, _("This ballot is not open: no vote can be cast.")
    )
    if request.method == "GET" and own is not None:
        verdict &= unless(not own.took_part, _("This member has voted already. Each member has one vote."))
    form = VoteForm(
        request.POST or None,
        ballot=room.ballot,
        options=room.options,
        own=own.organisation_id if own else 0,
        initial={"paper": VoteForm.new_paper(room.ballot)},
    )
    context = {"room": room, "season": room.season, "ballot": room.ballot, "form": form, "verdict": verdict}
    if form.is_valid() and own is not None:
        with answering(form):
            receipt = form.cleaned_data["paper"]
            ballots.cast(room.ballot, own.organisation, agreed=form.agreed, receipt=receipt, by=request.user)
            return render(request, "awards/ballot_receipt.html", context | {"receipt": receipt})
    elif request.method == "POST" and own is None:
        for reason in verdict.reasons:
            form.add_error(None, str(reason))
    return render(request, "awards/ballot_vote.html", context)


@sensitive_post_parameters()
@never_cache
def key(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """A board member chooses the pass phrase."""
    title = _("Choose your pass phrase")
    told = _("Your pass phrase is set. Keep it with you until the count.")
    return _phrase(request, (code, year, pk), PhraseForm(request.POST or None, new=True), title, told)


@sensitive_post_parameters()
@never_cache
def count(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """A board member hands in the key; with the last one the votes are counted."""
    title = _("Hand in your key for the count")
    told = _("Your key is handed in. The votes are counted with the last one.")
    return _phrase(request, (code, year, pk), PhraseForm(request.POST or None, new=False), title, told)


def _phrase(
    request: SignedInRequest, place: tuple[str, int, int], form: PhraseForm, title: str, told: str
) -> HttpResponse:
    room = room_of(request, *place)
    act: Callable[..., Any] = ballots.take_key if "again" in form.fields else tallying.hand_in
    if form.is_valid():
        with answering(form):
            act(room.ballot, phrase=form.cleaned_data["phrase"], by=request.user)
            messages.success(request, told)
            return redirect("awards:ballot-detail", *place)
    verdict = unless(room.on_board is not None, WHO["count"])
    return _form(request, room, form, title, verdict)


def void(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    form = VoidForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            ballots.void(room.ballot, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The ballot is void. All its votes are destroyed."))
            return redirect("awards:ballot-detail", code, year, pk)
    return _form(request, room, form, _("Declare the ballot void"), _directs(request, room.season))


@require_POST
def open_voting(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    with telling(request, _("The ballot is open: members can vote.")):
        ballots.open_voting(room.ballot, by=request.user)
    return redirect("awards:ballot-detail", code, year, pk)


@require_POST
def close(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    with telling(request, _("The voting is closed.")):
        ballots.close(room.ballot, by=request.user)
    return redirect("awards:ballot-detail", code, year, pk)


@require_POST
def repeat(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    room = room_of(request, code, year, pk)
    with telling(request, _("The ballot is prepared anew.")):
        pk = ballots.repeat(room.ballot, by=request.user).pk
    return redirect("awards:ballot-detail", code, year, pk)


@require_POST
def issue(request: SignedInRequest, code: str, year: int, pk: int, *, signed_here: bool) -> HttpResponse:
    """The minutes get their number and are kept; signed here by the board, or in ink."""
    room = room_of(request, code, year, pk)
    with telling(request):
        paper = ballot_minutes.issue(room.ballot, by=request.user, signed_here=signed_here)
        messages.success(
            request, _("The minutes are issued as no. %(number)s.") % {"number": paper.number_text}
        )
    return redirect("awards:ballot-detail", code, year, pk)


def minutes(request: HttpRequest, code: str, year: int, pk: int, ending: str) -> HttpResponseBase:
    """As PDF the issued bytes where there are any, otherwise a draft; .docx is for further editing."""
    room = room_of(request, code, year, pk)
    issued = kept.current(room.ballot)
    if issued is not None and ending == "pdf":
        return paper_response(issued, request=request)
    return document_response(tally_minutes(room), ending)


def ballot_paper(request: HttpRequest, code: str, year: int, pk: int, ending: str) -> HttpResponseBase:
    """To be printed for those in the room."""
    return document_response(voting_paper(room_of(request, code, year, pk)), ending)


def _directs(request: HttpRequest, season: Any) -> Verdict:
    return unless(
        Seat.LEADER_HEAD in people.seats(me(request), season),
        WHO["direct"],
    )


def _form(request: HttpRequest, room: Room, form: forms.Form, title: str, verdict: Verdict) -> HttpResponse:
    context = {"season": room.season, "ballot": room.ballot, "form": form, "title": title, "verdict": verdict}
    return render(request, "awards/ballot_form.html", context)
