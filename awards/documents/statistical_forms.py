"""A yearly statistical form on paper. Papers are Vietnamese, whatever language one reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone, translation

from awards.models import StatisticalForm, StatisticalSheet
from awards.selectors import statistical_forms as reading
from blocs.models import Province
from blocs.selectors import signers
from documents.content import (
    Block,
    Cell,
    Column,
    Document,
    Head,
    Paragraph,
    Party,
    Recipients,
    Signers,
    Table,
)
from documents.models import FormatProfile
from documents.wording import day_in_words

EMPTY = "Biểu chưa có dòng nào."


def sheet(
    form: StatisticalForm,
    province: Province,
    year: int,
    kept: StatisticalSheet | None,
    *,
    at: datetime,
) -> Document:
    """As it was closed, signed by the agency's head; a draft until then."""
    closed_at = kept.closed_at if kept is not None else None
    day = timezone.localdate(closed_at or at)
    profile = FormatProfile.objects.get(pk="state").format()
    agency = reading.standing_agency(province, on=day)
    head = signers.head_of(agency, on=day) if agency is not None else None
    name = head.user.full_name if head is not None else ""
    issuer = agency.name_on(day) if agency is not None else str(province)
    return Document(
        kind="statistics",
        filename=f"Bieu {form.code} nam {year}",
        title=f"{form.name} năm {year}: {form.title}",
        type_name=form.title.upper(),
        abstract=f"Năm {year}"
        + (f" (đính chính lần {kept.version - 1})" if kept and kept.version > 1 else ""),
        head=Head(issuer=issuer, place=province.place, day=day if closed_at else None),
        blocks=tuple(_blocks(form, province, year, kept)),
        closing=False,
        recipients=Recipients(("Bộ Nội vụ;", "Ủy ban nhân dân tỉnh;")),
        signatures=Signers((Party(signers.position_lines(head, profile), name),)),
        orientation="landscape",
        format=profile,
        author=issuer,
        subject=form.name,
        created=closed_at or at,
        modified=closed_at or at,
        draft=closed_at is None,
    )


def _blocks(
    form: StatisticalForm, province: Province, year: int, kept: StatisticalSheet | None
) -> Iterator[Block]:
    due = day_in_words(form.due(year))
    yield Paragraph(f"{form.name} ({form.source}); hạn gửi: {due}", italic=True, align="center", indent=False)
    rows = reading.lines(form, province, year, kept)
    with translation.override("vi"):
        heads = [str(label) for label in reading.columns(form).values()]
    yield Table(
        columns=(
            Column("Nội dung", 40),
            *(Column(label, 12, align="right") for label in heads),
        ),
        rows=tuple((row.label, *(_figure(cell) for cell in row.cells)) for row in rows),
        totals=(("TỔNG SỐ", *reading.sums(rows, form)),) if rows else (),
        empty=EMPTY,
    )
    if kept is not None and kept.reason:
        yield Paragraph(kept.reason, lead="Lý do đính chính: ", indent=False)


def _figure(cell: reading.Cell) -> Cell:
    return "" if cell.value is None else cell.value
