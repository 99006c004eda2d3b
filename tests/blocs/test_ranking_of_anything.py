"""Random tables and points through the services, and the ranks that somebody else would compute from them.

The other computation shares no code with the program: it counts in hundredths of a point, as whole numbers,
and finds the place of each member on its own.
"""

from decimal import Decimal as D
from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocs.models import Season, TieBreak
from blocs.rules.points import Points
from blocs.rules.report_fields import token
from blocs.selectors import ranking
from blocs.services import publishing, report_fields, reports, score_tables, scoring
from blocs.services.publishing import Told
from blocs.services.report_fields import Typed
from blocs.services.score_tables.seasons import Wish
from blocs.services.scoring import Given
from tests import factories
from tests.blocs.season_files import undone

pytestmark = pytest.mark.django_db
NOON = factories.NOON
STEPS = (25, 50, 100)  # hundredths of a point
LEAST = 70
CAPS = st.none() | st.integers(0, 6).map(lambda whole: whole * 100)


@st.composite
def criteria(draw):
    kind = draw(st.sampled_from(["judged", "judged", "counted", "penalty"]))
    whole = st.integers(1, 6).map(lambda number: number * 100)
    return {
        "kind": kind,
        "step": draw(st.sampled_from(STEPS)),
        "base": 0 if kind == "penalty" else draw(whole),
        "bonus": 0 if kind == "penalty" else draw(st.sampled_from([0, 100, 300])),
        "deduction": draw(whole) if kind == "penalty" else 0,
        "each": draw(st.integers(1, 99)),  # hundredths for each unit, where units are counted
    }


groups = st.fixed_dictionaries(
    {
        "criteria": st.lists(criteria(), min_size=1, max_size=4),
        "bonus": CAPS,
        "deduction": CAPS,
    }
)
tables = st.fixed_dictionaries(
    {"groups": st.lists(groups, min_size=1, max_size=3), "bonus": CAPS, "deduction": CAPS}
)


