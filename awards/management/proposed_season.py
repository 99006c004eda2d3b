"""A season whose bloc has proposed, for the demo: honours, dossiers, the letter; through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from awards.models import Award, Ballot, Nomination, Part, Proposal
from awards.selectors import nominations as reading
from awards.selectors import rules
from awards.services import ballot_results, dossiers, honours, letters, nominations, proposals
from blocs.models import Organisation, Season
from blocs.selectors import people
from documents import rendering
from documents.content import Document, Head, Paragraph
from emulation.models import User

Noon = Callable[[date], datetime]


def record_past(season: Season, told: dict[str, Any], *, by: User, at: datetime) -> None:
    """Ratings and honours of earlier years, which the checklists look at."""
    members = _members(season)
    for code, years in told["ratings"].items():
        recipient = honours.of_organisation(members[code])
        for year, rating in years.items():
            honours.rate(
                recipient,
                year=int(year),
                rating=rating,
                exceeded_targets=True if int(year) == season.year else None,
                source=told["source"],
                by=by,
                at=at,
            )
    for code, award, year, number, day in told["honours"]:
        honours.record(
            honours.of_organisation(members[code]),
            award=Award.objects.get(code=award),
            year=year,
            decision_number=number,
            decided_on=date.fromisoformat(day),
            by=by,
            imported=True,
            at=at,
        )


def make(season: Season, told: dict[str, Any], *, head: User, agency: User, noon: Noon) -> Proposal:
    """In the January after: nominated, listed, issued, sent, received and appraised."""
    at = noon(date(season.year + 1, 1, 10))
    record_past(season, told, by=agency, at=noon(season.last_day))
    _take_ballots(season, by=head, at=at)
    listed = [_nominate(season, row, told, by=head, at=at) for row in told["nominations"]]
    leader = people.leader_key(season, list(season.leaderships.all()), season.last_day)
    proposal = proposals.begin(Organisation.objects.get(pk=leader or 0), season=season, by=head, at=at)
    proposals.put_on_list(proposal, listed, by=head, at=at)
    letters.issue(proposal, by=head, at=at)
    proposals.send(proposal, way=Proposal.Way.SITE, by=head, at=at + timedelta(hours=1))
    proposals.receive(proposal, by=agency, at=at + timedelta(days=1))
    for nomination in proposal.nominations.for_listing().order_by("place"):
        nominations.appraise(nomination, by=agency, at=at + timedelta(days=3))
    proposals.appraise(proposal, by=agency, at=at + timedelta(days=3))
    return proposal


def _take_ballots(season: Season, *, by: User, at: datetime) -> None:
    counted = season.ballots.filter(status=Ballot.Status.COUNTED, award__isnull=False)
    for ballot in counted.select_related("award").order_by("pk"):
        ballot.season = season
        ballot_results.take(ballot, by=by, at=at)


def _nominate(
    season: Season, row: dict[str, Any], told: dict[str, Any], *, by: User, at: datetime
) -> Nomination:
    organisation = _members(season)[row["organisation"]]
    recipient = honours.of_organisation(organisation)
    award = Award.objects.get(code=row["award"])
    nomination = nominations.start(recipient, award=award, season=season, by=by, at=at)
    nominations.edit(nomination, basis=nomination.basis, summary=row["summary"], by=by, at=at)
    nominations.write(nomination, row["sections"], by=by, at=at)
    rule_set = rules.rule_set_on(at.date())
    rule = reading.rule_of(nomination, rule_set) if rule_set else None
    for line in reading.dossier_of(nomination, rule):
        if line.is_missing:
            words = told["minutes"] if line.part == Part.MINUTES else told["proof"]
            paper = _paper(organisation, season, *words, at=at)
            dossiers.add(nomination, line.part, f"{words[0]}.pdf", paper, by=by, at=at)
    if nomination.state == Nomination.State.DRAFT:
        nominations.submit(nomination, by=by, at=at)
    return nomination


def _members(season: Season) -> dict[str, Organisation]:
    rows = season.memberships.select_related("organisation__province")
    return {row.organisation.code: row.organisation for row in rows}


def _paper(organisation: Organisation, season: Season, title: str, text: str, *, at: datetime) -> bytes:
    """A paper that somebody else would have sent; it says that it is invented."""
    return rendering.pdf(
        Document(
            kind="demo",
            filename="Minh hoa",
            title=title,
            type_name=title.upper(),
            head=Head(issuer=organisation.current_name, place=season.bloc.province.place, day=at.date()),
            blocks=(Paragraph(text),),
            created=at,
            modified=at,
            notice="Dữ liệu minh họa, không có giá trị pháp lý",
        )
    )
