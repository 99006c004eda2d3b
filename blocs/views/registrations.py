"""What the members register under a pledge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blocs.forms.registrations import RegistrationFilter, RegistrationForm, WishFormSet
from blocs.models import Registration
from blocs.selectors import pledges as reading
from blocs.selectors import registrations
from blocs.selectors.registrations import MemberRegistration
from blocs.services import pledges
from blocs.services.pledges.registrations import Wish
from blocs.views import sheets
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile, compared
from blocs.views.pledges import visible_pledge
from blocs.views.sheets import Cell
from documents.wording import figure
from emulation.http import SignedInRequest, answering
from emulation.text import folded, search_words


def registration_list(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    everyone = registrations.of_members(page)
    form = RegistrationFilter(request.GET)
    rows = _filtered(everyone, form)
    if sheets.asked(request):
        return _sheet(request, rows, f"dang-ky-{code}-{year}")
    context = {
        "pledge": pledge,
        "page": page,
        "form": form,
        "rows": rows,
        "total": len(everyone),
        "done": sum(row.registration is not None for row in everyone),
    }
    return render(request, "blocs/registration_list.html", context)


def _filtered(rows: list[MemberRegistration], form: RegistrationFilter) -> list[MemberRegistration]:
    if not form.is_valid():
        return rows
    words, state = search_words(form.cleaned_data["q"]), form.cleaned_data["state"]
    return [
        row
        for row in rows
        if all(word in folded(row.organisation.current_name) for word in words)
        and state in ("", "done" if row.registration else "open")
    ]


def _sheet(request: HttpRequest, rows: list[MemberRegistration], name: str) -> HttpResponseBase:
    headings = [_("Organisation"), _("Target"), _("Figure"), _("Unit"), _("Titles"), _("Note")]
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        member, written = row.organisation.current_name, row.registration
        lines.append(
            (member, "", None, "", written.titles if written else "", written.note if written else "")
        )
        lines.extend((member, target.text, target.value, target.unit, "", "") for target in row.targets)
    return sheets.list_response(request, name, headings, lines)


def edit(request: SignedInRequest, code: str, year: int, member: str) -> HttpResponse:
    """One's own organisation's; others' are read in the list."""
    pledge = visible_pledge(request, code, year)
    page = reading.frame(pledge, me(request))
    own = {row.organisation.code: row.organisation for row in page.own_members}
    if (organisation := own.get(member)) is None:
        raise Http404
    written = registrations.written_by(pledge, organisation)
    form = RegistrationForm(
        request.POST or None, initial=RegistrationForm.values(written) if written else {"seen": 0}
    )
    # Rows that were sent stand for themselves: beside initial words, unchanged ones would count as empty.
    initial = None if request.POST else _initial(written)
    wishes = WishFormSet(request.POST or None, initial=initial, prefix="wish")
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid() & wishes.is_valid():  # both say what is wrong with them
        with answering(form), meanwhile:
            pledges.registrations.register(
                pledge,
                organisation,
                **form.cleaned_data,
                wishes=_wished(wishes),
                by=request.user,
            )
            messages.success(request, _("The registration is saved."))
            return redirect("blocs:registration-list", code, year)
    if meanwhile.happened:
        theirs = [Wish(row.text, row.unit, row.value) for row in meanwhile.now.targets.all()]
        if theirs != _wished(wishes):
            words = (_in_words(theirs), _in_words(_wished(wishes)))
            meanwhile.differences.insert(0, compared(gettext_lazy("Targets of your own"), *words))
    context = {
        "pledge": pledge,
        "page": page,
        "organisation": organisation,
        "form": form,
        "wishes": wishes,
        "meanwhile": meanwhile,
    }
    return render(request, "blocs/registration_form.html", context)


def _initial(written: Registration | None) -> list[dict[str, Any]]:
    if written is None:
        return []
    return [{"text": row.text, "unit": row.unit, "value": row.value} for row in written.targets.all()]


def _wished(wishes: Any) -> list[Wish]:
    return [Wish(row["text"], row["unit"], row["value"]) for row in wishes.cleaned_data if row.get("text")]


def _in_words(wishes: list[Wish]) -> str:
    lines = (
        f"{wish.text}: {'' if wish.value is None else figure(wish.value)} {wish.unit}".rstrip(" :")
        for wish in wishes
    )
    return "\n".join(lines) or "–"
