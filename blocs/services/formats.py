"""The formats of papers, changed by officials. Call as formats.edit(…)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from blocs.rules.rights import Act, may
from blocs.selectors import people
from documents.models import FormatProfile, ProfileChange
from emulation.models import User


@transaction.atomic
def edit(profile: FormatProfile, *, by: User, at: datetime | None = None) -> None:
    """Keep what the given profile holds now. Papers issued before keep the bytes that they have."""
    at = at or timezone.now()
    seats = people.all_seats(people.person(by, on=timezone.localdate(at)))
    may(Act.MANAGE_LISTS, seats).or_refuse()
    kept = FormatProfile.objects.select_for_update(no_key=True).get(pk=profile.pk)
    changed = [
        field.name
        for field in FormatProfile._meta.concrete_fields
        if getattr(kept, field.name) != getattr(profile, field.name)
    ]
    if not changed:
        return
    profile.full_clean(validate_unique=False)
    profile.save(update_fields=changed)
    ProfileChange.objects.create(profile=profile, actor=by, note=", ".join(changed), at=at)
