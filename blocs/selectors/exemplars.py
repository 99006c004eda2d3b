"""Exemplars as one person may see them: what is published, and what is still being written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from blocs.models import Exemplar, Mandate, Movement, Organisation, Person
from blocs.models.exemplar import ExemplarQuerySet
from blocs.rules import exemplars as rules
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import enrolments, movements
from emulation.text import search_words
from emulation.verdicts import Verdict

WRITES_FOR = (Mandate.Role.OFFICER, Mandate.Role.HEAD)


def visible(someone: Person) -> ExemplarQuerySet:
    """Published ones of the movements that one sees; drafts to their organisation and to who launched."""
    seen = Exemplar.objects.filter(movement__in=Movement.objects.visible_to(someone))
    return seen.filter(
        Q(published_at__isnull=False)
        | Q(organisation__in=someone.organisations_as(*WRITES_FOR))
        | Q(movement__province__in=someone.provinces_as("standing") | someone.provinces_as("auditor"))
        | Q(movement__bloc__in=movements.led_blocs(someone))
    )


def of_movement(movement: Movement, someone: Person, taken: frozenset[Seat]) -> list[Exemplar]:
    """Those that the reader of its page sees; `taken` are the reader's seats."""
    rows = movement.exemplars.select_related("organisation__province")
    if not may(Act.FOLLOW_MOVEMENT, taken):
        own = someone.organisations_as(*WRITES_FOR)
        rows = rows.filter(Q(published_at__isnull=False) | Q(organisation__in=own))
    return list(rows)


def years(someone: Person) -> list[int]:
    found = visible(someone).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def filtered(rows: ExemplarQuerySet, given: dict[str, object]) -> ExemplarQuerySet:
    """By level, half year, state and words; whatever is not given narrows nothing."""
    if given.get("level"):
        rows = rows.filter(movement__level=given["level"])
    if given.get("period"):
        year, _stroke, half = str(given["period"]).partition("-")
        rows = rows.filter(year=year, half=half) if half else rows.filter(year=year)
    if given.get("state"):
        rows = rows.filter(published_at__isnull=given["state"] == "draft")
    for word in search_words(str(given.get("q") or "")):
        rows = rows.filter(
            Q(search_text__contains=word)
            | Q(movement__search_text__contains=word)
            | Q(organisation__search_text__contains=word)
        )
    return rows


def drafts_to_publish(rows: Iterable[Exemplar], someone: Person) -> list[Exemplar]:
    """Those whose movement the reader launched; one query, and none where nothing is a draft."""
    drafts = [row for row in rows if not row.is_published]
    if not drafts:
        return []
    provinces = someone.provinces_as(Mandate.Role.STANDING)
    blocs = {bloc.pk for bloc in movements.led_blocs(someone)}
    return [row for row in drafts if row.movement.province_id in provinces or row.movement.bloc_id in blocs]


def may_be_exemplary(movement: Movement, someone: Person, taken: frozenset[Seat]) -> QuerySet[Organisation]:
    """Of whom the reader may write: all that could take part, or one's own."""
    rows = enrolments.possible(movement)
    if not may(Act.LAUNCH_MOVEMENT if movement.bloc_id else Act.LAUNCH_PROVINCE_MOVEMENT, taken):
        rows = rows.filter(pk__in=someone.organisations_as(*WRITES_FOR))
    return rows.order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody may do with one exemplar."""

    exemplar: Exemplar
    own: frozenset[Seat]
    launcher: frozenset[Seat]

    @property
    def can_write(self) -> Verdict:
        return rules.can_write(
            self.own,
            self.launcher,
            in_bloc=self.exemplar.movement.bloc_id is not None,
            is_published=self.exemplar.is_published,
        )

    @property
    def can_publish(self) -> Verdict:
        return rules.can_publish(
            self.launcher,
            in_bloc=self.exemplar.movement.bloc_id is not None,
            kind=self.exemplar.kind,
            consent=self.exemplar.consent,
        )

    @property
    def publishes(self) -> bool:
        """Whether the button is theirs at all, whatever is still missing."""
        act = Act.LAUNCH_MOVEMENT if self.exemplar.movement.bloc_id else Act.LAUNCH_PROVINCE_MOVEMENT
        return bool(may(act, self.launcher))


def reader(exemplar: Exemplar, someone: Person) -> Reader:
    return Reader(
        exemplar,
        enrolments.own_seats(someone, exemplar.organisation),
        enrolments.seats(someone, exemplar.movement),
    )
