"""How evidence and technical traces are frozen into a list, and how they go."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from blocs.models import Disposal, DisposalRow, Evidence, RecordClass, Season
from blocs.rules.disposal import is_as_drawn
from blocs.selectors import retention_subjects as kept
from blocs.selectors.disposals import Frozen, register
from blocs.selectors.retention import Holding, moment
from documents import append_only
from emulation.models import Enclosure, Letter, Notice, SignIn

EVIDENCE = Evidence._meta.label_lower
TRACES: dict[str, tuple[Holding, str, tuple[str, ...]]] = {
    SignIn._meta.label_lower: (
        kept.SIGN_INS,
        "Lượt đăng nhập",
        ("pk", "user", "at", "succeeded", "way", "address", "browser"),
    ),
    Letter._meta.label_lower: (
        kept.LETTERS,
        "Thư điện tử đã xử lý",
        ("pk", "user", "address", "kind", "subject", "written_at", "state", "settled_at"),
    ),
    Notice._meta.label_lower: (
        kept.NOTICES,
        "Thông báo đã đọc",
        ("pk", "user", "name", "subject", "url", "written_at", "read_at"),
    ),
}  # their words stand on a paper; other apps add theirs


def freeze_evidence(province: int, before: date) -> Iterator[Frozen]:
    """Of years that are closed, file by file; its fingerprint is known since it came in."""
    rows = kept.EVIDENCE.before(province, before).filter(report__season__stage=Season.Stage.CLOSED)
    rows = rows.select_related("report__organisation", "report__season__bloc")
    for row in rows.order_by("report__season__last_day", "pk").iterator(chunk_size=500):
        season = row.report.season
        yield Frozen(
            EVIDENCE,
            row.pk,
            f"{row.name} ({row.report.organisation.name_now})",
            season.last_day,
            row.content_hash,
            place=str(season),
            season=season.pk,
            path=row.file.name,
        )


def dispose_of_evidence(disposal: Disposal, rows: Sequence[DisposalRow]) -> None:
    """The row stays with name, size and fingerprint; the bytes are taken away after the transaction."""
    keys = [row.key for row in rows]
    gone = Evidence.objects.filter(pk__in=keys, disposal__isnull=True).update(disposal=disposal, file="")
    is_as_drawn(gone == len(keys)).or_refuse()


def freeze_traces(province: int, before: date) -> Iterator[Frozen]:
    """By month: nobody reads a list of every sign-in."""
    for source, (holding, words, columns) in TRACES.items():
        rows = holding.before(province, before).order_by(holding.day, "pk").values_list(holding.day, *columns)
        month: date | None = None
        made, count = hashlib.sha256(), 0
        for at, *values in rows.iterator(chunk_size=1000):
            day = timezone.localdate(at).replace(day=1)
            if month is not None and day != month:
                yield _month(source, words, month, before, count, made.hexdigest())
                made, count = hashlib.sha256(), 0
            month = day
            count += 1
            made.update(json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n")
        if month is not None:
            yield _month(source, words, month, before, count, made.hexdigest())


def _month(source: str, words: str, month: date, before: date, count: int, sha256: str) -> Frozen:
    key = month.year * 100 + month.month
    return Frozen(source, key, f"{words} tháng {month:%m/%Y}", month, sha256, count=count)


def dispose_of_traces(disposal: Disposal, rows: Sequence[DisposalRow]) -> None:
    with append_only.letting_go(connection):
        for row in rows:
            keys = list(_of_month(disposal, row).values_list("pk", flat=True))
            model = TRACES[row.source][0].rows(disposal.province_id).model
            if model is Letter:
                Enclosure.objects.filter(letter__in=keys).delete()
            gone, _by_kind = model._default_manager.filter(pk__in=keys).delete()
            is_as_drawn(gone == row.count).or_refuse()


def _of_month(disposal: Disposal, row: DisposalRow) -> QuerySet[Any]:
    holding, _words, _columns = TRACES[row.source]
    following = (row.day + timedelta(days=31)).replace(day=1)
    rows = holding.before(disposal.province_id, min(following, disposal.before))
    return rows.filter(**{f"{holding.day}__gte": moment(row.day)}).order_by()


def register_all() -> None:
    register(RecordClass.WORKING_FILES, freeze_evidence, dispose_of_evidence)
    register(RecordClass.TRACES, freeze_traces, dispose_of_traces)
