"""What a line of the log says, as one figure that no other line has."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from blocs.models import LogLine

START = "0" * 64


def fingerprint(prev: str, seq: int, line: LogLine) -> str:
    """Of all that a line says, after the line before it."""
    said = {
        "seq": seq,
        "line": line.pk,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": line.actor_id,
        "province": line.province_id,
        "source": line.source,
        "row": line.row,
        "thing": line.thing,
        "title": line.title,
        "place": line.place,
        "step": line.step,
        "came_from": line.came_from,
        "went_to": line.went_to,
        "note": line.note,
        "changes": line.changes,
        "address": line.address,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(bytes.fromhex(prev) + text.encode()).hexdigest()
