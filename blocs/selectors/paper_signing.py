"""Papers of any kind that wait for a signature, and who may give it."""

from __future__ import annotations

from datetime import date

from blocs.models import Mandate, Organisation
from blocs.rules import pledge_signing
from blocs.rules.issuing import PLEDGE
from blocs.selectors import signers
from blocs.selectors.signing import KEY
from documents.models import Signer
from emulation.models import User
from emulation.verdicts import Verdict


def place_of(user: User, code: str) -> Signer | None:
    """Where this person signs on the paper with this code; one query."""
    places = (
        Signer.objects.filter(user=user, request__paper__code=code)
        .beside_parties_of(PLEDGE)
        .select_related("request__paper__profile", "request__head", "user")
    )
    rows = list(places)
    waiting = [row for row in rows if row.state in (Signer.State.INVITED, Signer.State.VIEWED)]
    return next(iter(waiting or rows), None)


def waiting_for(user: User) -> list[Signer]:
    """One query, for the list of what waits."""
    found = Signer.objects.waiting().beside_parties_of(PLEDGE).filter(user=user)
    return list(found.select_related("request__paper").order_by("request__opened_at", "pk"))


def organisation_of(signer: Signer) -> Organisation | None:
    if not signer.party.startswith(KEY):
        return None
    return Organisation.objects.get(pk=int(signer.party.removeprefix(KEY)))


def verdict_of_mandate(signer: Signer, user: User, *, on: date) -> Verdict:
    """May this person still sign for the organisation? Who signs for none needs no mandate."""
    organisation = organisation_of(signer)
    if organisation is None:
        return Verdict()
    style = signer.request.paper.profile.format()
    mandates = Mandate.objects.filter(
        user=user, organisation=organisation, role=Mandate.Role.HEAD, user__is_active=True
    )
    held = [
        pledge_signing.Held(signers.position(mandate, style), mandate.starts, mandate.ends)
        for mandate in mandates
    ]
    return pledge_signing.may_sign(
        held,
        on=on,
        printed=signer.title,
        member=organisation.short_name_on(on),
        is_member=True,
        acting=bool(signer.acting),
    )
