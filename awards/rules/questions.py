"""The questions that a condition may ask, each with what it needs to be told and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models import Basis, Rating, Scope
from awards.rules import streaks
from awards.rules.findings import Finding, Met, known
from awards.rules.record import SCOPES, Record
from awards.rules.wanted import Wanted, counted, years_seen
from awards.rules.words import RATING_WORDS, SCOPE_WORDS, bound_words, ground_words, measured
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Question:
    check: Callable[[Any], object]  # raises where the condition cannot be read
    ask: Callable[[Any, Record], Finding]


def _rating(least: str, record: Record) -> Finding:
    """This year's rating, or better."""
    rating = record.ratings.get(record.year)
    return Finding(
        words=_("Rated at least “%(rating)s” in %(year)s")
        % {"rating": RATING_WORDS[least], "year": record.year},
        met=known(streaks.at_least(rating, least)),
        seen=RATING_WORDS[rating] if rating else _("no rating is recorded"),
    )


def _prior(told: Mapping[str, Any], record: Record) -> Finding:
    """So many honours so far; consecutive ones end in this year or the one before."""
    wanted, least = Wanted.of(told["award"]), int(told.get("count", 1))
    years = sorted({past.year for past in wanted.among(counted(record)) if past.year <= record.year})
    if told.get("consecutive"):
        run = _run_ending(years, record.year)
        words = ngettext(
            "%(award)s %(count)s time in a row up to now",
            "%(award)s %(count)s times in a row up to now",
            least,
        )
        met = run >= least
    else:
        words = ngettext("%(award)s %(count)s time so far", "%(award)s %(count)s times so far", least)
        met = len(years) >= least
    return Finding(words % {"award": wanted.name, "count": least}, known(met), years_seen(years))


def _run_ending(years: Iterable[int], year: int) -> int:
    """The length of the unbroken run that ends this year, or last year while this one is not decided."""
    kept = set(years)
    last = year if year in kept else year - 1
    length = 0
    while last - length in kept:
        length += 1
    return length


def _figure(told: Mapping[str, Any], record: Record) -> Finding:
    """A share or a count that people gave: at least, or at most, so much."""
    name = told["of"]
    value = record.figures.get(name)
    least, most = told.get("at_least"), told.get("at_most")
    limits = [None if bound is None else Decimal(str(bound)) for bound in (least, most)]
    met = None if value is None else _within(value, *limits)
    return Finding(
        words=bound_words(name, least=limits[0], most=limits[1]),
        met=known(met),
        seen=_("no figure is recorded") if value is None else measured(name, value),
    )


