"""One's own account: what one chooses, how one signs in, where one is signed in, and when one was."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from allauth.mfa.models import Authenticator
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from requests import RequestException

from emulation import sessions
from emulation import sign_on as office
from emulation.http import SignedInRequest, telling
from emulation.models import User
from emulation.personal_forms import PreferencesForm
from emulation.views import personal

SHOWN = 20  # sign-ins on the page


def me(request: SignedInRequest) -> HttpResponse:
    # A copy: what was typed must not change the page around the form before it is saved.
    user = User.objects.get(pk=request.user.pk)
    form = PreferencesForm(request.POST or None, instance=user)
    if form.is_valid():
        form.save()
        response = redirect("account-me")
        personal.remember(response, language=user.language, large_text=user.large_text)
        messages.success(request, _("Your choice is kept, on every computer."))
        return response
    context = {
        "form": form,
        "factors": _factors(request.user),
        "joined": [(account, office.name_of(account)) for account in office.joined_to(request.user)],
        "sign_on": office.called(),
        "sessions": sessions.of(request.user, this=request.session.session_key),
        "sign_ins": request.user.sign_ins.all()[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "account/me.html", context)


def _factors(user: User) -> dict[str, object]:
    found = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    return {
        "codes": any(row.type == Authenticator.Type.TOTP for row in found),
        "passkeys": [row for row in found if row.type == Authenticator.Type.WEBAUTHN],
    }


@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """One that has ended by itself meanwhile has ended: pressed twice, the button does no harm."""
    this = [row.pk for row in sessions.of(request.user, this=request.session.session_key) if row.is_this]
    if pk in this:
        logout(request)
        return redirect("account_login")
    sessions.end(request.user, pk)
    messages.success(request, _("That device is signed out."))
    return redirect("account-me")


@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    count = sessions.end_others(request.user, this=request.session.session_key)
    if count:
        text = ngettext("%(count)s device is signed out.", "%(count)s devices are signed out.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("You are signed in nowhere else."))
    return redirect("account-me")


@login_not_required
def sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The library's own way there, which breaks off when the office's server is down."""
    try:
        response: HttpResponse = openid_connect.login(request, provider_id)
    except RequestException:
        messages.error(request, str(office.SILENT))
        return office.back(request)
    return response


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
def join_sign_on(request: SignedInRequest) -> HttpResponse:
    """To the office's server and back; who comes back with its word is joined by `SignOn`."""
    if not settings.OIDC_SERVER_URL:
        raise Http404
    try:
        return office.lead_there(request)
    except RequestException:
        messages.error(request, str(office.SILENT))
        return redirect("account-me")


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
def part_sign_on(request: SignedInRequest, pk: int) -> HttpResponse:
    with telling(request):
        if office.part(request, request.user, pk):
            messages.success(request, _("Parted. That sign-on no longer opens your account."))
    return redirect("account-me")


@login_not_required
def sign_on_ended(request: HttpRequest) -> HttpResponse:
    """Where the library sends somebody who turned back at the office's server."""
    if request.user.is_authenticated:
        messages.info(request, _("You turned back at the sign-on of the office. Nothing was changed."))
    else:
        messages.info(request, _("The sign-on of the office was not finished. Sign in as you like."))
    return office.back(request)


def passkeys(request: HttpRequest) -> HttpResponse:
    """The library's own list; ours stands with the rest of the account."""
    return redirect("mfa_index")
