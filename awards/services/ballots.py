"""Everything that changes a ballot. Call as ballots.prepare(…), ballots.cast(…). See docs/ballots.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from awards import sealing
from awards.models import Ballot, BoardMember, Elector, Hold, Option, RecipientKind
from awards.rules import ballots as rules
from awards.selectors import ballot_rules as reading
from blocs.models import Mandate, Membership, Organisation, Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Refused, unless

Status, Mode, Way = Ballot.Status, Ballot.Mode, Elector.Way
SHORTEST_PHRASE = 12
AGREE, DISAGREE = "1", "0"
THRESHOLDS = (  # what a dated rule says of a ballot
    *("quorum_of", "quorum_in", "pass_of", "pass_in", "more_than", "base", "self_vote", "keys_needed"),
    *("women_percent", "score_breaks_ties"),
)
FROZEN = ("award", "question", "mode", *THRESHOLDS)  # of one ballot and its repetition


@transaction.atomic
def prepare(
    season: Season,
    *,
    question: str,
    options: Sequence[Organisation | str],
    board: Sequence[User],
    by: User,
    at: datetime | None = None,
    **fields: Any,
) -> Ballot:
    """A ballot with its names and its tally board of three; nobody votes before it is opened.

    Thresholds that are not given are those of the rule in force on the day.
    """
    at = at or timezone.now()
    _leads(season, by, at)
    rule = reading.rule_for(season.bloc.province, fields.get("award"), on=timezone.localdate(at))
    unless(
        rule is not None or set(fields) >= {*THRESHOLDS, "seats"},
        _("No thresholds of ballots are in force today. The standing agency adds them first."),
    ).or_refuse()
    if rule is not None:
        usual = {name: getattr(rule, name) for name in (*THRESHOLDS, "seats")}
        fields = usual | fields
        kept = all(fields[name] == usual[name] for name in THRESHOLDS)
        fields["rule_source"] = rule.source if kept else ""
    ballot = Ballot(season=season, question=question, salt=sealing.new_salt(), **fields)
    ballot.full_clean(exclude=["season", "public_key", "salt", "urn", "bulletin"])
    secret = ballot.mode == Mode.SECRET
    unless(
        len(set(board)) == (sealing.SHARES if secret else len(board)),
        _("A tally board has three different members."),
    ).or_refuse()
    unless(bool(options), _("Name at least one option first.")).or_refuse()
    ballot.save()
    for order, named in enumerate(options, start=1):
        option = Option(ballot=ballot, order=order)
        if isinstance(named, str):
            option.text = named
        else:
            option.organisation = named
        option.full_clean(exclude=["ballot"])
        option.save()
    BoardMember.objects.bulk_create(BoardMember(ballot=ballot, user=user) for user in board)
    _tell(ballot, "prepare", by, at)
    return ballot


@sensitive_variables("phrase")
@transaction.atomic
def take_key(ballot: Ballot, *, phrase: str, by: User, at: datetime | None = None) -> None:
    """A board member chooses the phrase that opens their share; only its public half is stored."""
    _lock(ballot)
    member = _on_board(ballot, by)
    unless(ballot.status == Status.PREPARED, _("The ballot was opened already.")).or_refuse()
    unless(len(phrase) >= SHORTEST_PHRASE, _("A pass phrase has at least 12 characters.")).or_refuse()
    member.salt = sealing.new_salt()
    member.public_key = sealing.public_of(phrase, member.salt)
    member.save(update_fields=["salt", "public_key"])
    _tell(ballot, "take_key", by, at)


@transaction.atomic
def open_voting(ballot: Ballot, *, by: User, at: datetime | None = None) -> None:
    """Freeze the roll, make the key of the ballot, and share it among the board."""
    at = at or timezone.now()
    _lock(ballot)
    _leads(ballot.season, by, at)
    on = timezone.localdate(at)
    board = [member for member in ballot.board.all() if member.public_key]
    members = Membership.objects.filter(season=ballot.season).on(ballot.season.within(on))
    members = members.filter(organisation__last_day__isnull=True) | members.filter(
        organisation__last_day__gte=on
    )
    electors = set(members.values_list("organisation", flat=True))
    rules.can_open(
        status=ballot.status,
        keys=len(board),
        options=ballot.options.count(),
        electors=len(electors),
        secret=ballot.mode == Mode.SECRET,
    ).or_refuse()
    blocked(ballot, on=on, refuse=True)
    if ballot.mode == Mode.SECRET:
        public, shares = sealing.make_shared_key(
            ballot.keys_needed, [bytes(member.public_key) for member in board]
        )
        ballot.public_key = public
        for member, share in zip(board, shares, strict=True):
            member.share = share
            member.save(update_fields=["share"])
    Elector.objects.bulk_create(
        Elector(ballot=ballot, organisation_id=organisation) for organisation in sorted(electors)
    )
    _step(ballot, "open", Status.OPEN, by, at, "public_key")


@sensitive_variables("agreed", "receipt", "record")
@transaction.atomic
def cast(
    ballot: Ballot,
    organisation: Organisation,
    *,
    agreed: Iterable[int] | None,
    receipt: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """Put one vote into the urn: the orders of the options agreed with, or None for a blank vote.

    The same vote sent twice is cast once: its receipt lies in the urn already. Leaves no event and no time.
    """
    _lock(ballot)
    elector = Elector.objects.filter(ballot=ballot, organisation=organisation).first()
    if elector is not None and elector.way == Way.HERE and _lies_there(ballot, receipt):
        return
    chosen = set(agreed or ())
    on = timezone.localdate(at or timezone.now())
    heads = Mandate.objects.on(on).filter(user=by, organisation=organisation, role=Mandate.Role.HEAD)
    rules.can_vote(
        status=ballot.status,
        is_elector=elector is not None,
        is_head=heads.exists(),
        has_voted=elector is not None and elector.way != Way.NONE,
        chosen=len(chosen),
        seats=ballot.seats,
    ).or_refuse()
    assert elector is not None
    options = {option.order: option for option in ballot.options.all()}
    unless(chosen <= set(options), _("The ballot paper was altered; it was not cast.")).or_refuse()
    if not ballot.self_vote:
        own = any(options[order].organisation_id == organisation.pk for order in chosen)
        unless(not own, _("A member does not vote for itself in this ballot.")).or_refuse()
    marks = "" if agreed is None else "".join(AGREE if order in chosen else DISAGREE for order in options)
    if ballot.mode == Mode.SECRET:
        record = sealing.seal(json.dumps([receipt, marks]).encode(), bytes(ballot.public_key))
        ballot.urn = sealing.put(bytes(ballot.urn), record, receipt=receipt, salt=bytes(ballot.salt))
        ballot.save(update_fields=["urn"])
    else:
        elector.answers = marks
    elector.way = Way.HERE
    elector.save(update_fields=["way", "answers"])


@transaction.atomic
def close(ballot: Ballot, *, by: User, at: datetime | None = None) -> None:
    """No vote comes in any more. An open vote is counted at once; a secret one by its board."""
    at = at or timezone.now()
    _lock(ballot)
    _leads(ballot.season, by, at)
    electors = list(ballot.electors.all())
    rules.can_close(
        status=ballot.status,
        cast=sum(elector.way != Way.NONE for elector in electors),
        electors=len(electors),
        of=ballot.quorum_of,
        in_=ballot.quorum_in,
    ).or_refuse()
    _step(ballot, "close", Status.CLOSED, by, at)
    if ballot.mode == Mode.OPEN:
        _count(ballot, [str(elector.answers) for elector in electors if elector.way == Way.HERE], by, at)


@sensitive_variables("phrase", "share", "shares", "key")
@transaction.atomic
def hand_in(ballot: Ballot, *, phrase: str, by: User, at: datetime | None = None) -> bool:
    """A board member's share, for the count. With the last one needed the votes are counted: then True.

    That last share is never stored, so that no copy of the database ever holds enough of them.
    """
    at = at or timezone.now()
    _lock(ballot)
    member = _on_board(ballot, by)
    if ballot.status == Status.COUNTED:
        return True
    unless(ballot.status == Status.CLOSED, _("The votes are counted after the ballot is closed.")).or_refuse()
    try:
        share = sealing.open_share(bytes(member.share), phrase, bytes(member.salt), bytes(member.public_key))
    except sealing.WrongPhrase:
        raise Refused(_("This is not the pass phrase that you chose for this ballot.")) from None
    salt = bytes(ballot.salt)
    others = ballot.board.exclude(pk=member.pk)
    shares = [share, *(sealing.kept_share(bytes(row.handed_in), salt) for row in others if row.handed_in)]
    if len(shares) < ballot.keys_needed:
        if not member.handed_in:
            member.handed_in = sealing.keep_share(share, salt)
            member.save(update_fields=["handed_in"])
            _tell(ballot, "hand_in", by, at)
        return False
    try:
        key = sealing.join_shares(shares[: ballot.keys_needed], bytes(ballot.public_key))
        votes = sealing.taken_out(bytes(ballot.urn), salt)
    except sealing.Broken:
        raise Refused(
            _("The urn does not open: what is stored was altered, or BALLOT_SECRET was changed.")
        ) from None
    records = []
    for vote in votes:
        try:
            records.append(json.loads(sealing.unseal(vote, key)))
        except (sealing.Broken, ValueError):
            records.append(["", "?"])  # counted as invalid
    unless(
        len(records) == ballot.electors.filter(way=Way.HERE).count(),
        _("The urn holds another number of votes than the roll. The count is stopped."),
    ).or_refuse()
    ballot.bulletin = sorted(receipt for receipt, _marks in records if receipt)
    _count(ballot, [marks for _receipt, marks in records], by, at)
    ballot.board.update(share=b"", handed_in=b"")
    return True


@transaction.atomic
def void(ballot: Ballot, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Below the quorum, a share lost, a wrong question: nothing is counted, and the votes are destroyed."""
    at = at or timezone.now()
    _lock(ballot)
    _leads(ballot.season, by, at)
    unless(
        ballot.status in (Status.PREPARED, Status.OPEN, Status.CLOSED), _("A counted ballot stays as it is.")
    ).or_refuse()
    unless(bool(reason.strip()), _("Say why the ballot is void.")).or_refuse()
    ballot.void_reason, ballot.urn = reason.strip(), b""
    ballot.board.update(share=b"", handed_in=b"")
    _step(ballot, "void", Status.VOID, by, at, "void_reason", "urn", note=ballot.void_reason)


