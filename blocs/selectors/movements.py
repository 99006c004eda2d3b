"""Movements as pages show them, and who may act for the bloc in which one is launched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Greatest, Least

from blocs.models import (
    Bloc,
    Enrolment,
    Leadership,
    Mandate,
    Membership,
    Movement,
    MovementYear,
    Organisation,
    Person,
    Province,
    Season,
)
from blocs.models.movement import MovementQuerySet
from blocs.rules import movements as rules
from blocs.rules.rights import Seat
from blocs.selectors import people


@dataclass(frozen=True)
class MovementLine:
    """A movement with its years, as it stands on a day."""

    movement: Movement
    years: tuple[int, ...]
    on: date

    @property
    def standing(self) -> rules.Standing:
        return rules.standing(self.movement.starts, self.movement.ends, self.years, on=self.on)

    @property
    def years_text(self) -> str:
        """2024, or 2024-2026; years that do not follow one another stand one by one."""
        first, last = self.years[:1], self.years[-1:]
        if len(self.years) > 1 and last[0] - first[0] == len(self.years) - 1:
            return f"{first[0]}-{last[0]}"
        return ", ".join(str(year) for year in self.years)

    @property
    def duration(self) -> Any:
        found = rules.duration(self.movement.starts, self.movement.ends)
        return rules.DURATION_WORDS[found] if found else ""


def line(movement: Movement, *, on: date) -> MovementLine:
    """Reads the movement's years, from those fetched before where there are any."""
    return MovementLine(movement, tuple(row.year for row in movement.years.all()), on)


def lines(rows: Iterable[Movement], *, on: date) -> list[MovementLine]:
    return [line(row, on=on) for row in rows]


def by_level(rows: MovementQuerySet) -> MovementQuerySet:
    """With `level_place`: from the Prime Minister's down to an organisation's own."""
    places = [When(level=level, then=Value(place)) for place, level in enumerate(Movement.Level)]
    return rows.annotate(level_place=Case(*places, output_field=models.IntegerField()))


def known_years(someone: Person) -> list[int]:
    """The years of the movements that one sees, the newest first."""
    years = MovementYear.objects.filter(movement__in=Movement.objects.visible_to(someone))
    return list(years.order_by("-year").values_list("year", flat=True).distinct())


def seats(someone: Person, province: int, bloc: Bloc | None) -> frozenset[Seat]:
    """What the person may act as where a movement is launched: in the province, or in the bloc.

    In the bloc those of its leader count, in every season that is not over; once all are, in the last one.
    """
    taken = set(people.province_seats(someone, province))
    if bloc is None or not someone.organisations:
        return frozenset(taken)
    leaders = set(_leading(someone.on).filter(bloc=bloc).values_list("leader", flat=True))
    for mandate in someone.mandates:
        if mandate.organisation_id in leaders and mandate.role == Mandate.Role.HEAD:
            taken.add(Seat.LEADER_HEAD)
        if mandate.organisation_id in leaders and mandate.role == Mandate.Role.OFFICER:
            taken.add(Seat.LEADER_OFFICER)
    return frozenset(taken)


def _leading(on: date) -> Any:
    """Seasons that are not over, or the last of their bloc, with who leads on the day nearest to today."""
    today = Value(on, output_field=models.DateField())
    newest = Season.objects.filter(bloc=OuterRef("bloc")).order_by("-year").values("pk")[:1]
    leaders = Leadership.objects.filter(season=OuterRef("pk"), starts__lte=OuterRef("day"))
    leaders = leaders.exclude(role=Leadership.Role.DEPUTY).order_by("-starts", "-pk")
    return (
        Season.objects.filter(Q(last_day__gte=on) | Q(pk=Subquery(newest)))
        .order_by()
        .annotate(day=Greatest(Least(today, F("last_day")), F("first_day")))
        .annotate(
            leader=Case(
                When(first_day__gt=on, prepared_by__isnull=False, then="prepared_by"),
                default=Subquery(leaders.values("organisation")[:1]),
                output_field=models.BigIntegerField(),
            )
        )
    )


def led_blocs(someone: Person) -> list[Bloc]:
    """The blocs in which one may launch a movement as the leader's."""
    if not someone.organisations:
        return []
    led = _leading(someone.on).filter(leader__in=someone.organisations)
    return list(Bloc.objects.filter(pk__in=led.values("bloc")).order_by("sort_key", "pk"))


def usual_year(bloc: Bloc | None, *, on: date) -> int:
    """The year that a new movement most likely belongs to: that of today, or the bloc's last one."""
    if bloc is None:
        return on.year
    seasons = list(bloc.seasons.order_by("-year").values_list("year", "first_day", "last_day"))
    now = [year for year, first_day, last_day in seasons if first_day <= on <= last_day]
    return next(iter([*now, *(year for year, *_days in seasons)]), on.year)


def possible_participants(
    province: Province, bloc: Bloc | None, movement: Movement | None = None
) -> QuerySet[Organisation]:
    """Of a bloc all that ever belonged to it; of the province all; and who is on the list already.

    Those that have answered a movement are its participants by their own word, and no longer chosen here.
    """
    possible = Q(province=province)
    if bloc is not None:
        possible &= Q(Exists(Membership.objects.filter(season__bloc=bloc, organisation=OuterRef("pk"))))
    found = Organisation.objects.filter(possible)
    if movement is not None:
        enrolled = movement.enrolments.filter(organisation=OuterRef("pk"))
        found = Organisation.objects.filter(possible | Q(Exists(enrolled)))
        answered = [Enrolment.Status.ENROLLED, Enrolment.Status.DECLINED]
        found = found.exclude(Exists(enrolled.filter(status__in=answered)))
    return found.order_by("sort_key", "pk")


def named(movement: Movement) -> QuerySet[Organisation]:
    """Whom the launcher has put on the list and may take off it: those that have not answered."""
    rows = movement.enrolments.unanswered().values("organisation")
    return Organisation.objects.filter(pk__in=rows).order_by("sort_key", "pk")