def _within(value: Decimal | int, least: Decimal | None, most: Decimal | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _check_figure(told: Mapping[str, Any]) -> None:
    bound = told.get("at_least", told.get("at_most"))
    Decimal(str(bound))
    if not told["of"]:
        raise ValueError("of")


def _rank(place: int, record: Record) -> Finding:
    return Finding(
        words=_("Rank %(place)s in its bloc in %(year)s") % {"place": place, "year": record.year},
        met=known(None if record.rank is None else record.rank <= place),
        seen=_("no rank is published") if record.rank is None else _("rank %(rank)s") % {"rank": record.rank},
    )


def _central_rank(place: int, record: Record) -> Finding:
    """Few are in such a bloc, so that saying nothing means no."""
    rank = record.central_rank
    return Finding(
        words=_("Rank %(place)s in a bloc of the Central Council in %(year)s")
        % {"place": place, "year": record.year},
        met=known(rank is not None and rank <= place),
        seen=_("none is recorded") if rank is None else _("rank %(rank)s") % {"rank": rank},
    )


def _initiative(told: Mapping[str, Any], record: Record) -> Finding:
    """Initiatives recognised so far or farther, so many in the last years."""
    scope, least, years = told["scope"], int(told.get("count", 1)), int(told.get("within", 1))
    far_enough = SCOPES[SCOPES.index(Scope(scope)) :]
    found = [
        row
        for row in record.initiatives
        if row.scope in far_enough
        and max(record.year - years + 1, record.counts_from) <= row.year <= record.year
    ]
    words = ngettext(
        "%(count)s initiative recognised %(scope)s",
        "%(count)s initiatives recognised %(scope)s",
        least,
    )
    return Finding(
        words % {"count": least, "scope": SCOPE_WORDS[scope]},
        known(len(found) >= least),
        _recognised_in(row.year for row in found),
    )


def _recognised_in(years: Iterator[int]) -> Reason:
    listed = ", ".join(map(str, sorted(years)))
    return _("recognised in %(years)s") % {"years": listed} if listed else _("none is recorded")


def _movement(told: Mapping[str, Any], record: Record) -> Finding:
    """Leading at the review of a movement that somebody of this level launched and that ran so long."""
    launchers, least = tuple(told["launched_by"]), int(told.get("years", 0))
    words = ngettext(
        "Leads at the review of a movement of %(years)s year or more",
        "Leads at the review of a movement of %(years)s years or more",
        least,
    ) % {"years": least}
    movement = record.movement
    if movement is None:
        return Finding(words, Met.NO, _("no movement is named"))
    in_time = movement.years >= least and movement.launched_by in launchers
    at_review = movement.final or bool(told.get("interim"))
    seen = ngettext("%(years)s year, ", "%(years)s years, ", movement.years) % {"years": movement.years} + (
        _("final review") if movement.final else _("interim review")
    )
    if not in_time or not at_review:
        return Finding(words, Met.NO, seen)
    return Finding(words, known(movement.leading), seen)


def _ground(told: list[str], record: Record) -> Finding:
    return Finding(
        words=_("Proposed on the ground: %(grounds)s") % {"grounds": _(" or ").join(ground_words(told))},
        met=known(record.ground in told),
        seen=" ".join(ground_words([record.ground])),
    )


def _founded(years: int, record: Record) -> Finding:
    words = ngettext(
        "Founded at least %(years)s year ago", "Founded at least %(years)s years ago", int(years)
    ) % {"years": years}
    if record.founded_on is None:
        return Finding(words, Met.UNKNOWN, _("no day of founding is recorded"))
    day = record.founded_on
    age = record.on.year - day.year - ((record.on.month, record.on.day) < (day.month, day.day))
    return Finding(words, known(age >= int(years)), f"{day:%d/%m/%Y}")


def _claim(attribute: str, words: Reason) -> Question:
    """A plain yes or no that the record holds."""

    def ask(wanted: bool, record: Record) -> Finding:
        value: bool | None = getattr(record, attribute)
        met = None if value is None else value == wanted
        seen = _("not recorded") if value is None else _("yes") if value else _("no")
        return Finding(words, known(met), seen)

    return Question(_check_bool, ask)


def _check_bool(told: Any) -> None:
    if not isinstance(told, bool):
        raise TypeError("true, false")


def _judged(words: str, record: Record) -> Finding:
    return Finding(words, Met.HUMAN)


def _check_text(told: Any) -> None:
    if not isinstance(told, str) or not told.strip():
        raise TypeError("text")


QUESTIONS: dict[str, Question] = {
    "rating": Question(Rating, _rating),
    "streak": Question(streaks.check_streak, streaks.streak),
    "prior": Question(lambda told: (Wanted.of(told["award"]), int(told.get("count", 1))), _prior),
    "since": Question(streaks.check_since, streaks.since),
    "figure": Question(_check_figure, _figure),
    "rank": Question(int, _rank),
    "central_rank": Question(int, _central_rank),
    "initiative": Question(lambda told: (Scope(told["scope"]), int(told.get("count", 1))), _initiative),
    "movement": Question(lambda told: (tuple(told["launched_by"]), int(told.get("years", 0))), _movement),
    "ground": Question(lambda told: [Basis(ground) for ground in told], _ground),
    "founded": Question(int, _founded),
    "exceeded_targets": _claim("exceeded_targets", gettext_lazy("Exceeded the targets of the year")),
    "in_provincial_bloc": _claim("in_provincial_bloc", gettext_lazy("Member of a bloc of the province")),
    "is_commune": _claim("is_commune", gettext_lazy("A commune, ward or special zone")),
    "direct_worker": _claim("direct_worker", gettext_lazy("Works directly in production or service")),
    "judged": Question(_check_text, _judged),
}
