from decimal import Decimal as D

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs import catalogue
from blocs.models import Criterion, ScoreTable, TieBreak, TieRule
from blocs.rules.points import Points
from blocs.rules.score_tables import faults
from blocs.rules.scoring import tally
from blocs.selectors import people
from blocs.selectors import score_tables as reading
from blocs.services import score_tables
from blocs.services.pledges import Stale
from blocs.services.score_tables.seasons import Wish
from emulation.verdicts import Refused
from tests import factories

Status = ScoreTable.Status


@pytest.fixture
def table(agency):
    return factories.score_table(agency.province)


@pytest.fixture
def group(table):
    return table.groups.get(order=0)


def criterion(name):
    return Criterion.objects.get(
        name=name, group__table__status__in=["draft", "open"], group__table__is_example=False
    )


def steps(table):
    return list(table.events.values_list("step", flat=True))


def test_the_standing_agency_begins_a_table_for_the_province(standing, agency):
    table = score_tables.create(agency.province, name="Bảng điểm 2026", year=2026, by=standing)
    again = score_tables.create(agency.province, name="Bảng điểm 2026", year=2026, by=standing)

    assert table == again
    assert (table.status, table.version, table.total) == (Status.DRAFT, 1, D(100))
    assert steps(table) == ["create"]
    assert ScoreTable.objects.searched("bang diem 2026").get() == table


def test_the_leader_begins_one_for_its_own_bloc_only(leader_officer, season, outsider):
    bloc = season.bloc
    table = score_tables.create(bloc.province, bloc=bloc, name="Bảng điểm khối", year=2026, by=leader_officer)

    assert table.bloc == bloc
    with pytest.raises(Refused):
        score_tables.create(bloc.province, name="Bảng điểm tỉnh", by=leader_officer)
    with pytest.raises(Refused):
        score_tables.create(bloc.province, bloc=bloc, name="Bảng điểm khác", by=outsider)


def test_last_years_leader_edits_no_more(season, leader_head, members, bloc):
    factories.season(bloc, members[::-1], year=2027)
    table = score_tables.create(bloc.province, bloc=bloc, name="Khối 2026", year=2026, by=leader_head)

    score_tables.edit(table, name="Khối 2026 sửa", seen=table.revision, by=leader_head)
    with pytest.raises(Refused):
        score_tables.create(bloc.province, bloc=bloc, name="Khối 2027", year=2027, by=leader_head)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("total", D(-1)), ("total", D(10001)), ("year", 1900), ("bonus_cap", D("0.005"))],
)
def test_facts_out_of_bounds_are_refused_at_their_field(standing, table, field, value):
    with pytest.raises(ValidationError) as caught:
        score_tables.edit(table, by=standing, seen=table.revision, **{field: value})

    assert set(caught.value.error_dict) == {field}
    assert ScoreTable.objects.get(pk=table.pk).revision == 0


def test_facts_that_a_colleague_changed_meanwhile_are_not_overwritten(standing, table):
    seen = table.revision
    score_tables.edit(table, name="Của người trước", by=standing, seen=seen)

    with pytest.raises(Stale):
        score_tables.edit(table, name="Của người sau", by=standing, seen=seen)
    table.refresh_from_db()
    assert table.name == "Của người trước"


def test_a_colleagues_new_criterion_does_not_stand_in_the_way_of_the_facts(standing, table, group):
    seen = table.revision
    score_tables.parts.add_criterion(group, name="Mới", max=D(1), by=standing)

    score_tables.edit(table, decision="12/QĐ-UBND", by=standing, seen=seen)

    assert table.decision == "12/QĐ-UBND"


def test_groups_and_criteria_are_added_at_the_end_and_twice_is_once(standing, table):
    first = score_tables.parts.add_group(table, name="Nhóm ba", max=D(0), by=standing)
    again = score_tables.parts.add_group(table, name="Nhóm ba", max=D(0), by=standing)
    new = score_tables.parts.add_criterion(first, name="Thưởng", bonus_max=D(2), by=standing)
    twice = score_tables.parts.add_criterion(first, name="Thưởng", bonus_max=D(2), by=standing)

    assert first == again
    assert new == twice
    assert [line.group.name for line in reading.lines(table)][-1] == "Nhóm ba"
    assert steps(table) == ["add_part", "add_part"]


