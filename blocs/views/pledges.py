"""A pledge as a page: begun, read, its opening, witnesses, versions. Its steps stand in pledge_steps.py."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import CompareForm, OpeningForm, StartForm, WitnessForm
from blocs.models import Person, Pledge
from blocs.rules import differences
from blocs.rules.pledge_words import HEADINGS
from blocs.rules.rights import Act, may
from blocs.selectors import charts, people, usual_lines
from blocs.selectors import pledges as reading
from blocs.services import pledges
from blocs.views.access import me, visible_season
from blocs.views.meanwhile import Meanwhile
from blocs.views.pledge_buttons import buttons
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Reason

PARTS: dict[str, Reason] = {
    "theme": _("Theme"),
    "slogan": _("Slogan"),
    "opening": _("Opening"),
    **HEADINGS,
}


def visible_pledge(request: HttpRequest, code: str, year: int) -> Pledge:
    """The season's newest pledge, or 404."""
    found = reading.visible_pledges(me(request)).filter(season__bloc__code=code, season__year=year).first()
    if found is None:
        raise Http404
    return found


def detail(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The text with what was said of it; before there is one, how to begin."""
    someone = me(request)
    pledge = reading.visible_pledges(someone).filter(season__bloc__code=code, season__year=year).first()
    if pledge is None:
        return _beginning(request, someone, code, year)
    if request.method == "POST":  # begun meanwhile, by the same button or by a colleague
        return redirect(pledge)
    page = reading.page(pledge, someone)
    context = {
        "page": page,
        "pledge": pledge,
        "buttons": list(buttons(page)),
        "chart": charts.targets_by_kind(page.lines),
    }
    return render(request, "blocs/pledge_detail.html", context)


def _beginning(request: HttpRequest, someone: Person, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    last = reading.last_pledge(season)
    form = StartForm(request.POST or None, last=last, usual=usual_lines.for_season(season))
    if form.is_valid():
        with answering(form):
            pledges.start(
                season,
                by=someone.user,
                like=last if form.cleaned_data["source"] == "last" else None,
                usual=form.cleaned_data.get("usual", ()),
            )
            messages.success(request, _("The pledge is begun. Only the bloc leader works on the draft."))
            return redirect("blocs:pledge-detail", code, year)
    verdict = may(Act.EDIT_PLEDGE, people.seats(someone, season))
    return render(request, "blocs/pledge_start.html", {"season": season, "form": form, "verdict": verdict})


def opening(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    form = OpeningForm(request.POST or None, pledge=pledge)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        given = form.cleaned_data
        with answering(form), meanwhile:
            pledges.lines.edit_opening(pledge, opening=given["opening"], seen=given["seen"], by=request.user)
            messages.success(request, _("The opening is saved."))
            return redirect(f"{pledge.get_absolute_url()}#part-opening")
    context = {
        "page": page,
        "pledge": pledge,
        "form": form,
        "meanwhile": meanwhile,
        "verdict": page.can_edit,
    }
    return render(request, "blocs/pledge_opening.html", context)


def witnesses(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Who signs as a witness: listed, added, taken away."""
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    form = WitnessForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.witnesses.add(pledge, by=request.user, **form.cleaned_data)
            messages.success(request, _("The witness is added."))
            return redirect("blocs:pledge-witnesses", code, year)
    context = {
        "page": page,
        "pledge": pledge,
        "form": form,
        "witnesses": pledge.witnesses.select_related("user"),
    }
    return render(request, "blocs/pledge_witnesses.html", context)


@require_POST
def remove_witness(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    """One that was taken off meanwhile is simply off."""
    pledge = visible_pledge(request, code, year)
    witness = pledge.witnesses.filter(pk=pk).first()
    if witness is not None:
        witness.pledge = pledge
        with telling(request, _("The witness is taken off the pledge.")):
            pledges.witnesses.remove(witness, by=request.user)
    return redirect("blocs:pledge-witnesses", code, year)


def versions(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Every version, newest first, and the difference of any two."""
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    form = CompareForm(request.GET or None)
    chosen = None
    if form.is_valid():
        numbers = {form.cleaned_data["older"], form.cleaned_data["newer"]}
        chosen = list(pledge.versions.filter(number__in=numbers))
        if len(chosen) != len(numbers):
            raise Http404
    context = {
        "pledge": pledge,
        "page": page,
        "marked": (pledge.revision - 1, pledge.revision),
        "versions": pledge.versions.select_related("actor").defer("content").order_by("-number"),
    }
    if chosen:
        older, newer = chosen[0], chosen[-1]
        lines = differences.differences(older.content, newer.content, page.names)
        context["changes"] = [(PARTS[line.part], line) for line in lines if line.word]
        context |= {"older": older, "newer": newer, "marked": (older.number, newer.number)}
        context["unchanged"] = sum(not line.word for line in lines)
    return render(request, "blocs/pledge_versions.html", context)


@require_POST
def restore_version(request: SignedInRequest, code: str, year: int, number: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    version = get_object_or_404(pledge.versions.select_related("pledge__season__bloc"), number=number)
    with telling(request, _("The text is again that of version %(number)s.") % {"number": number}):
        pledges.versions.restore(version, by=request.user)
    return redirect(pledge)
