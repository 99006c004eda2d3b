"""A season: begun, shown, planned, moved on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms import blocs as forms
from blocs.models import Bloc, Movement, Organisation, Season
from blocs.rules import stages, standing_in
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, rotation, stage_facts
from blocs.selectors import seasons as reading
from blocs.services import leaderships, memberships, milestones, seasons
from blocs.views.access import me, visible_bloc, visible_season
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


def detail(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Where the year stands, who belongs to it, what is next and who must do it."""
    someone = me(request)
    season = reading.for_page(someone, code, year)
    if season is None:
        raise Http404
    seats = people.seats(someone, season)
    dates = list(season.milestones.all())
    pledge = reading.pledge_of(season)
    facts = stage_facts.of_season(season, pledge, on=someone.on, dates=dates)
    context = {
        "season": season,
        "stages": reading.stage_line(season, dates),
        "deadlines": reading.deadlines(dates, on=someone.on),
        "board": reading.season_board(season, on=someone.on),
        "movements": Movement.objects.running_in(season),
        "may_launch": may(Act.LAUNCH_MOVEMENT, seats) and season.stage != Season.Stage.CLOSED,
        "pledge": pledge,
        "findings": stages.conditions(season.stage, facts),
        "advisable": stages.advisable(season.stage, facts),
        "next_stage": stages.next_stage(season.stage),
        "can_advance": stages.can_advance(season.stage, seats, facts),
        "may_force": may(Act.FORCE_STAGE, seats),
        "may_plan": may(Act.PLAN_SEASON, seats),
        "may_manage": may(Act.MANAGE_CATALOGUE, seats),
        "may_see_log": may(Act.SEE_LOG, seats),
        "may_read_reports": may(Act.READ_REPORTS, seats),
    }
    return render(request, "blocs/season_detail.html", context)


def new(request: SignedInRequest, code: str) -> HttpResponse:
    """A season from the last one, in one form: members, order, theme, dates, leader and deputy."""
    bloc = visible_bloc(request, code)
    lines = rotation.ledger(bloc)
    newest = lines[0].season if lines else None
    seats = _seats(request, bloc, newest)
    suggestions = rotation.suggestions(bloc, lines)
    may_choose = may(Act.MANAGE_CATALOGUE, seats)
    before = [row.organisation for row in _in_order(newest)]
    organisations = Organisation.objects.filter(province=bloc.province_id, last_day__isnull=True)
    form = forms.SeasonForm(
        request.POST or None,
        organisations=organisations,
        members=before,
        others=bool(may_choose),
        suggested=[row for row in suggestions if not row.place.passed_over],
        next_year=newest.year + 1 if newest else timezone.localdate().year,
        initial={"period": newest.period} if newest else None,
    )
    chosen = _chosen_members(request, organisations) if request.POST else []
    if form.is_valid():
        with answering(form):
            season = seasons.start(bloc, members=chosen, by=request.user, **form.cleaned_data)
            messages.success(request, _("The season is begun."))
            return redirect(season)
    members = chosen if request.POST else before
    reasons = {row.organisation.pk: row.place for row in suggestions}
    context = {
        "bloc": bloc,
        "form": form,
        "verdict": may(Act.PLAN_SEASON, seats),
        "members": [(member, reasons.get(member.pk)) for member in members],
        "others": [organisation for organisation in organisations if organisation not in members],
        "may_choose": may_choose,
    }
    return render(request, "blocs/season_new.html", context)


def _seats(request: HttpRequest, bloc: Bloc, newest: Season | None) -> frozenset[Seat]:
    seats = people.province_seats(me(request), bloc.province_id)
    return seats | people.seats(me(request), newest) if newest else seats


def _in_order(newest: Season | None) -> list[Any]:
    if newest is None:
        return []
    return sorted((row for row in newest.memberships.all() if row.left_on is None), key=lambda row: row.order)


def _chosen_members(request: HttpRequest, organisations: Any) -> list[Organisation]:
    """The ticked organisations in the order of their numbers."""
    keys = [int(key) for key in request.POST.getlist("member") if key.isdecimal()]
    found = organisations.in_bulk(keys)

    def place(key: int) -> tuple[int, int]:
        typed = request.POST.get(f"position-{key}", "")
        return (int(typed) if typed.isdecimal() else 10_000, keys.index(key))

    return [found[key] for key in sorted(dict.fromkeys(keys), key=place) if key in found]