def test_a_criterion_with_a_part_becomes_their_sum_and_is_judged_again_without_them(standing, table):
    talks = criterion("Họp khối")
    part = score_tables.parts.add_criterion(talks.group, parent=talks, name="Dự họp", max=D(5), by=standing)
    talks.refresh_from_db()
    assert reading.has_parts(talks)

    score_tables.parts.remove(part, by=standing)
    talks.refresh_from_db()
    assert talks.formula == ""

    score_tables.parts.put_back(part, by=standing)
    talks.refresh_from_db()
    assert reading.has_parts(talks)


def test_a_part_has_no_parts_and_belongs_to_its_parents_group(standing, table, group):
    part, whole, other = criterion("Kế hoạch"), criterion("Tuyên truyền"), criterion("Họp khối")

    for wrong in (
        {"parent": part, "name": "Con của con", "max": D(1)},
        {"parent": other, "name": "Nhóm khác", "max": D(1)},
    ):
        with pytest.raises(ValidationError) as caught:
            score_tables.parts.add_criterion(group, by=standing, **wrong)
        assert set(caught.value.error_dict) == {"parent"}
    with pytest.raises(ValidationError):
        score_tables.parts.edit(whole, parent=criterion("Chỉ tiêu"), seen=whole.changed_in, by=standing)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"max": D("-0.5")}, "max"),
        ({"max": D("0.3")}, "max"),
        ({"max": D(10_001)}, "max"),
        ({"bonus_max": D("0.25")}, "bonus_max"),
        ({"name": ""}, "name"),
        ({"name": "x" * 2001}, "name"),
        ({"step": D("0.1")}, "step"),
        ({"formula": "python"}, "formula"),
        ({"formula": "per_unit", "terms": {"points": "0"}}, "term_points"),
        ({"formula": "steps", "terms": {"steps": [["90", "12"]]}}, "term_steps"),
    ],
)
def test_bad_points_are_told_at_their_field_and_nothing_is_saved(standing, table, fields, wrong):
    target = criterion("Chỉ tiêu")

    with pytest.raises(ValidationError) as caught:
        score_tables.parts.edit(target, seen=target.changed_in, by=standing, **fields)

    assert wrong in caught.value.error_dict
    assert criterion("Chỉ tiêu").max == 10
    assert steps(table) == []


def test_nought_is_a_number_of_points(standing, table):
    target = criterion("Họp khối")

    score_tables.parts.edit(target, max=D(0), seen=target.changed_in, by=standing)

    assert (criterion("Họp khối").max, criterion("Họp khối").bonus_max) == (D(0), D(1))


def test_a_criterion_that_a_colleague_changed_meanwhile_is_not_overwritten(standing, table):
    mine, theirs = criterion("Chỉ tiêu"), criterion("Chỉ tiêu")
    score_tables.parts.edit(theirs, max=D(9), seen=theirs.changed_in, by=standing)

    with pytest.raises(Stale) as caught:
        score_tables.parts.edit(mine, max=D(8), seen=0, by=standing)

    assert caught.value.by == standing
    assert criterion("Chỉ tiêu").max == 9


def test_the_same_words_again_change_nothing(standing, table):
    target = criterion("Chỉ tiêu")

    score_tables.parts.edit(target, max=D("10.00"), seen=99, by=standing)

    assert steps(table) == []


def test_a_group_is_taken_out_with_its_criteria_and_put_back(standing, table, group):
    score_tables.parts.remove(group, by=standing)
    score_tables.parts.remove(group, by=standing)

    assert [line.group.name for line in reading.lines(table)] == ["Hoạt động khối"]
    assert reading.sheet(table).taken_out == [group]
    part = criterion("Kế hoạch")
    Criterion.objects.filter(pk=part.pk).update(removed_in=1)
    with pytest.raises(Refused):
        score_tables.parts.put_back(part, by=standing)
    score_tables.parts.put_back(group, by=standing)
    assert [line.group.name for line in reading.lines(table)] == ["Nhiệm vụ chính trị", "Hoạt động khối"]


