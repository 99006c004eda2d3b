"""A pledge and its steps."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import AgreeForm, CompareForm, OpeningForm, ReasonForm, StartForm, WitnessForm
from blocs.models import Person, Pledge
from blocs.rules import differences, pledging
from blocs.rules.rights import Act, may
from blocs.selectors import charts, people
from blocs.selectors import pledges as reading
from blocs.services import pledges
from blocs.views.access import me, visible_season
from emulation.http import SignedInRequest, answering, telling

BUTTON_STEPS: dict[str, Callable[..., None]] = {
    "open-for-comments": pledges.open_for_comments,
    "back-to-draft": pledges.back_to_draft,
}
DONE = {
    "open-for-comments": _("The pledge is open for comments. Members see it on their start page."),
    "back-to-draft": _("The pledge is a draft again. The comments stay."),
}


def visible_pledge(request: HttpRequest, code: str, year: int) -> Pledge:
    """The season's newest pledge, or 404."""
    found: Pledge | None = (
        reading.visible_pledges(me(request)).filter(season__bloc__code=code, season__year=year).first()
    )
    if found is None:
        raise Http404
    return found


def detail(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The text with what was said of it; before there is one, how to begin."""
    someone = me(request)
    pledge = reading.visible_pledges(someone).filter(season__bloc__code=code, season__year=year).first()
    if pledge is None:
        return _beginning(request, someone, code, year)
    page = reading.page(pledge, someone)
    chart = charts.targets(page)
    return render(request, "blocs/pledge_detail.html", {"page": page, "pledge": pledge, "chart": chart})


def _beginning(request: HttpRequest, someone: Person, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    verdict = may(Act.EDIT_PLEDGE, people.seats(someone, season))
    last, usual = reading.last_pledge(season), reading.usual_lines(season)
    form = StartForm(request.POST or None, last=last, usual=usual)
    if form.is_valid():
        with answering(form):
            pledges.start(
                season,
                by=someone.user,
                like=last if form.cleaned_data["source"] == "last" else None,
                usual=form.cleaned_data["usual"],
            )
            return redirect("blocs:pledge-detail", code, year)
    context = {"season": season, "form": form, "verdict": verdict}
    return render(request, "blocs/pledge_start.html", context)


@require_POST
def take_step(request: SignedInRequest, code: str, year: int, step: str) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    if step not in BUTTON_STEPS:
        raise Http404
    with telling(request, DONE[step]):
        BUTTON_STEPS[step](pledge, by=request.user)
    return redirect(pledge)


def agree(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Asks once before the text is frozen, with what is still unanswered."""
    pledge = visible_pledge(request, code, year)
    page = reading.page(pledge, me(request))
    form = AgreeForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.agree(pledge, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The text is settled and frozen."))
            return redirect(pledge)
    verdict = pledging.can_step(
        "agree", status=pledge.status, seats=page.seats, facts=page.facts, reason="known below"
    )
    unanswered = pledge.comments.filter(settled_at__isnull=True).select_related("organisation", "author")
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict, "unanswered": unanswered}
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
        "reopen", status=pledge.status, seats=page.seats, facts=page.facts, reason="asked below"
    )
    context = {"page": page, "pledge": pledge, "form": form, "verdict": verdict}
    return render(request, "blocs/pledge_reopen.html", context)


def opening(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    page = reading.page(pledge, me(request))
    form = OpeningForm(request.POST or None, pledge=pledge)
    if form.is_valid():
        given = form.cleaned_data
        with answering(form):
            pledges.lines.edit_opening(pledge, opening=given["opening"], seen=given["seen"], by=request.user)
            messages.success(request, _("The opening is saved."))
            return redirect(pledge)
    context = {"page": page, "pledge": pledge, "form": form, "verdict": page.can_edit}
    return render(request, "blocs/pledge_opening.html", context)


def witnesses(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Who signs as a witness: listed, added, taken away."""
    pledge = visible_pledge(request, code, year)
    page = reading.page(pledge, me(request))
    form = WitnessForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.witnesses.add(pledge, by=request.user, **form.cleaned_data)
            messages.success(request, _("The witness is added."))
            return redirect("blocs:pledge-witnesses", code, year)
    context = {"page": page, "pledge": pledge, "form": form, "witnesses": pledge.witnesses.all()}
    return render(request, "blocs/pledge_witnesses.html", context)


@require_POST
def remove_witness(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    witness = get_object_or_404(pledge.witnesses, pk=pk)
    with telling(request, _("The witness is taken off the pledge.")):
        pledges.witnesses.remove(witness, by=request.user)
    return redirect("blocs:pledge-witnesses", code, year)


def versions(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Every version, newest first, and the difference of any two."""
    pledge = visible_pledge(request, code, year)
    kept = list(pledge.versions.select_related("actor").defer("content").order_by("-number"))
    form = CompareForm(request.GET or None)
    compared = None
    if form.is_valid():
        chosen = {
            version.number: version
            for version in pledge.versions.filter(
                number__in=[form.cleaned_data["older"], form.cleaned_data["newer"]]
            )
        }
        older, newer = chosen.get(form.cleaned_data["older"]), chosen.get(form.cleaned_data["newer"])
        if older is None or newer is None:
            raise Http404
        compared = {
            "older": older,
            "newer": newer,
            "lines": differences.differences(older.content, newer.content),
        }
    page = reading.page(pledge, me(request))
    context = {"pledge": pledge, "page": page, "versions": kept, "compared": compared}
    return render(request, "blocs/pledge_versions.html", context)


@require_POST
def restore_version(request: SignedInRequest, code: str, year: int, number: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    version = get_object_or_404(pledge.versions.select_related("pledge__season__bloc"), number=number)
    with telling(request, _("The text is again that of version %(number)s.") % {"number": number}):
        pledges.versions.restore(version, by=request.user)
    return redirect(pledge)


def chart(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The targets by who carries them, as a drawing."""
    page = reading.page(visible_pledge(request, code, year), me(request))
    return HttpResponse(charts.targets(page).svg, content_type="image/svg+xml")
