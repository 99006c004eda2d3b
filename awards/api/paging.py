"""Lists in parts: by the key of the last row, so that nothing is told twice or left out as rows come in."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AwareDatetime, Field

from awards.api.problems import Wrong, misread
from emulation import replica

MOST, USUAL = 200, 100
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2900, 1, 1, tzinfo=UTC)
CODE: Any = Field(None, pattern=r"^[-a-zA-Z0-9_]+$", max_length=40)


class Part(Schema):
    """What every list may be asked."""

    after: int = Field(0, ge=0, lt=2**62, description="Rows after the one with this id.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="So many rows at most.")


class Changed(Part):
    updated_since: AwareDatetime | None = Field(
        None, description="Only what changed at or after this moment, by its history here."
    )


class Named(Changed):
    on: date | None = Field(None, description="Names valid on this day; without it, on the usual one.")


def part(request: HttpRequest, asked: Part, rows: QuerySet[Any], tell: Any) -> dict[str, Any]:
    """The rows of this part, and the address of the next one, if there is more."""
    _all_known(request, asked)
    since = getattr(asked, "updated_since", None)
    if since is not None:
        rows = rows.filter(updated_at__gte=min(max(since, FIRST), LAST).astimezone(UTC))
    # What changed is asked of the primary: a change that is not there yet would never be asked about again.
    with replica.reading(when=since is None):
        found = list(rows.filter(pk__gt=asked.after)[: asked.limit + 1])
        shown = found[: asked.limit]
        told = [tell(row) for row in shown]
    following = None
    if len(found) > len(shown):
        query = urlencode({**request.GET.dict(), "after": shown[-1].pk})
        following = f"{settings.SITE_ADDRESS}{request.path}?{query}"
    return {"items": told, "next": following}


def _all_known(request: HttpRequest, asked: Part) -> None:
    """A word misspelt would narrow nothing, and nobody would notice."""
    unknown = sorted(set(request.GET) - set(type(asked).model_fields))
    if unknown:
        raise misread(*(Wrong(where=name, what=_("This parameter is not known.")) for name in unknown))
