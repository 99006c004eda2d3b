"""Invitations: the administrator's side, and the page that the link in the mail opens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from blocs import emails
from blocs.forms.people import AcceptForm, InviteForm
from blocs.models import Invitation, Organisation
from blocs.rules.rights import Act, may
from blocs.selectors import invitations as reading
from blocs.selectors import people
from blocs.services import invitations
from blocs.views.access import me
from emulation import together
from emulation.http import SignedInRequest, answering, telling


def new(request: SignedInRequest) -> HttpResponse:
    """Invite somebody for a mandate; `organisation` in the address is chosen beforehand."""
    someone = me(request)
    seats = people.all_seats(someone)
    if not may(Act.SEE_PEOPLE, seats):
        raise Http404
    organisations = Organisation.objects.filter(province__in=someone.provinces_as("administrator"))
    form = InviteForm(
        request.POST or None,
        organisations=organisations,
        initial={"starts": timezone.localdate(), "organisation": request.GET.get("organisation")},
    )
    if form.is_valid():
        with answering(form):
            given = dict(form.cleaned_data)
            invitation = invitations.invite(
                given.pop("organisation"), send=emails.send_invitation, by=request.user, **given
            )
            messages.success(
                request,
                _("The invitation is on its way to %(email)s. The link works for seven days.")
                % {"email": invitation.email},
            )
            return redirect("blocs:person-list")
    verdict = may(Act.MANAGE_ACCOUNTS, seats)
    context = {
        "form": form,
        "title": _("Invite somebody"),
        "verdict": verdict,
        "button": _("Send the invitation"),
    }
    return render(request, "blocs/person_form.html", context)


@require_POST
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _visible(request, pk)
    done = _("A new link is on its way to %(email)s; the old one has ended.") % {"email": invitation.email}
    with telling(request, done):
        invitations.send_again(invitation, send=emails.send_invitation, by=request.user)
    return redirect("blocs:person-list")


@require_POST
def send_several(request: SignedInRequest) -> HttpResponse:
    """From the list of people: to those who have not come yet."""
    someone, now = me(request), timezone.now()
    seats = people.all_seats(someone)
    if not may(Act.SEE_PEOPLE, seats):
        raise Http404
    step = together.Step[Invitation](
        title=_("Send invitations again"),
        consequence=_("Each gets a mail with a new link that works for seven days; the old links end."),
        done=pgettext("outcome", "sent"),
        back=f"{reverse('blocs:person-list')}#invitations",
        name=lambda invitation: f"{invitation.full_name} ({invitation.email})",
        allowed=lambda invitation: may(Act.MANAGE_ACCOUNTS, seats),
        take=lambda invitation: invitations.send_again(
            invitation, send=emails.send_invitation, by=request.user
        ),
        note=lambda invitation: "" if invitation.works(now) else _("the link has ended"),
    )
    return together.answer(request, {str(row.pk): row for row in reading.waiting(someone)}, step)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _visible(request, pk)
    with telling(request, _("The invitation is withdrawn; its link no longer works.")):
        invitations.withdraw(invitation, by=request.user)
    return redirect("blocs:person-list")


def _visible(request: HttpRequest, pk: int) -> Invitation:
    """Of one's province; also one that was accepted or withdrawn meanwhile, so that this can be told."""
    provinces = me(request).provinces_as("administrator")
    rows = Invitation.objects.filter(organisation__province__in=provinces)
    return get_object_or_404(rows.select_related("organisation"), pk=pk)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Check name and phone, choose a password; or hear why the link does not work."""
    invitation = invitations.found(token)
    if invitation is None:
        return render(request, "blocs/invitation_accept.html", {"invitation": None})
    form = AcceptForm(
        request.POST or None, initial={"full_name": invitation.full_name, "phone": invitation.phone}
    )
    verdict = reading.usable(invitation, timezone.now())
    if verdict and not request.user.is_authenticated and form.is_valid():
        with answering(form):
            given = form.cleaned_data
            user = invitations.accept(
                invitation,
                full_name=given["full_name"],
                phone=given["phone"],
                password=given["password"],
            )
            messages.success(
                request,
                _("Your account is open. Sign in with %(email)s and the password that you have just chosen.")
                % {"email": user.email},
            )
            return redirect("account_login")
    context = {"invitation": invitation, "form": form, "verdict": verdict}
    return render(request, "blocs/invitation_accept.html", context)
