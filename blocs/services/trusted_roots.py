"""What an administrator does about other authorities. Call as trusted_roots.believe(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.rules.rights import Act, may
from blocs.selectors import people
from documents.models import TrustedRoot
from documents.services import authority
from documents.services.trusted import Found
from emulation.models import User


@transaction.atomic
def believe(found: Found, *, name: str, use: str, by: User) -> TrustedRoot:
    """From now on; a root that is there already gets its new name, authorities and list."""
    _may(by)
    return authority.believe(
        name,
        found.root,
        use=use,
        between=found.between,
        revocation_list=found.revocation_list,
        by=by,
    )


@transaction.atomic
def retire(root: TrustedRoot, *, reason: str, by: User, at: datetime | None = None) -> None:
    """No signature of it is taken any more; what was taken stays believed."""
    _may(by)
    authority.retire(root, reason=reason, by=by, at=at)


def _may(by: User) -> None:
    may(Act.MANAGE_TRUST, people.all_seats(people.person(by, on=timezone.localdate()))).or_refuse()
