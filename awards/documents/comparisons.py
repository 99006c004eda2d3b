"""One nomination by two sets of rules (đối chiếu quy định), for those who appraise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import override

from awards.documents import common
from awards.rules.findings import Finding
from awards.selectors.rule_sets import Comparison, Side
from blocs.documents.common import INVENTED
from documents.content import Block, Column, Document, Head, Heading, Paragraph, Signers, Table
from documents.wording import figure


def comparison(found: Comparison, *, on: date) -> Document:
    nomination = found.nomination
    organisation = nomination.recipient.organisation
    with override(
        "vi"
    ):  # papers are Vietnamese, and the conditions are put into words by the reader's language
        blocks = tuple(_blocks(found))
    at = nomination.events.order_by("-at").values_list("at", flat=True)[0]
    return Document(
        kind="rule-comparison",
        filename=f"Doi chieu quy dinh {nomination.award.code} {nomination.pk}",
        title=f"Đối chiếu quy định: {common.full_name(nomination.recipient, on=on)}",
        type_name="BẢNG ĐỐI CHIẾU QUY ĐỊNH",
        abstract=f"{common.full_name(nomination.recipient, on=on)}: đề nghị tặng {nomination.award.name}",
        head=Head(issuer=organisation.name_on(on), place=nomination.province.place, day=None),
        blocks=blocks,
        signatures=Signers(()),
        closing=False,
        format=organisation.format_profile.format(),
        created=at,
        modified=at,
        notice=INVENTED if nomination.season and nomination.season.bloc.invented else "",
        draft=True,
    )


def _blocks(found: Comparison) -> Iterator[Block]:
    own, other = found.own, found.other
    yield Table(
        columns=(
            Column("Nội dung", 30),
            Column(f"Đang áp dụng: {own.rule_set.name}", 35),
            Column(f"Đối chiếu: {other.rule_set.name}", 35),
        ),
        rows=(
            ("Kết quả", str(own.met.words), str(other.met.words)),
            ("Tỷ lệ phiếu của Hội đồng", own.pass_mark, other.pass_mark),
            ("Hệ số tiền thưởng", _prize(own), _prize(other)),
            ("Nguồn", own.source, other.source),
        ),
    )
    for heading, side in (("Theo quy định đang áp dụng", own), ("Theo quy định đối chiếu", other)):
        yield Heading(f"{heading}: {side.rule_set.name}")
        if side.checklist is None:
            yield Paragraph("Bộ quy định này không quy định danh hiệu, hình thức nêu trên cho đối tượng.")
            continue
        yield Table(
            columns=(Column("Điều kiện", 50), Column("Số liệu", 30), Column("Kết quả", 20, "center")),
            rows=tuple(row for finding in side.checklist.findings for row in _lines(finding)),
        )
    yield Paragraph(found.conclusion, lead="Kết luận:", bold=True)


def _lines(finding: Finding, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    words = f"{'– ' * depth}{finding.words}" + (f" ({finding.place})" if finding.article else "")
    yield words, str(finding.seen), str(finding.met.words)
    for part in finding.parts:
        yield from _lines(part, depth + 1)


def _prize(side: Side) -> str:
    return figure(side.prize) if side.prize is not None else "–"
