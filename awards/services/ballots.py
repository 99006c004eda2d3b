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
from awards.models import Ballot, BoardMember, Elector, Option, PaperCount
from awards.rules import ballots as rules
from awards.selectors import ballot_rules as reading
from awards.selectors import ballots as balloting
from awards.selectors import tie_breaks
from awards.services import tallying
from awards.services.ballot_steps import leads, lock, on_board, step, tell
from blocs.models import Mandate, Membership, Organisation, Season
from emulation.models import User
from emulation.verdicts import Refused, unless

Status, Mode, Way = Ballot.Status, Ballot.Mode, Elector.Way
SHORTEST_PHRASE = 12
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
    leads(season, by, at)
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
    unless(
        len(set(board)) == (sealing.SHARES if ballot.is_secret else len(board)),
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
    tell(ballot, "prepare", by, at)
    return ballot


@sensitive_variables("phrase")
@transaction.atomic
def take_key(ballot: Ballot, *, phrase: str, by: User, at: datetime | None = None) -> None:
    """A board member chooses the phrase that opens their share; only its public half is stored."""
    lock(ballot)
    member = on_board(ballot, by)
    unless(ballot.status == Status.PREPARED, _("The ballot was opened already.")).or_refuse()
    unless(len(phrase) >= SHORTEST_PHRASE, _("A pass phrase has at least 12 characters.")).or_refuse()
    member.salt = sealing.new_salt()
    member.public_key = sealing.public_of(phrase, member.salt)
    member.save(update_fields=["salt", "public_key"])
    tell(ballot, "take_key", by, at)


@transaction.atomic
def open_voting(ballot: Ballot, *, by: User, at: datetime | None = None) -> None:
    """Freeze the roll and what breaks ties, make the key of the ballot, and share it among the board."""
    at = at or timezone.now()
    lock(ballot)
    leads(ballot.season, by, at)
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
        sealed=ballot.is_sealed,
    ).or_refuse()
    stopped = balloting.stopped(ballot, on=on)
    if stopped:
        raise Refused(*(balloting.STOPPED[why] % {"name": option} for option, why in stopped))
    if ballot.is_sealed:
        public, shares = sealing.make_shared_key(
            ballot.keys_needed, [bytes(member.public_key) for member in board]
        )
        ballot.public_key = public
        for member, share in zip(board, shares, strict=True):
            member.share = share
            member.save(update_fields=["share"])
    _tell_tie_breaks(ballot)
    Elector.objects.bulk_create(
        Elector(ballot=ballot, organisation_id=organisation) for organisation in sorted(electors)
    )
    step(ballot, "open", Status.OPEN, by, at, "public_key")


def _tell_tie_breaks(ballot: Ballot) -> None:
    """Before anybody votes, so that no figure is looked for once the votes are known."""
    options = list(ballot.options.all())
    facts = tie_breaks.of(ballot, options)
    for option in options:
        known = facts[option.pk]
        option.women_percent = known.women_percent if ballot.women_percent is not None else None
        option.score = known.score if ballot.score_breaks_ties else None
    Option.objects.bulk_update(options, ["women_percent", "score"])


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
    lock(ballot)
    elector = Elector.objects.filter(ballot=ballot, organisation=organisation).first()
    if elector is not None and elector.way == Way.HERE and _lies_there(ballot, receipt):
        return
    chosen = set(agreed or ())
    on = timezone.localdate(at or timezone.now())
    heads = Mandate.objects.on(on).filter(user=by, organisation=organisation, role=Mandate.Role.HEAD)
    rules.can_vote(
        status=ballot.status,
        is_here=ballot.mode in (Mode.SECRET, Mode.MIXED, Mode.OPEN),
        is_elector=elector is not None,
        is_head=heads.exists(),
        has_voted=elector is not None and elector.way != Way.NONE,
        took_paper=elector is not None and elector.took_paper,
        chosen=len(chosen),
        seats=ballot.seats,
    ).or_refuse()
    assert elector is not None
    options = {option.order: option for option in ballot.options.all()}
    unless(chosen <= set(options), _("The ballot paper was altered; it was not cast.")).or_refuse()
    if not ballot.self_vote:
        own = any(options[order].organisation_id == organisation.pk for order in chosen)
        unless(not own, _("A member does not vote for itself in this ballot.")).or_refuse()
    marks = (
        ""
        if agreed is None
        else "".join(rules.AGREE if order in chosen else rules.DISAGREE for order in options)
    )
    if ballot.is_secret:
        record = sealing.seal(json.dumps([receipt, marks]).encode(), bytes(ballot.public_key))
        ballot.urn = sealing.put(bytes(ballot.urn), record, receipt=receipt, salt=bytes(ballot.salt))
        ballot.save(update_fields=["urn"])
    else:
        elector.answers = marks
    elector.way = Way.HERE
    elector.save(update_fields=["way", "answers"])


@transaction.atomic
def close(ballot: Ballot, *, by: User, at: datetime | None = None) -> None:
    """No vote comes in any more. What has names is counted at once, what is secret by the board."""
    at = at or timezone.now()
    lock(ballot)
    leads(ballot.season, by, at)
    electors = list(ballot.electors.all())
    rules.can_close(
        status=ballot.status,
        cast=sum(elector.took_part for elector in electors),
        electors=len(electors),
        of=ballot.quorum_of,
        in_=ballot.quorum_in,
    ).or_refuse()
    step(ballot, "close", Status.CLOSED, by, at)
    if not ballot.is_secret:
        tallying.settle(ballot, [str(elector.answers) for elector in electors if elector.way], by, at)


@transaction.atomic
def void(ballot: Ballot, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Below the quorum, a share lost, a wrong question: nothing is counted, and the votes are destroyed."""
    at = at or timezone.now()
    lock(ballot)
    leads(ballot.season, by, at)
    unless(
        ballot.status in (Status.PREPARED, Status.OPEN, Status.CLOSED), _("A counted ballot stays as it is.")
    ).or_refuse()
    unless(bool(reason.strip()), _("Say why the ballot is void.")).or_refuse()
    ballot.void_reason, ballot.urn = reason.strip(), b""
    ballot.board.update(share=b"", handed_in=b"")
    PaperCount.objects.filter(ballot=ballot).update(agreeing=b"")
    step(ballot, "void", Status.VOID, by, at, "void_reason", "urn", note=ballot.void_reason)


@transaction.atomic
def repeat(ballot: Ballot, *, by: User, at: datetime | None = None) -> Ballot:
    """A void ballot again with all its names; after a tie once more among those tied, for the seats left."""
    lock(ballot)
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


def _lies_there(ballot: Ballot, receipt: str) -> bool:
    return ballot.status == Status.OPEN and sealing.holds(
        bytes(ballot.urn), receipt=receipt, salt=bytes(ballot.salt)
    )
