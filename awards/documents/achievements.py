"""The achievement report (báo cáo thành tích) of a nominee: words of the nominee, tables from the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from awards.documents import common
from awards.models import Award, Basis, Nomination, RecipientKind, Scope, YearRecord
from awards.rules.reports import SECTIONS_OF
from awards.selectors.achievements import Told
from blocs.documents.common import INVENTED
from documents.content import (
    Block,
    Column,
    Document,
    Format,
    Head,
    Heading,
    Paragraph,
    Party,
    Signers,
    Table,
)
from documents.wording import figure, roman

NOT_WRITTEN = "(Chưa viết)"
NAMED = {
    RecipientKind.ORGANISATION: "Tên tập thể",
    RecipientKind.SUB_COLLECTIVE: "Tên tập thể",
    RecipientKind.PERSON: "Họ và tên",
    RecipientKind.HOUSEHOLD: "Đối tượng đề nghị",
}
SCOPES = {Scope.GRASSROOTS: "Cơ sở", Scope.PROVINCE: "Cấp tỉnh", Scope.NATION: "Toàn quốc"}


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
        signatures=Signers(_signers(nomination, style, on=on)),
        closing=False,
        format=style,
        subject=abstract,
        created=at,
        modified=at,
        notice=INVENTED if nomination.season and nomination.season.bloc.invented else "",
        draft=True,
    )


def _signers(nomination: Nomination, style: Format, *, on: date) -> tuple[Party, ...]:
    """The nominee at the right; at the left whoever confirms it (law §8.2)."""
    recipient = nomination.recipient
    head = common.head_party(recipient.organisation, style, on=on)
    if recipient.kind == RecipientKind.ORGANISATION:
        return Party(("XÁC NHẬN CỦA", "CẤP TRÌNH KHEN THƯỞNG"), slot="confirms"), head
    if recipient.kind == RecipientKind.SUB_COLLECTIVE:
        own = Party(("ĐẠI DIỆN TẬP THỂ",), slot="nominee")
    else:
        own = Party(("NGƯỜI BÁO CÁO",), recipient.name[:1].upper() + recipient.name[1:], slot="nominee")
    return replace(head, position_lines=("XÁC NHẬN CỦA ĐƠN VỊ", *head.position_lines)), own


def _who(nomination: Nomination, name: str, *, on: date) -> Iterator[Block]:
    recipient = nomination.recipient
    yield Paragraph(name + ".", lead=f"{NAMED[RecipientKind(recipient.kind)]}:")
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
        if section.key == "achievements":
            yield from _figures(nomination, told)
    yield Heading(f"{roman(place + 1)}. CÁC DANH HIỆU, HÌNH THỨC KHEN THƯỞNG ĐÃ ĐƯỢC GHI NHẬN")
    yield from _honours(told)


def _figures(nomination: Nomination, told: Told) -> Iterator[Table]:
    if told.results:
        yield _results(nomination, told)
    if nomination.recipient.kind in common.COLLECTIVE and any(map(_shares, told.years)):
        yield _collective_figures(told)
    if told.initiatives:
        yield Table(
            columns=(
                Column("Năm", 10, "center"),
                Column("Tên sáng kiến, đề tài", 46),
                Column("Phạm vi", 14, "center"),
                Column("Quyết định công nhận", 30),
            ),
            rows=tuple(
                (str(row.year), row.name, SCOPES[Scope(row.scope)], row.decision) for row in told.initiatives
            ),
            caption="Sáng kiến, đề tài nghiên cứu được công nhận",
        )


def _results(nomination: Nomination, told: Told) -> Table:
    return Table(
        columns=(
            Column("Chỉ tiêu", 40),
            Column("Đơn vị tính", 14, "center"),
            Column(f"Thực hiện {nomination.year - 1}", 15, "center"),
            Column(f"Đăng ký {nomination.year}", 15, "center"),
            Column(f"Thực hiện {nomination.year}", 15, "center"),
        ),
        rows=tuple(
            (row.target, row.unit, row.before or "–", row.promise, row.reached) for row in told.results
        ),
        caption="Kết quả thực hiện chỉ tiêu đã đăng ký trong năm, so với năm trước",
    )


def _collective_figures(told: Told) -> Table:
    return Table(
        columns=(
            Column("Năm", 10, "center"),
            Column("Lao động tiên tiến (%)", 18, "center"),
            Column("Hoàn thành nhiệm vụ (%)", 18, "center"),
            Column("Hoàn thành xuất sắc (%)", 18, "center"),
            Column("Chiến sĩ thi đua cơ sở (người)", 18, "center"),
            Column("Nữ (%)", 18, "center"),
        ),
        rows=tuple((str(row.year), *_shares(row, "–")) for row in told.years),
        caption="Số liệu về tập thể hằng năm",
        numbered=False,
    )


def _shares(row: YearRecord, unknown: str = "") -> tuple[str, ...]:
    """Nothing where nobody recorded one of them."""
    values = (
        *(row.share_ldtt, row.share_completed, row.share_excellent),
        *(row.count_cstd_cs, row.share_women),
    )
    if not unknown and all(value is None for value in values):
        return ()
    return tuple(unknown if value is None else figure(value) for value in values)


def _honours(told: Told) -> Iterator[Table]:
    yield Table(
        columns=(Column("Năm", 12, "center"), Column("Xếp loại", 44), Column("Nguồn", 44)),
        rows=tuple(
            (
                str(row.year),
                common.rating(row.rating),
                row.source,
            )
            for row in told.years
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