@transaction.atomic
def repeat(ballot: Ballot, *, by: User, at: datetime | None = None) -> Ballot:
    """A void ballot again with all its names; after a tie once more among those tied, for the seats left."""
    _lock(ballot)
    unless(
        not ballot.repeated_by.exclude(status=Status.VOID).exists(), _("It is being repeated already.")
    ).or_refuse()
    options = list(ballot.options.select_related("organisation"))
    seats = ballot.seats
    if ballot.status == Status.COUNTED:
        seats -= sum(option.outcome == Option.Outcome.ELECTED for option in options)
        options = [option for option in options if option.outcome == Option.Outcome.TIED]
        unless(bool(options), _("Nobody is tied: there is nothing to decide again.")).or_refuse()
    else:
        unless(ballot.status == Status.VOID, _("Only a void ballot or a tie is repeated.")).or_refuse()
    return prepare(
        ballot.season,
        options=[option.organisation or option.text for option in options],
        board=[member.user for member in ballot.board.select_related("user")],
        by=by,
        at=at,
        seats=seats,
        repeats=ballot,
        **{name: getattr(ballot, name) for name in FROZEN},
    )


def blocked(ballot: Ballot, *, on: Any, refuse: bool = False) -> list[str]:
    """Options that may not go on: dissolved, or on hold (N152, 4.4). Before the vote it refuses."""
    found = []
    held = set(
        Hold.objects.on(on)
        .filter(recipient__kind=RecipientKind.ORGANISATION)
        .values_list("recipient__organisation", flat=True)
    )
    for option in ballot.options.select_related("organisation"):
        organisation = option.organisation
        if organisation is None:
            continue
        if organisation.last_day is not None and organisation.last_day < on:
            found.append(_("%(name)s no longer exists.") % {"name": option})
        elif organisation.pk in held and ballot.award_id is not None:
            found.append(_("%(name)s is on hold and cannot be proposed.") % {"name": option})
    if refuse and found:
        raise Refused(*found)
    return [str(reason) for reason in found]


