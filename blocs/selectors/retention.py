"""What there is of each class of records, and how much of it is past its term. Other apps add theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from blocs.models import LegalHold, Person, Province, RecordClass, RetentionRule
from blocs.rules.retention import over_before

READERS = ("standing", "auditor", "administrator")
Words = str | Promise


@dataclass(frozen=True)
class Holding:
    """Rows of a province, and the field that tells from which day their term counts."""

    rows: Callable[[int], QuerySet[Any]]
    day: str
    is_moment: bool = False
    season: str = ""  # path to it; none: no season's own

    def before(self, province: int, day: date) -> QuerySet[Any]:
        """Those whose term counts from an earlier day."""
        return self.rows(province).filter(**{f"{self.day}__lt": moment(day) if self.is_moment else day})

    def counts(self, province: int, before: date | None) -> tuple[int, int]:
        """All, and those whose term counts from an earlier day; one query."""
        if before is None:
            return self.rows(province).count(), 0
        earlier = Q(**{f"{self.day}__lt": moment(before) if self.is_moment else before})
        found = self.rows(province).aggregate(all=Count("pk"), past=Count("pk", filter=earlier))
        return found["all"], found["past"]


@dataclass
class Subject:
    """A class: from when its terms count, and what disposal does with it."""

    record_class: RecordClass
    counted_from: Words
    fate: Words
    holdings: list[Holding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    subject: Subject
    rule: RetentionRule | None
    next_rule: RetentionRule | None  # that begins on a later day
    count: int
    past: int
    held: int  # holds on the class

    @property
    def record_class(self) -> RecordClass:
        return self.subject.record_class


SUBJECTS: dict[str, Subject] = {}


def register(*subjects: Subject) -> None:
    SUBJECTS.update((subject.record_class.value, subject) for subject in subjects)


def moment(day: date) -> datetime:
    """At which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def own_province(someone: Person) -> Province | None:
    """The one whose records somebody looks after."""
    return Province.objects.filter(pk__in=someone.provinces_as(*READERS)).order_by("pk").first()


def rules_of(province: int) -> list[RetentionRule]:
    """As they go before one another: the province's own, then the newer."""
    rows = RetentionRule.objects.of(province)
    return sorted(rows, key=lambda row: (row.province_id is not None, row.starts, row.pk), reverse=True)


def rule_on(rules: Iterable[RetentionRule], record_class: str, on: date) -> RetentionRule | None:
    begun = (row for row in rules if row.record_class == record_class and row.starts <= on)
    return next(begun, None)


def standing_holds(province: int) -> list[LegalHold]:
    return list(LegalHold.objects.standing().filter(province=province).select_related("season__bloc"))


def lines(province: int, *, on: date) -> list[Line]:
    """Every class that somebody counts, in its order."""
    rules, holds = rules_of(province), standing_holds(province)
    return [
        _line(SUBJECTS[each], rules, holds, province, on) for each in RecordClass.values if each in SUBJECTS
    ]


def _line(
    subject: Subject, rules: list[RetentionRule], holds: list[LegalHold], province: int, on: date
) -> Line:
    rule = rule_on(rules, subject.record_class, on)
    later = [row for row in rules if row.record_class == subject.record_class and row.starts > on]
    before = over_before(rule.months, on) if rule is not None else None
    counts = [holding.counts(province, before) for holding in subject.holdings]
    return Line(
        subject,
        rule,
        min(later, key=lambda row: row.starts, default=None),
        sum(count for count, _past in counts),
        sum(past for _count, past in counts),
        sum(hold.record_class == subject.record_class for hold in holds),
    )
