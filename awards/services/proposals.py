"""Everything that changes a proposal, from its list to its appraisal. Call as proposals.send(…)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Proposal, ProposalEvent
from awards.rules import proposing
from awards.rules.rights import Act, may
from awards.selectors import conflicts, rules
from awards.selectors import proposals as reading
from awards.services import nominations
from blocs.models import Organisation, Season
from blocs.rules.rights import Seat
from blocs.selectors import people
from blocs.services import kept_files, webhooks
from emulation import sent_kinds, viruses
from emulation.models import User
from emulation.verdicts import unless

State = Proposal.State
FOREIGN = ["province", "season", "proposer", "rule_set", "paper"]


@transaction.atomic
def begin(
    proposer: Organisation,
    *,
    by: User,
    season: Season | None = None,
    year: int | None = None,
    at: datetime | None = None,
) -> Proposal:
    """The bloc's in a season, by its leader; otherwise the organisation's own. One not sent yet is reused."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    Organisation.objects.select_for_update(no_key=True).get(pk=proposer.pk)
    for_year = season.year if season else year or day.year
    proposal = Proposal(province=proposer.province, season=season, proposer=proposer, year=for_year)
    may(Act.PREPARE_PROPOSAL, _seats(proposal, by=by, at=at)).or_refuse()
    same = Proposal.objects.filter(season=season, year=for_year, state=State.DRAFT)
    if season is None:
        same = same.filter(proposer=proposer)
    if (kept := same.first()) is not None:
        return kept
    proposal.full_clean(exclude=FOREIGN)
    proposal.save()
    tell(proposal, "begin", by=by, at=at, went_to=proposal.state)
    return proposal


@transaction.atomic
def edit(
    proposal: Proposal,
    *,
    addressees: str,
    grounds: str,
    opening: str,
    by: User,
    at: datetime | None = None,
) -> None:
    at = at or timezone.now()
    _writing(proposal, by=by, at=at)
    proposal.addressees, proposal.grounds, proposal.opening = addressees, grounds, opening
    proposal.full_clean(exclude=FOREIGN)
    proposal.save(update_fields=["addressees", "grounds", "opening"])
    tell(proposal, "edit", by=by, at=at)


@transaction.atomic
def put_on_list(
    proposal: Proposal, chosen: Iterable[Nomination], *, by: User, at: datetime | None = None
) -> None:
    """Add nominees at the end of the list, in the order given; those that stand on it stay where they are."""
    at = at or timezone.now()
    _writing(proposal, by=by, at=at)
    possible = {row.pk for row in reading.can_be_listed(proposal)}
    listed = reading.listed(proposal)
    place = max((row.place for row in listed), default=0)
    there = {row.pk for row in listed}
    for nomination in chosen:
        if nomination.pk in there:
            continue
        unless(
            nomination.pk in possible,
            _("%(name)s cannot be put on this list.") % {"name": nomination},
        ).or_refuse()
        place += 1
        nomination.proposal, nomination.place = proposal, place
        nomination.save(update_fields=["proposal", "place"])
    tell(proposal, "list", by=by, at=at)


@transaction.atomic
def take_off_list(nomination: Nomination, *, by: User, at: datetime | None = None) -> None:
    at = at or timezone.now()
    proposal = nomination.proposal
    if proposal is None:
        return
    _writing(proposal, by=by, at=at)
    unless(
        proposal.state == State.DRAFT, _("What was sent once keeps its place; withdraw the nomination.")
    ).or_refuse()
    nomination.proposal, nomination.place = None, 0
    nomination.save(update_fields=["proposal", "place"])
    tell(proposal, "list", by=by, at=at, note=str(nomination))


@transaction.atomic
def send(
    proposal: Proposal,
    *,
    way: str,
    by: User,
    on: date | None = None,
    note: str = "",
    proof: tuple[str, bytes] | None = None,
    at: datetime | None = None,
) -> None:
    """Mark as sent, with a proof where it went another way than on this site."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    if proof is not None:
        viruses.refuse_infected(proof[1])
    lock(proposal)
    if proposal.state == State.SENT:
        may(Act.PREPARE_PROPOSAL, _seats(proposal, by=by, at=at)).or_refuse()
        return
    _can("send", proposal, by=by, at=at)
    on = on or day
    unless(on <= day, _("It cannot have been sent in the future.")).or_refuse()
    reading.can_be_sent(proposal, on=day).or_refuse()
    proposal.sent_on, proposal.sent_by, proposal.sent_note = on, way, note
    proposal.returned_because, proposal.supplement_due = "", None
    if proof is not None:
        _keep_proof(proposal, *proof)
    proposal.full_clean(exclude=[*FOREIGN, "proof"])
    proposal.save()
    for nomination in reading.listed(proposal):
        if nomination.state in reading.SENDABLE:
            nominations.follow("propose", nomination, by=by, at=at)
    _told(proposal, _take("send", proposal, by=by, at=at, note=note))


@transaction.atomic
def receive(
    proposal: Proposal, *, by: User, on: date | None = None, note: str = "", at: datetime | None = None
) -> None:
    """The day of the receipt fixes the rules; whoever is on hold that day is held back, the rest goes on."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    lock(proposal)
    if proposal.state == State.RECEIVED:
        may(Act.APPRAISE, _seats(proposal, by=by, at=at)).or_refuse()
        return
    _can("receive", proposal, by=by, at=at)
    on = on or day
    assert proposal.sent_on is not None
    unless(
        proposal.sent_on <= on <= day, _("The day of receipt lies between the day of sending and today.")
    ).or_refuse()
    proposal.rule_set = rules.rule_set_on(on)
    unless(
        proposal.rule_set is not None,
        _("No rules of awards hold on %(day)s; the standing agency enters them first.")
        % {"day": f"{on:%d/%m/%Y}"},
    ).or_refuse()
    proposal.received_on = on
    proposal.save(update_fields=["received_on", "rule_set"])
    for nomination in reading.listed(proposal):
        if nomination.state == Nomination.State.PROPOSED:
            nominations.freeze(nomination, on=on, blocking=False)
            nominations.follow("receive", nomination, by=by, at=at)
            stands = nominations.clear(nomination, day)
            if not stands:
                reason = " ".join(str(each) for each in stands.reasons)
                nominations.follow("hold", nomination, by=by, at=at, reason=reason[:500])
    quota = conflicts.quota(proposal, proposal.rule_set)
    names_flags = proposal.nominations.filter(award__code=conflicts.GOVERNMENT_FLAG).exists()
    if quota and quota.is_exceeded and names_flags:
        note = f"{note} {quota.words}".strip()
    _take("receive", proposal, by=by, at=at, note=note)


