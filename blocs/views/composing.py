"""Composing the papers whose words the bloc leader writes: the rules of the bloc, an invitation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.forms.composing import InvitationForm, RulesForm
from blocs.models import MeetingInvitation, Season
from blocs.rules.rights import Act, may
from blocs.selectors import composing as reading
from blocs.selectors import people
from blocs.services import composing
from blocs.views.access import me, visible_season
from emulation.http import SignedInRequest, answering


def rules(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    written = reading.rules(season, on=season.within(timezone.localdate()))
    form = RulesForm(request.POST or None, written=written)
    if form.is_valid():
        with answering(form):
            composing.write_rules(season, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("The rules are saved. Issue them on this page once the members agree.")
            )
            return redirect("blocs:paper-list", code, year)
    return _page(request, season, form, _("Operating rules of the bloc"))


def invitation(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    occasion = request.GET.get("occasion", "")
    chosen = occasion if occasion in MeetingInvitation.Occasion.values else ""
    written = reading.invitation(season, on=timezone.localdate(), occasion=chosen)
    form = InvitationForm(request.POST or None, written=written)
    if form.is_valid():
        with answering(form):
            composing.write_invitation(season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The invitation is saved. Look at it as it prints, then issue it."))
            return redirect("blocs:paper-list", code, year)
    occasions = [
        (value, label, value == written.occasion) for value, label in MeetingInvitation.Occasion.choices
    ]
    return _page(request, season, form, _("Invitation to a meeting"), occasions=occasions)


def _page(request: HttpRequest, season: Season, form: Any, title: Any, **more: Any) -> HttpResponse:
    verdict = may(Act.ISSUE_LIST, people.seats(me(request), season))
    context = {"season": season, "form": form, "title": title, "verdict": verdict, **more}
    return render(request, "blocs/composing.html", context)
