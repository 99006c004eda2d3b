"""The gates of a movement's pages: a movement, and an organisation's part in it."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from blocs.models import Enrolment, Movement, Organisation
from blocs.selectors import enrolments as reading
from blocs.views.access import me


def visible_movement(request: HttpRequest, pk: int) -> Movement:
    rows = Movement.objects.visible_to(me(request)).for_listing().prefetch_related("years")
    return get_object_or_404(rows, pk=pk)


def part_of(request: HttpRequest, pk: int, member: str) -> tuple[Movement, Organisation, Enrolment | None]:
    """The movement, who takes part or could, and what it has answered."""
    movement = visible_movement(request, pk)
    rows = reading.possible(movement).filter(province=movement.province_id).select_related("province")
    organisation = get_object_or_404(rows, code=member)
    enrolment = movement.enrolments.filter(organisation=organisation).first()
    if enrolment is not None:
        enrolment.movement, enrolment.organisation = movement, organisation
    return movement, organisation, enrolment
