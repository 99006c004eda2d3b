"""Equal votes at the last seat: what goes before is fixed before anybody votes, and told (law §6.3, X6)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from awards import sealing
from awards.models import Award, Ballot, Nomination, Recipient, RecipientKind, YearRecord
from awards.selectors import ballot_minutes as kept
from awards.selectors import tie_breaks
from awards.selectors.ballots import Room
from awards.services import ballot_minutes, ballots, tallying
from blocs.models import PublishedPlace, ScorePublication
from blocs.selectors import people
from tests.awards.ballot_minutes import minutes
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("english")


def prepared(season, heads, options, **fields):
    return ballots.prepare(
        season, question="Ai dẫn đầu?", options=options, board=[], mode="open", by=heads[0], at=NOON, **fields
    )


def counted(ballot, members, heads, *votes):
    ballots.open_voting(ballot, by=heads[0], at=NOON)
    for member, head, agreed in zip(members, heads, votes, strict=True):
        ballots.cast(ballot, member, agreed=agreed, receipt=sealing.new_receipt(), by=head, at=NOON)
    ballots.close(ballot, by=heads[0], at=NOON)
    return [row.outcome for row in ballot.options.order_by("order")]


def has_women(member, percent, year):
    recipient, _made = Recipient.objects.get_or_create(
        kind=RecipientKind.ORGANISATION, organisation=member, defaults={"name": ""}
    )
    YearRecord.objects.create(recipient=recipient, year=year, share_women=percent)


def nominate(season, recipient, award):
    Nomination.objects.create(
        province=season.bloc.province,
        season=season,
        channel=Nomination.Channel.BLOC,
        year=season.year,
        award=award,
        recipient=recipient,
    )


@pytest.fixture
def nominated(season, members, heads):
    """A man and a woman of the first member, both nominated for the certificate of merit."""
    award = Award.objects.order_by("pk").first()
    for name, sex in (("Ông Trần Văn Nam", "male"), ("Bà Lê Thị Nữ", "female")):
        recipient = Recipient.objects.create(
            kind=RecipientKind.PERSON, organisation=members[0], name=name, sex=sex
        )
        nominate(season, recipient, award)
    return award


@pytest.mark.parametrize(("share", "first"), [(Decimal(70), 1), (Decimal("69.99"), None)])
def test_a_collective_with_many_women_goes_before_its_equal(season, members, heads, share, first):
    has_women(members[0], Decimal(40), season.year)
    has_women(members[1], share, season.year)
    ballot = prepared(season, heads, members[:2], seats=1)

    outcomes = counted(ballot, members, heads, [1], [2], None)

    assert outcomes == ["below", "below"]  # one of three votes each: nobody passes, whoever is a woman
    again = prepared(season, heads, members[:2], seats=1, pass_of=1, pass_in=3, more_than=False)
    outcomes = counted(again, members, heads, [1], [2], None)
    assert outcomes == (["full", "elected"] if first is not None else ["tied", "tied"])
    assert ("tỷ lệ nữ từ 70 %" in minutes(again, heads[0])) is (first is not None)


def test_a_woman_goes_before_her_equal_and_the_minutes_say_so(season, members, heads, nominated):
    names = ["Ông Trần Văn Nam", "Bà Lê Thị Nữ"]
    ballot = prepared(season, heads, names, award=nominated, seats=1, pass_of=1, pass_in=3, more_than=False)

    assert counted(ballot, members, heads, [1], [2], None) == ["full", "elected"]
    assert "ưu tiên nữ" in minutes(ballot, heads[0])


def test_what_breaks_a_tie_is_known_before_the_first_vote_and_stays(season, members, heads):
    has_women(members[0], Decimal(80), season.year - 1)
    ballot = prepared(season, heads, members[:2])
    ballots.open_voting(ballot, by=heads[0], at=NOON)
    has_women(members[1], Decimal(90), season.year)  # comes too late

    shares = list(ballot.options.order_by("order").values_list("women_percent", flat=True))
    assert shares == [Decimal(80), None]


def test_names_that_two_people_bear_are_not_told_apart(season, members, heads, nominated):
    other = Recipient.objects.create(
        kind=RecipientKind.PERSON, organisation=members[1], name="Bà Lê Thị Nữ", sex="female"
    )
    nominate(season, other, nominated)
    ballot = prepared(season, heads, ["Ông Trần Văn Nam", "Bà Lê Thị Nữ"], award=nominated)

    facts = tie_breaks.of(ballot, ballot.options.order_by("order"))
    assert [each.women_percent for each in facts.values()] == [Decimal(0), None]


def test_a_rule_without_tie_breaks_looks_for_none(season, members, heads):
    has_women(members[0], Decimal(80), season.year)
    ballot = prepared(season, heads, members[:2], women_percent=None, score_breaks_ties=False)
    ballots.open_voting(ballot, by=heads[0], at=NOON)

    assert set(ballot.options.values_list("women_percent", "score")) == {(None, None)}


def test_the_published_score_breaks_a_tie(season, members, heads):
    publication = ScorePublication.objects.create(season=season, version=1, at=NOON)
    for place, points in enumerate((Decimal("80.5"), Decimal(91), Decimal(60))):
        PublishedPlace.objects.create(
            publication=publication,
            organisation=members[place],
            order=place,
            base=points,
            bonus=0,
            deduction=0,
        )
    ballot = prepared(season, heads, members[:2], seats=1, pass_of=1, pass_in=3, more_than=False)

    assert counted(ballot, members, heads, [1], [2], None) == ["full", "elected"]
    assert "điểm thi đua đã công bố" in minutes(ballot, heads[0])


def test_opinions_in_writing_lie_in_the_box_and_are_told_apart(season, members, heads, board):
    ballot = ballots.prepare(
        season, question="Q", options=members, board=board, mode="paper", by=heads[0], at=NOON
    )
    ballots.open_voting(ballot, by=heads[0], at=NOON)
    rows = {row.organisation_id: row for row in ballot.electors.all()}
    here, away = [rows[member.pk].pk for member in members[:2]], rows[members[2].pk]
    tallying.hand_out(ballot, here, by=heads[0], at=NOON)
    tallying.hand_out(ballot, [away.pk], in_writing=True, by=heads[0], at=NOON)
    ballots.close(ballot, by=heads[0], at=NOON)
    tallying.count_paper(
        ballot, returned=3, spoilt=0, blank=0, agreeing={1: 3, 2: 0, 3: 0}, by=board[0], at=NOON
    )

    told = minutes(ballot, heads[0])
    assert "Phiếu giấy phát ra: 3 (ba);" in told
    assert "gửi ý kiến bằng văn bản (phong bì kín): 1 (một);" in told


def test_an_opinion_in_writing_that_did_not_come_is_taken_back_whole(season, members, heads, board):
    ballot = ballots.prepare(
        season, question="Q", options=members, board=board, mode="mixed", by=heads[0], at=NOON
    )
    row = ballot.electors.create(organisation=members[2])
    Ballot.objects.filter(pk=ballot.pk).update(status="open")
    tallying.hand_out(ballot, [row.pk], in_writing=True, by=heads[0], at=NOON)

    tallying.take_back(row, by=heads[0], at=NOON)

    row.refresh_from_db()
    assert (row.took_paper, row.in_writing) == (False, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        ballot.electors.filter(pk=row.pk).update(in_writing=True)


def test_a_ballot_is_certified_by_its_minutes(season, members, heads):
    ballot = prepared(season, heads, members)
    counted(ballot, members, heads, [1], [1], [1])
    assert kept.certified([ballot]) == {}

    ballot_minutes.issue(ballot, by=heads[0], at=NOON)

    assert set(kept.certified([ballot])) == {ballot.pk}
    assert Room(ballot, people.person(heads[0], on=NOON.date()), season).is_counted