def _count(ballot: Ballot, votes: list[str], by: User, at: datetime) -> None:
    options = list(ballot.options.all())
    blank = sum(marks == "" for marks in votes)
    valid = [marks for marks in votes if marks and _fits(marks, len(options), ballot.seats)]
    ballot.valid, ballot.blank_votes = len(valid), blank
    ballot.invalid = len(votes) - len(valid) - blank
    base = rules.base_of(ballot.base, electors=ballot.electors.count(), cast=len(votes), valid=len(valid))
    passing, standings = set(), []
    for place, option in enumerate(options):
        option.agreeing = sum(marks[place] == AGREE for marks in valid)
        option.disagreeing = len(valid) - option.agreeing
        mark = (option.agreeing, base, ballot.pass_of, ballot.pass_in)
        if rules.passes(*mark, more_than=ballot.more_than):
            passing.add(option.order)
        standings.append(
            rules.Standing(
                option.order,
                option.agreeing,
                rules.many_women(option.women_percent, ballot.women_percent),
                option.score if ballot.score_breaks_ties else None,
            )
        )
    outcomes = rules.elected(standings, passing=passing, seats=ballot.seats)
    for option in options:
        option.outcome = outcomes[option.order]
        option.save(update_fields=["agreeing", "disagreeing", "outcome"])
    ballot.urn = b""
    _step(ballot, "count", Status.COUNTED, by, at, "urn", "bulletin", "valid", "blank_votes", "invalid")


