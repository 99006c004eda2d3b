"""The guide, open to everybody: who cannot sign in finds here what to do."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from blocs.selectors import guide as reading
from blocs.views.access import me
from emulation import guide


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    return _shown(request, guide.FIRST)


@login_not_required
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in guide.PAGES:
        raise Http404
    return _shown(request, name)


def _shown(request: HttpRequest, name: str) -> HttpResponse:
    own = reading.own_pages(me(request)) if request.user.is_authenticated else []
    order = [guide.FIRST, *own, *(each for each in guide.PAGES if each not in own)]
    place = order.index(name)
    context = {
        "page": guide.page(name),
        "parts": [guide.page(each) for each in order],
        "own": own,
        "before": guide.page(order[place - 1]) if place else None,
        "after": guide.page(order[place + 1]) if place + 1 < len(order) else None,
    }
    return render(request, "blocs/guide.html", context)
