"""One's calendar in Outlook, Google or on the telephone: its secret address, and the file under it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blocs.models import Bloc
from blocs.selectors import calendar_feeds as reading
from blocs.services import calendar_feeds
from blocs.views.access import me
from documents.views.limits import asks_too_often
from emulation.http import SignedInRequest


class ChoiceForm(forms.Form):
    """Which calendar a button is about; sent by the page, never typed."""

    bloc = forms.SlugField(required=False)
    seen = forms.IntegerField(required=False)


def subscribe(request: HttpRequest) -> HttpResponse:
    """What one may have as a calendar; each with its address or the button that makes one."""
    lines = [
        (offer, request.build_absolute_uri(offer.feed.get_absolute_url()) if offer.feed else "")
        for offer in reading.offers(me(request))
    ]
    return render(request, "blocs/calendar_subscribe.html", {"lines": lines})


@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    bloc, seen = _chosen(request)
    calendar_feeds.renew(bloc, seen=seen, by=request.user)
    messages.success(request, _("The calendar has its address. Copy it into your calendar program."))
    return redirect("blocs:calendar-subscribe")


@require_POST
def end(request: SignedInRequest) -> HttpResponse:
    bloc, _seen = _chosen(request)
    calendar_feeds.end(bloc, by=request.user)
    messages.success(request, _("The address is ended; programs that know it read nothing any more."))
    return redirect("blocs:calendar-subscribe")


def _chosen(request: HttpRequest) -> tuple[Bloc | None, int]:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    code, seen = form.cleaned_data["bloc"], form.cleaned_data["seen"] or 0
    if not code:
        return None, seen
    return get_object_or_404(Bloc.objects.visible_to(me(request)), code=code), seen


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For programs, which cannot sign in: whoever holds the address reads titles and days."""
    if asks_too_often(request, "calendar"):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    found = reading.by_token(token)
    if found is None:
        raise Http404
    response = HttpResponse(reading.as_file(found, on=timezone.localdate()))
    response["Content-Type"] = "text/calendar; charset=utf-8"
    response["Content-Disposition"] = 'inline; filename="thi-dua.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response
