from decimal import Decimal as D

import pytest

from blocs.models.score import Source
from blocs.rules.formulas import Chosen, Penalty, PerUnit, Ratio, Steps, Sum
from blocs.rules.points import Limits, Points
from blocs.rules.reckoning import Known, reckon
from blocs.rules.scoring import Criterion, Group, Table
from blocs.rules.sources import Movement, Target, source

TEN = Limits(D(10), step=D("0.25"))
PENALTY = Limits(deduction=D(3), step=D("0.5"))
TARGETS = {
    1: Target("Phát triển hội viên mới", "at_least", D(200), D(150)),
    2: Target("Hội viên vi phạm kỷ luật", "at_most", D(0), D(0)),
    3: Target("Giữ vững đoàn kết nội bộ"),
}


def leaf(name, rule, limits=TEN, key=7, chosen=None):
    return Criterion(key, limits, name, rule, chosen)


def reckoned(one, known, typed=None):
    table = Table(Limits(D(100), D(100), D(100)), (Group(1, Limits(D(100), D(100), D(100)), "", (one,)),))
    return reckon(table, known, typed or {})


@pytest.mark.parametrize(
    ("name", "rule", "found"),
    [
        ("Phát triển hội viên so với chỉ tiêu giao ước", Ratio(), (Source.TARGET, 1)),
        ("Tỷ lệ chỉ tiêu giao ước đạt và vượt", Ratio(D(100)), (Source.TARGETS_MET, 0)),
        ("Tham gia các phong trào thi đua", Ratio(D(100)), (Source.MOVEMENTS, 0)),
        ("Gửi báo cáo chậm hạn, mỗi lần", Penalty(D(1)), (Source.LATE, 0)),
        ("Vắng mặt tại cuộc họp, mỗi lần", Penalty(D(1)), (Source.OWN, 0)),
        ("Tin, bài trên trang thông tin", PerUnit(D("0.25")), (Source.OWN, 0)),
        ("Hội viên", Ratio(), (Source.OWN, 0)),  # one word stands in too many names
        ("Đoàn kết nội bộ", None, None),
        ("Tuyên truyền", Sum(), None),
    ],
)
def test_where_the_figure_of_a_criterion_comes_from(name, rule, found):
    assert source(leaf(name, rule), TARGETS) == found


def test_two_targets_that_fit_as_well_leave_it_to_the_member():
    twice = {1: Target("Phát triển hội viên mới"), 2: Target("Phát triển hội viên mới")}

    assert source(leaf("Phát triển hội viên mới", Ratio()), twice) == (Source.OWN, 0)


def test_a_target_gives_points_with_its_sentence(english):
    found = reckoned(leaf("Phát triển hội viên so với chỉ tiêu giao ước", Ratio()), Known(TARGETS))

    assert found.points == {7: Points(D("7.5"))}
    assert found.tally.total == D("7.5")
    assert found.words(7) == (
        "Computed: 7,5 points. Target “Phát triển hội viên mới” of the pledge: "
        "150 against 200 is 75 %; 75 % of 10 points."
    )


def test_what_was_typed_stays_and_the_difference_is_told(english):
    one = leaf("Phát triển hội viên so với chỉ tiêu giao ước", Ratio())
    found = reckoned(one, Known(TARGETS), {7: Points(D(9))})

    assert found.points == {7: Points(D(9))}
    assert found.differs(7)
    assert found.words(7).startswith("Typed: 9; computed: 7,5 points (difference +1,5).")


def test_what_was_typed_as_it_is_computed_is_no_difference(english):
    one = leaf("Phát triển hội viên so với chỉ tiêu giao ước", Ratio())
    found = reckoned(one, Known(TARGETS), {7: Points(D("7.5"))})

    assert not found.differs(7)
    assert found.words(7).startswith("As computed: 7,5 points.")


@pytest.mark.parametrize(
    ("achieved", "points"), [((D(150), D(0)), D(5)), ((D(200), D(0)), D(10)), ((D(250), D(1)), D(5))]
)
def test_the_share_of_targets_met_counts_those_with_a_figure(achieved, points):
    targets = {
        key: Target(one.text, one.comparison, one.promised, value)
        for (key, one), value in zip(TARGETS.items(), (*achieved, None), strict=True)
    }

    found = reckoned(leaf("Tỷ lệ chỉ tiêu đạt", Ratio(D(100))), Known(targets))

    assert found.points == {7: Points(points)}


def test_the_share_of_targets_waits_for_the_last_result(english):
    targets = TARGETS | {4: Target("Quỹ vì người nghèo", "at_least", D(10))}

    found = reckoned(leaf("Tỷ lệ chỉ tiêu đạt", Ratio(D(100))), Known(targets))

    assert found.points == {}
    assert found.words(7) == "1 target of the pledge has no result yet."


