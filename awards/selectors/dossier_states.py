"""What the dossiers of many nominees still lack: three queries for any number of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from awards.models import AwardRule, Ballot, DossierFile, Nomination, Part
from awards.rules import dossiers
from awards.rules.dossiers import Needed
from awards.rules.reports import needed_sections
from blocs.models import ScorePublication

Channel = Nomination.Channel


def of_many(nominations: list[Nomination], rules: Mapping[int, AwardRule | None]) -> dict[int, list[Needed]]:
    """By key of the nomination; the same answers as the page of each gives."""
    files: dict[int, set[str]] = defaultdict(set)
    rows = DossierFile.objects.live().filter(nomination__in=[row.pk for row in nominations])
    for nomination, part in rows.order_by("pk").values_list("nomination", "part"):
        files[nomination].add(part)
    seasons = {row.season_id for row in nominations if row.season_id and row.channel == Channel.BLOC}
    counted = Ballot.objects.filter(season__in=seasons, status=Ballot.Status.COUNTED, award__isnull=False)
    voted = set(counted.order_by("pk").values_list("season", "award"))
    published = set(
        ScorePublication.objects.filter(season__in=seasons).order_by().values_list("season", flat=True)
    )
    found = {}
    for row in nominations:
        rule = rules[row.pk]
        found[row.pk] = dossiers.needed(
            rule.dossier if rule else [],
            files=files[row.pk],
            made=made_here(
                row,
                has_minutes=(row.season_id, row.award_id) in voted,
                has_scores=row.season_id in published,
            ),
        )
    return found


def made_here(nomination: Nomination, *, has_minutes: bool, has_scores: bool) -> set[str]:
    """What the site itself writes from its records; the letter and list come with the proposal."""
    made = {str(Part.SUBMISSION), str(Part.LIST)}
    if all(nomination.sections.get(key) for key in needed_sections(nomination.recipient.kind)):
        made.add(Part.REPORT)
    if nomination.channel == Channel.BLOC:
        made |= {Part.MINUTES} if has_minutes else set()
        made |= {Part.SCORE_TABLE} if has_scores else set()
    return made
