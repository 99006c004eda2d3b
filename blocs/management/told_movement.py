"""A movement for the demo: enrolled in, reported, reviewed, with an exemplar; through the services."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PIL import Image, ImageDraw

from blocs.models import Mandate, Movement, Organisation
from blocs.rules.movement_results import Period
from blocs.services import enrolments, exemplars, movement_results
from emulation.models import User


def tell(
    told: dict[str, Any], *, people: dict[str, User], agency: User, noon: Callable[[date], datetime]
) -> None:
    movement = Movement.objects.select_related("province", "bloc").get(name=told["movement"])
    year = movement.years.get().year
    asked = noon(date(year, 2, 1))
    enrolments.set_measures(movement, told["measures"], by=agency, at=asked)
    measure = movement.measures.get().pk
    for each in told["enrolled"]:
        by = people[each["officer"]]
        mandates = by.mandates.filter(role=Mandate.Role.OFFICER).select_related("organisation__province")
        organisation = mandates.earliest("pk").organisation
        given: dict[str, Any] = {"by": by, "seen": 0}
        values = {measure: Decimal(each["value"])}
        enrolments.enrol(movement, organisation, target=each["target"], values=values, at=asked, **given)
        for half, (text, value) in enumerate(each["results"], start=1):
            given |= {"text": text, "values": {measure: Decimal(value)}, "at": noon(date(year, 6 * half, 20))}
            movement_results.report(movement, organisation, Period(year, half), **given)
    _review(movement, told["review"], agency=agency, noon=noon)
    _exemplar(movement, told["exemplar"], by=agency, at=noon(date(year, 12, 20)))


def _review(
    movement: Movement, told: dict[str, Any], *, agency: User, noon: Callable[[date], datetime]
) -> None:
    day = date.fromisoformat(told["day"])
    leading = Organisation.objects.filter(province=movement.province, code__in=told["leading"])
    given: dict[str, Any] = {"summary": told["summary"], "lessons": told["lessons"], "seen": 0}
    movement_results.review(
        movement, told["kind"], held_on=day, leading=leading, by=agency, at=noon(day), **given
    )


def _exemplar(movement: Movement, told: dict[str, Any], *, by: User, at: datetime) -> None:
    fields = {name: value for name, value in told.items() if name != "organisation"}
    organisation = Organisation.objects.get(province=movement.province, code=told["organisation"])
    made = exemplars.write(movement, organisation, picture=_house(), by=by, at=at, **fields)
    exemplars.publish(made, by=by, at=at)


def _house() -> bytes:
    """A drawing, so that nobody takes it for a photograph of somebody's home."""
    drawing = Image.new("RGB", (640, 420), "#f6f3ee")
    pen = ImageDraw.Draw(drawing)
    pen.rectangle((0, 340, 640, 420), fill="#cfd8c6")
    pen.polygon(((150, 190), (320, 80), (490, 190)), fill="#9f1d20")
    pen.rectangle((180, 190, 460, 350), fill="#fbf3e1", outline="#8c8278", width=3)
    pen.rectangle((295, 250, 345, 350), fill="#7a5a3a")
    for left in (205, 375):
        pen.rectangle((left, 225, left + 55, 275), fill="#a9c6de", outline="#8c8278", width=3)
    out = io.BytesIO()
    drawing.save(out, "PNG")
    return out.getvalue()
