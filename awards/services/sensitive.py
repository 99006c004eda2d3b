"""Who read what only those who appraise may see. Call as sensitive.holds_were_read(…)."""

from __future__ import annotations

from awards.models import Recipient, RecipientEvent
from awards.selectors.log_sources import READ_HOLDS
from blocs.services import log
from emulation.models import User


def holds_were_read(recipient: Recipient, *, by: User) -> None:
    """Each time the page of somebody with a hold or a disciplinary measure is opened."""
    organisation = recipient.organisation
    title = " · ".join(filter(None, (recipient.name, organisation.current_name)))
    log.write(
        RecipientEvent._meta.label_lower,
        READ_HOLDS,
        thing=recipient,
        title=title,
        place=(recipient.pk,),
        province=organisation.province_id,
        by=by,
    )
