"""The groups and criteria of a score table: written, changed, moved, taken out and put back."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.criteria import CriterionForm
from blocs.forms.scores import BalanceForm, GroupForm
from blocs.models import Criterion, ScoreGroup, ScoreTable
from blocs.rules import score_tables as rules
from blocs.selectors import figure_choices
from blocs.selectors import score_tables as reading
from blocs.services import score_tables
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from blocs.views.score_tables import visible_table
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Reason

GROUPS, CRITERIA = "groups", "criteria"


def new_group(request: SignedInRequest, pk: int) -> HttpResponse:
    table = visible_table(request, pk)
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            group = score_tables.parts.add_group(table, by=request.user, **_without_seen(form.cleaned_data))
            return _to(table, GROUPS, group.pk)
    return _form(request, table, form, _("New group"))


def new_criterion(request: SignedInRequest, pk: int, group: int) -> HttpResponse:
    table = visible_table(request, pk)
    holder = _part(table, GROUPS, group)
    asked = request.GET.get("parent", "")[:9]
    form = CriterionForm(
        request.POST or None,
        group=holder,
        initial={"parent": asked} if asked.isdecimal() else None,
        figures=figure_choices.of_table(table),
        balance_url=_balance_url(table, holder),
    )
    if form.is_valid():
        with answering(form):
            given = form.given()
            parent = given.pop("parent", None)
            made = score_tables.parts.add_criterion(holder, parent=parent, by=request.user, **given)
            return _to(table, CRITERIA, made.pk)
    above = int(asked) if asked.isdecimal() else None
    return _form(request, table, form, _("New criterion"), group=holder, parent=above)


def edit(request: SignedInRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Also of what was taken out: saving it puts it back."""
    table = visible_table(request, pk)
    found = _part(table, kind, part)
    holder = found if isinstance(found, ScoreGroup) else found.group
    form: Any = (
        GroupForm(request.POST or None, group=found)
        if isinstance(found, ScoreGroup)
        else CriterionForm(
            request.POST or None,
            group=holder,
            criterion=found,
            figures=figure_choices.of_table(table),
            balance_url=_balance_url(table, holder, found),
        )
    )
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        given = form.given() if kind == CRITERIA else _without_seen(form.cleaned_data)
        with answering(form), meanwhile:
            score_tables.parts.edit(found, seen=-1 if seen is None else seen, by=request.user, **given)
            messages.success(request, _("Saved."))
            return _to(table, kind, part)
    title = _("Edit group") if kind == GROUPS else _("Edit criterion")
    if kind == GROUPS:
        return _form(request, table, form, title, meanwhile=meanwhile)
    return _form(request, table, form, title, group=holder, parent=found.parent_id, meanwhile=meanwhile)


def balance(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    """How the points of a group are given out if the criterion that is being typed is saved so."""
    table = visible_table(request, pk)
    holder = _part(table, GROUPS, group)
    form = BalanceForm(request.GET)
    if not form.is_valid():
        return HttpResponse()  # told at the field once it is sent; a sum needs no second message
    given = form.cleaned_data
    allotted = reading.allotted(
        holder, parent=given["parent"], without=given["criterion"], more=given["max"] or Decimal(0)
    )
    return render(request, "blocs/_score_balance.html", {"allotted": allotted, "group": holder})


@require_POST
def remove(request: SignedInRequest, pk: int, kind: str, part: int) -> HttpResponse:
    table = visible_table(request, pk)
    with telling(request, _("Taken out. Below the table it can be put back.")):
        score_tables.parts.remove(_part(table, kind, part), by=request.user)
    return redirect(f"{table.get_absolute_url()}#taken-out")


@require_POST
def put_back(request: SignedInRequest, pk: int, kind: str, part: int) -> HttpResponse:
    table = visible_table(request, pk)
    with telling(request, _("Back in its place.")):
        score_tables.parts.put_back(_part(table, kind, part), by=request.user)
    return _to(table, kind, part)


@require_POST
def move(request: SignedInRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """One place up or down."""
    table = visible_table(request, pk)
    places = -1 if request.POST.get("direction") == "up" else 1
    with telling(request):
        score_tables.parts.move(_part(table, kind, part), places=places, by=request.user)
    return _to(table, kind, part)


@require_POST
def arrange(request: SignedInRequest, pk: int, group: int | None = None) -> HttpResponse:
    """The order that dragging left: a field position-<key> for each group, or each criterion of one."""
    table = visible_table(request, pk)
    places = {
        int(name.removeprefix("position-")): int(str(value))
        for name, value in request.POST.items()
        if _is_number(name.removeprefix("position-")) and _is_number(str(value))
    }
    keys = sorted(places, key=places.__getitem__)
    with telling(request, _("The order is saved.")):
        if group is None:
            score_tables.parts.arrange_groups(table, keys, by=request.user)
        else:
            score_tables.parts.arrange_criteria(_part(table, GROUPS, group), keys, by=request.user)
    return redirect(table)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _part(table: ScoreTable, kind: str, pk: int) -> Any:
    if kind == GROUPS:
        group = get_object_or_404(ScoreGroup, table=table, pk=pk)
        group.table = table
        return group
    if kind != CRITERIA:
        raise Http404
    criterion = get_object_or_404(Criterion.objects.select_related("group"), group__table=table, pk=pk)
    criterion.group.table = table
    return criterion


def _without_seen(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "seen"}


def _balance_url(table: ScoreTable, group: ScoreGroup, criterion: Criterion | None = None) -> str:
    address = reverse("blocs:score-balance", args=[table.pk, group.pk])
    if criterion is None:
        return address
    return f"{address}?criterion={criterion.pk}"


def _to(table: ScoreTable, kind: str, pk: int) -> HttpResponse:
    return redirect(f"{table.get_absolute_url()}#{'group' if kind == GROUPS else 'criterion'}-{pk}")


def _form(
    request: HttpRequest,
    table: ScoreTable,
    form: Any,
    title: Reason,
    *,
    group: ScoreGroup | None = None,
    parent: int | None = None,
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    context = {
        "table": table,
        "form": form,
        "title": title,
        "group": group,
        "meanwhile": meanwhile,
        "verdict": rules.can_edit(table.status, reading.seats(me(request), table)),
        "draft": request.get_full_path(),
    }
    if group is not None:
        context["allotted"] = reading.allotted(group, parent=parent)
    return render(request, "blocs/score_part_form.html", context)