@st.composite
def points_of(draw, one):
    return tuple(
        draw(st.integers(0, one[sort] // one["step"])) * one["step"]
        for sort in ("base", "bonus", "deduction")
    )


@st.composite
def members_of(draw, leaves):
    own = [
        draw(st.integers(0, 99)) if one["kind"] == "counted" else draw(points_of(one))  # tenths of a unit
        for one in leaves
    ]
    return {
        "own": own,
        "checked": [draw(st.none() | points_of(one)) for one in leaves],
        "women": draw(st.sampled_from([None, 30, LEAST, 95])),
        "awards": draw(st.sampled_from([None, 0, 1, 2])),
        "not_ranked": draw(st.sampled_from(["", "", "", "Có khiếu nại."])),
    }


@st.composite
def years(draw):
    """A table, three members (often the same points twice, so that there are ties), rules for ties."""
    table = draw(tables)
    leaves = [one for group in table["groups"] for one in group["criteria"]]
    first = draw(members_of(leaves))
    others = [
        draw(members_of(leaves) | st.just(first | {"women": women, "awards": awards}))
        for women, awards in ((30, 1), (95, draw(st.sampled_from([None, 0, 1]))))
    ]
    return table, [first, *others], draw(st.lists(st.sampled_from(TieBreak), min_size=1, unique=True))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(year=years())
def test_ranks_are_those_of_another_computation(season, members, leader_head, year):
    table, told, rules = year
    with undone():
        running = Season.objects.get(pk=season.pk)
        leaves = _enter_table(running, table, rules, by=leader_head)
        writers = [factories.someone(member, "officer") for member in members]
        for member, one, writer in zip(members, told, writers, strict=True):
            _report(running, member, leaves, one, writer=writer, checker=leader_head)
        figures = {
            member.pk: Told(one["women"] and D(one["women"]), one["awards"], one["not_ranked"])
            for member, one in zip(members, told, strict=True)
        }
        publishing.set_figures(running, figures, by=leader_head, at=NOON)
        publishing.publish(running, by=leader_head, at=NOON)
        lines = {line.organisation.pk: line for line in ranking.published_lines(ranking.newest(running))}

    expected = _places(table, told, rules)
    shown = [lines[member.pk] for member in members]
    assert [
        (line.points.base * 100, line.points.bonus * 100, line.points.deduction * 100, line.rank, line.tied)
        for line in shown
    ] == expected


def _enter_table(season, table, rules, *, by):
    """Through the services; the criteria in their order, each with its row."""
    sums = [sum(one["base"] for one in group["criteria"]) for group in table["groups"]]
    made = score_tables.create(
        season.bloc.province,
        bloc=season.bloc,
        name="Bảng điểm bất kỳ",
        year=season.year,
        bloc_kind=season.bloc.kind,
        total=_points(sum(sums)),
        bonus_cap=_points(table["bonus"]),
        deduction_cap=_points(table["deduction"]),
        by=by,
        at=NOON,
    )
    found = []
    for place, (group, most) in enumerate(zip(table["groups"], sums, strict=True)):
        row = score_tables.parts.add_group(
            made,
            name=f"Nhóm {place}",
            max=_points(most),
            bonus_cap=_points(group["bonus"]),
            deduction_cap=_points(group["deduction"]),
            by=by,
            at=NOON,
        )
        for number, one in enumerate(group["criteria"]):
            leaf = score_tables.parts.add_criterion(
                row, name=f"Tiêu chí {place}.{number}", by=by, at=NOON, **_facts(one)
            )
            found.append((one, leaf))
    score_tables.open_for_use(made, by=by, at=NOON)
    season.stage = Season.Stage.RUNNING
    season.save()
    score_tables.seasons.choose(season, made, by=by, at=NOON)
    wishes = [Wish(rule, D(LEAST) if rule is TieBreak.WOMEN else None) for rule in rules]
    score_tables.seasons.set_tie_rules(season, wishes, by=by, at=NOON)
    return found


def _facts(one):
    kinds = {"judged": "qualitative", "counted": "quantitative", "penalty": "penalty"}
    facts = {
        "kind": kinds[one["kind"]],
        "step": _points(one["step"]),
        "max": _points(one["base"]),
        "bonus_max": _points(one["bonus"]),
        "deduction_max": _points(one["deduction"]),
    }
    if one["kind"] == "counted":
        facts |= {"formula": "per_unit", "terms": {"points": str(_points(one["each"])), "in_part": True}}
    return facts


def _report(season, member, leaves, told, *, writer, checker):
    report = reports.start(season, member, kind="annual", by=writer, at=NOON)
    own = {}
    for (one, leaf), value in zip(leaves, told["own"], strict=True):
        if one["kind"] == "counted":
            typed = {f"score-{leaf.pk}-figure": Typed(D(value) / 10, token(None))}
            assert report_fields.save(report, typed, by=writer, at=NOON).errors == {}
        else:
            own[leaf.pk] = _given(value)
    scoring.score(report, "own", own, by=writer, at=NOON)
    reports.write(report, "results", text="Đã hoàn thành.", seen=0, by=writer, at=NOON)
    head = factories.someone(member, "head")
    reports.submit(report, by=head, at=NOON)
    checked = {
        leaf.pk: _given(value, "Theo minh chứng.")
        for (_one, leaf), value in zip(leaves, told["checked"], strict=True)
        if value is not None
    }
    scoring.score(report, "checked", checked, by=checker, at=NOON)
    scoring.agree(report, "checked", by=checker, at=NOON)
    reports.accept(report, by=checker, at=NOON)


def _given(value, why=""):
    return Given(Points(*(_points(part) for part in value)), why)


def _points(hundredths):
    return None if hundredths is None else D(hundredths) / 100


# The other computation


def _places(table, told, rules):
    """For each member its points, its place and whether it shares it."""
    sums = [_sum(table, one) for one in told]
    ranked = [place for place, one in enumerate(told) if not one["not_ranked"]]
    found = []
    for place, one in enumerate(told):
        if one["not_ranked"]:
            found.append((*sums[place], None, False))
            continue
        total = _total(sums[place])
        ahead = sum(_total(sums[other]) > total for other in ranked)
        equals = [other for other in ranked if _total(sums[other]) == total]
        for rule in rules:
            sizes = {other: _size(rule, told[other], sums[other]) for other in equals}
            if None not in sizes.values():
                ahead += sum(size > sizes[place] for size in sizes.values())
                equals = [other for other in equals if sizes[other] == sizes[place]]
        found.append((*sums[place], ahead + 1, len(equals) > 1))
    return found


def _total(three):
    base, bonus, deduction = three
    return base + bonus - deduction


def _size(rule, one, three):
    if rule == "women":
        return None if one["women"] is None else int(one["women"] >= LEAST)
    if rule == "past_awards":
        return None if one["awards"] is None else -one["awards"]
    return {"base": three[0], "bonus": three[1], "deduction": -three[2]}[rule]


def _sum(table, told):
    counted = zip(told["own"], told["checked"], strict=True)
    whole = [0, 0, 0]
    for group in table["groups"]:
        of_group = [0, 0, 0]
        for one in group["criteria"]:
            own, checked = next(counted)
            three = _worth(one, own) if checked is None else checked
            of_group = [so_far + more for so_far, more in zip(of_group, three, strict=True)]
        most = (None, group["bonus"], group["deduction"])
        whole = [
            so_far + _at_most(more, cap) for so_far, more, cap in zip(whole, of_group, most, strict=True)
        ]
    return tuple(
        _at_most(value, cap)
        for value, cap in zip(whole, (None, table["bonus"], table["deduction"]), strict=True)
    )


def _worth(one, own):
    """Units counted in tenths become points on their step, a half of it upwards; what is above is bonus."""
    if one["kind"] != "counted":
        return own
    raw = Fraction(one["each"] * own, 10)
    on_step = floor(raw / one["step"] + Fraction(1, 2)) * one["step"]
    base = min(on_step, one["base"])
    return base, min(on_step - base, one["bonus"]), 0


def _at_most(value, cap):
    return value if cap is None else min(value, cap)