def test_criteria_move_among_their_neighbours_and_parts_among_theirs(standing, table, group):
    score_tables.parts.move(criterion("Tuyên truyền"), places=1, by=standing)
    score_tables.parts.move(criterion("Tin, bài"), places=-5, by=standing)
    score_tables.parts.move(criterion("Chỉ tiêu"), places=-1, by=standing)

    names = [(line.mark, line.criterion.name) for line in reading.lines(table)[0].all_lines()]
    assert names == [("1", "Chỉ tiêu"), ("2", "Tuyên truyền"), ("2.1", "Tin, bài"), ("2.2", "Kế hoạch")]
    assert steps(table) == ["move_part", "move_part"]


def test_groups_are_arranged_and_those_not_named_come_last(standing, table, group):
    other = table.groups.get(order=1)
    new = score_tables.parts.add_group(table, name="Mới", by=standing)

    score_tables.parts.arrange_groups(table, [other.pk, group.pk, 999_999], by=standing)

    assert [line.group for line in reading.lines(table)] == [other, group, new]


def test_a_table_whose_sums_fit_is_opened_and_then_stays_as_it_is(standing, table, group):
    score_tables.open_for_use(table, by=standing)
    score_tables.open_for_use(table, by=standing)

    assert (table.status, steps(table)) == (Status.OPEN, ["open_table"])
    for change in (
        lambda: score_tables.edit(table, name="Khác", seen=9, by=standing),
        lambda: score_tables.set_bands(table, [], by=standing),
        lambda: score_tables.parts.add_group(table, name="Khác", by=standing),
        lambda: score_tables.parts.edit(group, name="Khác", seen=0, by=standing),
        lambda: score_tables.parts.remove(group, by=standing),
        lambda: score_tables.parts.move(group, places=1, by=standing),
        lambda: score_tables.discard(table, by=standing),
    ):
        with pytest.raises(Refused):
            change()
    assert steps(table) == ["open_table"]


def test_a_table_whose_sums_do_not_fit_is_not_opened_and_every_fault_is_told(standing, table):
    criteria = criterion("Họp khối"), criterion("Chỉ tiêu")
    for each in criteria:
        score_tables.parts.edit(each, max=each.max + D("0.5"), seen=0, by=standing)

    with pytest.raises(Refused) as caught:
        score_tables.open_for_use(table, by=standing)

    assert len(caught.value.reasons) == 2
    table.refresh_from_db()
    assert table.status == Status.DRAFT


def test_a_change_of_an_open_table_is_a_new_version(standing, table):
    score_tables.open_for_use(table, by=standing)
    new = score_tables.begin_version(table, by=standing)

    assert (new.version, new.status, new.series) == (2, Status.DRAFT, table.series)
    assert reading.rules_of(new).limits == reading.rules_of(table).limits
    assert [band.lowest for band in new.bands.all()] == [D(18)]
    before = {line.criterion.lineage for each in reading.lines(table) for line in each.all_lines()}
    after = {line.criterion.lineage for each in reading.lines(new) for line in each.all_lines()}
    assert before == after
    with pytest.raises(Refused):
        score_tables.begin_version(table, by=standing)

    score_tables.open_for_use(new, by=standing)
    table.refresh_from_db()
    assert (table.status, new.status) == (Status.REPLACED, Status.OPEN)
    assert list(ScoreTable.objects.filter(series=table.series).current()) == [new]


