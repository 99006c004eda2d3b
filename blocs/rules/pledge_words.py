"""The words of a pledge that nobody types: its parts, its usual opening, its closing terms.

Page and paper both read them here. They are Vietnamese in every language, as the paper is.
"""

from __future__ import annotations

from itertools import takewhile

from blocs.models import Bloc, Season, Section
from blocs.rules.pledging import TARGETS
from documents.wording import day_in_words

PARTS = (Section.CONTENT, TARGETS, Section.MEASURES, Section.OTHER)  # in the order of the paper
HEADINGS = {
    Section.CONTENT: "Nội dung thi đua",
    TARGETS: "Chỉ tiêu thi đua",
    Section.MEASURES: "Biện pháp tổ chức thực hiện",
    Section.OTHER: "Cam kết khác",
}
CLOSING_HEADING = "Điều khoản thực hiện"
ALL_MEMBERS = "Các đơn vị"
KIND_WORD = {Bloc.Kind.BLOC: "Khối", Bloc.Kind.CLUSTER: "Cụm"}
STANDING_AGENCY = "Cơ quan thường trực Hội đồng Thi đua - Khen thưởng {province}"


def kind_word(season: Season) -> str:
    return KIND_WORD[Bloc.Kind(season.bloc.kind)]


def year_words(season: Season) -> str:
    return f"năm học {season.label}" if season.period == Season.Period.SCHOOL else f"năm {season.year}"


def standing_agency(season: Season) -> str:
    return STANDING_AGENCY.format(province=season.bloc.province.name)


def opening_parts(opening: str) -> tuple[list[str], list[str]]:
    """The bases, which are the first lines that end with a semicolon, and the paragraphs after them."""
    lines = [line.strip() for line in opening.splitlines() if line.strip()]
    bases = list(takewhile(lambda line: line.endswith(";"), lines))
    return bases, lines[len(bases) :]


def usual_opening(season: Season, *, bloc_name: str) -> str:
    return (
        f"Các đơn vị thành viên {bloc_name} thống nhất ký kết giao ước thi đua "
        f"{year_words(season)} với những nội dung sau:"
    )


def closing_terms(season: Season, *, members: int) -> tuple[str, str]:
    """How long it holds, and its copies: for each member, the leader's file, the standing agency (law §4)."""
    kind, copies = kind_word(season), members + 2
    return (
        f"Giao ước thi đua này có hiệu lực từ ngày ký đến hết {day_in_words(season.last_day)}. Các đơn vị "
        f"thành viên cam kết thực hiện nghiêm túc; kết quả thực hiện là căn cứ để {kind} chấm điểm, "
        "bình xét thi đua.",
        f"Giao ước được lập thành {copies:02d} bản có giá trị như nhau: mỗi đơn vị thành viên giữ 01 bản, "
        f"lưu hồ sơ của {kind} trưởng 01 bản, gửi {standing_agency(season)} 01 bản.",
    )
