"""What an organisation reached in a half year, and the reviews of a movement."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blocs.forms.movement_results import ResultForm, ReviewForm
from blocs.models import MovementReview, Organisation
from blocs.rules import movement_results as rules
from blocs.rules import movements as of_movements
from blocs.rules.movement_results import Period
from blocs.selectors import enrolments as reading
from blocs.services import movement_results
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from blocs.views.movement_access import part_of, visible_movement
from emulation.http import SignedInRequest, answering


def result(request: SignedInRequest, pk: int, member: str, of_year: int, half: int) -> HttpResponse:
    movement, organisation, enrolment = part_of(request, pk, member)
    someone, period = me(request), Period(of_year, half)
    years = [row.year for row in movement.years.all()]
    if period not in rules.periods(years, movement.starts, movement.ends, on=someone.on):
        raise Http404
    kept = enrolment.results.filter(year=of_year, half=half).first() if enrolment else None
    own = reading.own_seats(someone, organisation)
    form = ResultForm(
        request.POST or None, measures=list(movement.measures.all()), result=kept if own else None
    )
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            movement_results.report(movement, organisation, period, by=request.user, **form.given)
            messages.success(request, _("The results are saved."))
            return redirect(movement)
    takes_part = enrolment is not None and enrolment.takes_part
    closed = movement_results.is_closed(movement)
    context = {
        "movement": movement,
        "organisation": organisation,
        "form": form,
        "meanwhile": meanwhile,
        "verdict": rules.can_report(own, takes_part=takes_part, is_closed=closed),
        "title": _("Results of the %(period)s") % {"period": period.words},
    }
    return render(request, "blocs/movement_answer_form.html", context)


def review(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    movement = visible_movement(request, pk)
    if kind not in MovementReview.Kind.values:
        raise Http404
    kept = movement.reviews.filter(kind=kind).first()
    taking_part = movement.enrolments.taking_part().values("organisation")
    form = ReviewForm(
        request.POST or None,
        organisations=Organisation.objects.filter(pk__in=taking_part).order_by("sort_key", "pk"),
        review=kept,
    )
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            movement_results.review(movement, kind, by=request.user, **form.given)
            messages.success(request, _("The review is saved."))
            return redirect(movement)
    seats = reading.seats(me(request), movement)
    context = {
        "movement": movement,
        "form": form,
        "meanwhile": meanwhile,
        "verdict": of_movements.can_write(seats, in_bloc=movement.bloc is not None),
        "title": MovementReview.Kind(kind).label,
    }
    return render(request, "blocs/movement_answer_form.html", context)
