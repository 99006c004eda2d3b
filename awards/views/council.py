"""The council's sessions: agenda, attendance, written opinions, votes, minutes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.council_papers import council_minutes, voting_paper
from awards.forms.council import RecordForm, SessionForm, opinion_form, opinions, roll_form, votes_form
from awards.forms.grids import GridForm
from awards.models import CouncilSession
from awards.rules.council import can_change
from awards.selectors import council as reading
from awards.selectors.council import Sitting
from awards.services import council
from awards.services import council_minutes as issuing
from blocs.models import Province
from blocs.views import sheets
from blocs.views.access import me
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict, unless


def session_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    _watches(request)
    rows = reading.listed(someone)
    if sheets.asked(request):
        headings = [_("Session"), _("Held on"), _("Nominees"), _("State")]
        lines = ((row.name, row.held_on, row.nominees, row.get_state_display()) for row in rows)  # type: ignore[attr-defined]  # counted by listed
        return sheets.list_response(request, "phien-hop-hoi-dong", headings, lines)
    context = {"rows": rows, "verdict": reading.may_record(someone, _province(request))}
    return render(request, "awards/council_list.html", context)


def new(request: SignedInRequest) -> HttpResponse:
    _watches(request)
    province = _province(request)
    someone = me(request)
    known = reading.sitting_members(province, someone)
    members = [(row.user.full_name, row.title) for row in known]
    initial = {"members": SessionForm.lines(members)}
    askable = reading.askable({province})
    form = SessionForm(request.POST or None, askable=askable, known=known, initial=initial)
    verdict = reading.may_record(someone, province)
    if form.is_valid():
        with answering(form):
            where = Province.objects.get(pk=province)
            session = council.prepare(where, by=request.user, **form.session)
            messages.success(request, _("The session is prepared."))
            return redirect(session)
    context = {"form": form, "verdict": verdict, "title": _("New session"), "session": None}
    return render(request, "awards/council_form.html", context)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    session = visible(request, pk)
    sitting = Sitting(session)
    known = reading.sitting_members(session.province_id, me(request))
    chosen = [line.question.nomination for line in sitting.lines]
    askable = reading.askable({session.province_id}, session=session)
    listed = chosen + [row for row in askable if row.pk not in {each.pk for each in chosen}]
    initial = {
        name: getattr(session, name) for name in ("name", "held_on", "held_from", "place", "secretary")
    }
    initial |= {name: getattr(session, name) for name in ("quorum_percent", "usual_percent")}
    initial["members"] = SessionForm.lines([(seat.name, seat.position) for seat in sitting.seats])
    initial["agenda"] = [str(row.pk) for row in chosen]
    form = SessionForm(request.POST or None, askable=listed, known=known, initial=initial)
    if form.is_valid():
        with answering(form):
            council.edit(session, by=request.user, **form.session)
            messages.success(request, _("The session is saved."))
            return redirect(session)
    return _form(request, session, form, _("Change the session"))


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    session = visible(request, pk)
    sitting = Sitting(session)
    someone = me(request)
    context = {
        "session": session,
        "sitting": sitting,
        "records": reading.may_record(someone, session.province_id),
        "own": sitting.seat_of(someone),
        "can_record": sitting.can_record,
        "paper": reading.minutes(session),
        "events": session.events.select_related("actor").order_by("at", "pk"),
        "nothing": Verdict(),
    }
    return render(request, "awards/council_detail.html", context)


def roll(request: SignedInRequest, pk: int) -> HttpResponse:
    session = visible(request, pk)
    form = roll_form(Sitting(session), request.POST or None)
    if form.is_valid():
        told = {key: (row["presence"], row["reason"]) for key, row in form.told().items()}
        with answering(form):
            council.attend(session, told, by=request.user)
            messages.success(request, _("The attendance is saved."))
            return redirect(session)
    return _form(request, session, form, _("Attendance"))


def votes(request: SignedInRequest, pk: int) -> HttpResponse:
    session = visible(request, pk)
    form = votes_form(Sitting(session), request.POST or None)
    if form.is_valid():
        told = {key: (row["agreeing"], row["disagreeing"], row["blank"]) for key, row in form.told().items()}
        with answering(form):
            council.vote(session, told, by=request.user)
            messages.success(request, _("The votes are saved."))
            return redirect(session)
    return _form(request, session, form, _("Votes of those present"))


def opinion(request: SignedInRequest, pk: int, seat: int) -> HttpResponse:
    """A member's own written opinion, or one that came on paper."""
    session = visible(request, pk)
    sitting = Sitting(session)
    found = next((row for row in sitting.seats if row.pk == seat), None)
    if found is None:
        raise Http404
    form = opinion_form(sitting, found, request.POST or None)
    if form.is_valid():
        with answering(form):
            council.opine(session, found, opinions(form), by=request.user)
            messages.success(request, _("The written opinion is saved."))
            return redirect(session)
    is_own = found.user_id == request.user.pk
    may = Verdict() if is_own else reading.may_record(me(request), session.province_id)
    title = _("Written opinion of %(name)s") % {"name": found.name}
    return _form(request, session, form, title, may & can_change(session.state))


def record(request: SignedInRequest, pk: int) -> HttpResponse:
    session = visible(request, pk)
    initial = {name: getattr(session, name) for name in ("discussion", "conclusion", "held_until")}
    form = RecordForm(request.POST or None, initial=initial)
    if form.is_valid():
        with answering(form):
            council.record(session, by=request.user, **form.cleaned_data)
            messages.success(request, _("The results are recorded. The minutes can be printed and signed."))
            return redirect(session)
    sitting = Sitting(session)
    verdict = reading.may_record(me(request), session.province_id) & sitting.can_record
    return _form(request, session, form, _("Record the results"), verdict)


@require_POST
def issue(request: SignedInRequest, pk: int, *, signed_here: bool) -> HttpResponse:
    session = visible(request, pk)
    with telling(request, _("The minutes are issued.")):
        issuing.issue(session, by=request.user, signed_here=signed_here)
    return redirect(session)


def minutes(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    session = visible(request, pk)
    issued = reading.minutes(session)
    if issued is not None and ending == "pdf":
        return paper_response(issued, request=request)
    return document_response(council_minutes(Sitting(session)), ending)


def ballot_paper(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """To be printed for those present; no serial number, nothing that leads to its voter."""
    return document_response(voting_paper(Sitting(visible(request, pk))), ending)


def visible(request: HttpRequest, pk: int) -> CouncilSession:
    rows = CouncilSession.objects.visible_to(me(request)).select_related("province")
    return get_object_or_404(rows, pk=pk)


def _watches(request: HttpRequest) -> None:
    if not me(request).whole_provinces:
        raise Http404


def _province(request: HttpRequest) -> int:
    return min(me(request).whole_provinces)


def _form(
    request: HttpRequest, session: CouncilSession, form: Any, title: str, verdict: Verdict | None = None
) -> HttpResponse:
    if verdict is None:
        verdict = reading.may_record(me(request), session.province_id) & can_change(session.state)
    if isinstance(form, GridForm):
        verdict &= unless(bool(form.lines), _("Nobody stands on the agenda of this session."))
    context = {"form": form, "verdict": verdict, "title": title, "session": session}
    name = "awards/council_grid.html" if isinstance(form, GridForm) else "awards/council_form.html"
    return render(request, name, context)
