"""From the closed urn to the result: what the board does, and the count. Call as tallying.hand_in(…)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from awards import sealing
from awards.models import Ballot, Elector, PaperCount
from awards.rules import ballots as rules
from awards.services.ballot_steps import leads, lock, on_board, step, tell
from blocs.rules.rights import Seat
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Refused, unless

Status, Mode, Way = Ballot.Status, Ballot.Mode, Elector.Way


@sensitive_variables("phrase", "share", "shares", "key")
@transaction.atomic
def hand_in(ballot: Ballot, *, phrase: str, by: User, at: datetime | None = None) -> bool:
    """A board member's share, for the count. With the last one needed the votes are counted: then True.

    That last share is never stored, so that no copy of the database ever holds enough of them.
    """
    at = at or timezone.now()
    lock(ballot)
    member = on_board(ballot, by)
    if ballot.status == Status.COUNTED:
        return True
    unless(ballot.status == Status.CLOSED, _("The votes are counted after the ballot is closed.")).or_refuse()
    counted = PaperCount.objects.filter(ballot=ballot).first()
    unless(ballot.mode != Mode.MIXED or counted is not None, _("Count the paper ballots first.")).or_refuse()
    unless(ballot.is_sealed, _("This vote has no sealed urn.")).or_refuse()
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
            tell(ballot, "hand_in", by, at)
        return False
    try:
        key = sealing.join_shares(shares[: ballot.keys_needed], bytes(ballot.public_key))
        votes = sealing.taken_out(bytes(ballot.urn), salt)
        box = _box(counted, salt) if counted is not None else None
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
    settle(ballot, [marks for _receipt, marks in records], by, at, box)
    ballot.board.update(share=b"", handed_in=b"")
    return True


@transaction.atomic
def hand_out(
    ballot: Ballot,
    electors: Iterable[int],
    *,
    by: User,
    in_writing: bool = False,
    at: datetime | None = None,
) -> None:
    """By key of the elector: who takes a paper ballot votes with it and not on this site.

    An opinion in writing is a paper ballot too: its envelope lies in the box, so that it stays secret.
    """
    at = at or timezone.now()
    lock(ballot)
    _hands_out(ballot, by, at)
    names = []
    for elector in ballot.electors.filter(pk__in=list(electors)).select_related("organisation"):
        told = _("%(name)s has voted on this site already.") % {
            "name": elector.organisation.current_short_name
        }
        unless(not elector.way, told).or_refuse()
        elector.took_paper, elector.in_writing = True, in_writing
        elector.save(update_fields=["took_paper", "in_writing"])
        names.append(elector.organisation.current_short_name)
    if names:
        tell(ballot, "write" if in_writing else "hand_out", by, at, ", ".join(names))


@transaction.atomic
def take_back(elector: Elector, *, by: User, at: datetime | None = None) -> None:
    """The paper ballot came back unused, or the wrong line was ticked: the member may vote here again."""
    at = at or timezone.now()
    ballot = elector.ballot
    lock(ballot)
    _hands_out(ballot, by, at)
    changed = Elector.objects.filter(pk=elector.pk, took_paper=True).update(
        took_paper=False, in_writing=False
    )
    if changed:
        tell(ballot, "take_back", by, at, elector.organisation.current_short_name)


@transaction.atomic
def count_paper(
    ballot: Ballot,
    *,
    returned: int,
    spoilt: int,
    blank: int,
    agreeing: Mapping[int, int],
    by: User,
    at: datetime | None = None,
) -> None:
    """What lay in the box, as sums; `agreeing` by the order of the option. On paper alone, it is the result.

    Raises ValidationError by field where the sums cannot be, Refused where too few ballots came back.
    """
    at = at or timezone.now()
    lock(ballot)
    on_board(ballot, by)
    unless(ballot.has_paper, _("This ballot has no paper ballots.")).or_refuse()
    if ballot.status == Status.COUNTED and _same(ballot, returned, spoilt, blank):
        return  # sent twice
    unless(ballot.status == Status.CLOSED, _("The votes are counted after the ballot is closed.")).or_refuse()
    unless(
        not any(row.handed_in for row in ballot.board.all()),
        _("The count of the urn has begun: the paper ballots stay as they were counted."),
    ).or_refuse()
    options = list(ballot.options.all())
    box = rules.Box(returned, spoilt, blank, tuple(agreeing[option.order] for option in options))
    electors = list(ballot.electors.all())
    handed_out = sum(elector.took_paper for elector in electors)
    if faults := rules.faults_of(box, handed_out=handed_out, seats=ballot.seats):
        raise ValidationError({name: str(reason) for name, reason in faults.items()})
    rules.enough(
        sum(bool(elector.way) for elector in electors) + returned,
        electors=len(electors),
        of=ballot.quorum_of,
        in_=ballot.quorum_in,
    ).or_refuse()
    kept = sealing.keep_sums(box.agreeing, bytes(ballot.salt))
    counted = {"returned": returned, "spoilt": spoilt, "blank": blank, "agreeing": kept}
    PaperCount.objects.update_or_create(ballot=ballot, defaults=counted)
    tell(ballot, "count_paper", by, at)
    if ballot.mode == Mode.PAPER:
        settle(ballot, [], by, at, box)


@transaction.atomic
def raise_hands(ballot: Ballot, told: Mapping[int, str], *, by: User, at: datetime | None = None) -> None:
    """By key of the elector its marks, a letter for each option; empty for who is not there."""
    at = at or timezone.now()
    lock(ballot)
    leads(ballot.season, by, at)
    unless(ballot.mode == Mode.HANDS, _("This vote is not taken by show of hands.")).or_refuse()
    unless(ballot.status == Status.OPEN, _("This ballot is not open.")).or_refuse()
    options = ballot.options.count()
    for elector in ballot.electors.filter(pk__in=told).select_related("organisation"):
        marks = told[elector.pk]
        unless(
            not marks or rules.fits(marks, options, ballot.seats),
            _("%(name)s: more names are agreed with than there are seats.")
            % {"name": elector.organisation.current_short_name},
        ).or_refuse()
        elector.way, elector.answers = (Way.HANDS, marks) if marks else (Way.NONE, None)
        elector.save(update_fields=["way", "answers"])
    tell(ballot, "raise_hands", by, at)


def settle(ballot: Ballot, votes: list[str], by: User, at: datetime, box: rules.Box | None = None) -> None:
    """The result, from all votes and the box. What each option got on paper alone is forgotten."""
    options = list(ballot.options.all())
    totals = rules.count(votes, options=len(options), seats=ballot.seats, box=box)
    PaperCount.objects.filter(ballot=ballot).update(agreeing=b"")
    ballot.valid, ballot.blank_votes, ballot.invalid = totals.valid, totals.blank, totals.invalid
    base = rules.base_of(ballot.base, electors=ballot.electors.count(), cast=totals.cast, valid=totals.valid)
    passing, standings = set(), []
    for option, agreeing, disagreeing in zip(options, totals.agreeing, totals.disagreeing, strict=True):
        option.agreeing, option.disagreeing = agreeing, disagreeing
        if rules.passes(agreeing, base, ballot.pass_of, ballot.pass_in, more_than=ballot.more_than):
            passing.add(option.order)
        standings.append(rules.standing_of(option, ballot))
    outcomes = rules.elected(standings, passing=passing, seats=ballot.seats)
    for option in options:
        option.outcome = outcomes[option.order]
        option.save(update_fields=["agreeing", "disagreeing", "outcome"])
    ballot.urn = b""
    step(ballot, "count", Status.COUNTED, by, at, "urn", "bulletin", "valid", "blank_votes", "invalid")


def _box(counted: PaperCount, salt: bytes) -> rules.Box:
    """Raises Broken where what is stored was altered."""
    agreeing = sealing.kept_sums(bytes(counted.agreeing), salt)
    return rules.Box(counted.returned, counted.spoilt, counted.blank, agreeing)


def _same(ballot: Ballot, *sums: int) -> bool:
    kept = PaperCount.objects.filter(ballot=ballot).values_list("returned", "spoilt", "blank").first()
    return kept == sums


def _hands_out(ballot: Ballot, by: User, at: datetime) -> None:
    if not ballot.board.filter(user=by).exists():
        someone = people.person(by, on=timezone.localdate(at))
        unless(Seat.LEADER_HEAD in people.seats(someone, ballot.season), rules.WHO["hand_out"]).or_refuse()
    unless(ballot.has_paper, _("This ballot has no paper ballots.")).or_refuse()
    unless(ballot.status == Status.OPEN, _("This ballot is not open.")).or_refuse()
