"""Opening: the settled text becomes a paper with a room for each head, which nobody changes any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.models import Pledge
from blocs.rules import pledging
from blocs.rules.issuing import PLEDGE
from blocs.selectors import signers
from blocs.selectors.signers import Member
from blocs.services import papers
from blocs.services.pledges.common import lock, seats_of
from blocs.services.pledges.steps import came_by, facts, lock_with_season
from blocs.services.signing import amending, letters
from blocs.services.signing.common import end_of, key_of
from documents.content import Format
from documents.models import SignatureRequest, Signer
from documents.services import signing as machinery
from emulation.models import User
from emulation.verdicts import Refused


@transaction.atomic
def begin(
    pledge: Pledge,
    *,
    by: User,
    order: str = SignatureRequest.Order.ANY,
    until: date | None = None,
    own_fields: bool = False,
    at: datetime | None = None,
) -> SignatureRequest:
    """Issue the paper, freeze it with a room for each member's head, and ask the first ones to sign."""
    at = at or timezone.now()
    lock_with_season(pledge)
    if pledge.status == Pledge.Status.SIGNING and came_by("open_signing", pledge, by):
        return SignatureRequest.objects.get(paper=pledge.paper_id)  # the button was pressed twice
    seats = seats_of(by, pledge, at)
    pledging.can_step("open_signing", status=pledge.status, seats=seats, facts=facts(pledge)).or_refuse()
    papers.reads_as_settled(pledge.season).or_refuse()

    day = timezone.localdate(at)
    on = pledge.season.within(day)
    members = signers.members_of(pledge.season, on=on, signing=day)
    _all_have_heads(members, day)
    given = papers.to_issue(PLEDGE, pledge.season, members, on=on, at=at)
    request = machinery.open_request(
        parties=[
            *(_party(member, given["profile"].format()) for member in members),
            *_witnesses(pledge, members),
        ],
        by=by,
        order=order,
        own_fields=own_fields,
        deadline=end_of(until) if until else None,
        replaces=amending.paper_in_force(pledge),
        at=at,
        **given,
    )
    _keep(pledge, request, by=by, at=at)
    machinery.start(request, by=by, at=at)
    letters.ask(request, request.signers.filter(state=Signer.State.INVITED))
    return request


def _keep(pledge: Pledge, request: SignatureRequest, *, by: User, at: datetime) -> None:
    lock(pledge)
    came_from, pledge.status = pledge.status, pledging.STEPS["open_signing"].target
    pledge.paper = request.paper
    pledge.save(update_fields=["status", "paper"])
    pledge.events.create(actor=by, step="open_signing", came_from=came_from, went_to=pledge.status, at=at)
    pledge.season.events.create(actor=by, step=f"issue_{PLEDGE}", note=request.paper.number_text, at=at)


def _all_have_heads(members: Iterable[Member], day: date) -> None:
    without = [
        member.organisation.short_name_on(day)
        for member in members
        if member.head is None or not member.head.covers(day)
    ]
    if without:
        told = ngettext(
            "Nobody holds the mandate as head of %(names)s today. An administrator gives it first; or issue "
            "the pledge under “Papers” and have it signed by hand.",
            "Nobody holds the mandate as head of these members today: %(names)s. An administrator gives them "
            "first; or issue the pledge under “Papers” and have it signed by hand.",
            len(without),
        )
        raise Refused(told % {"names": ", ".join(without)})


def _witnesses(pledge: Pledge, members: Iterable[Member]) -> Iterable[machinery.Party]:
    """Those who sign online; the others sign by hand."""
    heads = {member.head.user_id for member in members if member.head is not None}
    for witness in pledge.witnesses.filter(user__isnull=False).select_related("user"):
        assert witness.user is not None
        if witness.user_id in heads or not witness.user.is_active:
            told = _(
                "%(name)s cannot be a witness: the account signs for a member, or is closed. Take this "
                "witness off the pledge first."
            )
            raise Refused(told % {"name": witness.user.full_name})
        yield machinery.Party(
            slot=witness.slot,
            user=witness.user,
            name=witness.name,
            organisation=witness.organisation,
            title=witness.title,
            role=Signer.Role.WITNESS,
        )


def _party(member: Member, style: Format) -> machinery.Party:
    printed = signers.party(member, style)
    assert member.head is not None
    return machinery.Party(
        slot=printed.slot,
        user=member.head.user,
        name=printed.name,
        organisation=member.name,
        title=signers.position(member.head, style),
        role=Signer.Role.LEADER if member.leads else Signer.Role.MEMBER,
        key=key_of(member.organisation),
    )
