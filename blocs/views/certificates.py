"""One's certificate for signing, and what an administrator does about those of others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from blocs.forms import certificates as forms
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import certificates as administration
from blocs.views.access import me, visible_account
from documents.models import Certificate, Enrolment, SignaturePicture
from documents.rules.rejections import Rejection
from documents.services import certificates
from emulation.http import SignedInRequest, answering
from emulation.models import User

AT_OLD_PIN = {"PIN_WRONG", "KEY_LOCKED", "KEY_DESTROYED"}


def _open_enrolment(user: User) -> Enrolment | None:
    return Enrolment.objects.filter(user=user, used_at__isnull=True).first()


@never_cache
def mine(request: SignedInRequest) -> HttpResponse:
    """Whether one can sign, with what, until when; and what to do where one cannot."""
    now = timezone.now()
    own = list(Certificate.objects.filter(user=request.user).select_related("key", "enrolment"))
    current = next(
        (row for row in own if row.revoked_at is None and row.not_before <= now < row.not_after), None
    )
    context = {
        "certificate": current,
        "earlier": [row for row in own if row != current],
        "enrolment": _open_enrolment(request.user),
        "picture": SignaturePicture.objects.filter(user=request.user).exists(),
        "is_locked": current is not None
        and current.key.locked_until is not None
        and current.key.locked_until > now,
    }
    return render(request, "blocs/certificate.html", context)


@sensitive_post_parameters("pin", "again")
@never_cache
def enrol(request: SignedInRequest) -> HttpResponse:
    """Choose the PIN; the key is made, and its certificate issued."""
    enrolment = _open_enrolment(request.user)
    if enrolment is None:
        return redirect("blocs:certificate")
    form = forms.NewPinForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            certificates.enrol(enrolment, pin=form.cleaned_data["pin"], by=request.user)
            messages.success(request, _("Your certificate is issued. You can sign now."))
            return redirect("blocs:certificate")
    return render(request, "blocs/certificate_new.html", {"form": form, "enrolment": enrolment})


@sensitive_post_parameters("old", "pin", "again")
@never_cache
def change_pin(request: SignedInRequest) -> HttpResponse:
    if certificates.current(request.user) is None:
        return redirect("blocs:certificate")
    form = forms.ChangePinForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        with answering(form):
            try:
                certificates.change_pin(request.user, pin=given["old"], new_pin=given["pin"])
            except Rejection as rejection:
                if rejection.code not in AT_OLD_PIN:
                    raise
                form.add_error("old", str(rejection))
            else:
                messages.success(request, _("The PIN is changed."))
                return redirect("blocs:certificate")
    return render(request, "blocs/certificate_pin.html", {"form": form})


@never_cache
def picture(request: SignedInRequest) -> HttpResponse:
    """How the handwritten signature looks on paper; without one, name and time stand there."""
    form = forms.PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with answering(form):
            certificates.set_picture(request.user, form.cleaned_data["picture"].read())
            messages.success(request, _("The picture is saved; papers that you sign from now on carry it."))
            return redirect("blocs:certificate")
    return render(request, "blocs/certificate_picture.html", {"form": form})


def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """An administrator lets a head make a key."""
    user = visible_account(request, pk)
    form = forms.ApproveForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            administration.approve(user, by=request.user, **form.cleaned_data)
            messages.success(request, _("The person can choose a PIN now, under “My certificate”."))
            return redirect("blocs:person-detail", pk)
    return _form(request, "blocs/certificate_approve.html", user, form)


def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    user = visible_account(request, pk)
    form = forms.RevokeForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            administration.revoke(user, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("The certificate is revoked. Nothing can be signed with it any more.")
            )
            return redirect("blocs:person-detail", pk)
    return _form(request, "blocs/certificate_revoke.html", user, form)


def _form(request: SignedInRequest, template: str, user: User, form: object) -> HttpResponse:
    verdict = may(Act.MANAGE_ACCOUNTS, people.all_seats(me(request)))
    context = {
        "person": user,
        "form": form,
        "verdict": verdict,
        "certificate": certificates.current(user),
        "enrolment": _open_enrolment(user),
    }
    return render(request, template, context)
