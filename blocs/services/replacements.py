"""A new head for an organisation, in one step. Call as replacements.replace_head(…)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from blocs.models import Mandate, Organisation, Province
from blocs.selectors import people
from blocs.services import invitations, mandates
from blocs.services.invitations import Send
from emulation.models import User


@transaction.atomic
def replace_head(
    organisation: Organisation,
    *,
    title: str,
    starts: date,
    send: Send,
    by: User,
    user: User | None = None,
    full_name: str = "",
    email: str = "",
    phone: str = "",
    signing_form: str = Mandate.SigningForm.OWN,
    on_behalf_of: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Whoever is head on that day is so until the day before; the new one has an account, or is invited."""
    at = at or timezone.now()
    Province.objects.select_for_update(no_key=True).get(pk=organisation.province_id)
    for mandate in people.heads_on(organisation, starts):
        try:
            mandates.end(mandate, on=starts - timedelta(days=1), by=by, reason=reason, at=at)
        except ValidationError as error:  # at the field that this form has
            raise ValidationError({"starts": error.messages}) from error
    given: dict[str, Any] = {
        "role": Mandate.Role.HEAD,
        "title": title,
        "starts": starts,
        "signing_form": signing_form,
        "on_behalf_of": on_behalf_of,
    }
    if user is not None:
        mandates.give(user, organisation, by=by, at=at, **given)
        return
    invitations.invite(
        organisation, full_name=full_name, email=email, phone=phone, send=send, by=by, at=at, **given
    )
