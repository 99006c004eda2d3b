"""What the papers of nominations have in common: names, groups, and who issues them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import override

from awards.models import Award, Basis, Nomination, Part, Rating, Recipient, RecipientKind
from awards.rules import articles
from blocs.models import Mandate, Organisation
from blocs.selectors import signers
from documents.content import Format, Party

# Papers are Vietnamese, whatever language their reader uses.
BASES = {
    Basis.MERIT: "Công trạng",
    Basis.SUDDEN: "Thành tích đột xuất",
    Basis.THEMATIC: "Phong trào thi đua (chuyên đề)",
    Basis.CAREER: "Quá trình cống hiến",
    Basis.OTHER: "Căn cứ khác",
}
RATINGS = {
    Rating.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Rating.GOOD: "Hoàn thành tốt nhiệm vụ",
    Rating.COMPLETED: "Hoàn thành nhiệm vụ",
    Rating.FAILED: "Không hoàn thành nhiệm vụ",
}
PARTS = {
    Part.SUBMISSION: "Tờ trình",
    Part.LIST: "Danh sách đề nghị khen thưởng",
    Part.REPORT: "Báo cáo thành tích",
    Part.MINUTES: "Biên bản họp bình xét",
    Part.SCORE_TABLE: "Bảng chấm điểm",
    Part.RATING: "Minh chứng xếp loại trong năm",
    Part.INITIATIVE: "Quyết định công nhận sáng kiến",
    Part.INITIATIVE_OR_RATING: "Quyết định công nhận sáng kiến hoặc minh chứng xếp loại",
    Part.COUNCIL_MINUTES: "Biên bản Hội đồng",
    Part.PROVINCE_CONFIRMATION: "Xác nhận của Ủy ban nhân dân tỉnh",
    Part.PARTY_OPINION: "Ý kiến của cấp ủy",
    Part.PUBLICATION: "Minh chứng lấy ý kiến công khai",
    Part.OTHER: "Tài liệu khác",
}
COLLECTIVE = frozenset({RecipientKind.ORGANISATION, RecipientKind.SUB_COLLECTIVE})
_TITLES = {Recipient.Sex.FEMALE: "Bà", Recipient.Sex.MALE: "Ông"}


def article(source: str) -> str:
    """Where a ground stands in the law, spelled out."""
    with override("vi"):
        return articles.spelled(source)


def rating(kept: str) -> str:
    return RATINGS[Rating(kept)] if kept else ""


def full_name(recipient: Recipient, *, on: date) -> str:
    """The organisation's name of the day; a person as Ông or Bà; a department with its organisation."""
    organisation = recipient.organisation.name_on(on)
    if recipient.kind == RecipientKind.ORGANISATION:
        return organisation
    if recipient.kind == RecipientKind.SUB_COLLECTIVE:
        return f"{recipient.name}, {organisation}"
    if recipient.kind == RecipientKind.HOUSEHOLD:
        return f"Hộ gia đình {recipient.name}"
    title = _TITLES.get(Recipient.Sex(recipient.sex)) if recipient.sex else None
    return f"{title or 'Ông (bà)'}\u00a0{recipient.name}"


def further(recipient: Recipient, *, on: date) -> str:
    """Of a person or household: born, position, unit."""
    if recipient.kind in COLLECTIVE:
        return ""
    parts = [
        f"sinh năm {recipient.birth_year}" if recipient.birth_year else "",
        recipient.position,
        recipient.organisation.name_on(on),
    ]
    return ", ".join(part for part in parts if part)


def by_award(nominations: Iterable[Nomination]) -> dict[Award, list[Nomination]]:
    """The awards in the order of the catalogue, the highest first; the nominees in the order given."""
    found: dict[Award, list[Nomination]] = {}
    for row in sorted(nominations, key=lambda row: -row.award_id):
        found.setdefault(row.award, []).append(row)
    return found


def counted(nominations: Iterable[Nomination]) -> tuple[int, int, int]:
    """Collectives, people, households."""
    kinds = [RecipientKind(row.recipient.kind) for row in nominations]
    people, households = kinds.count(RecipientKind.PERSON), kinds.count(RecipientKind.HOUSEHOLD)
    return len(kinds) - people - households, people, households


def count_words(nominations: Iterable[Nomination]) -> str:
    """02 tập thể, 01 cá nhân"""
    words = zip(counted(nominations), ("tập thể", "cá nhân", "hộ gia đình"), strict=True)
    return ", ".join(f"{number:02d} {word}" for number, word in words if number)


def head_party(organisation: Organisation, style: Format, *, on: date) -> Party:
    """Whoever signs for an organisation that day; the room stays free where nobody holds the mandate."""
    heads = Mandate.objects.on(on).filter(organisation=organisation, role=Mandate.Role.HEAD)
    mandate = signers.first_choice(heads.select_related("user"))
    return Party(
        position_lines=signers.position_lines(mandate, style),
        name=mandate.user.full_name if mandate else "",
        slot="signer",
    )
