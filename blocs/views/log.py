"""The log of the site: who did what, when and from where, and whether its chain still holds."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from blocs.forms.log import LogFilter
from blocs.models import LogLine, Person
from blocs.models.log import LogLineQuerySet
from blocs.selectors import log as reading
from blocs.services import log
from blocs.views import sheets
from blocs.views.access import me
from emulation.text import search_words

PER_PAGE = 50
NEWEST = 500  # links that are checked each time the page is shown


def log_list(request: HttpRequest) -> HttpResponseBase:
    someone = _reader(request)
    form = LogFilter(request.GET, kinds=reading.kinds_for(someone))
    if sheets.asked(request):
        rows = _filtered(reading.visible(someone), form)
        return _sheet(request, rows, with_address=reading.sees_addresses(someone))
    newest = reading.newest(someone, partial(_filtered, form=form))
    lines = cast(Sequence[LogLine], newest)  # a paginator asks it for its length and for slices alone
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "goes_on": newest.goes_on,
        "lines": list(reading.told(list(page.object_list))),
        "sees_addresses": reading.sees_addresses(someone),
        "chain": reading.state_of_chain(someone, newest=NEWEST),
    }
    return render(request, "blocs/log_list.html", context)


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Every line from the first on, those included that had no place in the chain yet."""
    someone = _reader(request)
    log.link()
    state = reading.state_of_chain(someone)
    if state.broken:
        messages.error(request, _("The log was tampered with. %(what)s") % {"what": state.broken})
    else:
        told = ngettext(
            "The whole log was checked now: %(count)s line, nothing was changed or taken out.",
            "The whole log was checked now: %(count)s lines, nothing was changed or taken out.",
            state.linked,
        )
        messages.success(request, told % {"count": state.linked})
    return redirect("blocs:log-list")


def _reader(request: HttpRequest) -> Person:
    someone = me(request)
    if not reading.reads(someone):
        raise Http404
    return someone


def _filtered(rows: LogLineQuerySet, form: LogFilter) -> LogLineQuerySet:
    form.is_valid()
    given = form.cleaned_data
    if given.get("q"):
        rows = rows.searched(search_words(given["q"]))
    if given.get("person"):
        rows = rows.by_people(search_words(given["person"]))
    if given.get("kind"):
        rows = rows.filter(source=given["kind"])
    if given.get("since"):
        rows = rows.filter(at__gte=_midnight(given["since"]))
    if given.get("until"):
        rows = rows.filter(at__lt=_midnight(given["until"] + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _sheet(request: HttpRequest, rows: LogLineQuerySet, *, with_address: bool) -> HttpResponseBase:
    headings = [_("Time"), _("Who"), _("User name"), _("Kind"), pgettext("in the log", "About"), _("What")]
    headings += [_("Before"), _("After"), _("Note")]
    if with_address:
        headings.append(_("Address"))
    return sheets.list_response(request, "nhat-ky", headings, _cells(rows, with_address=with_address))


def _cells(rows: LogLineQuerySet, *, with_address: bool) -> Iterator[sheets.Row]:
    for chunk in sheets.in_chunks(rows):
        for told in reading.told(chunk):
            line = told.line
            who = str(line.actor) if line.actor else _("The system")
            name = line.actor.username if line.actor else ""
            cells = (line.at, who, name, told.kind, line.title, told.what, told.before, told.after, told.note)
            yield (*cells, line.address) if with_address else cells
