from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.forms.ballot_rules import BallotRuleForm
from awards.models import Award, BallotRule
from awards.rules import ballots as rules
from awards.selectors import ballot_rules as reading
from awards.services import ballot_rules, ballots
from blocs.models import Province
from emulation.verdicts import Refused
from tests import factories

SPRING = date(2026, 4, 1)


@pytest.fixture
def rule(bloc, standing):
    made = BallotRule(starts=date(2026, 1, 1), pass_of=2, more_than=False, pass_in=3, source="Quy chế 2026")
    ballot_rules.save(made, province=bloc.province, by=standing)
    return made


def test_practice_holds_until_the_province_says_otherwise(bloc, rule):
    before = reading.rule_for(bloc.province, None, on=date(2025, 12, 31))
    other = reading.rule_for(factories.ProvinceFactory(code="XX"), None, on=SPRING)

    assert (before.quorum, before.pass_mark, before.confidence) == ("2/3", "> 1/2", "recalled")
    assert other.province is None
    assert reading.rule_for(bloc.province, None, on=SPRING) == rule


def test_the_rule_of_an_award_goes_before_the_one_for_any(bloc, standing, rule):
    flag = Award.objects.get(code="CO_TINH")
    own = BallotRule(award=flag, starts=date(2026, 2, 1), ends=date(2026, 6, 30), source="Riêng cho cờ")
    ballot_rules.save(own, province=bloc.province, by=standing)

    assert reading.rule_for(bloc.province, flag, on=SPRING) == own
    assert reading.rule_for(bloc.province, None, on=SPRING) == rule
    assert reading.rule_for(bloc.province, flag, on=date(2026, 7, 1)) == rule


def test_a_ballot_takes_what_it_is_not_told_from_the_rule(season, members, leader_head, rule):
    at = factories.NOON
    given = {"question": "Q", "options": members, "board": [], "mode": "open", "by": leader_head, "at": at}

    usual = ballots.prepare(season, **given)
    own = ballots.prepare(season, **given, pass_of=4, pass_in=5)

    assert (usual.pass_of, usual.pass_in, usual.more_than, usual.rule_source) == (2, 3, False, "Quy chế 2026")
    assert (own.pass_of, own.pass_in, own.more_than, own.rule_source) == (4, 5, False, "")


def test_a_repetition_keeps_the_rules_of_its_first_time(season, members, leader_head, rule, standing):
    at = factories.NOON
    given = {"question": "Q", "options": members, "board": [], "mode": "open", "by": leader_head, "at": at}
    first = ballots.prepare(season, **given)
    ballots.void(first, reason="Sai tên.", by=leader_head, at=at)
    rule.pass_of, rule.pass_in = 9, 10
    ballot_rules.save(rule, province=season.bloc.province, by=standing)

    again = ballots.repeat(first, by=leader_head, at=at)

    assert (again.pass_of, again.pass_in) == (2, 3)


def test_without_a_rule_for_the_day_nothing_is_prepared(season, members, leader_head, english):
    BallotRule.objects.update(ends=date(2026, 1, 1))

    with pytest.raises(Refused, match="No thresholds of ballots are in force today"):
        ballots.prepare(
            season, question="Q", options=members, board=[], mode="open", by=leader_head, at=factories.NOON
        )


def test_only_the_standing_agency_changes_them_and_each_change_is_kept(bloc, standing, leader_head, rule):
    with pytest.raises(Refused):
        ballot_rules.save(rule, province=bloc.province, by=leader_head)
    general = BallotRule.objects.get(province=None)
    with pytest.raises(Refused):
        ballot_rules.save(general, province=bloc.province, by=standing)

    rule.seats = 3
    ballot_rules.save(rule, province=bloc.province, by=standing)
    ballot_rules.save(rule, province=bloc.province, by=standing)  # nothing new

    assert [change.note for change in rule.changes.order_by("pk")] == ["", "seats"]


def test_two_rules_do_not_begin_on_one_day(bloc, standing, rule, english):
    again = BallotRule(starts=rule.starts, source="Lần hai")
    with pytest.raises(ValidationError, match="Another rule for the same award begins on this day"):
        ballot_rules.save(again, province=bloc.province, by=standing)
    assert Province.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"), [("2/3", (2, 3)), ("70%", (70, 100)), (" 3 / 4 ", (3, 4)), ("1/1", (1, 1))]
)
def test_a_part_is_typed_as_a_fraction_or_in_hundredths(typed, kept, db):
    assert BallotRuleForm.base_fields["quorum"].clean(typed) == kept


@pytest.mark.parametrize("typed", ["4/3", "0/2", "hai phần ba", "101%", "-1/2"])
def test_what_is_no_part_of_the_whole_is_told_at_the_field(typed, english):
    with pytest.raises(ValidationError, match="for example 2/3"):
        BallotRuleForm.base_fields["quorum"].clean(typed)


def test_ties_are_broken_only_by_what_the_rule_names():
    def outcomes(*, women, score):
        rows = [
            rules.Standing(1, 5, rules.many_women(60, women), 90 if score else None),
            rules.Standing(2, 5, rules.many_women(70, women), 80 if score else None),
        ]
        return rules.elected(rows, passing={1, 2}, seats=1)

    assert outcomes(women=70, score=True) == {1: "full", 2: "elected"}
    assert outcomes(women=None, score=True) == {1: "elected", 2: "full"}
    assert outcomes(women=None, score=False) == {1: "tied", 2: "tied"}
    assert outcomes(women=50, score=False) == {1: "tied", 2: "tied"}


def test_the_pages_show_and_keep_them(client, standing, bloc):
    standing.language = "en"
    standing.save()
    client.force_login(standing)
    sent = {
        "starts": "01/02/2026",
        "quorum": "3/4",
        "pass_mark": "70%",
        "base": "cast",
        "seats": 2,
        "keys_needed": 2,
        "source": "Quyết định 12/QĐ-UBND",
        "confidence": "sourced",
    }
    wrong = client.post("/ballot-rules/new/", sent | {"quorum": "5/4"})
    assert "for example 2/3" in wrong.text
    assert "Quyết định 12" in wrong.text

    client.post("/ballot-rules/new/", sent)

    made = BallotRule.objects.get(province=bloc.province)
    assert (made.quorum, made.pass_mark, made.base, made.self_vote) == ("3/4", "≥ 70/100", "cast", False)
    assert "Quyết định 12" in client.get("/ballot-rules/").text
    assert 'value="3/4"' in client.get(f"/ballot-rules/{made.pk}/").text
    assert 'value="3/4"' in client.get(f"/ballot-rules/new/?from={made.pk}").text
