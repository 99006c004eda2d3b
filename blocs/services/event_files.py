"""Changes of organisations out of a workbook: event_files.keep(…), .look(…), .save(…), .undo(…).

Looking carries the rows out, one on top of the other, and takes all of it back: what is shown is what
saving does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.exchange import event_file
from blocs.exchange.event_file import Change
from blocs.exchange.files import Read
from blocs.exchange.outcome import Findings, Outcome
from blocs.exchange.score_schema import YesNo
from blocs.exchange.tables import Table, tables
from blocs.exchange.words import quoted
from blocs.models import Organisation, OrganisationEvent, Province, SentFile
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import imports, organisation_events, sent_files
from blocs.services.organisation_events import Given
from emulation.models import User
from emulation.verdicts import Refused

Kind = OrganisationEvent.Kind
COLUMNS = {column.name for column in event_file.CHANGES.fields}
CHANGED = _("The data here changed since the preview. Please look at it again before saving.")


@dataclass(frozen=True)
class Foreseen:
    """What one row does; `stands` if it was done before."""

    row: int
    kind: str
    sentence: str
    event: OrganisationEvent
    stands: bool
    lines: Sequence[str]


@dataclass(frozen=True)
class Looked:
    """What the rows would do, or what is wrong in which cell."""

    rows: Sequence[Foreseen] = ()
    outcome: Outcome = field(default_factory=Outcome)
    tables: Sequence[Table] = ()

    @property
    def new(self) -> list[Foreseen]:
        return [row for row in self.rows if not row.stands]

    @property
    def digest(self) -> str:
        """Of the words: the keys of rows that were taken back do not return."""
        told = "\n".join(f"{row.row} {row.stands} {row.sentence} {row.lines}" for row in self.rows)
        return hashlib.sha256(told.encode()).hexdigest()


def keep(name: str, content: bytes, *, by: User, at: datetime | None = None) -> SentFile:
    return sent_files.keep(name, content, purpose=SentFile.Purpose.CHANGES, by=by, at=at)


def look(file: SentFile, province: Province, *, by: User, at: datetime | None = None) -> Looked:
    """What saving would do, row by row; changes nothing."""
    with transaction.atomic():
        looked = _take(bytes(file.content), province, file=None, by=by, at=at or timezone.now())
        transaction.set_rollback(True)
    return looked


@transaction.atomic
def save(
    file: SentFile, province: Province, *, seen: str, by: User, at: datetime | None = None
) -> list[Foreseen]:
    """All rows or none, as they were seen. Pressed twice, it is done once."""
    at = at or timezone.now()
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    sent_files.reopen(file, at=at)
    looked = _take(bytes(file.content), province, file=file, by=by, at=at)
    if looked.outcome.problems or looked.digest != seen:
        raise Refused(CHANGED)  # which takes all of it back
    file.province, file.saved_at, file.content = province, at, b""
    file.summary = "\n".join(row.sentence for row in looked.new)
    file.save(update_fields=["province", "saved_at", "content", "summary"])
    return looked.new


@transaction.atomic
def undo(file: SentFile, *, by: User, at: datetime | None = None) -> None:
    """Take back all that the file did, the last row first; or nothing. Pressed twice, once."""
    at = at or timezone.now()
    assert file.province_id is not None
    Province.objects.select_for_update(no_key=True).get(pk=file.province_id)
    for event in OrganisationEvent.objects.standing().filter(sent_with=file).order_by("-pk"):
        organisation_events.undo(event, by=by, at=at)


def _take(content: bytes, province: Province, *, file: SentFile | None, by: User, at: datetime) -> Looked:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_CATALOGUE, people.province_seats(someone, province.pk)).or_refuse()
    read, changes = event_file.read(content)
    found: list[Foreseen] = []
    if changes is not None:
        doing = _Doing(province, read.findings, file, by, at)
        found = [row for change in changes if (row := doing.carry_out(change)) is not None]
    return Looked(found, *_told(read))


def _told(read: Read) -> tuple[Outcome, list[Table]]:
    problems = imports.in_order(read.findings.problems)
    outcome = Outcome(problems=problems, warnings=imports.in_order(read.findings.warnings))
    return outcome, tables(read, problems)


class _Doing:
    def __init__(
        self, province: Province, findings: Findings, file: SentFile | None, by: User, at: datetime
    ) -> None:
        self.province, self.findings, self.file = province, findings, file
        self.by, self.at = by, at
        self.known = {row.code: row for row in Organisation.objects.filter(province=province)}
        self.made: dict[int, int] = {}  # the row of each change

    def carry_out(self, change: Change) -> Foreseen | None:
        source = self.organisation(change, "organisation", change.organisation)
        targets = [self.organisation(change, "targets", code) for code in change.targets]
        self.fits(change)
        if source is None or None in targets or self.is_wrong(change):
            return None
        given = self.given(change, [target for target in targets if target is not None])
        try:
            event = self.make(source, given, change)
        except ValidationError as error:
            for name, words in error.message_dict.items():
                place = change.at(name if name in COLUMNS else "organisation")
                for text in words:
                    self.findings.wrong(place, text)
            return None
        row = change.at().row or 0
        if event.pk in self.made:
            told = _("The same change stands in row %(row)s already.")
            self.findings.wrong(change.at("organisation"), told, row=self.made[event.pk])
            return None
        self.made[event.pk] = row
        stands = event.made_at != self.at
        if self.file is not None and not stands:
            event.sent_with = self.file
            event.save(update_fields=["sent_with"])
        return Foreseen(row, event.get_kind_display(), str(event.sentence), event, stands, event.lines)

    def make(self, source: Organisation, given: Given, change: Change) -> OrganisationEvent:
        """A name that is only much like another's is told and taken: who says yes has seen it."""
        try:
            return organisation_events.make(source, given, by=self.by, at=self.at)
        except ValidationError as error:
            if set(error.message_dict) != {"confirmed"}:
                raise
        told = _("Another organisation has a name much like “%(name)s”. Compare the two before you save.")
        self.findings.worth_a_word(change.at("name"), told, name=given.name)
        return organisation_events.make(source, given, by=self.by, confirmed=True, at=self.at)

    def organisation(self, change: Change, column: str, code: str) -> Organisation | None:
        found = self.known.get(code)
        if found is None and code:
            told = _("There is no organisation with the code “%(code)s” in %(province)s.")
            self.findings.wrong(change.at(column), told, code=quoted(code), province=self.province.name)
        return found

    def fits(self, change: Change) -> None:
        """A cell that its kind of change does not know is a mistake, not to be passed over."""
        if change.kind == Kind.RENAME and not change.name:
            self.findings.wrong(change.at("name"), _("Enter the new name."))
        if change.kind != Kind.RENAME and (change.name or change.short_name):
            told = _("A new name belongs to a renaming; enter it in a row of its own.")
            self.findings.wrong(change.at("name" if change.name else "short_name"), told)
        if change.kind in (Kind.RENAME, Kind.DISSOLVE) and change.targets:
            self.findings.wrong(change.at("targets"), _("Nothing belongs here for this kind of change."))
        if change.kind in (Kind.MERGE, Kind.TRANSFER) and len(change.targets) > 1:
            self.findings.wrong(change.at("targets"), _("Name one organisation only."))
        if change.kind != Kind.SPLIT and change.goes_on == YesNo.YES:
            told = _("Only after a division or separation does the old one go on.")
            self.findings.wrong(change.at("goes_on"), told)

    def is_wrong(self, change: Change) -> bool:
        at = change.at()
        return any(problem.place.row == at.row for problem in self.findings.problems)

    def given(self, change: Change, targets: list[Organisation]) -> Given:
        passes_on = change.kind in (Kind.MERGE, Kind.SPLIT)
        assert not isinstance(change.day, str)
        return Given(
            kind=change.kind,
            day=change.day,
            targets=targets,
            decision=change.decision,
            note=change.note,
            name=change.name,
            short_name=change.short_name,
            goes_on=change.goes_on == YesNo.YES,
            joins=passes_on and change.joins != YesNo.NO,
            inherited=passes_on and change.inherited == YesNo.YES,
        )
