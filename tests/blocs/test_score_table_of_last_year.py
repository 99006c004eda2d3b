"""A season without a score table begins with the one of the season before."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from blocs.models import Criterion, ScoreTable
from blocs.rules.reckoning import Target
from blocs.selectors import last_tables
from blocs.selectors import score_tables as reading
from blocs.services import score_tables
from emulation.verdicts import Refused
from tests import factories


@pytest.fixture
def past(bloc, members):
    table = factories.score_table(bloc.province, name="Bảng điểm thi đua năm 2025", status="open")
    return factories.season(bloc, members, year=2025, stage="closed", score_table=table)


def test_groups_criteria_and_formulas_come_into_one_draft_however_often_it_is_pressed(
    client, season, past, leader_officer
):
    client.force_login(leader_officer)
    url = reverse("blocs:season-score-table", args=[season.bloc.code, season.year])
    assert client.get(url).context["before"] == past

    for _time in range(2):
        client.post(reverse("blocs:season-score-table-last", args=[season.bloc.code, season.year]))

    draft = ScoreTable.objects.get(bloc=season.bloc)
    assert (draft.name, draft.year, draft.status) == ("Bảng điểm thi đua năm 2026", 2026, "draft")
    told = [
        [(leaf.name, leaf.rule, leaf.limits) for leaf in reading.rules_of(table).leaves()]
        for table in (draft, past.score_table)
    ]
    assert told[0] == told[1] != []
    assert client.get(url).context["begun"] == draft


def test_criteria_whose_target_is_gone_from_the_pledge_are_told(past):
    Criterion.objects.filter(group__table=past.score_table, formula="ratio").update(name="Kết nạp đoàn viên")
    old = {7: Target("Kết nạp đoàn viên mới", promised=D(5))}

    lost = last_tables.lost(past.score_table, old, {})

    assert [(each.criterion, each.target) for each in lost] == [
        ("Kết nạp đoàn viên", "Kết nạp đoàn viên mới")
    ]
    assert last_tables.lost(past.score_table, old, {9: old[7]}) == []


def test_without_an_earlier_table_it_is_refused(season, leader_officer):
    with pytest.raises(Refused):
        score_tables.seasons.take_last(season, by=leader_officer)


def test_a_member_copies_none(season, past, officer):
    with pytest.raises(Refused):
        score_tables.seasons.take_last(season, by=officer)
