"""Other authorities that are believed here: seen by all, brought and retired by administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from blocs.forms.pledges import ReasonForm
from blocs.forms.trust import RootForm
from blocs.rules.rights import Act, may
from blocs.selectors import people, trust
from blocs.services import trusted_roots
from blocs.views import sheets
from blocs.views.access import me
from documents.models import TrustedRoot
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def _verdict(request: HttpRequest) -> Verdict:
    return may(Act.MANAGE_TRUST, people.all_seats(me(request)))


def root_list(request: HttpRequest) -> HttpResponseBase:
    rows = trust.roots()
    if sheets.asked(request):
        headings = [
            _("List"),
            pgettext("trust", "Authority"),
            _("Valid to"),
            _("Fingerprint (SHA-256)"),
            _("State"),
        ]
        lines = (
            (row.root.name, row.subject, row.not_after.date(), row.fingerprint, str(row.state))
            for row in rows
        )
        return sheets.list_response(request, "to-chuc-chung-thuc", headings, lines)
    context = {"rows": rows, "log": trust.log(), "verdict": _verdict(request)}
    return render(request, "blocs/trust_list.html", context)


@never_cache
def new(request: SignedInRequest) -> HttpResponse:
    """First the files; then what they hold is shown, and has to be compared."""
    form = RootForm(request.POST or None, request.FILES or None)
    verdict = _verdict(request)
    if verdict and form.is_valid() and form.found is not None:
        if form.is_compared:
            with answering(form):
                given = {name: form.cleaned_data[name] for name in ("name", "use")}
                trusted_roots.believe(form.found, by=request.user, **given)
                messages.success(request, _("Signatures of this authority are believed from now on."))
                return redirect("blocs:trust-list")
        else:
            if request.POST.get("kept") and not request.FILES:
                form.add_error("compared", _("Compare the fingerprint first."))
            form.keep()
    context = {"form": form, "verdict": verdict, "found": form.found if form.is_bound else None}
    return render(request, "blocs/trust_form.html", context)


def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    root = get_object_or_404(TrustedRoot, pk=pk, retired_at__isnull=True)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            trusted_roots.retire(root, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Signatures of this authority are not taken any more."))
            return redirect("blocs:trust-list")
    context = {"form": form, "root": root, "verdict": _verdict(request)}
    return render(request, "blocs/trust_retire.html", context)