def test_fewer_is_better_where_the_pledge_says_at_most():
    targets = {1: Target("Đơn thư vượt cấp", "at_most", D(4), D(8))}

    found = reckoned(leaf("Đơn thư vượt cấp", Ratio()), Known(targets))

    assert found.points == {7: Points(D(5))}


@pytest.mark.parametrize(("told", "points"), [(0, {}), (1, {7: Points(D(5))}), (2, {7: Points(D(10))})])
def test_movements_count_once_any_of_them_has_results(told, points):
    one = leaf("Tham gia phong trào thi đua", Steps(((D(50), D(5)), (D(100), D(10))), of_target=True))

    movements = {key: Movement(f"Phong trào {key}", key < told) for key in range(2)}

    assert reckoned(one, Known(movements=movements)).points == points


@pytest.mark.parametrize(("late", "off"), [(0, D(0)), (1, D("0.5")), (2, D(1)), (9, D(3))])
def test_reports_handed_in_late_are_deducted_up_to_the_limit(late, off):
    one = leaf("Báo cáo chậm", Penalty(D("0.5")), PENALTY)

    assert reckoned(one, Known(late=late)).points == {7: Points(deduction=off)}


@pytest.mark.parametrize(
    ("given", "points"), [({}, {}), ({7: D(0)}, {7: Points()}), ({7: D(5)}, {7: Points(D("1.25"))})]
)
def test_a_figure_stated_beside_the_criterion_is_taken(given, points):
    assert reckoned(leaf("Tin, bài", PerUnit(D("0.25"))), Known(own=given)).points == points


TWO_MOVEMENTS = {5: Movement("Dân vận khéo", True), 6: Movement("Cả nước chung tay")}


@pytest.mark.parametrize(
    ("chosen", "rule", "limits", "points"),
    [
        (Chosen(Source.TARGET, "phát triển hội viên  mới"), Ratio(), TEN, Points(D("7.5"))),
        (Chosen(Source.TARGET, "Hội viên vi phạm kỷ luật"), Penalty(D(1)), PENALTY, Points()),
        (Chosen(Source.TARGETS_MET), Ratio(D(100)), TEN, Points(D(5))),
        (Chosen(Source.TARGETS_MISSED), Penalty(D(2)), PENALTY, Points(deduction=D(2))),
        (Chosen(Source.MOVEMENT, "Dân vận khéo"), PerUnit(D(4)), TEN, Points(D(4))),
        (Chosen(Source.MOVEMENT, "Dân vận khéo"), Ratio(), TEN, Points(D(10))),
        (Chosen(Source.MOVEMENTS), Steps(((D(50), D(3)), (D(90), D(8)))), TEN, Points(D(3))),
        (Chosen(Source.LATE), Steps(((D(0), D(5)),), at_most=True), TEN, Points(D(0))),
        (Chosen(Source.OWN), PerUnit(D(1)), TEN, Points(D(6))),
    ],
)
def test_the_chosen_figure_is_taken_whatever_the_criterion_is_called(chosen, rule, limits, points):
    known = Known(TARGETS, TWO_MOVEMENTS, late=2, own={7: D(6)})
    one = leaf("Thu nộp quỹ nghĩa tình", rule, limits, chosen=chosen)

    assert reckoned(one, known).points == {7: points}


def test_the_words_of_a_criterion_do_not_count_where_a_figure_was_chosen():
    one = leaf("Phát triển hội viên mới", Ratio(), chosen=Chosen(Source.OWN))

    assert source(one, TARGETS) == (Source.OWN, 0)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (Chosen(Source.TARGET, "Nhà đại đoàn kết"), "The target “Nhà đại đoàn kết” is not in the pledge,"),
        (Chosen(Source.MOVEMENT, "Ba nhất"), "The movement “Ba nhất” is not in the report,"),
        (
            Chosen(Source.MOVEMENT, "Cả nước chung tay"),
            "The movement “Cả nước chung tay” has no results yet.",
        ),
        (Chosen(Source.TARGET, "Quỹ"), "The target “Quỹ” stands more than once in the pledge:"),
    ],
)
def test_a_chosen_figure_that_is_not_there_gives_no_points_and_says_so(english, chosen, told):
    known = Known(TARGETS | {8: Target("Quỹ"), 9: Target("Quỹ")}, TWO_MOVEMENTS, own={7: D(6)})

    found = reckoned(leaf("Phát triển hội viên mới", Ratio(), chosen=chosen), known)

    assert found.points == {}
    assert found.words(7).startswith(told)
