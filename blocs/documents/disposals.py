"""The list of records past their term, and the frame of the minutes. Papers are Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone, translation

from blocs.documents.common import ROOM
from blocs.models import Disposal, Mandate, Organisation
from blocs.selectors import signers
from blocs.selectors.disposals import with_names
from documents.content import (
    Bases,
    Block,
    Column,
    Document,
    Head,
    Items,
    Paragraph,
    Party,
    Recipients,
    Signers,
    Table,
)
from documents.models import FormatProfile
from documents.wording import day_in_words

BLANK_DAY = "ngày …… tháng …… năm ……"
GROUP = 32  # letters of a fingerprint in one piece, so that it breaks in its cell


def list_of_disposal(disposal: Disposal) -> Document:
    """A draft until the decision is entered; then it bears the decision that it belongs to."""
    day = timezone.localdate(disposal.drawn_at)
    profile = FormatProfile.objects.get(pk="state").format()
    agency = _agency(disposal)
    head = signers.head_of(agency, on=day) if agency is not None else None
    issuer = agency.name_on(day) if agency is not None else str(disposal.province)
    with translation.override("vi"):
        named = disposal.get_record_class_display()
    return Document(
        kind="disposal-list",
        filename=f"Danh muc tai lieu het gia tri {disposal.pk}",
        title=f"Danh mục tài liệu hết giá trị: {named}",
        type_name="DANH MỤC",
        abstract=f"Tài liệu hết giá trị: {named}",
        head=Head(issuer=issuer, place=disposal.province.place, day=day if disposal.decision_on else None),
        blocks=tuple(_blocks(disposal)),
        closing=False,
        recipients=Recipients((f"{issuer};", "Lưu trữ lịch sử của tỉnh;")),
        signatures=Signers(
            (Party(signers.position_lines(head, profile), head.user.full_name if head else ""),)
        ),
        orientation="landscape",
        format=profile,
        author=issuer,
        subject=f"Tài liệu hết giá trị: {named}",
        created=disposal.drawn_at,
        modified=disposal.entered_at or disposal.drawn_at,
        draft=not disposal.decision_on,
    )


def minutes_of_disposal(disposal: Disposal) -> Document:
    """Their frame: what the site knows stands there, the rest is room to write. Always a draft."""
    day = timezone.localdate(disposal.drawn_at)
    profile = FormatProfile.objects.get(pk="state").format()
    agency = _agency(disposal)
    issuer = agency.name_on(day) if agency is not None else str(disposal.province)
    with translation.override("vi"):
        named = disposal.get_record_class_display()
    return Document(
        kind="disposal-minutes",
        filename=f"Bien ban huy tai lieu {disposal.pk}",
        title=f"Biên bản hủy tài liệu hết giá trị: {named}",
        type_name="BIÊN BẢN",
        abstract="Về việc hủy tài liệu hết giá trị",
        head=Head(issuer=issuer, place=disposal.province.place, day=disposal.minutes_on),
        blocks=tuple(_told(disposal, named)),
        recipients=Recipients((f"{issuer};", "Lưu trữ lịch sử của tỉnh;")),
        signatures=Signers((Party(("THƯ KÝ",), ""), Party(("CHỦ TRÌ",), ""))),
        format=profile,
        author=issuer,
        subject="Biên bản hủy tài liệu hết giá trị",
        created=disposal.drawn_at,
        modified=disposal.entered_at or disposal.drawn_at,
        draft=True,
    )


def _told(disposal: Disposal, named: str) -> Iterator[Block]:
    number = disposal.decision_number or ROOM
    decided = day_in_words(disposal.decision_on) if disposal.decision_on else BLANK_DAY
    held = day_in_words(disposal.minutes_on) if disposal.minutes_on else BLANK_DAY
    yield Bases((f"Căn cứ Quyết định số {number} {decided} về việc hủy tài liệu hết giá trị",))
    yield Paragraph(f"Hôm nay, {held}, tại {ROOM}, chúng tôi gồm:", align="left")
    people = tuple(line for line in disposal.present.splitlines() if line.strip())
    if people:
        yield Items(people)
    else:
        yield from (Paragraph(f"{place}. {ROOM}\nChức vụ: {ROOM}", align="left") for place in (1, 2))
    yield Paragraph("Tiến hành hủy tài liệu hết giá trị như sau:")
    rows = list(disposal.rows.all())
    yield Items(
        (
            f"Nhóm tài liệu: {named}; thời hạn lưu trữ tính từ trước {day_in_words(disposal.before)}.",
            f"Số mục trong danh mục kèm theo: {len(rows)}; tổng số lượng: {sum(row.count for row in rows)}.",
            f"Mã băm SHA-256 của danh mục: {_pieces(disposal.digest)}.",
            "Hình thức hủy: xóa dữ liệu trên hệ thống; danh mục và mã băm của từng tài liệu được lưu giữ.",
            f"Tài liệu giấy hủy kèm theo (nếu có): {ROOM}.",
        )
    )
    yield Paragraph("Biên bản được các thành viên thông qua và ký tên, lập thành 02 bản có giá trị như nhau.")


def _blocks(disposal: Disposal) -> Iterator[Block]:
    if disposal.decision_on is not None:
        of_decision = f"Quyết định số {disposal.decision_number} {day_in_words(disposal.decision_on)}"
        yield Paragraph(f"(Kèm theo {of_decision})", italic=True, align="center", indent=False)
    rows = list(disposal.rows.all())
    named = [(row, f"{row.what}: {name}" if name else row.what) for row, name in with_names(disposal, rows)]
    yield Table(
        columns=(
            Column("Tên tài liệu", 30),
            Column("Tính từ ngày", 10, "center"),
            Column("Khối, năm thi đua", 20),
            Column("Số lượng", 7, "right"),
            Column("Mã băm SHA-256", 33),
        ),
        rows=tuple((what, row.day, row.place, row.count, _pieces(row.sha256)) for row, what in named),
        totals=(("Tổng số", "", "", sum(row.count for row in rows), ""),),
    )
    yield Paragraph(disposal.digest, lead="Mã băm SHA-256 của danh mục: ", indent=False)


def _pieces(text: str) -> str:
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def _agency(disposal: Disposal) -> Organisation | None:
    """Of whoever drew it up."""
    rows = Mandate.objects.on(timezone.localdate(disposal.drawn_at)).filter(
        role=Mandate.Role.STANDING, organisation__province=disposal.province
    )
    mandate = rows.select_related("organisation").order_by("starts", "pk").first()
    return mandate.organisation if mandate is not None else None
