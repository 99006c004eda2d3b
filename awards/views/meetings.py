"""Meetings of the bloc: agenda, attendance, what is shown on the wall, minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.documents.meetings import meeting_minutes
from awards.forms.meetings import AgendaForm, MeetingForm, NotesForm, RollForm
from awards.models import Ballot, Meeting
from awards.rules import meeting as rules
from awards.selectors import ballots as balloting
from awards.selectors import meetings as reading
from awards.selectors.meetings import Gathering
from awards.services import meeting_minutes as minuting
from awards.services import meetings
from blocs.selectors import composing
from blocs.views import sheets
from blocs.views.access import me, visible_season
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict

FIELDS = ("title", "held_on", "held_from", "place", "chair", "secretary")


def meeting_list(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    season = visible_season(request, code, year)
    rows = reading.of_season(season)
    if sheets.asked(request):
        headings = [
            _("Name of the meeting"),
            _("Day"),
            _("Place"),
            _("Represented"),
            _("Members"),
            _("State"),
        ]
        lines = (
            (row.title, row.held_on, row.place, row.came, row.roll, row.get_state_display())  # type: ignore[attr-defined]  # counted by of_season
            for row in rows
        )
        return sheets.list_response(request, f"cuoc-hop-{code}-{year}", headings, lines)
    context = {"season": season, "rows": rows, "keeps": reading.may_keep(me(request), season)}
    return render(request, "awards/meeting_list.html", context)


def new(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """It begins with what the invitation says."""
    season = visible_season(request, code, year)
    someone = me(request)
    people = balloting.people_of_members(season, someone)
    invited = composing.invitation(season, on=timezone.localdate())
    initial: dict[str, Any] = {name: getattr(invited, name) for name in FIELDS[:4]}
    form = MeetingForm(request.POST or None, people=people, initial=initial)
    if form.is_valid():
        with answering(form):
            meeting = meetings.prepare(season, by=request.user, **form.plan)
            messages.success(request, _("The meeting is prepared. Set its agenda now."))
            return redirect("awards:meeting-agenda", code, year, meeting.pk)
    verdict = reading.may_keep(someone, season)
    context = {"season": season, "form": form, "verdict": verdict, "title": _("New meeting"), "meeting": None}
    return render(request, "awards/meeting_form.html", context)


def gathering_of(request: HttpRequest, code: str, year: int, pk: int) -> Gathering:
    season = visible_season(request, code, year)
    rows = Meeting.objects.select_related("chair", "secretary")
    meeting = get_object_or_404(rows, season=season, pk=pk)
    meeting.season = season
    return Gathering(meeting, me(request), season)


def detail(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    context = _context(held) | {"nothing": Verdict()}
    context["events"] = held.meeting.events.select_related("actor").order_by("at", "pk")
    return render(request, "awards/meeting_detail.html", context)


def screen(request: HttpRequest, code: str, year: int, pk: int) -> HttpResponse:
    """For the wall of the room; it refreshes by itself while the meeting is under way."""
    return render(request, "awards/meeting_screen.html", _context(gathering_of(request, code, year, pk)))


def edit(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    chosen = (held.meeting.chair, held.meeting.secretary)
    people = {user.pk: (user, user.full_name) for user in chosen}
    people |= balloting.people_of_members(held.season, held.someone)
    initial = {name: getattr(held.meeting, name) for name in FIELDS[:4]}
    initial |= {"chair": held.meeting.chair_id, "secretary": held.meeting.secretary_id}
    form = MeetingForm(request.POST or None, people=people, initial=initial)
    if form.is_valid():
        with answering(form):
            meetings.edit(held.meeting, by=request.user, **form.plan)
            return _saved(request, held, _("The meeting is saved."))
    return _form(request, held, form, _("Change the meeting"), rules.can_plan(held.meeting.state))


def agenda(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    ballots = Ballot.objects.filter(season=held.season).exclude(status=Ballot.Status.VOID)
    form = AgendaForm(held, list(ballots.order_by("pk")), request.POST or None)
    if form.is_valid():
        with answering(form):
            meetings.set_agenda(held.meeting, form.agenda, by=request.user)
            return _saved(request, held, _("The agenda is saved."))
    return _form(request, held, form, _("Agenda"), rules.can_attend(held.meeting.state))


def roll(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    members = [row.organisation_id for row in held.attendances]
    form = RollForm(held, reading.representatives(held.meeting, members), request.POST or None)
    if form.is_valid():
        with answering(form):
            meetings.attend(held.meeting, form.coming, by=request.user)
            return _saved(request, held, _("The attendance is saved."))
    return _form(request, held, form, _("Attendance"), rules.can_attend(held.meeting.state))


def notes(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    form = NotesForm(held, request.POST or None)
    if form.is_valid():
        with answering(form):
            minuting.write(held.meeting, by=request.user, **form.notes)
            return _saved(request, held, _("The minutes are saved."))
    verdict = rules.can_write(issued=held.paper is not None)
    return _form(request, held, form, _("Write the minutes"), verdict)


@require_POST
def begin(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    with telling(request, _("The meeting is open.")):
        meetings.begin(held.meeting, by=request.user)
    return _back(held)


@require_POST
def take_up(request: SignedInRequest, code: str, year: int, pk: int, item: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    chosen = get_object_or_404(held.meeting.items.select_related("meeting"), pk=item)
    with telling(request):
        meetings.take_up(chosen, by=request.user)
    return _back(held)


@require_POST
def end(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    with telling(request, _("The meeting is closed. Look through the minutes, then issue them.")):
        meetings.end(held.meeting, by=request.user)
    return _back(held)


@require_POST
def resume(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    held = gathering_of(request, code, year, pk)
    with telling(request, _("The meeting is open again.")):
        meetings.resume(held.meeting, by=request.user)
    return _back(held)


@require_POST
def issue(request: SignedInRequest, code: str, year: int, pk: int, *, signed_here: bool) -> HttpResponse:
    """The minutes get their number; signed here by secretary and chair, or in ink."""
    held = gathering_of(request, code, year, pk)
    with telling(request):
        paper = minuting.issue(held.meeting, by=request.user, signed_here=signed_here)
        messages.success(
            request, _("The minutes are issued as no. %(number)s.") % {"number": paper.number_text}
        )
    return _back(held)


def minutes(request: HttpRequest, code: str, year: int, pk: int, ending: str) -> HttpResponseBase:
    """As PDF the issued bytes where there are any, otherwise a draft; .docx is for further editing."""
    held = gathering_of(request, code, year, pk)
    if held.paper is not None and ending == "pdf":
        return paper_response(held.paper, request=request)
    return document_response(meeting_minutes(held), ending)


def _context(held: Gathering) -> dict[str, Any]:
    return {"gathering": held, "meeting": held.meeting, "season": held.season}


def _back(held: Gathering) -> HttpResponse:
    return redirect("awards:meeting-detail", held.season.bloc.code, held.season.year, held.meeting.pk)


def _saved(request: HttpRequest, held: Gathering, told: str) -> HttpResponse:
    messages.success(request, told)
    return _back(held)


def _form(request: HttpRequest, held: Gathering, form: Any, title: str, verdict: Verdict) -> HttpResponse:
    context = _context(held) | {"form": form, "title": title, "verdict": held.keeps & verdict}
    name = (
        "awards/meeting_form.html"
        if isinstance(form, MeetingForm | NotesForm)
        else "awards/meeting_grid.html"
    )
    return render(request, name, context)
