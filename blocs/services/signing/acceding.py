"""A member that joined after the pledge was signed: an annex, signed by its head and the leader's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs import documents as kinds
from blocs.models import Membership, Pledge
from blocs.rules import accession
from blocs.selectors import accessions as reading
from blocs.selectors import signers
from blocs.selectors.papers import own_fields_in, subject
from blocs.services import paper_signing
from blocs.services.pledges.common import seats_of
from blocs.services.pledges.steps import lock_with_season
from blocs.services.signing.common import key_of
from documents.content import Document
from documents.models import Paper, SignatureRequest, Signer
from documents.services import papers as archive
from emulation.models import User
from emulation.verdicts import Refused

SYMBOL = "PL"


@transaction.atomic
def accede(pledge: Pledge, membership: Membership, *, by: User, at: datetime | None = None) -> Paper:
    """Issue the annex and ask both to sign: the new member first. The pledge is not touched.

    Pressed twice, it hands out the annex that is there.
    """
    at = at or timezone.now()
    lock_with_season(pledge)
    season, day = pledge.season, timezone.localdate(at)
    if pledge.paper is None:
        raise Refused(_("The pledge is not in force."))
    annex = reading.annex_of(pledge, membership)
    if annex is not None and annex.issued_by_id == by.pk:
        return annex
    seats = seats_of(by, pledge, at)
    accession.can_accede(seats, status=pledge.status, has_annex=annex is not None).or_refuse()

    on = season.within(day)
    members = signers.members_of(season, on=on)
    profile = kinds.profile_of(members)
    signing = [row for row in members if row.leads or row.organisation.pk == membership.organisation_id]
    parties = [
        paper_signing.head(
            row.organisation,
            slot=signers.party(row, profile.format()).slot,
            style=profile.format(),
            on=day,
            role=Signer.Role.LEADER if row.leads else Signer.Role.MEMBER,
        )
        for row in signing
    ]
    leader = next((row for row in signing if row.leads), None)
    if leader is None or len(signing) != 2:
        raise Refused(_("The bloc leader and the new member have to belong to the bloc today."))
    in_force = pledge.paper

    def build(taken: archive.Taken) -> Document:
        return kinds.accession(
            season, membership, in_force, on=on, day=day, number=taken.number_text, code=taken.code
        )

    request = paper_signing.ask(
        build,
        parties,
        by=by,
        order=SignatureRequest.Order.LEADER_LAST,
        own_fields=own_fields_in(season),
        at=at,
        issuer_key=key_of(leader.organisation),
        issuer_name=leader.name,
        issuer_symbol=leader.organisation.symbol,
        profile=profile,
        kind=reading.KIND,
        symbol=SYMBOL,
        year=day.year,
        subject=subject(reading.KIND, season),
        supplements=in_force,
    )
    season.events.create(actor=by, step="issue_accession", note=request.paper.number_text, at=at)
    return request.paper


@transaction.atomic
def stop_accession(
    pledge: Pledge, membership: Membership, *, reason: str, by: User, at: datetime | None = None
) -> None:
    """The annex is void and says why; a new one, with the heads of that day, can be signed at once."""
    at = at or timezone.now()
    lock_with_season(pledge)
    annex = reading.annex_of(pledge, membership) if pledge.paper is not None else None
    being_signed = reading.is_being_signed(annex)
    accession.can_stop(seats_of(by, pledge, at), being_signed=being_signed).or_refuse()
    assert annex is not None
    paper_signing.stop(SignatureRequest.objects.get(paper=annex), reason=reason, by=by, at=at)
    pledge.season.events.create(actor=by, step="stop_accession", note=annex.number_text, at=at)
