"""What a workbook of honours would do, row by row: whom each row means, what is doubtful, what is wrong."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.honour_file import Row
from awards.models import Award, Basis, Honour, HonourImport, Nomination, Recipient, RecipientKind
from awards.rules import nominating
from blocs.exchange import stock
from blocs.models import Organisation, Province
from blocs.selectors import season_records
from emulation.text import folded
from emulation.verdicts import Reason, Verdict, unless

Spell = Callable[[str], str]


class Fate(StrEnum):
    NEW = "new"
    DOUBT = "doubt"
    KNOWN = "known"
    WRONG = "wrong"

    @property
    def pill(self) -> tuple[str, Reason]:
        return PILLS[self]


PILLS: dict[Fate, tuple[str, Reason]] = {
    Fate.NEW: ("good", gettext_lazy("to be recorded")),
    Fate.DOUBT: ("wait", gettext_lazy("please check")),
    Fate.KNOWN: ("neutral", gettext_lazy("recorded already")),
    Fate.WRONG: ("bad", gettext_lazy("wrong")),
}


@dataclass
class Planned:
    """One row: whom and which award it means, and what becomes of it."""

    row: Row
    number: int  # of the row, as people see it in the sheet
    organisation: Organisation | None = None
    recipient: Recipient | None = None  # None: made when the row is taken in
    award: Award | None = None
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_known: bool = False

    @property
    def kind(self) -> str:
        return self.row.kind or (RecipientKind.PERSON if self.row.name else RecipientKind.ORGANISATION)

    @property
    def basis(self) -> str:
        return self.row.basis or Basis.MERIT

    @property
    def fate(self) -> Fate:
        if self.errors:
            return Fate.WRONG
        if self.is_known:
            return Fate.KNOWN
        return Fate.DOUBT if self.doubts else Fate.NEW

    @property
    def makes_recipient(self) -> bool:
        return self.fate in (Fate.NEW, Fate.DOUBT) and self.recipient is None

    def __str__(self) -> str:
        whom = (self.organisation and self.organisation.pk, self.recipient and self.recipient.pk)
        return f"{self.number} {self.fate} {whom} {self.award and self.award.pk} {self.row} {self.doubts}"


def digest(planned: Iterable[Planned]) -> str:
    """Two plans with the same digest do the same."""
    return hashlib.sha256("\n".join(map(str, planned)).encode()).hexdigest()


def plan(rows: Sequence[Row], province: Province) -> list[Planned]:
    """A bounded number of queries, however many rows there are."""
    planned = [Planned(row, row.at().row or 0) for row in rows]
    _find_organisations(planned, province)
    _find_awards(planned)
    _find_recipients(planned)
    _find_honours(planned)
    return planned


def _find_organisations(planned: Sequence[Planned], province: Province) -> None:
    rows = season_records.with_names(Organisation.objects.filter(province=province))
    by_code = {row.code: row for row in rows}
    known = {code: season_records.organisation(row) for code, row in by_code.items()}
    exact, alike = (_by_spelling(known.values(), spell) for spell in (str.casefold, folded))
    for each in planned:
        text = each.row.organisation
        code = text.strip().lower()
        found = {code} if code in by_code else exact.get(text.casefold(), set())
        if not found and (found := alike.get(folded(text), set())):
            each.doubts.append(_("Found only without its accents: please compare."))
        if len(found) == 1:
            each.organisation = by_code[next(iter(found))]
        elif found:
            names = ", ".join(sorted(f"{known[code].current} ({code})" for code in found))
            each.errors.append(
                _("The name fits several organisations: %(names)s. Write the code of the one meant.")
                % {"names": names}
            )
        else:
            each.errors.append(_("No organisation of the province goes by this name."))


def _by_spelling(known: Iterable[stock.Organisation], spell: Spell) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for organisation in known:
        for text in organisation.spellings():
            found[spell(text)].add(organisation.code)
    return found


def _find_awards(planned: Sequence[Planned]) -> None:
    known: dict[str, Award] = {}
    for award in Award.objects.all():
        known[folded(award.name)] = known[folded(award.code)] = award
    for each in planned:
        each.award = known.get(folded(each.row.award))
        if each.award is None:
            each.errors.append(_("No award goes by the name “%(name)s”.") % {"name": each.row.award})
        elif not getattr(each.award, nominating.SUITS[RecipientKind(each.kind)]):
            each.doubts.append(_("The award is not meant for such recipients."))


def _find_recipients(planned: Sequence[Planned]) -> None:
    organisations = {each.organisation.pk for each in planned if each.organisation}
    known: dict[tuple[int, str, str], list[Recipient]] = defaultdict(list)
    for recipient in Recipient.objects.filter(organisation__in=organisations).order_by("pk"):
        known[recipient.organisation_id, recipient.kind, folded(recipient.name)].append(recipient)
    for each in planned:
        row = each.row
        if each.kind != RecipientKind.ORGANISATION and not row.name:
            each.errors.append(_("Write the name of the department, person or household."))
        if each.kind == RecipientKind.ORGANISATION and row.name:
            each.errors.append(_("A name beside the organisation: choose the kind of the recipient."))
        if each.organisation is not None and not each.errors:
            _choose(each, known[each.organisation.pk, each.kind, folded(row.name)])


def _choose(each: Planned, fitting: list[Recipient]) -> None:
    """By name, year of birth and organisation; where one of them is missing, people look."""
    row = each.row
    if each.kind == RecipientKind.PERSON:
        same = [other for other in fitting if other.birth_year == row.birth_year]
        if not same and fitting:
            unknown = [other for other in fitting if other.birth_year is None or row.birth_year is None]
            if len(unknown) == 1:
                each.doubts.append(_("The year of birth stands on one side only: is this the same person?"))
                same = unknown
            else:
                each.doubts.append(
                    _("Somebody of this name is known with another year of birth; a new person is recorded.")
                )
        fitting = same
    if len(fitting) > 1:
        each.errors.append(
            _("Several recipients of the organisation have this name; record it on their page.")
        )
    elif fitting:
        each.recipient = fitting[0]
        if each.recipient.name != row.name:
            each.doubts.append(
                _("Recorded there as “%(name)s”: please compare.") % {"name": each.recipient.name}
            )


def _find_honours(planned: Sequence[Planned]) -> None:
    recipients = [each.recipient.pk for each in planned if each.recipient]
    there = set(
        Honour.objects.filter(recipient__in=recipients).values_list(
            "recipient", "award", "decision_number", "decided_on"
        )
    )
    first: dict[object, int] = {}
    for each in planned:
        if each.award is None or each.organisation is None:
            continue
        decision = (each.award.pk, each.row.decision_number, each.row.decided_on)
        if each.recipient is not None and (each.recipient.pk, *decision) in there:
            each.is_known = True
        whom = (each.organisation.pk, each.kind, folded(each.row.name), each.row.birth_year)
        before = first.setdefault((whom, decision), each.number)
        if before != each.number:
            each.errors.append(_("The same honour stands in row %(row)s already.") % {"row": before})


def can_undo(batch: HonourImport) -> Verdict:
    """Until something stands on what was taken in: a nomination handed in since, or a revocation."""
    since = Nomination.objects.filter(
        recipient__honours__batch=batch,
        events__step__in=["submit", "vote", "receive"],
        events__at__gte=batch.saved_at,
    )
    names = sorted({str(row.recipient) for row in since.select_related("recipient__organisation")})
    return (
        unless(batch.saved_at is not None, gettext_lazy("This file was not taken in."))
        & unless(batch.undone_at is None, gettext_lazy("This import has been undone already."))
        & unless(
            not names,
            _("Nominations were handed in on these honours since: %(names)s. Revoke single honours instead.")
            % {"names": ", ".join(names[:5])},
        )
        & unless(
            not batch.honours.filter(revoked_on__isnull=False).exists(),
            gettext_lazy("One of these honours was revoked; the import stays."),
        )
    )
