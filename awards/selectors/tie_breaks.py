"""What is known of each name of a ballot for the case that votes are equal: women, then the score (X6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from awards.models import Ballot, Nomination, Option, Recipient, RecipientKind, YearRecord
from blocs.models import Season
from blocs.selectors import ranking

OF_A_PERSON = {Recipient.Sex.FEMALE.value: Decimal(100), Recipient.Sex.MALE.value: Decimal(0)}


@dataclass(frozen=True, slots=True)
class Facts:
    """None where nobody recorded it: what is not known never goes before what is."""

    women_percent: Decimal | None = None
    score: Decimal | None = None


def of(ballot: Ballot, options: Iterable[Option]) -> dict[int, Facts]:
    """By key of the option; people and departments are known by their nominations for the award."""
    options, season = list(options), ballot.season
    members = {option.organisation_id for option in options if option.organisation_id}
    own = Recipient.objects.filter(kind=RecipientKind.ORGANISATION, organisation__in=members)
    of_members = {recipient.organisation_id: recipient for recipient in own}
    nominated = _nominated(ballot, {option.text for option in options if option.text})
    known = {
        option.pk: of_members.get(option.organisation_id)
        if option.organisation_id
        else nominated.get(option.text)
        for option in options
    }
    shares = _shares(season, [recipient for recipient in known.values() if recipient])
    scores = _scores(season)
    return {
        option.pk: Facts(_women(known[option.pk], shares), scores.get(option.organisation_id or 0))
        for option in options
    }


def _women(recipient: Recipient | None, shares: dict[int, Decimal]) -> Decimal | None:
    if recipient is None:
        return None
    if recipient.kind == RecipientKind.PERSON:
        return OF_A_PERSON.get(recipient.sex)
    return shares.get(recipient.pk)


def _nominated(ballot: Ballot, names: set[str]) -> dict[str, Recipient]:
    """Two of one name are not told apart: then neither is known."""
    rows = Nomination.objects.filter(season=ballot.season, award=ballot.award).select_related(
        "recipient__organisation"
    )
    found: dict[str, set[Recipient]] = {}
    for row in rows:
        found.setdefault(str(row.recipient), set()).add(row.recipient)
    return {name: next(iter(found[name])) for name in names if len(found.get(name, ())) == 1}


def _shares(season: Season, recipients: Iterable[Recipient]) -> dict[int, Decimal]:
    """The share of women of the season's year, or of the last year before it that has one."""
    rows = YearRecord.objects.filter(
        recipient__in=recipients, year__lte=season.year, share_women__isnull=False
    ).order_by("year")
    return {row.recipient_id: row.share_women for row in rows if row.share_women is not None}


def _scores(season: Season) -> dict[int, Decimal]:
    """Of the ranking that is published; what is still being checked breaks no tie."""
    published = ranking.newest(season)
    if published is None:
        return {}
    return {line.organisation.pk: line.total for line in ranking.published_lines(published)}