@transaction.atomic
def give_back(
    proposal: Proposal, *, because: str, due: date | None, by: User, at: datetime | None = None
) -> None:
    """Returned for supplement: dossiers can be written again, and it is sent anew."""
    at = at or timezone.now()
    lock(proposal)
    _can("return", proposal, by=by, at=at)
    unless(bool(because.strip()), _("Say what is missing.")).or_refuse()
    proposal.returned_because, proposal.supplement_due = because.strip(), due
    proposal.save(update_fields=["returned_because", "supplement_due"])
    for nomination in reading.listed(proposal):
        if nomination.state in reading.UNDER_WAY:
            nominations.follow("return", nomination, by=by, at=at, reason=because[:500])
    _take("return", proposal, by=by, at=at, note=because)


@transaction.atomic
def appraise(proposal: Proposal, *, by: User, note: str = "", at: datetime | None = None) -> None:
    """The appraisal of the whole proposal is closed; it can go to the council."""
    at = at or timezone.now()
    lock(proposal)
    if proposal.state == State.APPRAISED:
        may(Act.APPRAISE, _seats(proposal, by=by, at=at)).or_refuse()
        return
    _can("appraise", proposal, by=by, at=at)
    reading.is_appraised(proposal).or_refuse()
    _take("appraise", proposal, by=by, at=at, note=note)


def _keep_proof(proposal: Proposal, name: str, content: bytes) -> None:
    unless(bool(content), _("The file is empty.")).or_refuse()
    unless(len(content) <= kept_files.LARGEST, kept_files.too_large(len(content))).or_refuse()
    kind = sent_kinds.of(content)
    proposal.proof_hash = kept_files.digest(content)
    proposal.proof_name, proposal.proof_type = kept_files.clean_name(name, kind), kind.media_type
    proposal.proof.save(proposal.proof_name, ContentFile(content), save=False)


def _writing(proposal: Proposal, *, by: User, at: datetime) -> None:
    lock(proposal)
    seats = _seats(proposal, by=by, at=at)
    proposing.can_write(state=proposal.state, seats=seats).or_refuse()


def _can(name: str, proposal: Proposal, *, by: User, at: datetime) -> None:
    proposing.can_step(name, state=proposal.state, seats=_seats(proposal, by=by, at=at)).or_refuse()


def _seats(proposal: Proposal, *, by: User, at: datetime) -> frozenset[Seat]:
    return reading.seats(people.person(by, on=timezone.localdate(at)), proposal)


def _take(name: str, proposal: Proposal, *, by: User, at: datetime, note: str = "") -> ProposalEvent:
    came_from, proposal.state = proposal.state, proposing.STEPS[name].target
    proposal.save(update_fields=["state"])
    return tell(proposal, name, by=by, at=at, note=note, came_from=came_from, went_to=proposal.state)


def _told(proposal: Proposal, line: ProposalEvent) -> None:
    """At the address of its season or, of one that proposes on its own, of the organisation."""
    season = proposal.season
    path = (
        reverse("interface:season-detail", args=[season.bloc.code, season.year])
        if season
        else reverse("interface:organisation-detail", args=[proposal.proposer.code])
    )
    webhooks.tell("submitted", proposal, line, province=proposal.province_id, path=path)


def lock(proposal: Proposal) -> None:
    # Two people may press at once: read again, and hold the row.
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update(no_key=True))


def tell(
    proposal: Proposal,
    step: str,
    *,
    by: User,
    at: datetime,
    note: str = "",
    came_from: str = "",
    went_to: str = "",
) -> ProposalEvent:
    proposal.revision += 1
    proposal.save(update_fields=["revision"])
    return proposal.events.create(actor=by, step=step, came_from=came_from, went_to=went_to, note=note, at=at)
