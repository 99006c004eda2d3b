"""A whole submission printed in the background, step by step. Call as printing.start(…), printing.stop(…).

Each step prints one report, keeps it, and says so in one short transaction; the last one binds all of them. A
worker that dies loses the step it was at and nothing else; whoever comes next goes on with what is missing.
With workers (TASKS=database) they take the steps; without, the page that shows the progress asks for each.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from awards.documents import common
from awards.models import PrintedReport, PrintRun, Proposal
from awards.rules import printing as rules
from awards.selectors import proposals as reading
from awards.services import binding, proposals
from blocs.selectors import people
from documents import rendering
from emulation.models import User
from emulation.verdicts import unless

State = PrintRun.State
SLICE = 20  # seconds that a worker gives to one printing before others get their turn
SILENCE = timedelta(minutes=2)  # after which nobody is believed to be at work any more
logger = logging.getLogger(__name__)


def has_workers() -> bool:
    return not isinstance(task_backends["default"], ImmediateBackend)


@transaction.atomic
def start(proposal: Proposal, *, by: User, at: datetime | None = None) -> PrintRun:
    """Print all of it as it stands; an unfinished printing is gone on with, an older one gives way."""
    at = at or timezone.now()
    proposals.lock(proposal)
    _allowed(proposal, by, at)
    nominations = reading.under_way(proposal)
    unless(bool(nominations), _("Nobody is on the list yet; choose the nominations first.")).or_refuse()
    unfinished = proposal.print_runs.exclude(state=State.DONE).first()
    if unfinished is not None and unfinished.state == State.RUNNING:
        return unfinished
    for old in proposal.print_runs.all():
        _take_away(old)
    run = PrintRun.objects.create(
        proposal=proposal, on=timezone.localdate(at), by=by, begun_at=at, beat_at=at
    )
    PrintedReport.objects.bulk_create(
        PrintedReport(run=run, nomination=row, place=place) for place, row in enumerate(nominations, start=1)
    )
    _hand_over(run)
    return run


@transaction.atomic
def stop(run: PrintRun, *, by: User, at: datetime | None = None) -> None:
    """Nobody prints any further; what is printed is kept."""
    at = at or timezone.now()
    _lock(run)
    _allowed(run.proposal, by, at)
    rules.can_stop(run.state).or_refuse()
    run.state, run.turn = State.STOPPED, run.turn + 1
    run.save(update_fields=["state", "turn"])


@transaction.atomic
def resume(run: PrintRun, *, by: User, at: datetime | None = None) -> None:
    """Go on with what is not printed yet."""
    at = at or timezone.now()
    _lock(run)
    _allowed(run.proposal, by, at)
    rules.can_resume(run.state).or_refuse()
    _begin_turn(run, at)


def advance(run: PrintRun, *, at: datetime | None = None) -> None:
    """What the page asks for while it is open: one step, or a look after those who should be at work."""
    at = at or timezone.now()
    if run.state != State.RUNNING:
        return
    if not has_workers():
        step(run, turn=run.turn, at=at)
    elif at - run.beat_at > SILENCE:
        with transaction.atomic():
            _lock(run)
            if run.state == State.RUNNING and at - run.beat_at > SILENCE:
                _begin_turn(run, at)


@task()
def print_on(run: int, turn: int) -> None:
    """A worker's share of a printing; it hands the rest over to whoever is free."""
    kept = PrintRun.objects.select_related("proposal").get(pk=run)
    until = time.monotonic() + SLICE
    while step(kept, turn=turn):
        if time.monotonic() > until:
            print_on.enqueue(run, turn)
            return


def step(run: PrintRun, *, turn: int, at: datetime | None = None) -> bool:
    """Print one report more, or bind them all; false when nothing is left for this turn."""
    run.refresh_from_db()
    if (run.state, run.turn) != (State.RUNNING, turn):
        return False
    missing = (
        run.reports.filter(printed_at__isnull=True)
        .select_related(
            "nomination__award", "nomination__recipient__organisation", "nomination__season__bloc"
        )
        .first()
    )
    try:
        if missing is not None:
            _print(run, missing, turn, at)
            return True
        _bind(run, turn, at)
    except Exception as error:
        # Whatever stood in the way, the page shall say so, and the printing can be gone on with.
        logger.exception("Printing %s failed.", run.pk)
        subject = common.full_name(missing.nomination.recipient, on=run.on) if missing else ""
        _finish(run, turn, State.FAILED, at, failure=f"{subject}: {error}".removeprefix(": ")[:500])
    return False


def _print(run: PrintRun, report: PrintedReport, turn: int, at: datetime | None) -> None:
    content = rendering.pdf(binding.achievement_report(report.nomination, on=run.on))
    name = _kept(f"printings/{run.pk}/{report.nomination_id}.pdf", ContentFile(content))
    with transaction.atomic():
        _lock(run)
        if (run.state, run.turn) != (State.RUNNING, turn):
            return
        report.file.name, report.content_hash = name, hashlib.sha256(content).hexdigest()
        report.printed_at = run.beat_at = at or timezone.now()
        report.save(update_fields=["file", "content_hash", "printed_at"])
        run.save(update_fields=["beat_at"])


def _bind(run: PrintRun, turn: int, at: datetime | None) -> None:
    """One sheet after another goes through a file, so that sixty dossiers take no more memory than one."""
    printed = {row.nomination_id: partial(_read, row) for row in run.reports.all()}
    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, Any] = {}
        acts: tuple[tuple[str, Callable[..., None], str], ...] = (
            ("whole", binding.everything, "pdf"),
            ("package", binding.everything_packed, "zip"),
        )
        for field, act, ending in acts:
            path = Path(folder) / f"{field}.{ending}"
            act(run.proposal, on=run.on, printed=printed, into=path)
            with path.open("rb") as opened:
                made[field] = _kept(f"printings/{run.pk}/{field}.{ending}", File(opened))
            made[f"{field}_size"] = path.stat().st_size
    _finish(run, turn, State.DONE, at, **made)


def _finish(run: PrintRun, turn: int, state: str, at: datetime | None, **fields: Any) -> None:
    with transaction.atomic():
        _lock(run)
        if (run.state, run.turn) != (State.RUNNING, turn):
            return
        run.state, run.finished_at = state, at or timezone.now()
        for name, value in fields.items():
            setattr(run, name, value)
        run.save()


def _begin_turn(run: PrintRun, at: datetime) -> None:
    run.state, run.turn, run.beat_at, run.failure = State.RUNNING, run.turn + 1, at, ""
    run.save(update_fields=["state", "turn", "beat_at", "failure"])
    _hand_over(run)


def _hand_over(run: PrintRun) -> None:
    if has_workers():
        transaction.on_commit(partial(print_on.enqueue, run.pk, run.turn))


def _lock(run: PrintRun) -> None:
    run.refresh_from_db(from_queryset=PrintRun.objects.select_for_update(no_key=True))


def _allowed(proposal: Proposal, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    rules.can_print(reading.seats(someone, proposal)).or_refuse()


def _kept(name: str, content: File[Any]) -> str:
    """In its own place: half a file that a dead worker left there makes room."""
    default_storage.delete(name)
    return default_storage.save(name, content)


def _read(report: PrintedReport) -> bytes:
    with report.file.open("rb") as opened:
        return bytes(opened.read())


def _take_away(run: PrintRun) -> None:
    names = [row.file.name for row in run.reports.all()] + [run.whole.name, run.package.name]
    run.delete()
    for name in filter(None, names):
        transaction.on_commit(partial(default_storage.delete, name))
