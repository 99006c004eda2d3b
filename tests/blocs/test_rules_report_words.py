from decimal import Decimal as D

import pytest

from blocs.rules.report_words import TargetTold, Told, paragraphs
from blocs.rules.reporting import Outcome

MET = TargetTold("Thu nộp quỹ", "%", "at_least", "≥ 95", D(95), D("96.5"), Outcome.EXCEEDED)
MISSED = TargetTold("Nhà đại đoàn kết", "nhà", "at_least", "≥ 50", D(50), D(42), Outcome.MISSED)
TOO_MANY = TargetTold("Đơn thư vượt cấp", "vụ", "at_most", "≤ 2", D(2), D(5), Outcome.MISSED)
WITHOUT_FIGURE = TargetTold("Giữ vững đoàn kết", "", "", "", None, None, None)
TOLD = Told("2026", [MET, MISSED, TOO_MANY, WITHOUT_FIGURE], ["Tỉnh ta cùng cả nước"], D("86.5"), D(100))


def test_results_are_told_target_by_target():
    assert paragraphs("results", TOLD).splitlines() == [
        "Về thực hiện giao ước thi đua: 3/4 chỉ tiêu đã có kết quả, "
        "trong đó vượt 1, đạt 0, chưa đạt 2 chỉ tiêu.",
        "- Thu nộp quỹ: thực hiện 96,5 % (giao ước ≥ 95 %), vượt chỉ tiêu.",
        "- Nhà đại đoàn kết: thực hiện 42 nhà (giao ước ≥ 50 nhà), chưa đạt chỉ tiêu.",
        "- Đơn thư vượt cấp: thực hiện 5 vụ (giao ước ≤ 2 vụ), chưa đạt chỉ tiêu.",
        "Về phong trào thi đua: đã tham gia và có kết quả ở 1 phong trào: Tỉnh ta cùng cả nước.",
        "Về tự chấm điểm: đơn vị tự chấm 86,5/100 điểm.",
    ]


def test_weaknesses_tell_by_how_much():
    assert paragraphs("weaknesses", TOLD).splitlines() == [
        "Còn 2/4 chỉ tiêu giao ước chưa đạt:",
        "- Nhà đại đoàn kết: thực hiện 42 nhà (giao ước ≥ 50 nhà), còn thiếu 8 nhà.",
        "- Đơn thư vượt cấp: thực hiện 5 vụ (giao ước ≤ 2 vụ), vượt mức cho phép 3 vụ.",
    ]


def test_plans_take_up_what_was_missed():
    assert paragraphs("plans", TOLD) == (
        "Tập trung hoàn thành các chỉ tiêu chưa đạt của năm 2026: Nhà đại đoàn kết; Đơn thư vượt cấp."
    )


@pytest.mark.parametrize("section", ["results", "weaknesses", "lessons", "plans", "proposals"])
def test_without_figures_there_is_nothing_to_say(section):
    assert paragraphs(section, Told("2026", [WITHOUT_FIGURE], points=D(0), most=D(100))) == ""
