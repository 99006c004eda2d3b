"""The achievement report (báo cáo thành tích) of a nominee: words of the nominee, tables from the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from awards.documents import common
from awards.models import Award, Basis, Nomination, RecipientKind
from awards.rules.reports import SECTIONS_OF, years_told
from awards.selectors.achievements import Told
from blocs.documents.common import INVENTED
from documents.content import Block, Column, Document, Head, Heading, Paragraph, Signers, Table
from documents.wording import roman

NOT_WRITTEN = "(Chưa viết)"


def report(nomination: Nomination, told: Told, *, on: date) -> Document:
    recipient = nomination.recipient
    organisation = recipient.organisation
    style = organisation.format_profile.format()
    name = common.full_name(recipient, on=on)
    abstract = f"Đề nghị tặng {nomination.award.name}"
    at = nomination.events.order_by("-at").values_list("at", flat=True)[0]
    return Document(
        kind="achievement-report",
        filename=f"Bao cao thanh tich {nomination.award.code} {nomination.pk}",
        title=f"Báo cáo thành tích: {name}",
        type_name="BÁO CÁO THÀNH TÍCH",
        abstract=abstract,
        head=Head(issuer=organisation.name_on(on), place=nomination.province.place, day=None),
        blocks=(
            *_who(nomination, name, on=on),
            *_sections(nomination, told),
        ),
        signatures=Signers((common.head_party(organisation, style, on=on),)),
        closing=False,
        format=style,
        subject=abstract,
        created=at,
        modified=at,
        notice=INVENTED if nomination.season and nomination.season.bloc.invented else "",
        draft=True,
    )


def _who(nomination: Nomination, name: str, *, on: date) -> Iterator[Block]:
    recipient = nomination.recipient
    label = "Tên tập thể" if recipient.kind in common.COLLECTIVE else "Họ và tên"
    yield Paragraph(name + ".", lead=f"{label}:")
    if text := common.further(recipient, on=on):
        yield Paragraph(text[:1].upper() + text[1:] + ".")
    basis = common.BASES[Basis(nomination.basis)]
    yield Paragraph(f"{basis}.", lead="Căn cứ đề nghị:")
    if nomination.movement:
        yield Paragraph(f"{nomination.movement.name}.", lead="Phong trào thi đua:")


def _sections(nomination: Nomination, told: Told) -> Iterator[Block]:
    template = SECTIONS_OF[RecipientKind(nomination.recipient.kind)]
    place = 0
    for place, section in enumerate(template, start=1):
        yield Heading(f"{roman(place)}. {section.heading}")
        yield Paragraph(str(nomination.sections.get(section.key, "")).strip() or NOT_WRITTEN)
        if section.key == "achievements" and told.results:
            yield _results(told)
    yield Heading(f"{roman(place + 1)}. CÁC DANH HIỆU, HÌNH THỨC KHEN THƯỞNG ĐÃ ĐƯỢC GHI NHẬN")
    yield from _honours(nomination, told)


def _results(told: Told) -> Table:
    return Table(
        columns=(
            Column("Chỉ tiêu", 44),
            Column("Đơn vị tính", 14, "center"),
            Column("Đăng ký", 18, "center"),
            Column("Thực hiện", 18, "center"),
        ),
        rows=told.results,
        caption="Kết quả thực hiện chỉ tiêu đã đăng ký trong năm",
    )


def _honours(nomination: Nomination, told: Told) -> Iterator[Table]:
    first = nomination.year - years_told(nomination.award.code) + 1
    yield Table(
        columns=(Column("Năm", 12, "center"), Column("Xếp loại", 44), Column("Nguồn", 44)),
        rows=tuple(
            (
                str(row.year),
                common.rating(row.rating),
                row.source,
            )
            for row in told.years
            if row.year >= first
        ),
        caption="1. Xếp loại hằng năm",
        numbered=False,
        empty="Chưa ghi nhận.",
    )
    for place, (kind, caption) in enumerate(
        ((Award.Kind.TITLE, "Danh hiệu thi đua"), (Award.Kind.FORM, "Hình thức khen thưởng")), start=2
    ):
        yield Table(
            columns=(
                Column("Năm", 10, "center"),
                Column(caption, 40),
                Column("Số, ngày quyết định", 26),
                Column("Cơ quan ban hành", 30),
            ),
            rows=tuple(
                (
                    str(row.year),
                    row.award.name,
                    f"{row.decision_number} ngày {row.decided_on:%d/%m/%Y}",
                    row.issuer,
                )
                for row in told.honours
                if row.award.kind == kind
            ),
            caption=f"{place}. {caption}",
            numbered=False,
            empty="Chưa ghi nhận.",
        )
