"""The lines of a pledge: written, changed, moved, taken out, discussed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import AnswerForm, CommentForm, ItemForm, TargetForm
from blocs.models import Pledge, Section
from blocs.rules import pledging
from blocs.selectors import people
from blocs.services import pledges
from blocs.views.access import me
from blocs.views.pledges import visible_pledge
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict

KINDS = ("items", "targets")


def new_item(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    section = request.GET.get("section", "")
    form = ItemForm(request.POST or None, section=section if section in Section.values else "")
    if form.is_valid():
        with answering(form):
            item = pledges.lines.add_item(
                pledge, section=form.cleaned_data["section"], text=form.cleaned_data["text"], by=request.user
            )
            return _to_line(pledge, "items", item.pk)
    return _form(request, pledge, form, _("New item"))


def new_target(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    form = TargetForm(request.POST or None, pledge=pledge)
    if form.is_valid():
        with answering(form):
            given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
            target = pledges.lines.add_target(pledge, by=request.user, **given)
            return _to_line(pledge, "targets", target.pk)
    return _form(request, pledge, form, _("New target"))


def edit(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    line = _line(pledge, kind, pk)
    form = (
        ItemForm(request.POST or None, item=line)
        if kind == "items"
        else TargetForm(request.POST or None, pledge=pledge, target=line)
    )
    stale = None
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            with answering(form):
                pledges.lines.edit(line, by=request.user, seen=given.pop("seen") or 0, **given)
                messages.success(request, _("The line is saved."))
                return _to_line(pledge, kind, pk)
        finally:
            line.refresh_from_db()
            stale = _seen_anew(form, line)
    title = _("Edit item") if kind == "items" else _("Edit target")
    return _form(request, pledge, form, title, line=line, stale=stale)


def _seen_anew(form: Any, line: Any) -> dict[str, Any] | None:
    """After a refusal: who changed the line meanwhile; the form then knows the line as it is now."""
    if int(form.cleaned_data.get("seen") or 0) == line.changed_in:
        return None
    version = line.pledge.versions.filter(number=line.changed_in).select_related("actor").first()
    form.data = form.data.copy()
    form.data["seen"] = str(line.changed_in)
    differences = [{"label": _("Text"), "theirs": line.text, "yours": form.cleaned_data.get("text", "")}]
    return {
        "by": version.actor if version else "",
        "at": version.at if version else None,
        "differences": differences,
    }


@require_POST
def remove(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    line = get_object_or_404(_lines(pledge, kind), pk=pk)
    with telling(request, _("The line is taken out. An earlier version brings it back.")):
        pledges.lines.remove(line, by=request.user)
    return redirect(pledge)


@require_POST
def move(request: SignedInRequest, code: str, year: int, kind: str, pk: int) -> HttpResponse:
    """One place up or down."""
    pledge = visible_pledge(request, code, year)
    line = _line(pledge, kind, pk)
    with telling(request):
        pledges.lines.move(line, places=-1 if request.POST.get("direction") == "up" else 1, by=request.user)
    return _to_line(pledge, kind, pk)


@require_POST
def arrange(request: SignedInRequest, code: str, year: int, part: str) -> HttpResponse:
    """The order that dragging left: a field position-<key> for each line."""
    pledge = visible_pledge(request, code, year)
    if part not in (*Section.values, "targets"):
        raise Http404
    places = {
        int(name.removeprefix("position-")): int(str(value))
        for name, value in request.POST.items()
        if name.removeprefix("position-").isdecimal() and str(value).isdecimal()
    }
    with telling(request, _("The order is saved.")):
        pledges.lines.arrange(pledge, part, sorted(places, key=places.__getitem__), by=request.user)
    return redirect(pledge)


def comment(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """On the line named in the address, or on the whole."""
    pledge = visible_pledge(request, code, year)
    item, target = (_asked(request, pledge, kind) for kind in KINDS)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.comments.add(
                pledge, text=form.cleaned_data["text"], item=item, target=target, by=request.user
            )
            messages.success(request, _("Your comment is with the bloc leader."))
            return redirect(_anchor(pledge, item, target))
    verdict = pledging.can_comment(pledge.status, people.seats(me(request), pledge.season))
    return _form(
        request, pledge, form, _("Comment"), line=item or target, verdict=verdict, button=_("Send comment")
    )


def answer(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    remark = get_object_or_404(
        pledge.comments.select_related("author", "organisation", "item", "target"), pk=pk
    )
    remark.pledge = pledge
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.comments.settle(remark, answer=form.cleaned_data["answer"], by=request.user)
            messages.success(request, _("The answer is saved."))
            return redirect(_anchor(pledge, remark.item, remark.target))
    return _form(request, pledge, form, _("Answer a comment"), remark=remark, button=_("Save answer"))


def _form(
    request: HttpRequest,
    pledge: Pledge,
    form: Any,
    title: Any,
    *,
    verdict: Verdict | None = None,
    **more: Any,
) -> HttpResponse:
    seats = people.seats(me(request), pledge.season)
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "form": form,
        "title": title,
        "verdict": pledging.can_edit(pledge.status, seats) if verdict is None else verdict,
        "draft": f"{request.path}?{request.GET.urlencode()}",
        **more,
    }
    return render(request, "blocs/pledge_line_form.html", context)


def _lines(pledge: Pledge, kind: str) -> Any:
    if kind not in KINDS:
        raise Http404
    return pledge.items if kind == "items" else pledge.targets


def _line(pledge: Pledge, kind: str, pk: int) -> Any:
    line = get_object_or_404(_lines(pledge, kind).live(), pk=pk)
    line.pledge = pledge
    return line


def _asked(request: HttpRequest, pledge: Pledge, kind: str) -> Any:
    key = request.GET.get(kind.removesuffix("s"), "")
    if not key:
        return None
    if not key.isdecimal():
        raise Http404
    return _line(pledge, kind, int(key))


def _to_line(pledge: Pledge, kind: str, pk: int) -> HttpResponse:
    return redirect(f"{pledge.get_absolute_url()}#{kind.removesuffix('s')}-{pk}")


def _anchor(pledge: Pledge, item: Any, target: Any) -> str:
    if item is not None:
        return f"{pledge.get_absolute_url()}#item-{item.pk}"
    return (
        f"{pledge.get_absolute_url()}#target-{target.pk}" if target is not None else f"{reading_url(pledge)}"
    )


def reading_url(pledge: Pledge) -> str:
    return f"{pledge.get_absolute_url()}#general"
