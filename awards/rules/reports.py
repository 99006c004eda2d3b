"""The achievement report by kind of nominee: its sections and how many years it tells of (law §8.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from awards.models import RecipientKind
from emulation.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Section:
    """One part in the nominee's own words; the heading is printed, so it is Vietnamese."""

    key: str
    heading: str
    label: Reason
    hint: Reason


_SITUATION = Section(
    "situation",
    "SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
    _("Situation"),
    _("Address, telephone, history, structure, staff, Party organisation and unions; functions and duties."),
)
_BIOGRAPHY = Section(
    "situation",
    "SƠ LƯỢC LÝ LỊCH",
    _("Biography"),
    _("Date of birth, home town, residence, unit, position, qualifications; duties assigned."),
)
_ACHIEVEMENTS = Section(
    "achievements",
    "THÀNH TÍCH ĐẠT ĐƯỢC",
    _("Achievements"),
    _(
        "Targets registered and reached, compared with earlier years; measures and causes; initiatives "
        "with the decisions that recognise them."
    ),
)
_POLICY = Section(
    "policy",
    "VIỆC CHẤP HÀNH CHỦ TRƯƠNG CỦA ĐẢNG, CHÍNH SÁCH, PHÁP LUẬT CỦA NHÀ NƯỚC",
    _("Policy and law"),
    _("Party policy and State law; care for staff; thrift, prevention of corruption; Party and unions."),
)
_MOVEMENTS = Section(
    "movements",
    "CÁC PHONG TRÀO THI ĐUA ĐÃ TỔ CHỨC, THAM GIA",
    _("Movements"),
    _("Movements launched or joined, with what came of them."),
)
_COLLECTIVE = (_SITUATION, _ACHIEVEMENTS, _POLICY, _MOVEMENTS)
_PERSON = (_BIOGRAPHY, _ACHIEVEMENTS, _POLICY)
SECTIONS_OF: Mapping[RecipientKind, tuple[Section, ...]] = {
    RecipientKind.ORGANISATION: _COLLECTIVE,
    RecipientKind.SUB_COLLECTIVE: _COLLECTIVE,
    RecipientKind.PERSON: _PERSON,
    RecipientKind.HOUSEHOLD: _PERSON,
}
_YEARS = {
    "BK_TINH": 2,
    "CSTD_TINH": 3,
    "CSTD_TQ": 6,
    "BK_TTG": 5,
    "HCLD_3": 5,
    "HCLD_2": 5,
    "HCLD_1": 5,
}


def years_told(award: str) -> int:
    """Flags and yearly titles tell of one year, certificates of two or five (law §8.2)."""
    return _YEARS.get(award, 1)


def needed_sections(kind: str) -> tuple[str, ...]:
    """Those without which no report is one."""
    return tuple(section.key for section in SECTIONS_OF[RecipientKind(kind)][:2])
