"""Disposal of records: list, decision and minutes, carrying out. Call as disposals.draw(…), .carry_out(…)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Disposal, DisposalPaper, DisposalRow, Evidence, Province
from blocs.rules import disposal as rules
from blocs.rules.rights import Act
from blocs.selectors import disposals as reading
from blocs.services import kept_files
from blocs.services.retention import allowed, at_field
from documents.printing import PDF
from emulation.models import User
from emulation.verdicts import Refused, unless

State = Disposal.State
TEXTS = (
    *("decision_number", "decision_on", "signer_title", "signer_name"),
    *("minutes_number", "minutes_on", "present"),
)
BATCH = 500


@transaction.atomic
def draw(
    province: Province, record_class: str, *, before: date, by: User, at: datetime | None = None
) -> Disposal:
    """Freeze what is past its term into a list. Nothing goes yet."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    allowed(Act.DRAW_DISPOSAL, province, by, at)
    _hold(province)
    facts = reading.facts(province.pk, record_class, on=on)
    at_field("before", rules.can_draw(record_class, before, facts))
    if record_class not in reading.disposable():
        raise ValidationError({"record_class": _("Records of this class are not disposed of here.")})
    opened = Disposal.objects.filter(province=province, record_class=record_class)
    none_open = not opened.filter(state__in=[State.DRAWN, State.DECIDED]).exists()
    at_field("record_class", unless(none_open, _("A list of this class is open; end it first.")))
    rows = list(reading.frozen(province.pk, record_class, before))
    at_field("before", unless(bool(rows), _("Nothing of this class is past its term on that day.")))
    disposal = Disposal(
        province=province,
        record_class=record_class,
        before=before,
        drawn_by=by,
        drawn_at=at,
        digest=reading.digest(rows),
    )
    disposal.save()
    lines = (_line(disposal, order, row) for order, row in enumerate(rows, start=1))
    DisposalRow.objects.bulk_create(lines, batch_size=BATCH)
    _tell(disposal, "draw", by, at, f"{len(rows)} · SHA-256 {disposal.digest}")
    return disposal


def _line(disposal: Disposal, order: int, row: reading.Frozen) -> DisposalRow:
    return DisposalRow(
        disposal=disposal,
        order=order,
        source=row.source,
        key=row.key,
        what=row.what[:400],
        day=row.day,
        place=row.place[:300],
        season_id=row.season,
        count=row.count,
        sha256=row.sha256,
        path=row.path,
    )


@transaction.atomic
def decide(
    disposal: Disposal,
    *,
    decision: tuple[str, bytes],
    minutes: tuple[str, bytes],
    by: User,
    at: datetime | None = None,
    **texts: Any,
) -> None:
    """Enter the decision and the minutes, each with its file (name, bytes); once."""
    at = at or timezone.now()
    allowed(Act.DRAW_DISPOSAL, disposal.province, by, at)
    _lock(disposal)
    rules.can_decide(disposal.state).or_refuse()
    today = timezone.localdate(at)
    drawn_on = timezone.localdate(disposal.drawn_at)
    told = _("It is of a day between the one on which the list was drawn up and today.")
    for name in ("decision_on", "minutes_on"):
        at_field(name, unless(drawn_on <= texts[name] <= today, told))
    for name in TEXTS:
        setattr(disposal, name, texts[name])
    disposal.state, disposal.entered_by, disposal.entered_at = State.DECIDED, by, at
    others = {field.name for field in Disposal._meta.concrete_fields} - set(TEXTS)
    disposal.clean_fields(exclude=others)
    for kind, (name, content) in (("decision", decision), ("minutes", minutes)):
        _keep(disposal, kind, name, content, by=by, at=at)
    disposal.save(update_fields=["state", "entered_by", "entered_at", *TEXTS])
    _tell(disposal, "decide", by, at, f"{disposal.decision_number}; {disposal.minutes_number}")


def _keep(disposal: Disposal, kind: str, name: str, content: bytes, *, by: User, at: datetime) -> None:
    try:
        found = kept_files.read(content)
        unless(found.media_type == PDF, _("Send the signed paper as PDF.")).or_refuse()
    except Refused as refused:
        raise ValidationError({f"{kind}_file": [str(reason) for reason in refused.reasons]}) from refused
    kept_files.lay(DisposalPaper(disposal=disposal, kind=kind), name, content, found, by=by, at=at)


@transaction.atomic
def carry_out(disposal: Disposal, *, by: User, at: datetime | None = None) -> bool:
    """What is on the list goes, all of it or nothing. False when it was carried out already."""
    at = at or timezone.now()
    allowed(Act.CARRY_OUT_DISPOSAL, disposal.province, by, at)
    _lock(disposal)
    if disposal.is_done:
        return False
    rows = list(disposal.rows.all())
    facts = reading.facts_of(disposal, rows, on=timezone.localdate(at))
    is_second = by.pk not in (disposal.drawn_by_id, disposal.entered_by_id)
    rules.can_carry_out(disposal.state, disposal.before, facts, is_second=is_second).or_refuse()
    whole = reading.digest(rows) == disposal.digest
    unless(whole, _("The list itself was changed after it was drawn up.")).or_refuse()
    disposal.state = State.CARRYING
    disposal.save(update_fields=["state"])
    reading.disposer(disposal.record_class)(disposal, rows)
    disposal.state, disposal.carried_by, disposal.carried_at = State.DONE, by, at
    disposal.save(update_fields=["state", "carried_by", "carried_at"])
    note = f"{disposal.decision_number}: {len(rows)} · SHA-256 {disposal.digest}"
    _tell(disposal, "carry_out", by, at, note)
    transaction.on_commit(take_files_away, robust=True)
    return True


@transaction.atomic
def drop(disposal: Disposal, *, by: User, at: datetime | None = None) -> None:
    """The list is given up and stays to be seen; nothing has gone. Given up twice is given up."""
    at = at or timezone.now()
    allowed(Act.DRAW_DISPOSAL, disposal.province, by, at)
    _lock(disposal)
    if disposal.state == State.DROPPED:
        return
    rules.can_drop(disposal.state).or_refuse()
    disposal.state = State.DROPPED
    disposal.save(update_fields=["state"])
    disposal.rows.update(path="")
    _tell(disposal, "drop", by, at)


def take_files_away() -> int:
    """The bytes of what was disposed of, after its transaction; what broke off is gone on with each round.

    Bytes that evidence of another year holds as well stay.
    """
    taken = 0
    waiting = DisposalRow.objects.filter(disposal__state=State.DONE).exclude(path="")
    for row in waiting.order_by("pk"):
        if not Evidence.objects.filter(file=row.path).exists():
            default_storage.delete(row.path)
            taken += 1
        DisposalRow.objects.filter(pk=row.pk).update(path="")
    return taken


def _hold(province: Province) -> None:
    """As long as somebody holds it, no hold is placed or lifted and no other disposal goes on."""
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)


def _lock(disposal: Disposal) -> None:
    _hold(disposal.province)
    disposal.refresh_from_db(from_queryset=Disposal.objects.select_for_update(of=("self",), no_key=True))


def _tell(disposal: Disposal, step: str, by: User, at: datetime, note: str = "") -> None:
    disposal.events.create(actor=by, step=step, note=note, at=at)
