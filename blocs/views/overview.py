"""The year of all blocs on one page, for those who serve the province."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from blocs.selectors import overview as reading
from blocs.selectors.overview import Overview
from blocs.views import sheets
from blocs.views.access import me
from emulation import replica


def overview_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    if not someone.whole_provinces:
        raise Http404
    only_late = request.GET.get("show") == reading.ONLY_LATE
    with replica.reading():
        found = reading.of_province(someone, only_late=only_late)
    if sheets.asked(request):
        return _sheet(request, found)
    with replica.reading():
        enrolment, stages = reading.enrolment(someone), reading.stages_by_month(found, on=someone.on)
    context = {"overview": found, "only_late": only_late, "enrolment": enrolment, "stages": stages}
    return render(request, "blocs/overview.html", context)


def _sheet(request: HttpRequest, found: Overview) -> HttpResponseBase:
    headings = [
        _("Bloc"),
        _("Year"),
        _("Bloc leader"),
        _("Contact"),
        _("Phone"),
        _("Milestone"),
        _("Due"),
        _("Done on"),
        _("Days late"),
    ]
    return sheets.list_response(request, "tong-quan-khoi", headings, _rows(found))


def _rows(found: Overview) -> Iterator[sheets.Row]:
    for row in found.rows:
        contact = row.contact
        bloc = (
            row.season.bloc.current_name,
            row.season.label,
            row.leader.current_name if row.leader else "",
            str(contact.user) if contact else "",
            contact.user.phone if contact else "",
        )
        late = {milestone.pk for milestone in row.late}
        for milestone in sorted(row.dates.values(), key=lambda each: (each.due, each.pk)):
            days = (row.on - milestone.due).days if milestone.pk in late else None
            yield (*bloc, str(milestone), milestone.due, milestone.done_on, days)
        if not row.dates:
            yield (*bloc, "", None, None, None)
