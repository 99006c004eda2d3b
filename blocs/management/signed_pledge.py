"""A pledge signed by all its members, for the demo: real keys, real signatures, through the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from blocs.models import Season
from blocs.rules import pledging
from blocs.selectors.signing import KEY
from blocs.services import certificates as administration
from blocs.services import pledges, signing
from documents.models import SignatureRequest
from documents.services import certificates
from emulation.models import User

DECISION = "Quyết định minh họa"


def make(
    season: Season,
    *,
    heads: Sequence[User],
    officer: User,
    administrator: User,
    text: dict[str, Any],
    pin: str,
    at: datetime,
) -> SignatureRequest:
    """The first of the heads leads the bloc. The paper bears the day `at`, the signatures the true time."""
    pledge = pledges.start(season, by=officer, at=at)
    opening = text["opening"].replace("2024", str(season.year))
    seen = pledging.fingerprint(pledge.opening)
    pledges.lines.edit_opening(pledge, opening=opening, seen=seen, by=officer, at=at)
    for section, words in text["items"]:
        pledges.lines.add_item(pledge, section=section, text=words, by=officer, at=at)
    owners = {row.organisation.code: row.organisation for row in season.memberships.in_order()}
    for words, unit, comparison, value, owner in text["targets"]:
        pledges.lines.add_target(
            pledge,
            text=words,
            unit=unit,
            comparison=comparison,
            value=Decimal(value),
            owner=owners.get(owner),
            data_source=text["source"],
            by=officer,
            at=at,
        )
    pledges.open_for_comments(pledge, by=officer, at=at)
    pledges.agree(pledge, by=heads[0], at=at)
    for head in heads:
        enrolment = administration.approve(head, decision=DECISION, by=administrator)
        certificates.enrol(enrolment, pin=pin, by=head)
    request = signing.begin(pledge, by=heads[0], at=at)
    members = {row.organisation_id: row.organisation for row in season.memberships.in_order()}
    for signer in request.signers.select_related("user"):
        member = members[int(signer.party.removeprefix(KEY))]
        signing.sign(pledge, signer, member, by=signer.user, pin=pin, seen=request.paper.content_hash)
    return request
