"""Unbroken years of good work, alone or since an earlier honour (L22, 42 to 44 and 73 to 74)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Basis, Rating
from awards.rules.findings import Finding, Met
from awards.rules.record import RATINGS, Record
from awards.rules.wanted import Wanted, counted
from awards.rules.words import RATING_WORDS, award_words
from emulation.verdicts import Reason

_PLACES = {str(rating): place for place, rating in enumerate(RATINGS)}  # from the best on


def at_least(rating: str | None, least: str) -> bool | None:
    if rating is None:
        return None
    return _PLACES[rating] <= _PLACES[least]


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
        "titles": ", ".join(str(award_words(code)) for code in told.get("or_award", ())),
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
    said = RATING_WORDS[rating] if rating else award_words(titles[0]) if titles else _("not recorded")
    if year < record.counts_from:
        said = _("does not count after a disciplinary measure")
    return f"{year}: {said}"


_FAVOURABLE = (Met.YES, Met.UNKNOWN, Met.NO)


def since(told: Mapping[str, Any], record: Record) -> Finding:
    """An honour, and after it an unbroken streak in which others were received (L22, 42 to 44 and 73).

    Each earlier honour of the kind may be the beginning; the most favourable one decides. With "afterwards"
    false the streak may have begun before the honour (L22, 73.1b).
    """
    wanted, streak, received = Wanted.of(told["award"]), told["streak"], told.get("with", ())
    length, after = int(streak["years"]), bool(told.get("afterwards", True))
    words = _since_words(wanted, streak, length, received, after)
    begun = [
        (past, _after(record, past.year + 1 if after else 0, length, streak, received))
        for past in wanted.among(counted(record))
        if past.year <= record.year
    ]
    if not begun:
        return Finding(words, Met.NO, _("none is recorded"))
    past, best = min(begun, key=lambda pair: _FAVOURABLE.index(pair[1]))
    shown = record.year - length + 1
    seen = (
        _("%(award)s in %(year)s; since then %(years)s") if after else _("%(award)s in %(year)s; %(years)s")
    )
    told_years = _ratings_seen(record, max(past.year + 1, shown) if after else shown, streak) or "–"
    return Finding(
        words, best, seen % {"award": award_words(past.award), "year": past.year, "years": told_years}
    )


def _after(
    record: Record, earliest: int, length: int, streak: Mapping[str, Any], ways: Iterable[Mapping[str, Any]]
) -> Met:
    """Surely met; or only if the years of which nobody has said anything were good ones; or not at all."""
    for state, sure in ((Met.YES, True), (Met.UNKNOWN, False)):
        first = _run_begins(record, earliest, length, streak, sure=sure)
        if record.year - first + 1 >= length and (
            not ways or any(_received(way, record, first, sure=sure) for way in ways)
        ):
            return state
    return Met.NO


def _run_begins(record: Record, earliest: int, length: int, told: Mapping[str, Any], *, sure: bool) -> int:
    """The first year of the unbroken run that ends with the record's own."""
    known = [*record.ratings, *(past.year for past in record.honours), record.year - length + 1]
    first = record.year + 1
    for year in range(record.year, max(earliest, min(known)) - 1, -1):
        good = _good_year(record, year, told)
        if good is False or (good is None and sure):
            break
        first = year
    return first


def _received(way: Mapping[str, Any], record: Record, first: int, *, sure: bool) -> bool:
    """One of the ways: so many of each kind in the years of the run."""
    if "flag_eligible" in way and way["flag_eligible"] != record.flag_eligible:
        return False
    period = [past for past in counted(record) if first <= past.year <= record.year]
    return all(
        len(Wanted.of(row["award"]).among(period)) >= int(row["count"]) for row in way.get("honours", ())
    ) and all(_rated(row, record, first, sure=sure) for row in way.get("ratings", ()))


def _rated(row: Mapping[str, Any], record: Record, first: int, *, sure: bool) -> bool:
    states = [at_least(record.ratings.get(year), row["rating"]) for year in range(first, record.year + 1)]
    return states.count(True) + (0 if sure else states.count(None)) >= int(row["count"])


def _since_words(
    wanted: Wanted,
    streak: Mapping[str, Any],
    length: int,
    received: Iterable[Mapping[str, Any]],
    after: bool,
) -> Reason:
    joined = _("%(award)s, and since then %(streak)s") if after else _("%(award)s, and %(streak)s")
    words = joined % {"award": wanted.name, "streak": _streak_words(streak, length)}
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


def check_streak(told: Mapping[str, Any]) -> None:
    Rating(told["rating"])
    if int(told["years"]) < 1:
        raise ValueError("years")
