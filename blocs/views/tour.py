"""A look around for whoever comes for the first time: what they find where, for their own subjects."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from emulation import how_to, navigation
from emulation.http import SignedInRequest

COOKIE, YEARS = "tour", 5 * 365 * 24 * 60 * 60


def tour(request: SignedInRequest) -> HttpResponse:
    """Each subject of the navigation with the way it is used; a page like any other."""
    shown = navigation.shown_to(request.user)
    steps = [(entry, guide) for entry in shown if (guide := how_to.guide(entry.url_name)) is not None]
    return render(request, "blocs/tour.html", {"steps": steps})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """This browser offers it no more."""
    response = redirect("blocs:start")
    response.set_cookie(
        COOKIE, "left", max_age=YEARS, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response


def is_left(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == "left"
