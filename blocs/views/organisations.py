"""Organisations: the list, and one of them through the years."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from blocs.forms.organisations import OrganisationFilter
from blocs.models import Bloc, Organisation, Person
from blocs.models.organisation import OrganisationQuerySet
from blocs.rules.rights import Act, may
from blocs.selectors import organisation_events as events
from blocs.selectors import organisation_history, people
from blocs.selectors import organisations as reading
from blocs.views import sheets
from blocs.views.access import me, visible_organisation

PER_PAGE = 50
SORTS = {"name": "sort_key", "code": "code", "kind": "kind"}


def organisation_list(request: HttpRequest) -> HttpResponseBase:
    """All that one sees, by the Vietnamese alphabet, with their place and their blocs."""
    someone = me(request)
    form = OrganisationFilter(request.GET, blocs=list(Bloc.objects.visible_to(someone).for_listing()))
    rows = _filtered(Organisation.objects.visible_to(someone).for_listing(), form, someone)
    if sheets.asked(request):
        return _sheet(request, rows, someone)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": reading.lines(list(page.object_list), someone),
        "verdict": may(Act.MANAGE_CATALOGUE, people.all_seats(someone)),
    }
    return render(request, "blocs/organisation_list.html", context)


def _filtered(rows: OrganisationQuerySet, form: OrganisationFilter, someone: Person) -> OrganisationQuerySet:
    if not form.is_valid():
        return rows
    given = form.cleaned_data
    if given["q"]:
        rows = rows.searched(given["q"])
    if given["kind"]:
        rows = rows.filter(kind=given["kind"])
    if given.get("bloc"):
        rows = reading.in_bloc(rows, someone, given["bloc"])
    key = given["sort"].removeprefix("-")
    if key in SORTS:
        rows = rows.order_by(f"{'-' if given['sort'].startswith('-') else ''}{SORTS[key]}", "sort_key", "pk")
    return rows


def _sheet(request: HttpRequest, rows: OrganisationQuerySet, someone: Person) -> HttpResponseBase:
    headings = [
        _("Code"),
        _("Organisation"),
        _("Short name"),
        _("Kind"),
        _("Belongs to"),
        _("Emulation blocs"),
        _("Contact person"),
        _("Phone"),
        _("E-mail"),
        _("Head office"),
    ]
    lines = (
        (
            line.organisation.code,
            line.organisation.current_name,
            line.organisation.current_short_name,
            line.organisation.get_kind_display(),
            " › ".join(line.above),
            ", ".join(bloc.current_name for bloc in line.blocs),
            line.organisation.contact,
            line.organisation.phone,
            line.organisation.email,
            line.organisation.head_office,
        )
        for chunk in sheets.in_chunks(rows)
        for line in reading.lines(chunk, someone)
    )
    return sheets.list_response(request, "don-vi", headings, lines)


def detail(request: HttpRequest, province: str, organisation_code: str) -> HttpResponse:
    """Names through time, place in the tree, years in blocs, who acts for it today."""
    someone = me(request)
    organisation, children = reading.family(someone, province, organisation_code)
    if organisation is None:
        raise Http404
    seats = people.province_seats(someone, organisation.province_id)
    may_see_people = may(Act.SEE_PEOPLE, seats)
    years = list(reading.years(organisation, someone))
    names, became = list(organisation.names.all()), events.of(organisation)
    context = {
        "organisation": organisation,
        "names": names,
        "history": organisation_history.moments(organisation, names, years, became),
        "aliases": organisation.aliases.all(),
        "children": children,
        "years": years,
        "years_led": sorted({row.season.year for row in years if row.led}),
        "sees_seasons": bool(someone.organisations or someone.whole_provinces),
        "holders": reading.holders(organisation, on=someone.on, all_roles=bool(may_see_people)),
        "may_manage": may(Act.MANAGE_CATALOGUE, seats),
        "may_see_people": may_see_people,
        "may_manage_accounts": may(Act.MANAGE_ACCOUNTS, seats),
        "may_see_log": may(Act.SEE_LOG, seats),
    }
    return render(request, "blocs/organisation_detail.html", context)


def log(request: HttpRequest, province: str, organisation_code: str) -> HttpResponse:
    """Who changed what of the organisation, for the standing agency and the auditor."""
    organisation = visible_organisation(request, province, organisation_code)
    verdict = may(Act.SEE_LOG, people.province_seats(me(request), organisation.province_id))
    changes = organisation.changes.select_related("actor").order_by("-at", "-pk") if verdict else []
    context = {"organisation": organisation, "changes": changes, "verdict": verdict}
    return render(request, "blocs/organisation_log.html", context)
