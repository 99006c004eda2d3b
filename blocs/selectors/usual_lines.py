"""The library of usual items and targets: which lines somebody sees, and which a season may take over."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from blocs.models import Person, Season, UsualLine
from blocs.rules import pledge_words
from blocs.rules.pledging import TARGETS
from blocs.rules.rights import Act, may
from blocs.selectors import people
from emulation.verdicts import Verdict

_IN_ORDER: list[str | Combinable] = [
    Case(
        When(kind=UsualLine.Kind.TARGET, then=Value(pledge_words.PARTS.index(TARGETS))),
        *(
            When(section=part, then=Value(place))
            for place, part in enumerate(pledge_words.PARTS)
            if part != TARGETS
        ),
    ),
    "order",
    "pk",
]


def of_province(province: int) -> QuerySet[UsualLine]:
    """Those of the province and those common to all, in the order of the paper."""
    return UsualLine.objects.filter(Q(province__isnull=True) | Q(province=province)).order_by(*_IN_ORDER)


def for_season(season: Season) -> QuerySet[UsualLine]:
    return of_province(season.bloc.province_id)


def visible_to(someone: Person) -> QuerySet[UsualLine]:
    """The common ones, and those of the provinces in which the person holds a mandate."""
    provinces = {mandate.organisation.province_id for mandate in someone.mandates}
    return UsualLine.objects.filter(Q(province__isnull=True) | Q(province__in=provinces)).order_by(*_IN_ORDER)


def may_edit(someone: Person, line: UsualLine | None = None) -> Verdict:
    """The officials of a province edit its own lines and, with those of others, the common ones."""
    province = line.province_id if line else None
    seats = people.all_seats(someone) if province is None else people.province_seats(someone, province)
    return may(Act.MANAGE_LISTS, seats)
