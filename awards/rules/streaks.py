"""Unbroken years of good work, alone or since an earlier honour (L22, 42 to 44 and 73 to 74)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Basis, Rating
from awards.rules.findings import Finding, Met
from awards.rules.record import RATINGS, Past, Record
from awards.rules.wanted import Wanted, counted
from awards.rules.words import RATING_WORDS
from emulation.verdicts import Reason


def at_least(rating: str | None, least: str) -> bool | None:
    if rating is None:
        return None
    return RATINGS.index(Rating(rating)) <= RATINGS.index(Rating(least))


def _good_year(record: Record, year: int, told: Mapping[str, Any]) -> bool | None:
    """Does a year carry the streak, by its rating or a title that stands for it? None: nobody has said."""
    if year < record.counts_from:
        return False
    titles = tuple(told.get("or_award", ()))
    if any(
        past.year == year and past.award in titles and past.basis == Basis.MERIT for past in record.honours
    ):
        return True
    return at_least(record.ratings.get(year), told["rating"])


def _streak_state(record: Record, told: Mapping[str, Any], first: int) -> Met:
    """All the years from the first one on, up to the record's own."""
    states = [_good_year(record, year, told) for year in range(first, record.year + 1)]
    if False in states:
        return Met.NO
    return Met.UNKNOWN if None in states else Met.YES


def streak(told: Mapping[str, Any], record: Record) -> Finding:
    """So many consecutive years that end with this one."""
    length = int(told["years"])
    first = record.year - length + 1
    return Finding(
        words=_streak_words(told, length),
        met=_streak_state(record, told, first),
        seen=_ratings_seen(record, first, told),
    )


def _streak_words(told: Mapping[str, Any], length: int) -> Reason:
    names = {
        "count": length,
        "rating": RATING_WORDS[told["rating"]],
        "titles": ", ".join(told.get("or_award", ())),
    }
    if told.get("or_award"):
        return (
            ngettext(
                "%(count)s year in a row of %(rating)s, or with %(titles)s",
                "%(count)s years in a row of %(rating)s, or with %(titles)s",
                length,
            )
            % names
        )
    return (
        ngettext("%(count)s year in a row of %(rating)s", "%(count)s years in a row of %(rating)s", length)
        % names
    )


def _ratings_seen(record: Record, first: int, told: Mapping[str, Any]) -> Reason:
    return ", ".join(_year_seen(record, year, told) for year in range(first, record.year + 1))


def _year_seen(record: Record, year: int, told: Mapping[str, Any]) -> str:
    titles = [
        past.award for past in record.honours if past.year == year and past.award in told.get("or_award", ())
    ]
    rating = record.ratings.get(year)
    said = RATING_WORDS[rating] if rating else titles[0] if titles else _("not recorded")
    if year < record.counts_from:
        said = _("does not count after a disciplinary measure")
    return f"{year}: {said}"


_FAVOURABLE = (Met.YES, Met.UNKNOWN, Met.NO)


def since(told: Mapping[str, Any], record: Record) -> Finding:
    """An honour, and after it an unbroken streak in which others were received (L22, 42 to 44 and 73).

    Each earlier honour of the kind may be the beginning; the most favourable one decides.
    """
    wanted, streak, received = Wanted.of(told["award"]), told["streak"], told.get("with", ())
    length = int(streak["years"])
    begun = [(past, _after(record, past, length, streak, received)) for past in wanted.among(counted(record))]
    if not begun:
        return Finding(_since_words(wanted, streak, length, received), Met.NO, _("none is recorded"))
    past, best = min(begun, key=lambda pair: _FAVOURABLE.index(pair[1]))
    seen = _("%(award)s in %(year)s; since then %(years)s") % {
        "award": past.award,
        "year": past.year,
        "years": _ratings_seen(record, max(past.year + 1, record.year - length + 1), streak) or "–",
    }
    return Finding(_since_words(wanted, streak, length, received), best, seen)


def _after(
    record: Record, past: Past, length: int, streak: Mapping[str, Any], received: Iterable[Mapping[str, Any]]
) -> Met:
    first = record.year - length + 1
    if past.year >= first:
        return Met.NO
    state = _streak_state(record, streak, first)
    ways = list(received)
    if state is Met.NO or not ways:
        return state
    period = [other for other in counted(record) if past.year < other.year <= record.year]
    return state if any(_received(way, period, record) for way in ways) else Met.NO


def _received(way: Mapping[str, Any], period: list[Past], record: Record) -> bool:
    """One of the ways: so many of each kind in the period."""
    if "flag_eligible" in way and way["flag_eligible"] != record.flag_eligible:
        return False
    counts = (
        len(Wanted.of(row["award"]).among(period)) >= int(row["count"]) for row in way.get("honours", ())
    )
    ratings = (
        sum(
            at_least(record.ratings.get(year), row["rating"]) or False
            for year in range(_period_start(record, row), record.year + 1)
        )
        >= int(row["count"])
        for row in way.get("ratings", ())
    )
    return all(counts) and all(ratings)


def _period_start(record: Record, row: Mapping[str, Any]) -> int:
    return record.year - int(row["within"]) + 1


def _since_words(
    wanted: Wanted, streak: Mapping[str, Any], length: int, received: Iterable[Mapping[str, Any]]
) -> Reason:
    words = _("%(award)s, and since then %(streak)s") % {
        "award": wanted.name,
        "streak": _streak_words(streak, length),
    }
    ways = [_way_words(way) for way in received]
    return f"{words}; {_(' or ').join(ways)}" if ways else words


def _way_words(way: Mapping[str, Any]) -> str:
    parts = [f"{Wanted.of(row['award']).name} ≥ {row['count']}" for row in way.get("honours", ())]
    parts += [
        _("%(rating)s in ≥ %(count)s years") % {"rating": RATING_WORDS[row["rating"]], "count": row["count"]}
        for row in way.get("ratings", ())
    ]
    if way.get("flag_eligible") is False:
        parts.append(_("where it cannot receive flags"))
    return _(" and ").join(parts)


def check_since(told: Mapping[str, Any]) -> None:
    Wanted.of(told["award"])
    check_streak(told["streak"])
    for way in told.get("with", ()):
        for row in way.get("honours", ()):
            Wanted.of(row["award"])
            int(row["count"])
        for row in way.get("ratings", ()):
            Rating(row["rating"])
            int(row["count"])
            int(row["within"])


def check_streak(told: Mapping[str, Any]) -> None:
    Rating(told["rating"])
    if int(told["years"]) < 1:
        raise ValueError("years")