def test_a_draft_is_thrown_away_and_brought_back_unless_another_was_begun(standing, table):
    score_tables.open_for_use(table, by=standing)
    draft = score_tables.begin_version(table, by=standing)
    score_tables.discard(draft, by=standing)
    assert list(ScoreTable.objects.filter(series=table.series).current()) == [table]

    score_tables.restore(draft, by=standing)
    score_tables.discard(draft, by=standing)
    assert score_tables.begin_version(table, by=standing).version == 3
    with pytest.raises(Refused):
        score_tables.restore(draft, by=standing)


def test_a_copy_has_all_that_the_other_has_and_nothing_in_common_with_it(standing, table, agency):
    score_tables.parts.remove(criterion("Họp khối"), by=standing)
    copied = score_tables.copy(
        table, province=agency.province, name="Bảng cụm", bloc_kind="cluster", year=2027, by=standing
    )
    again = score_tables.copy(
        table, province=agency.province, name="Bảng cụm", bloc_kind="cluster", year=2027, by=standing
    )

    assert copied == again
    assert (copied.series != table.series, copied.version, copied.total) == (True, 1, D(20))
    names = [line.criterion.name for each in reading.lines(copied) for line in each.all_lines()]
    assert names == ["Tuyên truyền", "Kế hoạch", "Tin, bài", "Chỉ tiêu", "Báo cáo chậm"]
    assert list(copied.events.values_list("step", "note")) == [("copy", table.name)]


def test_bands_are_replaced_as_a_whole(standing, table):
    score_tables.set_bands(table, [("Tốt", D(10)), ("Xuất sắc", D(19))], by=standing)
    score_tables.set_bands(table, [("Xuất sắc", D(19)), ("Tốt", D(10))], by=standing)

    assert [(band.name, band.lowest) for band in table.bands.all()] == [("Xuất sắc", 19), ("Tốt", 10)]
    assert steps(table) == ["bands"]
    for wrong in ([("A", D(5)), ("B", D(5))], [("", D(5))], [("A", D(-1))]):
        with pytest.raises(ValidationError), transaction.atomic():
            score_tables.set_bands(table, wrong, by=standing)
    assert table.bands.count() == 2


@pytest.mark.parametrize(
    "seat", ["officer", "head", "deputy_head", "council", "auditor", "administrator", "outsider"]
)
def test_nobody_else_changes_a_table(request, table, season, seat):
    user = request.getfixturevalue(seat)
    own = factories.score_table(season.bloc.province, bloc=season.bloc)

    for each in (table, own):
        with pytest.raises(Refused):
            score_tables.parts.add_group(each, name="Khác", by=user)
        with pytest.raises(Refused):
            score_tables.open_for_use(each, by=user)


def test_the_leader_reads_the_provinces_table_but_does_not_change_it(leader_head, table, season):
    with pytest.raises(Refused):
        score_tables.parts.add_group(table, name="Khác", by=leader_head)


def test_a_season_takes_an_open_table_that_was_made_for_it(leader_head, table, season, standing):
    with pytest.raises(Refused):
        score_tables.seasons.choose(season, table, by=leader_head)
    score_tables.open_for_use(table, by=standing)
    for_clusters = factories.score_table(season.bloc.province, bloc_kind="cluster", status="open")
    elsewhere = factories.score_table(factories.ProvinceFactory(code="K", name="tỉnh Khác"), status="open")
    for wrong in (for_clusters, elsewhere):
        with pytest.raises(Refused):
            score_tables.seasons.choose(season, wrong, by=leader_head)

    score_tables.seasons.choose(season, table, by=leader_head)
    score_tables.seasons.choose(season, table, by=leader_head)

    season.refresh_from_db()
    assert season.score_table == table
    assert list(season.events.values_list("step", flat=True)) == ["score_table"]


def test_members_choose_no_table(officer, season):
    table = factories.score_table(season.bloc.province, status="open")

    with pytest.raises(Refused):
        score_tables.seasons.choose(season, table, by=officer)
    with pytest.raises(Refused):
        score_tables.seasons.set_tie_rules(season, [Wish(TieBreak.BASE)], by=officer)


