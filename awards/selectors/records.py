"""What the database knows of recipients, as the rules want it: a bounded number of queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from awards.models import Basis, Discipline, Hold, Honour, Initiative, Recipient, RecipientKind, YearRecord
from awards.rules import record
from blocs.models import Membership, Movement, Organisation, PublishedPlace

FIGURES = (
    "share_ldtt",
    "share_completed",
    "share_women",
    "share_excellent",
    "count_cstd_cs",
    "count_disciplined",
)


def records(
    recipients: Collection[Recipient],
    *,
    year: int,
    on: date,
    ground: str = Basis.MERIT,
    movement: record.Reviewed | None = None,
) -> dict[int, record.Record]:
    """By key of the recipient; eight queries."""
    keys = [row.pk for row in recipients]
    honours = _by_recipient(
        Honour.objects.filter(recipient__in=keys, revoked_on__isnull=True).select_related("award")
    )
    years = _by_recipient(YearRecord.objects.filter(recipient__in=keys))
    initiatives = _by_recipient(Initiative.objects.filter(recipient__in=keys))
    disciplines = _by_recipient(Discipline.objects.filter(recipient__in=keys))
    holds = _by_recipient(Hold.objects.filter(recipient__in=keys))
    in_bloc = set(
        Membership.objects.filter(
            organisation__in={row.organisation_id for row in recipients}, season__year=year
        ).values_list("organisation", flat=True)
    )
    ranks = _ranks({row.organisation_id for row in recipients}, year)
    collectives = _collectives(recipients, year)
    return {
        row.pk: record.Record(
            kind=row.kind,
            year=year,
            on=on,
            ground=ground,
            ratings={each.year: each.rating for each in years[row.pk] if each.rating},
            honours=tuple(_past(each) for each in honours[row.pk]),
            disciplines=tuple(record.Span(each.starts, each.ends) for each in disciplines[row.pk]),
            holds=tuple(
                record.Held(each.starts, each.ends, each.ground, each.document) for each in holds[row.pk]
            ),
            initiatives=tuple(record.Initiative(each.year, each.scope) for each in initiatives[row.pk]),
            in_provincial_bloc=row.organisation_id in in_bloc
            if row.kind == RecipientKind.ORGANISATION
            else None,
            rank=ranks.get(row.organisation_id) if row.kind == RecipientKind.ORGANISATION else None,
            movement=movement,
            flag_eligible=row.organisation.flag_eligible and row.kind == RecipientKind.ORGANISATION,
            is_commune=row.organisation.kind == Organisation.Kind.COMMUNE
            and row.kind == RecipientKind.ORGANISATION,
            collective=collectives.get(row.organisation_id, record.Collective()),
            founded_on=row.founded_on,
            direct_worker=row.direct_worker,
            woman=None if not row.sex else row.sex == Recipient.Sex.FEMALE,
            **_of_the_year(years[row.pk], year),
        )
        for row in recipients
    }


def reviewed(movement: Movement, *, on: date, leading: bool | None) -> record.Reviewed:
    """A movement as the rules look at it on a day: full years run, and at which review it stands."""
    begun, ended = movement.starts, movement.ends
    last = min(on, ended) if ended else on
    years = 0
    if begun and begun <= last:
        years = last.year - begun.year - ((last.month, last.day) < (begun.month, begun.day))
    final, interim = (
        day is not None and day <= on for day in (movement.final_review_on, movement.interim_review_on)
    )
    return record.Reviewed(movement.level, years, final, leading if final or interim else None)


def _ranks(organisations: Collection[int], year: int) -> dict[int, int]:
    """The published rank of each in the year, from the newest publication; the better one of two blocs."""
    newest: dict[tuple[int, int], int | None] = {}
    places = PublishedPlace.objects.filter(organisation__in=organisations, publication__season__year=year)
    for organisation, season, rank in places.order_by("publication__version").values_list(
        "organisation", "publication__season", "rank"
    ):
        newest[organisation, season] = rank
    found: dict[int, int] = {}
    for (organisation, _season), rank in newest.items():
        if rank is not None:
            found[organisation] = min(rank, found.get(organisation, rank))
    return found


def _collectives(recipients: Collection[Recipient], year: int) -> dict[int, record.Collective]:
    """What the year says of the organisations whose people these are."""
    rows = YearRecord.objects.filter(
        recipient__kind=RecipientKind.ORGANISATION,
        recipient__organisation__in={
            row.organisation_id for row in recipients if row.kind == RecipientKind.PERSON
        },
        year=year,
    )
    told = rows.values_list("recipient__organisation", "rating", "share_excellent")
    return {organisation: record.Collective(rating, share) for organisation, rating, share in told}


def _by_recipient(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.recipient_id].append(row)
    return found


def _past(row: Honour) -> record.Past:
    return record.Past(row.award.code, row.year, row.award.level, row.award.family, row.basis)


def _of_the_year(years: Iterable[YearRecord], year: int) -> dict[str, Any]:
    row = next((row for row in years if row.year == year), None)
    if row is None:
        return {}
    figures: dict[str, Decimal | int] = {
        name: value for name in FIGURES if (value := getattr(row, name)) is not None
    }
    return {
        "exceeded_targets": row.exceeded_targets,
        "central_rank": row.central_rank,
        "heads": row.heads,
        "rating_source": row.source,
        "months_served": row.months_served,
        "unpaid_days": row.unpaid_days,
        "figures": figures,
    }
