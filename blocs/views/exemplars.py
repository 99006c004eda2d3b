"""Exemplars: the list by level and period, one of them, and what is written, published, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blocs.forms.exemplars import ExemplarFilter, ExemplarForm
from blocs.models import Exemplar, Movement, Organisation, Person
from blocs.models.exemplar import ExemplarQuerySet
from blocs.rules import exemplars as rules
from blocs.selectors import enrolments
from blocs.selectors import exemplars as reading
from blocs.services import exemplars
from blocs.views import sheets
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from blocs.views.movement_access import visible_movement
from emulation import together
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict

PER_PAGE = 50


def exemplar_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    form = ExemplarFilter(request.GET, years=reading.years(someone))
    rows = reading.filtered(
        reading.visible(someone).for_listing(), form.cleaned_data if form.is_valid() else {}
    )
    if sheets.asked(request):
        return _sheet(request, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    drafts = reading.drafts_to_publish(page.object_list, someone)
    context = {"form": form, "page": page, "drafts": drafts}
    return render(request, "blocs/exemplar_list.html", context)


def _sheet(request: HttpRequest, rows: ExemplarQuerySet) -> HttpResponseBase:
    headings = [
        _("Exemplar"),
        _("Kind"),
        _("Position or place of work"),
        _("Organisation"),
        _("Movement"),
        _("Launched by"),
        _("Year"),
        _("Half year"),
        _("What they did"),
        _("State"),
    ]
    lines = (
        (
            str(row),
            row.get_kind_display(),
            row.position,
            row.organisation.current_name,
            row.movement.name,
            row.movement.get_level_display(),
            row.year,
            row.get_half_display() or "",
            row.story,
            _("Published") if row.is_published else _("Not published yet"),
        )
        for chunk in sheets.in_chunks(rows)
        for row in chunk
    )
    return sheets.list_response(request, "dien-hinh-tien-tien", headings, lines)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    someone = me(request)
    exemplar = _visible(someone, pk)
    context = {"exemplar": exemplar, "reader": reading.reader(exemplar, someone)}
    return render(request, "blocs/exemplar_detail.html", context)


def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Drawn by us when it came in; whoever may read of the exemplar sees it."""
    exemplar = _visible(me(request), pk)
    if not exemplar.picture:
        raise Http404
    response = FileResponse(exemplar.picture.open("rb"), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def new(request: SignedInRequest, pk: int) -> HttpResponse:
    movement, someone = visible_movement(request, pk), me(request)
    seats = enrolments.seats(someone, movement)
    organisations = reading.may_be_exemplary(movement, someone, seats)
    own = next((row for row in organisations[:1]), None)
    verdict = rules.can_write(
        enrolments.own_seats(someone, own) if own else frozenset(),
        seats,
        in_bloc=movement.bloc_id is not None,
    )
    return _write(request, movement, organisations, verdict, _("New exemplar"))


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    someone = me(request)
    exemplar = _visible(someone, pk)
    movement = exemplar.movement
    organisations = reading.may_be_exemplary(movement, someone, enrolments.seats(someone, movement))
    verdict = reading.reader(exemplar, someone).can_write
    return _write(request, movement, organisations, verdict, _("Edit the exemplar"), exemplar)


def _write(
    request: SignedInRequest,
    movement: Movement,
    organisations: QuerySet[Organisation],
    verdict: Verdict,
    title: str,
    exemplar: Exemplar | None = None,
) -> HttpResponse:
    years = [row.year for row in movement.years.all()]
    form = ExemplarForm(
        request.POST or None,
        request.FILES or None,
        organisations=organisations,
        year=rules.usual_year(years, today=me(request).on.year),
        exemplar=exemplar,
    )
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            organisation = form.cleaned_data["organisation"]
            made = exemplars.write(movement, organisation, exemplar=exemplar, by=request.user, **form.given)
            messages.success(request, _("The exemplar is saved."))
            return redirect(made)
    context = {
        "movement": movement,
        "exemplar": exemplar,
        "form": form,
        "meanwhile": meanwhile,
        "verdict": verdict,
        "title": title,
    }
    return render(request, "blocs/movement_answer_form.html", context)


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    exemplar = _visible(me(request), pk)
    with telling(request, _("The exemplar is published: whoever sees the movement reads it now.")):
        exemplars.publish(exemplar, by=request.user)
    return redirect(exemplar)


@require_POST
def publish_several(request: SignedInRequest) -> HttpResponse:
    """From the list as it was shown: all of these are the drafts of that page."""
    someone = me(request)
    rows = list(reading.visible(someone).for_listing().filter(pk__in=_keys(request.POST.getlist("chosen"))))
    if "all" in request.POST:
        form = ExemplarFilter(request.GET, years=reading.years(someone))
        given = form.cleaned_data if form.is_valid() else {}
        every = reading.filtered(reading.visible(someone).for_listing(), given)
        shown = Paginator(every, PER_PAGE).get_page(request.GET.get("page")).object_list
        rows = reading.drafts_to_publish(shown, someone)
    step = together.Step[Exemplar](
        title=_("Publish exemplars"),
        consequence=_(
            "Whoever sees the movement reads of each from now on. Each can be taken back on its page."
        ),
        done=_("published"),
        back=f"{reverse('blocs:exemplar-list')}?{request.GET.urlencode()}",
        name=lambda row: f"{row} · {row.movement.name}",
        allowed=lambda row: reading.reader(row, someone).can_publish,
        take=lambda row: exemplars.publish(row, by=request.user),
        note=lambda row: _("published already") if row.is_published else "",
    )
    return together.answer(request, {str(row.pk): row for row in rows}, step)


def _keys(sent: list[str]) -> list[int]:
    return [int(key) for key in sent if key.isdecimal() and len(key) < 10]


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    exemplar = _visible(me(request), pk)
    with telling(request, _("The exemplar is no longer published.")):
        exemplars.withdraw(exemplar, by=request.user)
    return redirect(exemplar)


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    exemplar = _visible(me(request), pk)
    place = exemplar.get_absolute_url()
    with telling(request, _("The exemplar is taken out, with its picture.")):
        exemplars.remove(exemplar, by=request.user)
        place = exemplar.movement.get_absolute_url()
    return redirect(place)


def _visible(someone: Person, pk: int) -> Exemplar:
    return get_object_or_404(reading.visible(someone).for_listing(), pk=pk)
