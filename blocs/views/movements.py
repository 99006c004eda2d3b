"""Movements: the list, one of them, and what is written to launch or change one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blocs.forms.movements import MovementFilter, MovementForm
from blocs.models import Bloc, Enrolment, Movement, MovementDocument, Person, Province
from blocs.models.movement import MovementQuerySet
from blocs.rules import movement_results as results
from blocs.rules import movements as rules
from blocs.rules.rights import Act, may
from blocs.selectors import enrolments, exemplars, movement_results, people
from blocs.selectors import movements as reading
from blocs.services import movements
from blocs.views import sheets
from blocs.views.access import me, visible_bloc
from blocs.views.meanwhile import Meanwhile
from blocs.views.movement_access import visible_movement
from emulation import sent_kinds
from emulation.http import SignedInRequest, answering

PER_PAGE = 50
MOST_PERIODS = 4  # half years that are offered to be written of
SORTS = {"name": "sort_key", "level": "level_place", "starts": "starts", "ends": "ends"}


def movement_list(request: HttpRequest) -> HttpResponseBase:
    """All that one sees, from the Prime Minister's down to those of a bloc."""
    someone = me(request)
    form = MovementFilter(request.GET, years=reading.known_years(someone))
    seen = Movement.objects.visible_to(someone).for_listing()
    rows = _filtered(seen, form, someone).prefetch_related("years")
    if sheets.asked(request):
        return _sheet(request, rows, on=someone.on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": reading.lines(page.object_list, on=someone.on),
        "verdict": may(Act.LAUNCH_PROVINCE_MOVEMENT, people.all_seats(someone)),
        "led_blocs": reading.led_blocs(someone),
    }
    return render(request, "blocs/movement_list.html", context)


def _filtered(rows: MovementQuerySet, form: MovementFilter, someone: Person) -> MovementQuerySet:
    rows = reading.by_level(rows)
    given = form.cleaned_data if form.is_valid() else {}
    if given.get("q"):
        rows = rows.searched(given["q"])
    if given.get("level"):
        rows = rows.filter(level=given["level"])
    if given.get("year"):
        rows = rows.running_in_year(given["year"])
    if given.get("answer"):
        own = Enrolment.objects.filter(organisation__in=someone.organisations)
        own = own.waiting() if given["answer"] == "waiting" else own.taking_part()
        rows = rows.filter(pk__in=own.values("movement"))
    order = given.get("sort") or "level"
    key = order.removeprefix("-")
    if key not in SORTS:
        order = key = "level"
    return rows.order_by(f"{'-' if order.startswith('-') else ''}{SORTS[key]}", "sort_key", "pk")


def _sheet(request: HttpRequest, rows: MovementQuerySet, *, on: date) -> HttpResponseBase:
    headings = [
        _("Movement"),
        _("Form"),
        _("Launched by"),
        _("Launching body"),
        _("Bloc"),
        _("Decision or plan"),
        _("Years"),
        _("Begins"),
        _("Ends"),
        _("Duration"),
        _("Final review"),
        _("Dossiers due"),
        _("State"),
    ]
    lines = (
        (
            line.movement.name,
            line.movement.get_form_display(),
            line.movement.get_level_display(),
            line.movement.launcher,
            line.movement.bloc.current_name if line.movement.bloc else "",
            line.movement.decision,
            line.years_text,
            line.movement.starts,
            line.movement.ends,
            line.duration,
            line.movement.final_review_on,
            line.movement.dossier_due,
            str(line.standing.word),
        )
        for chunk in sheets.in_chunks(rows)
        for line in reading.lines(chunk, on=on)
    )
    return sheets.list_response(request, "phong-trao-thi-dua", headings, lines)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was launched, for whom and until when."""
    movement = visible_movement(request, pk)
    someone = me(request)
    seats = reading.seats(someone, movement.province_id, movement.bloc)
    may_see_log = may(Act.SEE_LOG, seats)
    answers = enrolments.answers(movement, someone, seats)
    context = {
        "movement": movement,
        "line": reading.line(movement, on=someone.on),
        "answers": answers,
        "own": enrolments.own(someone, answers),
        "periods": results.periods(
            [row.year for row in movement.years.all()], movement.starts, movement.ends, on=someone.on
        )[-MOST_PERIODS:],
        "charts": movement_results.by_measure(movement),
        "reviews": movement.reviews.prefetch_related("leading"),
        "documents": movement.documents.live(),
        "document_kinds": MovementDocument.Kind.choices,
        "accepted": sent_kinds.ACCEPTED,
        "exemplars": exemplars.of_movement(movement, someone, seats),
        "can_write": rules.can_write(seats, in_bloc=movement.bloc is not None),
        "may_see_log": may_see_log,
        "changes": movement.changes.select_related("actor").order_by("-at", "-pk") if may_see_log else [],
    }
    return render(request, "blocs/movement_detail.html", context)


def new(request: SignedInRequest) -> HttpResponse:
    """A movement of the province."""
    someone = me(request)
    province = Province.objects.filter(pk__in=someone.provinces_as("standing")).first()
    if province is None:
        verdict = may(Act.LAUNCH_PROVINCE_MOVEMENT, people.all_seats(someone))
        return render(request, "blocs/movement_form.html", {"verdict": verdict, "title": _("New movement")})
    return _new(request, province, None)


def new_in_bloc(request: SignedInRequest, code: str) -> HttpResponse:
    bloc = visible_bloc(request, code)
    return _new(request, bloc.province, bloc)


def _new(request: SignedInRequest, province: Province, bloc: Bloc | None) -> HttpResponse:
    form = MovementForm(
        request.POST or None,
        organisations=reading.possible_participants(province, bloc),
        bloc=bloc,
        initial={
            "first_year": reading.usual_year(bloc, on=me(request).on),
            "launcher": bloc.current_name if bloc else "",
        },
    )
    if form.is_valid():
        with answering(form):
            made = movements.launch(province, bloc=bloc, by=request.user, **form.given)
            messages.success(request, _("The movement is launched."))
            return redirect(made)
    seats = reading.seats(me(request), province.pk, bloc)
    context = {
        "form": form,
        "bloc": bloc,
        "verdict": rules.can_write(seats, in_bloc=bloc is not None),
        "title": _("New movement"),
        "button": _("Launch the movement"),
    }
    return render(request, "blocs/movement_form.html", context)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    movement = visible_movement(request, pk)
    form = MovementForm(
        request.POST or None,
        organisations=reading.possible_participants(movement.province, movement.bloc, movement),
        bloc=movement.bloc,
        movement=movement,
    )
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            movements.edit(movement, by=request.user, **form.given)
            messages.success(request, _("The movement is saved."))
            return redirect(movement)
    seats = reading.seats(me(request), movement.province_id, movement.bloc)
    context: dict[str, Any] = {
        "form": form,
        "movement": movement,
        "bloc": movement.bloc,
        "meanwhile": meanwhile,
        "verdict": rules.can_write(seats, in_bloc=movement.bloc is not None),
        "title": _("Edit the movement"),
    }
    return render(request, "blocs/movement_form.html", context)
