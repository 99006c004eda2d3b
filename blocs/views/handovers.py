"""The handover of a bloc from the leader of one year to that of the next."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms import handovers as forms
from blocs.models import Handover, HandoverItem, Season
from blocs.rules import handovers as rules
from blocs.rules import issuing
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import handovers as reading
from blocs.selectors import papers
from blocs.services import handovers
from blocs.views.access import me, visible_season
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict

Kind = HandoverItem.Kind
WITH = tuple(f"handover__{name}" for name in reading.RELATED)


def detail(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What is open, which files change hands, who has confirmed; before that, what is missing for it."""
    season = visible_season(request, code, year, *WITH)
    handover = reading.at_hand(season)
    if handover is None:
        return _not_prepared(request, season)
    seats = reading.seats(me(request), season, handover.incoming_id)
    side = reading.side_of(seats)
    frozen, confirmed = handover.is_frozen, handover.is_confirmed
    items = list(handover.items.all())
    signed = {rules.Side.GIVES: handover.given_at, rules.Side.TAKES: handover.taken_at}
    context = {
        "season": season,
        "handover": handover,
        "lists": [
            (kind, title, [row for row in items if row.kind == kind])
            for kind, title in ((Kind.TASK, _("Open tasks")), (Kind.FILE, _("Files handed over")))
        ],
        "may_edit": rules.can_edit(seats, frozen=frozen),
        "writes": may(Act.EDIT_HANDOVER, seats),
        "side": side,
        "can_confirm": rules.can_confirm(side, seats, confirmed=signed[side] is not None) if side else None,
        "can_reopen": rules.can_reopen(seats, frozen=frozen, confirmed=confirmed),
        "can_settle": rules.can_settle(seats, confirmed=confirmed),
        "minutes": papers.current(issuing.MINUTES, season) if confirmed else None,
    }
    return render(request, "blocs/handover_detail.html", context)


def _not_prepared(request: HttpRequest, season: Season) -> HttpResponse:
    found = reading.parties(season)
    seats = reading.seats(me(request), season, found.incoming)
    verdict = rules.can_prepare(
        seats, has_next=found.into is not None, outgoing=found.outgoing, incoming=found.incoming
    )
    context = {"season": season, "verdict": verdict, "into": found.into}
    return render(request, "blocs/handover_empty.html", context)


@require_POST
def prepare(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    with telling(request, _("All that is open and all papers are gathered. Look through the list.")):
        handovers.prepare(season, by=request.user)
    return redirect("blocs:handover-detail", code, year)


def edit(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season, handover = _found(request, code, year)
    form = forms.HandoverForm(request.POST or None, handover=handover)
    if form.is_valid():
        with answering(form):
            handovers.edit(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The handover is saved."))
            return redirect("blocs:handover-detail", code, year)
    return _form(request, season, handover, form, _("Day, place and notes of the handover"))


def new_item(request: SignedInRequest, code: str, year: int, kind: str) -> HttpResponse:
    if kind not in Kind.values:
        raise Http404
    season, handover = _found(request, code, year)
    return _item_form(request, season, handover, kind, None)


def edit_item(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    season, handover = _found(request, code, year)
    item = get_object_or_404(handover.items, pk=pk)
    return _item_form(request, season, handover, item.kind, item)


def _item_form(
    request: SignedInRequest, season: Season, handover: Handover, kind: str, item: HandoverItem | None
) -> HttpResponse:
    form = forms.ItemForm(request.POST or None, kind=kind, item=item)
    if form.is_valid():
        with answering(form):
            handovers.write_item(season, kind=kind, item=item, by=request.user, **form.cleaned_data)
            messages.success(request, _("The line is saved."))
            return redirect("blocs:handover-detail", season.bloc.code, season.year)
    title = _("A file that changes hands") if kind == Kind.FILE else _("A task that is still open")
    return _form(request, season, handover, form, title)


@require_POST
def remove_item(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    season, handover = _found(request, code, year)
    item = get_object_or_404(handover.items, pk=pk)
    with telling(request, _("The line is taken out.")):
        handovers.remove_item(item, season=season, by=request.user)
    return redirect("blocs:handover-detail", code, year)


@require_POST
def confirm(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season, _handover = _found(request, code, year)
    with telling(request):
        handover = handovers.confirm(season, by=request.user)
        told = str(_("Your side has confirmed; the other side has still to confirm."))
        if handover.is_confirmed:
            told = _("Both sides have confirmed. The rights move on %(day)s.") % {
                "day": f"{handover.takes_effect_on:%d/%m/%Y}"
            }
        messages.success(request, told)
    return redirect("blocs:handover-detail", code, year)


@require_POST
def reopen(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season, _handover = _found(request, code, year)
    with telling(request, _("The confirmation is taken back; the list can be changed again.")):
        handovers.reopen(season, by=request.user)
    return redirect("blocs:handover-detail", code, year)


def settle(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """In place of a side that cannot or will not confirm."""
    season, handover = _found(request, code, year)
    form = forms.SettleForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            handovers.settle(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The handover is settled; the reason is kept."))
            return redirect("blocs:handover-detail", code, year)
    seats = reading.seats(me(request), season, handover.incoming_id)
    verdict = rules.can_settle(seats, confirmed=handover.is_confirmed)
    return _form(request, season, handover, form, _("Settle the handover"), verdict)


def _found(request: HttpRequest, code: str, year: int) -> tuple[Season, Handover]:
    season = visible_season(request, code, year, *WITH)
    handover = reading.at_hand(season)
    if handover is None:
        raise Http404
    return season, handover


def _form(
    request: HttpRequest,
    season: Season,
    handover: Handover,
    form: Any,
    title: Any,
    verdict: Verdict | None = None,
) -> HttpResponse:
    if verdict is None:
        seats: frozenset[Seat] = reading.seats(me(request), season, handover.incoming_id)
        verdict = rules.can_edit(seats, frozen=handover.is_frozen)
    context = {"season": season, "form": form, "title": title, "verdict": verdict}
    return render(request, "blocs/handover_form.html", context)
