"""The steps of a pledge: each asks once, says what will happen, and leads back to the page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import AgreeForm, CommentsUntilForm, ReasonForm
from blocs.rules import pledging
from blocs.selectors import pledges as reading
from blocs.services import pledges, signing
from blocs.views.access import me
from blocs.views.pledges import visible_pledge
from emulation.http import SignedInRequest, answering, telling


def open_for_comments(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """With the day until which the members are asked to comment."""
    pledge = visible_pledge(request, code, year)
    page = reading.page(pledge, me(request))
    form = CommentsUntilForm(request.POST or None, initial={"until": pledge.comments_until})
    if form.is_valid():
        with answering(form):
            pledges.open_for_comments(pledge, until=form.cleaned_data["until"], by=request.user)
            messages.success(
                request, _("The pledge is open for comments. Members see it on their start page.")
            )
            return redirect(pledge)
    verdict = pledging.can_step("open_for_comments", status=pledge.status, seats=page.seats, facts=page.facts)
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict}
    return render(request, "blocs/pledge_open.html", context)


def comments_until(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """More or less time while comments are open."""
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    form = CommentsUntilForm(request.POST or None, initial={"until": pledge.comments_until})
    if form.is_valid():
        with answering(form):
            pledges.ask_comments_until(pledge, until=form.cleaned_data["until"], by=request.user)
            messages.success(request, _("The day is saved."))
            return redirect(pledge)
    verdict = pledging.can_set_comments_until(pledge.status, page.seats)
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict}
    return render(request, "blocs/pledge_comments_until.html", context)


@require_POST
def back_to_draft(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    with telling(request, _("The pledge is a draft again. The comments stay.")):
        pledges.back_to_draft(pledge, by=request.user)
    return redirect(pledge)


def agree(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Before the text is frozen, with what is still unanswered."""
    pledge = visible_pledge(request, code, year)
    page = reading.page(pledge, me(request))
    form = AgreeForm(request.POST or None, unanswered=page.unsettled > 0)
    if form.is_valid():
        with answering(form):
            pledges.agree(pledge, by=request.user, reason=form.cleaned_data.get("reason", ""))
            messages.success(request, _("The text is settled and frozen."))
            return redirect(pledge)
    verdict = pledging.can_step(
        "agree", status=pledge.status, seats=page.seats, facts=page.facts, asked_later=True
    )
    context = {
        "page": page,
        "pledge": pledge,
        "form": form,
        "verdict": verdict,
        "unanswered": page.unanswered,
    }
    return render(request, "blocs/pledge_agree.html", context)


def reopen(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    page = reading.page(pledge, me(request))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.reopen(pledge, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The text is open for comments again."))
            return redirect(pledge)
    verdict = pledging.can_step(
        "reopen", status=pledge.status, seats=page.seats, facts=page.facts, asked_later=True
    )
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict}
    return render(request, "blocs/pledge_reopen.html", context)


def amend(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Open the text in force again, as a new version that all sign."""
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.amend(pledge, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(
                request, _("The text is open for comments as a new version. The pledge in force holds on.")
            )
            return redirect(pledge)
    context = {"page": page, "pledge": pledge, "form": form, "verdict": page.can_amend}
    return render(request, "blocs/pledge_amend.html", context)


def give_up(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Leave the pledge in force as it is."""
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            signing.give_up(pledge, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The amendment is given up. The pledge in force stays as it is."))
            return redirect(pledge)
    context = {"page": page, "pledge": pledge, "form": form, "verdict": page.can_give_up}
    return render(request, "blocs/pledge_give_up.html", context)
