"""What an administrator does about somebody's certificate. Call as certificates.approve(…).

The person makes the key with a PIN of their own; see documents.services.certificates.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate
from blocs.rules.mandates import not_oneself
from blocs.services import accounts
from documents.models import Certificate, Enrolment
from documents.services import certificates
from emulation.models import User
from emulation.verdicts import unless

# Heads sign for their organisations, agency and council as witnesses; officers sign minutes as secretary or
# on a tally board. The first that one holds stands in the certificate.
SIGNING: list[str] = [
    Mandate.Role.HEAD,
    Mandate.Role.STANDING,
    Mandate.Role.COUNCIL_MEMBER,
    Mandate.Role.COUNCIL_SECRETARY,
    Mandate.Role.OFFICER,
]


@transaction.atomic
def approve(user: User, *, decision: str, by: User, at: datetime | None = None) -> Enrolment:
    """The administrator has seen the paper that names this person, who may now make a key."""
    at = at or timezone.now()
    province = accounts.begin(user, by, at)
    not_oneself(user == by).or_refuse()
    day = timezone.localdate(at)
    held = Mandate.objects.on(day).filter(user=user, role__in=SIGNING, organisation__province=province)
    mandates = list(held.select_related("organisation").order_by("pk"))
    mandate = min(mandates, key=lambda row: SIGNING.index(row.role), default=None)
    unless(
        mandate is not None,
        _("Heads, officers, the standing agency and the council sign papers. Give such a mandate first."),
    ).or_refuse()
    assert mandate is not None
    enrolment = certificates.approve(
        user,
        organisation=mandate.organisation.name_on(day),
        title=mandate.title,
        decision=decision,
        by=by,
        at=at,
    )
    user.account_changes.create(
        province=province, actor=by, step="certificate_approved", note=enrolment.decision, at=at
    )
    return enrolment


@transaction.atomic
def revoke(user: User, *, reason: str, note: str, by: User, at: datetime | None = None) -> None:
    """Nothing is signed with it from now on; what was sealed before stays good."""
    at = at or timezone.now()
    province = accounts.begin(user, by, at)
    for certificate in Certificate.objects.usable(at).filter(user=user):
        certificates.revoke(certificate, reason=reason, note=note, by=by, at=at)
        user.account_changes.create(province=province, actor=by, step="certificate_revoked", note=note, at=at)
