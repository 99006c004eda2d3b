"""Keeping what lists sort, search and show in step with the dated names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blocs.models.dated import DatedName, overlap, refresh_names
from emulation.text import folded, sort_key


def searchable(texts: Iterable[str]) -> str:
    """|folded|folded|: each name whole between bars, so that both words and whole names are found."""
    seen = dict.fromkeys(found for text in texts if (found := folded(text)))
    return f"|{'|'.join(seen)}|"


def refresh(thing: Any, *, aliases: Iterable[str] = ()) -> None:
    """Write search text, sorting key and current name of an organisation or bloc after its names changed."""
    names = list(type(thing)._meta.get_field("names").related_model.objects.filter(**{_owner(thing): thing}))
    texts = [text for name in names for text in (name.name, name.short_name) if text]
    rows = type(thing).objects.filter(pk=thing.pk)
    refresh_names(rows)
    thing.refresh_from_db(fields=["name_now", "short_name_now"])
    thing.search_text = searchable([*texts, *aliases])
    thing.sort_key = sort_key(thing.name_now)
    thing.save(update_fields=["search_text", "sort_key"])


def rename(thing: Any, *, name: str, short_name: str, since: date) -> DatedName:
    """Close the open name the day before, and open the new one. History stays; the caller holds the lock."""
    names = list(type(thing)._meta.get_field("names").related_model.objects.filter(**{_owner(thing): thing}))
    open_name = next((row for row in names if row.valid_to is None), None)
    if open_name is not None:
        if open_name.valid_from is not None and open_name.valid_from >= since:
            raise ValidationError(
                {
                    "since": _("The present name holds from %(day)s; the new one must begin later.")
                    % {"day": f"{open_name.valid_from:%d/%m/%Y}"}
                }
            )
        open_name.valid_to = since - timedelta(days=1)
    for row in names:
        if row is not open_name and overlap((row.valid_from, row.valid_to), (since, None)):
            raise ValidationError(
                {"since": _("Another name holds on this day: %(name)s.") % {"name": row.name}}
            )
    if open_name is not None:
        open_name.save(update_fields=["valid_to"])
    model = type(thing)._meta.get_field("names").related_model
    made = model(**{_owner(thing): thing, "name": name, "short_name": short_name, "valid_from": since})
    made.full_clean(exclude=[_owner(thing)])
    made.save()
    return made  # type: ignore[no-any-return]  # a dated name of whichever owner


def _owner(thing: Any) -> str:
    return str(type(thing)._meta.get_field("names").field.name)
