"""The usual words of papers that a bloc leader composes: a beginning to change, never the law itself.

They follow the duties of leader, deputy and members and the principles of emulation (law §3.3, §3.4, §2.3);
like every paper they are Vietnamese in every language.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

from blocs.models import MeetingInvitation, Milestone, Season
from blocs.rules import pledge_words

Occasion = MeetingInvitation.Occasion

RULES = (Path(__file__).parent.parent / "data" / "operating_rules.txt").read_text("utf-8")

TITLES = {
    Occasion.PLEDGE: "Hội nghị ký kết giao ước thi đua {years}",
    Occasion.MID_YEAR: "Hội nghị sơ kết công tác thi đua 6 tháng đầu {years}",
    Occasion.CROSS_CHECK: "Họp kiểm tra chéo, thẩm định kết quả thi đua {years}",
    Occasion.FINAL: "Hội nghị tổng kết công tác thi đua {years}",
    Occasion.OTHER: "Họp {bloc}",
}
AGENDAS = {
    Occasion.PLEDGE: (
        "Thông qua quy chế hoạt động, kế hoạch và bảng điểm thi đua của {kind}.",
        "Phát động thi đua và ký kết giao ước thi đua {years}.",
    ),
    Occasion.MID_YEAR: (
        "Sơ kết kết quả thực hiện giao ước thi đua 6 tháng đầu năm.",
        "Thảo luận nhiệm vụ trọng tâm 6 tháng cuối năm.",
    ),
    Occasion.CROSS_CHECK: (
        "Kiểm tra chéo báo cáo, minh chứng và kết quả tự chấm điểm.",
        "Thống nhất kết quả thẩm định.",
    ),
    Occasion.FINAL: (
        "Tổng kết công tác thi đua, thông qua kết quả chấm điểm, xếp hạng.",
        "Bình xét, bỏ phiếu suy tôn; chọn {kind} trưởng, {kind} phó năm sau.",
        "Bàn giao nhiệm vụ {kind} trưởng.",
    ),
    Occasion.OTHER: (),
}
MILESTONES = {
    Occasion.PLEDGE: Milestone.Kind.PLEDGE,
    Occasion.MID_YEAR: Milestone.Kind.MID_YEAR,
    Occasion.CROSS_CHECK: Milestone.Kind.CROSS_CHECK,
    Occasion.FINAL: Milestone.Kind.BALLOT,
}
USUAL_HOUR = time(8, 0)
NOTE = (
    "Đề nghị các đồng chí chuẩn bị ý kiến và dự họp đúng thành phần, thời gian. Đơn vị không cử được người "
    "dự họp thông báo cho {kind} trưởng trước ngày họp."
)


def rules(season: Season, *, bloc_name: str) -> str:
    return RULES.strip().format(
        bloc=bloc_name, kind=pledge_words.kind_word(season), years=pledge_words.year_words(season)
    )


def invitation(season: Season, occasion: str, *, bloc_name: str, on: date) -> MeetingInvitation:
    """The invitation to begin with, on the date of the bloc's year that the occasion belongs to."""
    kind, chosen = pledge_words.kind_word(season), Occasion(occasion)
    words = {"bloc": bloc_name, "kind": kind, "years": pledge_words.year_words(season)}
    due = {row.kind: row.due for row in season.milestones.all()}.get(str(MILESTONES.get(chosen, "")))
    return MeetingInvitation(
        season=season,
        occasion=occasion,
        title=TITLES[chosen].format(**words),
        held_on=due if due and due >= on else on + timedelta(days=7),
        held_from=USUAL_HOUR,
        chair=f"{kind} trưởng",
        invited=f"Đại diện lãnh đạo {pledge_words.standing_agency(season)}\n"
        "Lãnh đạo và cán bộ phụ trách thi đua, khen thưởng của các đơn vị thành viên",
        agenda="\n".join(AGENDAS[chosen]).format(**words),
        note=NOTE.format(**words),
    )
