"""What is looked at for every award, once for each nominee: holds, discipline, customs (law §6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from awards.models import Rating, RecipientKind
from awards.rules import streaks
from awards.rules.findings import Finding, known
from awards.rules.record import Record
from awards.rules.words import RATING_WORDS, bound_words, measured


@dataclass(frozen=True, slots=True)
class Limits:
    """Customs of the province (law §6.3, X10 and X14): shown, never blocking; None or 0 where it has none."""

    fewest_months: int | None = None
    most_unpaid_days: int | None = None
    most_excellent_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Nominee:
    """A record with what is found in it whatever the award."""

    record: Record
    always: tuple[Finding, ...]
    of_titles: tuple[Finding, ...]  # asked for yearly titles alone
    beside: tuple[Finding, ...]  # told, and left out of the whole


def nominee(record: Record, limits: Limits) -> Nominee:
    return Nominee(
        record,
        always=(*_standing(record), *_of_heads(record)),
        of_titles=tuple(_service(record, limits)) if record.kind == RecipientKind.PERSON else (),
        beside=(*_source(record), *_share_of_excellent(record, limits)),
    )


def _standing(record: Record) -> Iterator[Finding]:
    holds = [hold for hold in record.holds if hold.holds(record.on)]
    yield Finding(
        _("No discipline, inspection or complaint is being dealt with"),
        known(not holds),
        "; ".join(hold.document for hold in holds),
        "N152 Đ4.4",
    )
    running = [span for span in record.disciplines if span.holds(record.on)]
    yield Finding(
        _("No disciplinary measure is in force"),
        known(not running),
        "; ".join(f"{span.starts:%d/%m/%Y}" for span in running),
        "N152 Đ4.4",
    )


def _of_heads(record: Record) -> Iterator[Finding]:
    """A head is commended by what the organisation reached, and not rated above it (X8)."""
    if not record.heads:
        return
    own, whole = record.ratings.get(record.year), record.collective.rating
    yield Finding(
        _("As its head: rated no better than the organisation in %(year)s") % {"year": record.year},
        known(streaks.at_least(whole, own) if own and whole else None),
        _("the organisation: %(rating)s")
        % {"rating": RATING_WORDS[whole] if whole else _("no rating is recorded")},
        "N91/2017",
    )


def _service(record: Record, limits: Limits) -> Iterator[Finding]:
    """Maternity leave is among the months (N152, 4.5)."""
    if limits.fewest_months:
        served = record.months_served
        yield Finding(
            _("Served at least %(months)s months in the year") % {"months": limits.fewest_months},
            known(None if served is None else served >= limits.fewest_months),
            _("not recorded") if served is None else str(served),
        )
    if limits.most_unpaid_days:
        days = record.unpaid_days
        yield Finding(
            _("Less than %(days)s working days of leave without pay") % {"days": limits.most_unpaid_days},
            known(None if days is None else days < limits.most_unpaid_days),
            _("not recorded") if days is None else str(days),
        )


def _source(record: Record) -> Iterator[Finding]:
    """A collective's rating is the Party organisation's, or the superior body's in writing (X9)."""
    if not record.is_collective:
        return
    is_rated = record.year in record.ratings
    yield Finding(
        _("The rating of the year names the document it comes from"),
        known(bool(record.rating_source) if is_rated else None),
        record.rating_source or (_("not recorded") if is_rated else _("no rating is recorded")),
        "N152 Đ6.2",
    )


def _share_of_excellent(record: Record, limits: Limits) -> Iterator[Finding]:
    """Of a collective, and of the organisation in which somebody is rated excellent (X10)."""
    most = limits.most_excellent_percent
    if not most:
        return
    if record.is_collective:
        share = record.figures.get("share_excellent")
    elif record.kind == RecipientKind.PERSON and record.ratings.get(record.year) == Rating.EXCELLENT:
        share = record.collective.share_excellent
    else:
        return
    yield Finding(
        bound_words("share_excellent", most=Decimal(most)),
        known(None if share is None else share <= most),
        _("no figure is recorded") if share is None else measured("share_excellent", share),
        "QĐ 366-QĐ/TW; HD 43 (2025)",
    )
