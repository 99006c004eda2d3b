"""Organisations in a movement: asked, listed, reminded; their own answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from blocs.forms.enrolments import DeclineForm, EnrolForm, MeasuresForm, PushForm
from blocs.models import Movement, Organisation
from blocs.rules import enrolling
from blocs.rules import movements as rules
from blocs.selectors import enrolments as reading
from blocs.selectors import movements as of_movements
from blocs.selectors.enrolments import Answers
from blocs.services import enrolments
from blocs.views import previews, sheets
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from blocs.views.movement_access import part_of, visible_movement
from emulation.http import SignedInRequest, answering, telling


def answers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everybody on the list; those who have not answered first, with a letter to them."""
    movement = visible_movement(request, pk)
    someone = me(request)
    found = reading.answers(movement, someone, reading.seats(someone, movement))
    reading.with_targets(found.rows)
    if sheets.asked(request):
        return _sheet(request, found)
    return render(request, "blocs/movement_answers.html", {"movement": movement, "answers": found})


def _sheet(request: HttpRequest, found: Answers) -> HttpResponseBase:
    measures = list(found.movement.measures.all()) if found.may_follow else []
    headings = [_("Organisation"), _("State"), _("Asked on"), _("Answered on")]
    if found.may_follow:
        headings += [_("Target"), *(str(measure) for measure in measures), _("Why it does not take part")]

    def rows() -> Iterator[sheets.Row]:
        for row in found.rows:
            plain = (
                row.organisation.current_name,
                row.get_status_display(),
                row.asked_at,
                row.answered_at,
            )
            if not found.may_follow:
                yield plain
                continue
            values = {target.measure_id: target.value for target in row.targets.all()}
            yield (*plain, row.target, *(values.get(measure.pk) for measure in measures), row.reason)

    return sheets.list_response(request, "tham-gia-phong-trao", headings, rows())


def push(request: SignedInRequest, pk: int) -> HttpResponse:
    movement = visible_movement(request, pk)
    someone = me(request)
    form = PushForm(
        request.POST or None,
        organisations=reading.to_push(movement),
        blocs=reading.blocs_to_push(movement),
        ticked=reading.usually_pushed(movement, someone),
        in_bloc=movement.bloc is not None,
    )
    if form.is_valid():
        with answering(form):
            chosen = list(form.cleaned_data["organisations"])
            blocs = list(form.cleaned_data.get("blocs", []))
            if blocs:
                keys = reading.members_of(blocs, someone)
                chosen += list(Organisation.objects.filter(pk__in=keys).order_by("sort_key", "pk"))
            if "preview" in request.POST:
                return _push_page(request, movement, form, chosen)
            count = enrolments.push(movement, chosen, by=request.user)
            told = ngettext(
                "%(count)d organisation is asked to enrol.",
                "%(count)d organisations are asked to enrol.",
                count,
            )
            messages.success(request, told % {"count": count})
            return redirect("blocs:movement-answers", movement.pk)
    return _push_page(request, movement, form, [])


def _push_page(
    request: HttpRequest, movement: Movement, form: PushForm, chosen: list[Organisation]
) -> HttpResponse:
    """Where some were chosen, with what they would be told."""
    someone = me(request)
    standing = of_movements.line(movement, on=someone.on).standing
    seats = reading.seats(someone, movement)
    verdict = enrolling.can_push(seats, standing, in_bloc=movement.bloc is not None)
    preview = None
    if chosen and verdict:
        preview = previews.of_organisations(movement, chosen, "movement_ask", timezone.now())
    context = {
        "movement": movement,
        "form": form,
        "preview": preview,
        "previews": True,
        "verdict": verdict,
        "title": _("Ask organisations to enrol"),
        "button": _("Ask them"),
        "help": _("Each gets a mail, and the movement stands among its tasks until it answers."),
    }
    return render(request, "blocs/movement_push.html", context)


@require_POST
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """All who have not answered, or those that are ticked."""
    movement = visible_movement(request, pk)
    ticked = [int(key) for key in request.POST.getlist("organisation") if key.isdecimal() and len(key) < 19]
    with telling(request):
        chosen = Organisation.objects.filter(pk__in=ticked) if ticked else None
        count = enrolments.remind(movement, chosen, by=request.user)
        told = ngettext("%(count)d organisation is reminded.", "%(count)d organisations are reminded.", count)
        if count:
            messages.success(request, told % {"count": count})
        else:
            messages.info(request, _("All of them were reminded today already."))
    return redirect("blocs:movement-answers", movement.pk)


def measures(request: SignedInRequest, pk: int) -> HttpResponse:
    movement = visible_movement(request, pk)
    form = MeasuresForm(request.POST or None, measures=list(movement.measures.all()))
    if form.is_valid():
        with answering(form):
            enrolments.set_measures(movement, form.wanted, by=request.user)
            messages.success(request, _("What is counted is saved."))
            return redirect(movement)
    seats = of_movements.seats(me(request), movement.province_id, movement.bloc)
    context = {
        "movement": movement,
        "form": form,
        "verdict": rules.can_write(seats, in_bloc=movement.bloc is not None),
        "title": _("What is counted"),
        "help": _("Every organisation gives its target and its results in these figures; all are added up."),
    }
    return render(request, "blocs/movement_push.html", context)


def enrol(request: SignedInRequest, pk: int, member: str) -> HttpResponse:
    movement, organisation, enrolment = part_of(request, pk, member)
    form = EnrolForm(request.POST or None, measures=list(movement.measures.all()), enrolment=enrolment)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            enrolments.enrol(movement, organisation, by=request.user, **form.given)
            messages.success(request, _("Your organisation is enrolled."))
            return redirect(movement)
    title = _("Enrol") if enrolment is None or not enrolment.target else _("Change the target")
    button = _("Enrol in the movement") if enrolment is None or not enrolment.takes_part else _("Save")
    about: dict[str, Any] = {"movement": movement, "organisation": organisation, "enrolment": enrolment}
    return _answer_page(request, form, meanwhile, **about, title=title, button=button)


def decline(request: SignedInRequest, pk: int, member: str) -> HttpResponse:
    movement, organisation, enrolment = part_of(request, pk, member)
    form = DeclineForm(request.POST or None, enrolment=enrolment)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            given = {"reason": form.cleaned_data["reason"], "seen": form.cleaned_data["seen"] or 0}
            enrolments.decline(movement, organisation, by=request.user, **given)
            messages.success(request, _("The answer is saved."))
            return redirect(movement)
    title, button = _("Do not take part"), _("Save the answer")
    about: dict[str, Any] = {"movement": movement, "organisation": organisation, "enrolment": enrolment}
    return _answer_page(request, form, meanwhile, **about, title=title, button=button)


def _answer_page(
    request: SignedInRequest,
    form: EnrolForm | DeclineForm,
    meanwhile: Meanwhile,
    *,
    movement: Movement,
    organisation: Organisation,
    **more: Any,
) -> HttpResponse:
    someone = me(request)
    seats = reading.own_seats(someone, organisation)
    standing = of_movements.line(movement, on=someone.on).standing
    context = {
        "movement": movement,
        "organisation": organisation,
        "form": form,
        "meanwhile": meanwhile,
        "verdict": enrolling.can_answer(seats, standing),
        **more,
    }
    return render(request, "blocs/movement_answer_form.html", context)
