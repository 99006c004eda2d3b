"""What members remark on a pledge, and what is answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from blocs.forms.pledges import AnswerForm, CommentForm
from blocs.models import Pledge, PledgeComment
from blocs.rules import pledging
from blocs.selectors import people
from blocs.selectors.pledge_page import ITEMS, TARGETS
from blocs.services import pledges
from blocs.views.access import me
from blocs.views.pledge_lines import line_of
from blocs.views.pledges import visible_pledge
from emulation.http import SignedInRequest, answering


def add(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """On the line named in the address, or on the whole."""
    pledge = visible_pledge(request, code, year)
    item, target = _asked(request, pledge, ITEMS), _asked(request, pledge, TARGETS)
    if item and target:
        raise Http404
    form = CommentForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.comments.add(
                pledge, text=form.cleaned_data["text"], item=item, target=target, by=request.user
            )
            messages.success(request, _("Your comment is with the bloc leader."))
            return redirect(_place(pledge, item, target))
    said = pledge.comments.filter(item=item, target=target).select_related(
        "author", "organisation", "settled_by"
    )
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "form": form,
        "line": item or target,
        "said": said,
        "back": _place(pledge, item, target),
        "verdict": pledging.can_comment(pledge.status, people.seats(me(request), pledge.season)),
    }
    return render(request, "blocs/pledge_comment_form.html", context)


def answer(request: SignedInRequest, code: str, year: int, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, code, year)
    comment = get_object_or_404(
        pledge.comments.select_related("author", "organisation", "item", "target", "settled_by"), pk=pk
    )
    comment.pledge = pledge
    back = _place(pledge, comment.item, comment.target)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            pledges.comments.settle(comment, answer=form.cleaned_data["answer"], by=request.user)
            messages.success(request, _("The answer is saved."))
            return redirect(back)
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "form": form,
        "line": comment.item or comment.target,
        "comment": comment,
        "back": back,
        "verdict": _can_answer(request, comment),
    }
    return render(request, "blocs/pledge_answer_form.html", context)


def _can_answer(request: HttpRequest, comment: PledgeComment) -> Any:
    pledge = comment.pledge
    seats = people.seats(me(request), pledge.season)
    return pledging.can_answer(pledge.status, seats, answered=comment.settled_at is not None)


def _asked(request: HttpRequest, pledge: Pledge, kind: str) -> Any:
    key = request.GET.get(kind, "")
    if not key:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        raise Http404
    return line_of(pledge, kind, int(key))


def _place(pledge: Pledge, item: Any, target: Any) -> str:
    """Where on the page the comment stands."""
    page = pledge.get_absolute_url()
    if item is not None:
        return f"{page}#{ITEMS}-{item.pk}"
    return f"{page}#general" if target is None else f"{page}#{TARGETS}-{target.pk}"
