"""What the members register under a pledge."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from blocs.forms.pledges import RegistrationForm, WishFormSet
from blocs.models import Organisation, Registration
from blocs.selectors import people
from blocs.selectors import pledges as reading
from blocs.services import pledges
from blocs.services.pledges.registrations import Wish
from blocs.views.access import me
from blocs.views.pledges import visible_pledge
from emulation.http import SignedInRequest, answering


def registration_list(request: HttpRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    someone = me(request)
    rows = reading.registrations(pledge, someone)
    context = {
        "pledge": pledge,
        "page": reading.page(pledge, someone),
        "rows": rows,
        "done": sum(1 for row in rows if row.registration),
    }
    return render(request, "blocs/registration_list.html", context)


def edit(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """One's own organisation's; others' are read in the list."""
    pledge = visible_pledge(request, code, year)
    someone = me(request)
    own = people.own_member(someone, pledge.season)
    organisation = get_object_or_404(Organisation, pk__in=own, code=member)
    written = pledge.registrations.filter(organisation=organisation).prefetch_related("targets").first()
    form = RegistrationForm(request.POST or None, initial=_initial(written))
    wishes = WishFormSet(request.POST or None, initial=_wishes(written), prefix="wish")
    if form.is_valid() and wishes.is_valid():
        with answering(form):
            pledges.registrations.register(
                pledge,
                organisation,
                titles=form.cleaned_data["titles"],
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
                wishes=[
                    Wish(row["text"], row["unit"], row["value"])
                    for row in wishes.cleaned_data
                    if row.get("text")
                ],
                by=request.user,
            )
            messages.success(request, _("The registration is saved."))
            return redirect("blocs:registration-list", code, year)
        written = pledge.registrations.filter(organisation=organisation).prefetch_related("targets").first()
        form.data = form.data.copy()
        form.data["seen"] = str(written.revision if written else 0)
    context = {
        "pledge": pledge,
        "page": reading.page(pledge, someone),
        "organisation": organisation,
        "form": form,
        "wishes": wishes,
        "written": written,
    }
    return render(request, "blocs/registration_form.html", context)


def _initial(written: Registration | None) -> dict[str, Any]:
    if written is None:
        return {"seen": 0}
    return {"titles": written.titles, "note": written.note, "seen": written.revision}


def _wishes(written: Registration | None) -> list[dict[str, Any]]:
    if written is None:
        return []
    return [{"text": row.text, "unit": row.unit, "value": row.value} for row in written.targets.all()]
