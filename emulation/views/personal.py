"""What a person chooses for all pages: language, size of the text. Kept with the account and in a cookie."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

LARGE_TEXT_COOKIE = "large_text"
YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    response = _back(request)
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@login_not_required
@require_POST
def toggle_large_text(request: HttpRequest) -> HttpResponse:
    response = _back(request)
    if request.user.is_authenticated:
        large = not request.user.large_text
        request.user.large_text = large
        request.user.save(update_fields=["large_text"])
    else:
        large = not request.COOKIES.get(LARGE_TEXT_COOKIE)
    if large:
        _remember(response, LARGE_TEXT_COOKIE, "1")
    else:
        response.delete_cookie(LARGE_TEXT_COOKIE)
    return response


def remember(response: HttpResponse, *, language: str, large_text: bool) -> None:
    """For the pages before the next sign-in."""
    _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    if large_text:
        _remember(response, LARGE_TEXT_COOKIE, "1")
    else:
        response.delete_cookie(LARGE_TEXT_COOKIE)


def email_address(request: HttpRequest) -> HttpResponse:
    """Before the library's own page, where people could take away the address they sign in with."""
    return render(request, "account/email.html")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page where the button stood, if it is one of ours."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(page if ours else "/")


def _remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