def _lies_there(ballot: Ballot, receipt: str) -> bool:
    return ballot.status == Status.OPEN and sealing.holds(
        bytes(ballot.urn), receipt=receipt, salt=bytes(ballot.salt)
    )


def _fits(marks: str, options: int, seats: int) -> bool:
    return len(marks) == options and set(marks) <= {AGREE, DISAGREE} and marks.count(AGREE) <= seats


def _on_board(ballot: Ballot, user: User) -> BoardMember:
    member = ballot.board.filter(user=user).first()
    if member is None:
        raise Refused(rules.WHO["count"])
    return member


def _leads(season: Season, user: User, at: datetime) -> None:
    someone = people.person(user, on=timezone.localdate(at))
    unless(
        Seat.LEADER_HEAD in people.seats(someone, season),
        rules.WHO["direct"],
    ).or_refuse()


def _step(
    ballot: Ballot, step: str, status: str, by: User, at: datetime, *fields: str, note: str = ""
) -> None:
    ballot.status = status
    ballot.save(update_fields=["status", *fields])
    _tell(ballot, step, by, at, note)


def _tell(ballot: Ballot, step: str, by: User, at: datetime | None, note: str = "") -> None:
    ballot.events.create(actor=by, step=step, note=note, at=at or timezone.now())


def _lock(ballot: Ballot) -> None:
    ballot.refresh_from_db(from_queryset=Ballot.objects.select_for_update())
