"""What an administrator changes of accounts and mandates."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs import emails
from blocs.forms import people as forms
from blocs.models import Mandate, Organisation, Province
from blocs.rules.rights import Act, may
from blocs.selectors import accounts as reading
from blocs.selectors import people
from blocs.services import accounts, mandates
from blocs.views.access import me, visible_account
from blocs.views.meanwhile import Meanwhile
from emulation.account_forms import ResetPasswordForm
from emulation.http import SignedInRequest, answering, telling
from emulation.models import User


def new(request: SignedInRequest) -> HttpResponse:
    """An account; what its person may do follows from the mandates, which come next."""
    someone = me(request)
    if not may(Act.SEE_PEOPLE, people.all_seats(someone)):
        raise Http404
    province = Province.objects.filter(pk__in=someone.provinces_as("administrator")).order_by("pk").first()
    form = forms.AccountForm(request.POST or None)
    if form.is_valid() and province is not None:
        with answering(form):
            user = accounts.open_account(province, by=request.user, **form.cleaned_data)
            messages.success(request, _("The account is open. Give a mandate next, then send the mail."))
            return redirect("blocs:person-detail", user.pk)
    return _form(request, form, _("New account"))


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    user = visible_account(request, pk)
    form = forms.AccountEditForm(request.POST or None, user=user)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            accounts.edit(user, by=request.user, **form.cleaned_data)
            messages.success(request, _("The account is saved."))
            return redirect("blocs:person-detail", pk)
    return _form(request, form, _("Edit the account"), visible_account(request, pk), meanwhile=meanwhile)


@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    user = visible_account(request, pk)
    with telling(request, _("The account is closed; its person is signed out.")):
        accounts.close(user, by=request.user)
    return redirect("blocs:person-detail", pk)


@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    user = visible_account(request, pk)
    with telling(request, _("The account is open again.")):
        accounts.reopen(user, by=request.user)
    return redirect("blocs:person-detail", pk)


@require_POST
def password_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    user = visible_account(request, pk)
    with telling(request, _("The mail is on its way to %(email)s.") % {"email": user.email}):
        accounts.send_password_mail(user, send=_reset_mail(request, user), by=request.user)
    return redirect("blocs:person-detail", pk)


@require_POST
def reset_second_step(request: SignedInRequest, pk: int) -> HttpResponse:
    user = visible_account(request, pk)
    with telling(request, _("The second step is taken off; the person was told by mail.")):
        accounts.reset_second_step(user, send=emails.tell_of_reset, by=request.user)
    return redirect("blocs:person-detail", pk)


def _reset_mail(request: HttpRequest, user: User) -> Callable[[], None]:
    """The sign-in library's own mail, in the language of the one who gets it."""

    def send() -> None:
        form = ResetPasswordForm({"email": user.email})
        with translation.override(user.language):
            if form.is_valid():
                form.save(request)

    return send


def give(request: SignedInRequest, pk: int) -> HttpResponse:
    """A mandate: person, organisation, role, from which day."""
    user = visible_account(request, pk)
    organisations = Organisation.objects.filter(province__in=me(request).provinces_as("administrator"))
    form = forms.MandateForm(
        request.POST or None, organisations=organisations, initial={"starts": timezone.localdate()}
    )
    if form.is_valid():
        with answering(form):
            given = dict(form.cleaned_data)
            mandates.give(user, given.pop("organisation"), by=request.user, **given)
            messages.success(request, _("The mandate is given; its rights follow it by themselves."))
            return redirect("blocs:person-detail", pk)
    return _form(request, form, _("Give a mandate"), user)


def edit_mandate(request: SignedInRequest, pk: int, mandate: int) -> HttpResponse:
    user, held = _held(request, pk, mandate)
    form = forms.SigningForm(request.POST or None, mandate=held)
    if form.is_valid():
        with answering(form):
            mandates.edit(held, by=request.user, **form.cleaned_data)
            messages.success(request, _("The mandate is saved. Issued papers stay as they are."))
            return redirect("blocs:person-detail", pk)
    return _form(request, form, _("Title and signing"), user, held)


def end_mandate(request: SignedInRequest, pk: int, mandate: int) -> HttpResponse:
    user, held = _held(request, pk, mandate)
    form = forms.EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        with answering(form):
            mandates.end(held, by=request.user, **form.cleaned_data)
            messages.success(request, _("The last day of the mandate is kept."))
            return redirect("blocs:person-detail", pk)
    return _form(request, form, _("End the mandate"), user, held)


def _held(request: HttpRequest, pk: int, mandate: int) -> tuple[User, Mandate]:
    """The mandate, of a province that one sees."""
    user = visible_account(request, pk)
    provinces = me(request).provinces_as(*reading.SEEING)
    rows = user.mandates.filter(organisation__province__in=provinces).select_related("organisation__province")
    held = get_object_or_404(rows, pk=mandate)
    held.user = user
    return user, held


def _form(
    request: HttpRequest,
    form: Any,
    title: str,
    user: User | None = None,
    held: Mandate | None = None,
    **more: Any,
) -> HttpResponse:
    verdict = may(Act.MANAGE_ACCOUNTS, people.all_seats(me(request)))
    context = {"form": form, "title": title, "person": user, "mandate": held, "verdict": verdict} | more
    return render(request, "blocs/person_form.html", context)
