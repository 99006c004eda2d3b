"""Used ballots of counted votes: what there is left of them after the count, and how it goes.

Urn and shares were emptied by the count itself; what is left here are receipts, and in a safe the paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date

from awards.models import Ballot, HonourImport
from awards.selectors import ballot_minutes
from awards.selectors.retention_subjects import BALLOTS, IMPORTS
from blocs.models import Disposal, DisposalRow, RecordClass, Season
from blocs.rules.disposal import is_as_drawn
from blocs.selectors.disposals import Frozen, register
from blocs.services import disposers

BALLOT = Ballot._meta.label_lower


def freeze(province: int, before: date) -> Iterator[Frozen]:
    """Of years that are closed, and only once the minutes, which stay, are issued."""
    rows = BALLOTS.before(province, before).filter(season__stage=Season.Stage.CLOSED)
    ballots = list(rows.select_related("season__bloc").order_by("season__last_day", "pk"))
    certified = ballot_minutes.certified(ballots)
    for ballot in ballots:
        if ballot.pk in certified:
            said = [ballot.pk, ballot.bulletin, ballot.valid, ballot.blank_votes, ballot.invalid]
            yield Frozen(
                BALLOT,
                ballot.pk,
                f"Phiếu bầu đã kiểm: {ballot.question}",
                ballot.season.last_day,
                hashlib.sha256(json.dumps(said).encode()).hexdigest(),
                place=str(ballot.season),
                season=ballot.season_id,
                count=ballot.cast,
            )


def dispose(disposal: Disposal, rows: Sequence[DisposalRow]) -> None:
    """Totals, roll and minutes stay; the page says by which decision the ballots went."""
    keys = [row.key for row in rows]
    gone = Ballot.objects.filter(pk__in=keys, disposal__isnull=True).update(disposal=disposal, bulletin=[])
    is_as_drawn(gone == len(keys)).or_refuse()


def register_all() -> None:
    """Beside ballots, workbooks that nobody took in: technical traces, which go by months."""
    disposers.TRACES[HonourImport._meta.label_lower] = (
        IMPORTS,
        "Tệp nhập khen thưởng không lưu",
        ("pk", "by", "at", "name"),
    )
    register(RecordClass.BALLOTS, freeze, dispose)
