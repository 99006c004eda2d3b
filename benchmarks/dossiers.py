"""The whole print of a submission with 60 dossiers, each with a scan of its own, as a worker prints it."""

from __future__ import annotations

import hashlib
import io
import random
import resource
import time
from collections.abc import Iterator
from typing import Any

from PIL import Image

from benchmarks.figure import Figure
from benchmarks.nominations import DAY, fill
from benchmarks.site import own_site

DOSSIERS = 60
SCAN = (1654, 2339)  # dots of a sheet at 200 dots per inch
MOST_MEMORY = 600  # MB, of the whole process


def figures() -> Iterator[Figure]:
    with own_site():
        fill(listed=DOSSIERS)
        yield from printing()


def printing() -> Iterator[Figure]:
    from awards.services import printing

    run = _run()
    begun, longest = time.perf_counter(), 0.0
    more = True
    while more:
        asked = time.perf_counter()
        more = printing.step(run, turn=run.turn)
        longest = max(longest, time.perf_counter() - asked) if more else longest
    taken = time.perf_counter() - begun
    assert run.state == "done", run.failure
    told = f"{DOSSIERS} dossiers, each with a scan"
    yield Figure("whole print of a submission", taken, "s", note=told)
    yield Figure("whole print of a submission, the longest step of one dossier", longest, "s")
    yield Figure("whole print of a submission, the file", run.whole_size / 2**20, "MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure("whole print of a submission, the most memory", peak, "MB", MOST_MEMORY)


def _run() -> Any:
    """Begun, with a scan in each dossier; who may begin it is not measured here."""
    from django.utils import timezone

    from awards.models import Nomination, PrintedReport, PrintRun, Proposal
    from emulation.models import User

    user = User.objects.create(username="bench", email="bench@example.vn", full_name="Nguyễn Văn Mẫu")
    proposal = Proposal.objects.get()
    rows = list(Nomination.objects.filter(proposal=proposal).order_by("place"))
    now = timezone.now()
    for number, row in enumerate(rows):
        row.events.create(actor=user, step="start", at=now)
        _file(row, _scan(number), user)
    run = PrintRun.objects.create(proposal=proposal, on=DAY, by=user, begun_at=now, beat_at=now)
    PrintedReport.objects.bulk_create(
        PrintedReport(run=run, nomination=row, place=place) for place, row in enumerate(rows, start=1)
    )
    return run


def _file(nomination: Any, content: bytes, user: Any) -> None:
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from awards.models import DossierFile

    file = DossierFile(
        nomination=nomination,
        part="minutes",
        name="bien-ban.png",
        media_type="image/png",
        size=len(content),
        content_hash=hashlib.sha256(content).hexdigest(),
        by=user,
        at=timezone.now(),
    )
    file.file.save(file.name, ContentFile(content), save=False)
    file.save()


def _scan(number: int) -> bytes:
    """A grey sheet with noise in a third of it, as heavy as a scan: no two are alike."""
    noise = random.Random(number).randbytes(SCAN[0] * SCAN[1] // 3)
    sheet = Image.frombytes("L", SCAN, noise + bytes([255]) * (SCAN[0] * SCAN[1] - len(noise)))
    made = io.BytesIO()
    sheet.save(made, "PNG")
    return made.getvalue()
