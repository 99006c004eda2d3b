"""Publishing points and ranking, and what may still change then. Call as publishing.publish(…)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import PublishedPlace, RankingFigure, Report, Score, ScorePublication, Season
from blocs.rules import publishing, reporting
from blocs.rules.rights import Act, Seat, may
from blocs.selectors import people, ranking, reports
from blocs.services import member_letters
from blocs.services.scoring import Given
from emulation.models import User
from emulation.verdicts import unless


@dataclass(frozen=True, slots=True)
class Told:
    """Of one member, for the rules for ties; None is not known."""

    women: Decimal | None = None
    past_awards: int | None = None
    not_ranked: str = ""


@transaction.atomic
def publish(season: Season, *, by: User, at: datetime | None = None) -> ScorePublication:
    """From here all members see all points, and nothing changes but by a correction with its reason."""
    at = at or timezone.now()
    _lock(season)
    seats = _seats(season, by, at)
    before = ranking.newest(season)
    if before is not None:
        may(Act.PUBLISH_SCORES, seats).or_refuse()
        return before  # pressed twice
    facts = ranking.facts(season, published=False)
    publishing.can_publish(season.stage, seats, facts).or_refuse()
    made = _keep(season, version=1, reason="", by=by, at=at)
    season.events.create(actor=by, step="publish_scores", at=at)
    member_letters.published(season, made, by=by)
    return made


@transaction.atomic
def correct(
    season: Season,
    report: Report,
    key: int,
    given: Given,
    *,
    by: User,
    at: datetime | None = None,
) -> ScorePublication:
    """Put right one criterion of one member and publish the ranking anew; `given.why` is the reason."""
    at = at or timezone.now()
    _lock(season)
    before = season.publications.order_by("-version").first()
    reason = given.why.strip()
    publishing.can_correct(_seats(season, by, at), published=before is not None, reason=reason).or_refuse()
    assert before is not None
    leaf = reports.leaves(season).get(key)
    unless(
        leaf is not None and report.season_id == season.pk,
        _("This criterion is not in the season's score table."),
    ).or_refuse()
    assert leaf is not None
    fits = reporting.may_give(given.points, leaf.limits, before=None, why=reason)
    if not fits:
        raise ValidationError([str(each) for each in fits.reasons])
    row = report.scores.filter(criterion=key, level=Score.Level.FINAL).first()
    row = row or Score(report=report, criterion_id=key, level=Score.Level.FINAL)
    points = given.points
    row.base, row.bonus, row.deduction, row.why = points.base, points.bonus, points.deduction, reason
    row.by, row.at = by, at
    row.full_clean(exclude=["report", "criterion", "by"])
    row.save()
    said = f"{report.organisation.current_name}: {leaf.name}. {reason}"[:1000]
    made = _keep(season, version=before.version + 1, reason=said, by=by, at=at)
    season.events.create(actor=by, step="correct_scores", note=said, organisation=report.organisation, at=at)
    member_letters.corrected(season, made, by=by)
    return made


@transaction.atomic
def set_figures(season: Season, told: Mapping[int, Told], *, by: User, at: datetime | None = None) -> None:
    """What the rules for ties look at, by the key of the member."""
    at = at or timezone.now()
    _lock(season)
    published = season.publications.exists()
    publishing.can_set_figures(season.stage, _seats(season, by, at), published=published).or_refuse()
    known = {organisation.pk for organisation in ranking.members(season)}
    unless(told.keys() <= known, _("Only members of the season are ranked.")).or_refuse()
    rows = {row.organisation_id: row for row in season.ranking_figures.all()}
    changed = False
    for key, one in told.items():
        row = rows.get(key) or RankingFigure(season=season, organisation_id=key)
        if (row.women, row.past_awards, row.not_ranked) == (one.women, one.past_awards, one.not_ranked):
            continue
        row.women, row.past_awards, row.not_ranked = one.women, one.past_awards, one.not_ranked
        row.full_clean(exclude=["season", "organisation"])
        row.save()
        changed = True
    if changed:
        season.events.create(actor=by, step="ranking_figures", at=at)


def _keep(season: Season, *, version: int, reason: str, by: User, at: datetime) -> ScorePublication:
    made = ScorePublication(season=season, version=version, reason=reason, by=by, at=at)
    made.full_clean(exclude=["season", "by"])
    made.save()
    PublishedPlace.objects.bulk_create(
        PublishedPlace(
            publication=made,
            organisation=line.organisation,
            order=order,
            rank=line.rank,
            tied=line.tied,
            base=line.points.base,
            bonus=line.points.bonus,
            deduction=line.points.deduction,
            band=line.band,
            notes="\n".join(line.notes),
        )
        for order, line in enumerate(ranking.lines(season), start=1)
    )
    return made


def _lock(season: Season) -> None:
    # Somebody may be giving points at this moment: the season first, then each report, held until it is done.
    season.refresh_from_db(from_queryset=Season.objects.select_for_update(no_key=True))
    list(season.reports.select_for_update(no_key=True).order_by("pk"))


def _seats(season: Season, by: User, at: datetime) -> frozenset[Seat]:
    return people.seats(people.person(by, on=timezone.localdate(at)), season)
