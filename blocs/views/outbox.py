"""The outbox: what the site has written to whom, and what became of it."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from blocs.forms.outbox import OutboxFilter
from blocs.rules.rights import Act, may
from blocs.selectors import outbox as reading
from blocs.selectors import people
from blocs.services import outbox
from blocs.views import sheets
from blocs.views.access import me
from emulation import together
from emulation.http import SignedInRequest, telling
from emulation.models import Letter, LetterQuerySet
from emulation.outbox import keeping
from emulation.text import search_words

PER_PAGE = 50


def letter_list(request: HttpRequest) -> HttpResponseBase:
    rows = _visible(request)
    form = OutboxFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = rows.searched(search_words(given.get("q", "")))
    if given.get("state"):
        rows = rows.filter(state__in=reading.GROUPS[given["state"]])
    if sheets.asked(request):
        return _sheet(request, rows)
    page = Paginator(rows.select_related("user").defer("text", "html"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    open_rows = [row for row in shown if keeping.can_send_again(row)]
    context = {"form": form, "page": page, "letters": shown, "open_rows": open_rows}
    return render(request, "blocs/outbox_list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    letter = _one(request, pk)
    context = {
        "letter": letter,
        "can_send": keeping.can_send_again(letter),
        "can_stop": keeping.can_stop(letter),
        "keeps_days": settings.OUTBOX_KEEPS_DAYS,
        "enclosures": [] if letter.is_secret else letter.enclosures.defer("content"),
    }
    return render(request, "blocs/outbox_detail.html", context)


@require_POST
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    letter = _one(request, pk)
    with telling(request, _("The mail is tried once more.")):
        outbox.send_again(letter, by=request.user)
    return redirect("blocs:outbox-detail", pk)


@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    letter = _one(request, pk)
    with telling(request, _("The mail is stopped; nobody gets it.")):
        outbox.stop(letter, by=request.user)
    return redirect("blocs:outbox-detail", pk)


@require_POST
def send_several(request: SignedInRequest) -> HttpResponse:
    """Those that were not delivered or wait, as after a mail server was away for long."""
    rows = _visible(request).exclude(state=Letter.State.SENT).defer("text", "html")
    step = together.Step[Letter](
        title=_("Send mails again"),
        consequence=_("Each is tried at once, and from then on as if it had just been written."),
        done=pgettext("outcome", "on its way"),
        back=reverse("blocs:outbox-list"),
        name=lambda letter: f"{letter.subject} ({letter.address})",
        allowed=keeping.can_send_again,
        take=lambda letter: outbox.send_again(letter, by=request.user),
        offered=lambda letter: letter.state == Letter.State.FAILED,
    )
    return together.answer(request, {str(row.pk): row for row in rows}, step)


def _sheet(request: HttpRequest, rows: LetterQuerySet) -> HttpResponseBase:
    headings = [
        _("Written at"),
        pgettext("mail", "To"),
        _("E-mail"),
        pgettext("mail", "Subject"),
        _("State"),
        _("Why not"),
    ]
    lines = (
        (
            row.written_at,
            row.user.full_name if row.user else "",
            row.address,
            row.subject,
            row.get_state_display(),
            row.failure,
        )
        for row in rows.select_related("user").defer("text", "html").iterator()
    )
    return sheets.list_response(request, "thu-gui-di", headings, lines)


def _visible(request: HttpRequest) -> LetterQuerySet:
    someone = me(request)
    if not may(Act.MANAGE_OUTBOX, people.all_seats(someone)):
        raise Http404
    return reading.visible(someone)


def _one(request: HttpRequest, pk: int) -> Letter:
    return get_object_or_404(_visible(request).select_related("user"), pk=pk)
