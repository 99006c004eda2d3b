"""A new head for an organisation, in one form."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs import emails
from blocs.forms.people import HeadForm
from blocs.rules.rights import Act, may
from blocs.selectors import accounts, people
from blocs.services import replacements
from blocs.views.access import me, visible_organisation
from emulation.http import SignedInRequest, answering


def replace_head(request: SignedInRequest, province: str, organisation_code: str) -> HttpResponse:
    """The old mandate ends, the new one begins or waits with an invitation."""
    organisation = visible_organisation(request, province, organisation_code)
    someone = me(request)
    users = accounts.visible(someone).filter(is_active=True).exclude(pk=request.user.pk)
    form = HeadForm(request.POST or None, users=users, initial={"starts": timezone.localdate()})
    if form.is_valid():
        with answering(form):
            replacements.replace_head(
                organisation, send=emails.send_invitation, by=request.user, **form.cleaned_data
            )
            done = _("The new head is entered.")
            if form.cleaned_data["user"] is None:
                done = _("The new head is invited; the mandate begins when the invitation is accepted.")
            messages.success(request, done)
            return redirect(organisation)
    context = {
        "organisation": organisation,
        "heads": people.heads_on(organisation, someone.on),
        "form": form,
        "verdict": may(Act.MANAGE_ACCOUNTS, people.province_seats(someone, organisation.province_id)),
    }
    return render(request, "blocs/head_replace.html", context)
