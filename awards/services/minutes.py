"""Minutes get their number and are kept, and are put before their signers. Call as minutes.keep(…)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.council_papers import SYMBOL, issuer
from blocs.documents.common import SAFE_PROFILE, profile_of
from blocs.models import Province, Season
from blocs.selectors import signers
from blocs.services import paper_signing
from documents.content import Document
from documents.models import FormatProfile, Paper
from documents.services import papers as archive
from documents.services.signing import Party
from emulation.models import User
from emulation.verdicts import Refused


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose number the minutes take."""

    key: str
    name: str
    symbol: str
    profile: FormatProfile


def of_bloc(season: Season, *, on: date) -> Issuer:
    """A bloc has no number of its own: its leader's is taken (law §3.3)."""
    members = signers.members_of(season, on=season.within(on))
    leader = next((member for member in members if member.leads), None)
    if leader is None:
        raise Refused(_("The bloc leader issues the paper; name the leader first."))
    organisation = leader.organisation
    return Issuer(f"organisation:{organisation.pk}", leader.name, organisation.symbol, profile_of(members))


def of_council(province: Province) -> Issuer:
    profile = FormatProfile.objects.get(pk=SAFE_PROFILE)
    return Issuer(f"council:{province.pk}", issuer(province), SYMBOL, profile)


def keep(
    build: Callable[[archive.Taken], Document],
    issued_by: Issuer,
    *,
    kind: str,
    subject: str,
    by: User,
    at: datetime,
    parties: Sequence[Party] = (),
) -> Paper:
    """With parties the paper is signed here by each of them; without, it is printed and signed in ink."""
    given: dict[str, Any] = {
        "issuer_key": issued_by.key,
        "issuer_name": issued_by.name,
        "issuer_symbol": issued_by.symbol,
        "profile": issued_by.profile,
        "kind": kind,
        "symbol": "BB",
        "year": timezone.localdate(at).year,
        "subject": subject,
    }
    if parties:
        return paper_signing.ask(build, parties, by=by, at=at, **given).paper
    return archive.issue(build, by=by, at=at, **given)
