"""The lines of a pledge: written, changed, moved, taken out and put back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import ItemForm, TargetForm
from blocs.models import Pledge, Section
from blocs.rules import pledging
from blocs.selectors import people
from blocs.selectors.pledge_page import ITEMS, TARGETS
from blocs.services import pledges
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from blocs.views.pledges import visible_pledge
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Reason


def new_item(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    section = request.GET.get("section", "")
    form = ItemForm(request.POST or None, section=section if section in Section.values else "")
    if form.is_valid():
        with answering(form):
            item = pledges.lines.add_item(pledge, by=request.user, **_given(form))
            return to_line(pledge, ITEMS, item.pk)
    return _form(request, pledge, form, _("New item"))


def new_target(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    form = TargetForm(request.POST or None, pledge=pledge)
    if form.is_valid():
        with answering(form):
            target = pledges.lines.add_target(pledge, by=request.user, **_given(form))
            return to_line(pledge, TARGETS, target.pk)
    return _form(request, pledge, form, _("New target"))


def edit(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    """Also of a line that was taken out: saving it puts it back."""
    pledge = visible_pledge(request, code, year)
    line = line_of(pledge, kind, pk)
    form: ItemForm | TargetForm = (
        ItemForm(request.POST or None, item=line)
        if kind == ITEMS
        else TargetForm(request.POST or None, pledge=pledge, target=line)
    )
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            pledges.lines.edit(line, by=request.user, seen=form.cleaned_data["seen"], **_given(form))
            messages.success(request, _("The line is saved."))
            return to_line(pledge, kind, pk)
    title = _("Edit item") if kind == ITEMS else _("Edit target")
    return _form(request, pledge, form, title, line=line, kind=kind, meanwhile=meanwhile)


def _given(form: ItemForm | TargetForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "seen"}


@require_POST
def remove(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    line = line_of(pledge, kind, pk)
    with telling(request, _("The line is taken out. Below the text it can be put back.")):
        pledges.lines.remove(line, by=request.user)
    return redirect(f"{pledge.get_absolute_url()}#removed")


@require_POST
def put_back(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    line = line_of(pledge, kind, pk)
    with telling(request, _("The line is back in its place.")):
        pledges.lines.put_back(line, by=request.user)
    return to_line(pledge, kind, pk)


@require_POST
def move(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    """One place up or down."""
    pledge = visible_pledge(request, code, year)
    line = line_of(pledge, kind, pk)
    with telling(request):
        pledges.lines.move(line, places=-1 if request.POST.get("direction") == "up" else 1, by=request.user)
    return to_line(pledge, kind, pk)


@require_POST
def arrange(request: SignedInRequest, code: str, year: int, part: str) -> HttpResponse:
    """The order that dragging left: a field position-<key> for each line."""
    pledge = visible_pledge(request, code, year)
    if part not in (*Section.values, pledging.TARGETS):
        raise Http404
    places = {
        int(name.removeprefix("position-")): int(str(value))
        for name, value in request.POST.items()
        if _is_number(name.removeprefix("position-")) and _is_number(str(value))
    }
    with telling(request, _("The order is saved.")):
        pledges.lines.arrange(pledge, part, sorted(places, key=places.__getitem__), by=request.user)
    return redirect(f"{pledge.get_absolute_url()}#part-{part}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _form(
    request: HttpRequest,
    pledge: Pledge,
    form: ItemForm | TargetForm,
    title: Reason,
    *,
    line: Any = None,
    kind: str = "",
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    seats = people.seats(me(request), pledge.season)
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "form": form,
        "title": title,
        "line": line,
        "kind": kind,
        "verdict": pledging.can_edit(pledge.status, seats),
        "meanwhile": meanwhile,
    }
    return render(request, "blocs/pledge_line_form.html", context)


def line_of(pledge: Pledge, kind: str, pk: int) -> Any:
    """Taken out or not; 404 for another pledge's."""
    if kind not in (ITEMS, TARGETS):
        raise Http404
    lines: Any = pledge.items if kind == ITEMS else pledge.targets
    line = get_object_or_404(lines, pk=pk)
    line.pledge = pledge
    return line


def to_line(pledge: Pledge, kind: str, pk: int) -> HttpResponse:
    return redirect(f"{pledge.get_absolute_url()}#{kind}-{pk}")
