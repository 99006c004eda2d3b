"""Who is in a movement and how far: asked, enrolled, silent; and for whom the reader may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from blocs.models import (
    Bloc,
    Enrolment,
    Mandate,
    MeasureTarget,
    Membership,
    Movement,
    Organisation,
    Person,
    Season,
)
from blocs.models.dated import spans
from blocs.rules import enrolling, movements
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import movements as reading
from blocs.selectors import people
from emulation.verdicts import Verdict

ANSWERS_FOR = {Mandate.Role.OFFICER: Seat.OFFICER, Mandate.Role.HEAD: Seat.HEAD}


def seats(someone: Person, movement: Movement) -> frozenset[Seat]:
    """What the person may act as for whoever launched the movement."""
    return reading.seats(someone, movement.province_id, movement.bloc)


def own_seats(someone: Person, organisation: Organisation) -> frozenset[Seat]:
    """What the person may act as for an organisation that answers."""
    return frozenset(
        ANSWERS_FOR[Mandate.Role(mandate.role)]
        for mandate in someone.mandates
        if mandate.organisation_id == organisation.pk and mandate.role in ANSWERS_FOR
    )


def with_targets(rows: Sequence[Enrolment]) -> None:
    targets = MeasureTarget.objects.select_related("measure").order_by("measure__order", "pk")
    prefetch_related_objects(rows, Prefetch("targets", targets))


def possible(movement: Movement) -> QuerySet[Organisation]:
    """Whoever is on the movement's list, or could enrol of its own accord."""
    on_list = Q(Exists(movement.enrolments.filter(organisation=OuterRef("pk"))))
    return Organisation.objects.filter(on_list | _could(movement))


def _could(movement: Movement) -> Q:
    if movement.bloc_id is None:
        return Q(province=movement.province_id)
    return Q(Exists(Membership.objects.filter(season__bloc=movement.bloc_id, organisation=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation for which the reader may answer, and what it has answered."""

    organisation: Organisation
    enrolment: Enrolment | None


def own(someone: Person, answers: Answers) -> list[Part]:
    keys = someone.organisations_as(*ANSWERS_FOR)
    if not keys:
        return []
    rows = [row for row in answers.rows if row.organisation_id in keys]
    with_targets(rows)
    rest = keys - {row.organisation_id for row in rows}
    others = possible(answers.movement).filter(pk__in=rest).select_related("province") if rest else []
    found = [*(Part(row.organisation, row) for row in rows), *(Part(each, None) for each in others)]
    return sorted(found, key=lambda part: (part.organisation.sort_key, part.organisation.pk))


@dataclass(frozen=True)
class Answers:
    """All of a movement's list, with what the reader may do about it."""

    movement: Movement
    rows: list[Enrolment]
    seats: frozenset[Seat]
    standing: movements.Standing
    on: date

    @property
    def may_follow(self) -> bool:
        return bool(may(Act.FOLLOW_MOVEMENT, self.seats))

    @property
    def may_write(self) -> bool:
        return bool(movements.can_write(self.seats, in_bloc=self.movement.bloc_id is not None))

    @property
    def can_push(self) -> Verdict:
        return enrolling.can_push(self.seats, self.standing, in_bloc=self.movement.bloc_id is not None)

    @property
    def can_remind(self) -> Verdict:
        in_bloc = self.movement.bloc_id is not None
        return enrolling.can_remind(self.seats, self.standing, in_bloc=in_bloc, waiting=len(self.waiting))

    @cached_property
    def waiting(self) -> list[Enrolment]:
        return [row for row in self.rows if row.is_waiting]

    @cached_property
    def taking_part(self) -> list[Enrolment]:
        return [row for row in self.rows if row.takes_part]

    @cached_property
    def addresses(self) -> str:
        """Of officers and heads with an open account; each once, though somebody may act for several."""
        held = people.written_to([row.organisation_id for row in self.waiting], on=self.on)
        emails = held.order_by("organisation__sort_key", "-role", "pk").values_list("user__email", flat=True)
        return ",".join(dict.fromkeys(emails))

    @property
    def reminder_subject(self) -> str:
        return _("Please enrol: %(movement)s") % {"movement": self.movement.name}

    @cached_property
    def reminder(self) -> str:
        """A letter to those who have not answered, ready for mail or Zalo."""
        asked = "\n".join(f"- {row.organisation.current_name}" for row in self.waiting)
        return _(
            "These organisations have not answered yet whether they take part in “%(movement)s”:\n"
            "%(asked)s\n\n"
            "Please enrol with your target, or say why you do not take part: %(address)s\n\n"
            "With thanks."
        ) % {
            "movement": self.movement.name,
            "asked": asked,
            "address": settings.SITE_ADDRESS + self.movement.get_absolute_url(),
        }


def answers(movement: Movement, someone: Person, taken: frozenset[Seat]) -> Answers:
    """One query, however many take part; `taken` are the reader's seats."""
    seen = Organisation.objects.visible_to(someone).filter(pk=OuterRef("organisation"))
    rows = movement.enrolments.select_related("organisation__province").annotate(seen=Exists(seen))
    standing = reading.line(movement, on=someone.on).standing
    found = list(rows.order_by("organisation__sort_key", "pk"))
    return Answers(movement, found, taken, standing, someone.on)


def to_push(movement: Movement) -> QuerySet[Organisation]:
    """Those that can be asked: not closed, and neither asked nor answered."""
    settled = movement.enrolments.exclude(status=Enrolment.Status.NAMED)
    return (
        Organisation.objects.filter(_could(movement), last_day__isnull=True)
        .exclude(Exists(settled.filter(organisation=OuterRef("pk"))))
        .order_by("sort_key", "pk")
    )


def usually_pushed(movement: Movement, someone: Person) -> list[int]:
    """Those that the launcher has named; of a bloc, when it named nobody, its members of today."""
    named = list(movement.enrolments.unanswered().values_list("organisation", flat=True))
    if named or movement.bloc is None:
        return named
    return members_of([movement.bloc], someone)


def members_of(blocs: list[Bloc], someone: Person) -> list[int]:
    """The members of the blocs' newest seasons that have begun, or will as their first."""
    newest: dict[int, Season] = {}
    for season in Season.objects.filter(bloc__in=blocs).order_by("year"):
        if season.bloc_id not in newest or season.first_day <= someone.on:
            newest[season.bloc_id] = season
    rows = Membership.objects.filter(season__in=[season.pk for season in newest.values()])
    return [
        row.organisation_id
        for row in rows.select_related("season").order_by("pk")
        if spans(row.season.within(someone.on), row.joined_on, row.left_on)
    ]


def blocs_to_push(movement: Movement) -> QuerySet[Bloc]:
    if movement.bloc_id is not None:
        return Bloc.objects.none()
    return Bloc.objects.filter(province=movement.province_id).order_by("sort_key", "pk")