def test_a_season_has_the_usual_rules_for_ties_until_it_has_its_own(leader_officer, season):
    usual = [(rule.kind, rule.least) for rule in reading.tie_rules(season)]
    assert usual == [("women", D(70)), ("base", None), ("past_awards", None)]

    wishes = [Wish(TieBreak.PAST_AWARDS), Wish(TieBreak.WOMEN, D(80), "Quy chế của khối")]
    score_tables.seasons.set_tie_rules(season, wishes, by=leader_officer)
    score_tables.seasons.set_tie_rules(season, wishes, by=leader_officer)

    own = reading.as_ranking_rules(reading.tie_rules(season))
    assert [(rule.kind, rule.least) for rule in own] == [
        (TieBreak.PAST_AWARDS, None),
        (TieBreak.WOMEN, D(80)),
    ]
    assert season.events.count() == 1


def test_rules_for_ties_without_their_figure_or_twice_are_refused(leader_officer, season):
    wrong = [[], [Wish(TieBreak.BASE), Wish(TieBreak.BASE)]]
    for wishes in wrong:
        with pytest.raises(Refused):
            score_tables.seasons.set_tie_rules(season, wishes, by=leader_officer)
    with pytest.raises(ValidationError), transaction.atomic():
        score_tables.seasons.set_tie_rules(season, [Wish(TieBreak.WOMEN)], by=leader_officer)
    assert season.tie_rules.count() == 0


def test_the_examples_are_there_fit_and_can_be_loaded_again(db):
    before = ScoreTable.objects.filter(is_example=True).count()

    assert catalogue.load(apps) == 0
    assert ScoreTable.objects.filter(is_example=True).count() == before == 2
    for example in ScoreTable.objects.filter(is_example=True):
        assert faults(reading.rules_of(example)) == []
        for line in (line for group in reading.lines(example) for line in group.all_lines()):
            line.criterion.full_clean()


def test_a_lost_example_and_rule_come_back(db):
    ScoreTable.objects.filter(is_example=True, total=90).delete()
    TieRule.objects.filter(kind="base").delete()

    assert catalogue.load(apps) == 2


def test_nobody_edits_an_example_but_everybody_may_copy_it(standing, agency):
    example = ScoreTable.objects.filter(is_example=True)[0]

    with pytest.raises(Refused):
        score_tables.begin_version(example, by=standing)
    copied = score_tables.copy(example, province=agency.province, name="Của tỉnh", year=2026, by=standing)
    score_tables.open_for_use(copied, by=standing)
    assert not copied.is_example


def test_rows_of_the_table_are_what_the_rules_add_up(table):
    given = {
        criterion("Kế hoạch").pk: Points(D(2)),
        criterion("Tin, bài").pk: Points(D("2.5")),
        criterion("Chỉ tiêu").pk: Points(D(8)),
        criterion("Họp khối").pk: Points(D(5), D(1)),
        criterion("Báo cáo chậm").pk: Points(deduction=D("1.5")),
    }

    result = tally(reading.rules_of(table), given)

    assert result.points == Points(D("17.5"), D(1), D("1.5"))
    assert result.total == D(17)


@pytest.mark.parametrize(
    "change",
    [
        {"max": D("-0.5")},
        {"bonus_max": D(-1)},
        {"kind": "penalty", "max": D(1)},
    ],
)
def test_the_database_refuses_points_that_cannot_be(table, change):
    target = criterion("Chỉ tiêu")

    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.filter(pk=target.pk).update(**change)


def test_who_sees_which_tables(table, season, standing, officer, outsider, auditor, administrator):
    own = factories.score_table(season.bloc.province, bloc=season.bloc)
    elsewhere = factories.score_table(factories.ProvinceFactory(code="K", name="tỉnh Khác"))

    def seen(user):
        someone = people.person(user, on=season.first_day)
        return set(ScoreTable.objects.visible_to(someone).filter(is_example=False))

    assert seen(standing) == seen(officer) == seen(auditor) == {table, own}
    assert seen(outsider) == {table}
    assert seen(administrator) == set()
    assert elsewhere not in seen(standing)