def edit(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    form = forms.SeasonFactsForm(request.POST or None, season=season)
    if form.is_valid():
        with answering(form):
            seasons.edit(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The season is saved."))
            return redirect(season)
    return _form(request, season, form, _("Theme, decision and dates"), Act.PLAN_SEASON)


@require_POST
def advance(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    with telling(request, _("The season has moved on.")):
        seasons.advance(season, by=request.user, seen=request.POST.get("seen", ""))
    return redirect(season)


def force(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    form = forms.ForceForm(request.POST or None, initial={"seen": season.stage})
    if form.is_valid():
        with answering(form):
            seasons.force(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The season has moved on; the reason is kept."))
            return redirect(season)
    return _form(
        request,
        season,
        form,
        _("Move on with a reason"),
        Act.FORCE_STAGE,
        button=_("Move the season on"),
        next_stage=stages.next_stage(season.stage),
        findings=stages.conditions(season.stage, _facts(request, season)),
    )


def _facts(request: HttpRequest, season: Season) -> stages.Facts:
    return stage_facts.of_season(season, season.pledges.newest_first().first(), on=me(request).on)


def members(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Members and their order, with what the standing agency may change."""
    season = visible_season(request, code, year)
    seats = people.seats(me(request), season)
    board = reading.season_board(season, on=me(request).on)
    context = {"season": season, "board": board, "verdict": may(Act.MANAGE_CATALOGUE, seats)}
    return render(request, "blocs/season_members.html", context)


def join(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    form = forms.JoinForm(
        request.POST or None, season=season, initial={"on": season.within(timezone.localdate())}
    )
    if form.is_valid():
        with answering(form):
            memberships.join(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The organisation has joined the season."))
            return redirect("blocs:season-members", code, year)
    return _form(request, season, form, _("An organisation joins"), Act.MANAGE_CATALOGUE)


def leave(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    season = visible_season(request, code, year)
    membership = get_object_or_404(season.memberships.select_related("organisation"), pk=pk)
    membership.season = season
    form = forms.LeaveForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            memberships.leave(membership, by=request.user, **form.cleaned_data)
            messages.success(request, _("The last day of the membership is kept."))
            return redirect("blocs:season-members", code, year)
    title = _("%(name)s leaves the season") % {"name": membership.organisation.current_name}
    return _form(request, season, form, title, Act.MANAGE_CATALOGUE)


@require_POST
def reorder(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    places = {
        int(name.removeprefix("position-")): int(str(value))
        for name, value in request.POST.items()
        if name.removeprefix("position-").isdecimal() and str(value).isdecimal()
    }
    with telling(request, _("The order is saved.")):
        memberships.reorder(season, sorted(places, key=places.__getitem__), by=request.user)
    return redirect("blocs:season-members", code, year)


def leaders(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Who leads from which day on, and the form that names the next one."""
    season = visible_season(request, code, year)
    since = season.within(timezone.localdate())
    form = forms.LeadershipForm(request.POST or None, season=season, initial={"since": since})
    if form.is_valid():
        with answering(form):
            given = dict(form.cleaned_data)
            leaderships.name(season, given.pop("organisation"), by=request.user, **given)
            messages.success(request, _("The leadership is kept; rights follow it by themselves."))
            return redirect("blocs:season-leaders", code, year)
    rows = (
        season.leaderships.select_related("organisation")
        .annotate(headed=people.headed(since))
        .order_by("starts", "pk")
    )
    return _form(
        request,
        season,
        form,
        _("Leaders of the season"),
        Act.PLAN_SEASON,
        "blocs/season_leaders.html",
        rows=rows,
        headless=_headless(season, rows),
        can_stand_in=_can_stand_in(request, season),
    )


def _headless(season: Season, rows: Any) -> Organisation | None:
    """The leading organisation, when it has no head today; the rows say it with `headed`."""
    leader = people.leads_on(rows, season.within(timezone.localdate()))
    return None if leader is None or getattr(leader, "headed", True) else leader.organisation


def _can_stand_in(request: HttpRequest, season: Season) -> Verdict:
    day = season.within(timezone.localdate())
    return standing_in.can_stand_in(
        people.seats(me(request), season),
        headless=True,
        has_deputy=bool(people.deputies_on(season.leaderships.all(), day)),
        closed=season.stage == Season.Stage.CLOSED,
    )


@require_POST
def let_deputy_act(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    with telling(request, _("The deputy acts as leader from today on.")):
        leaderships.let_deputy_act(season, by=request.user)
    return redirect("blocs:season-leaders", code, year)


def end_deputy(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    season = visible_season(request, code, year)
    leadership = get_object_or_404(season.leaderships.select_related("organisation"), pk=pk, role="deputy")
    leadership.season = season
    form = forms.DayForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            leaderships.end_deputy(leadership, on=form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The deputy's last day is kept."))
            return redirect("blocs:season-leaders", code, year)
    title = _("Last day of %(name)s as deputy") % {"name": leadership.organisation.current_name}
    return _form(request, season, form, title, Act.PLAN_SEASON)


def dates(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """The milestones with every move of a date, and the form that sets or moves one."""
    season = visible_season(request, code, year)
    rows = season.milestones.prefetch_related("moves__actor")
    chosen = next((row for row in rows if row.kind == request.GET.get("kind")), None)
    initial = {"kind": chosen.kind, "due": chosen.due} if chosen else None
    form = forms.MilestoneForm(request.POST or None, initial=initial)
    if form.is_valid():
        with answering(form):
            milestones.move(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The date is kept."))
            return redirect("blocs:season-dates", code, year)
    deadlines = reading.deadlines(rows, on=me(request).on)
    return _form(
        request,
        season,
        form,
        _("Dates of the season"),
        Act.PLAN_SEASON,
        "blocs/season_dates.html",
        deadlines=deadlines,
    )


@require_POST
def mark_done(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """Done today; or not done after all."""
    season = visible_season(request, code, year)
    milestone = get_object_or_404(season.milestones, pk=pk)
    milestone.season = season
    with telling(request, _("The milestone is marked.")):
        on = None if request.POST.get("seen") == "done" else timezone.localdate()
        milestones.mark_done(milestone, on=on, by=request.user)
    return redirect("blocs:season-dates", code, year)


def log(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What happened in the season, for the standing agency and the auditor."""
    season = visible_season(request, code, year)
    verdict = may(Act.SEE_LOG, people.seats(me(request), season))
    events = reading.log(season) if verdict else []
    return render(request, "blocs/season_log.html", {"season": season, "events": events, "verdict": verdict})


def _form(
    request: HttpRequest, season: Season, form: Any, title: Any, act: Act, template: str = "", **more: Any
) -> HttpResponse:
    verdict: Verdict = may(act, people.seats(me(request), season))
    context = {"season": season, "form": form, "title": title, "verdict": verdict, **more}
    return render(request, template or "blocs/season_form.html", context)
