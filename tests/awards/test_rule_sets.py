from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.models import AwardRule, RuleSet
from awards.rules import figures, general
from awards.rules.findings import Met
from awards.rules.record import Record
from awards.selectors import conflicts, rules
from awards.selectors import rule_sets as reading
from awards.services import honours, nominations, proposals, rule_sets
from blocs.models import Person
from blocs.selectors import people
from emulation.verdicts import Refused
from tests.awards.nominees import award, nominated, proposed, sent
from tests.factories import NOON, YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = date(YEAR, 6, 1)
SOURCE = "Quyết định 12/2026/QĐ-UBND, Điều 5"


def rule_on(day, code="TT_LDTT", whom="collective"):
    return rules.rules_of(rules.rule_set_on(day))[code, whom]


def fields(rule, **changed):
    names = ("conditions", "judged", "vote_percent", "prize_coefficient", "dossier", "confidence")
    return {name: getattr(rule, name) for name in names} | {"source": SOURCE} | changed


def write(rule, *, by, starts=DAY, **changed):
    return rule_sets.write(
        rule.award, rule.whom, starts=starts, fields=fields(rule, **changed), by=by, at=NOON
    )


def test_figures_are_found_in_words_and_replaced_at_their_place():
    condition = {"all": [{"rank": 1}, {"figure": {"of": "share_ldtt", "at_least": 70}}]}

    found = list(figures.of(condition, YEAR))

    assert [(each.path, each.value, str(each.bound)) for each in found] == [
        (("all", 0, "rank"), 1, "rank"),
        (("all", 1, "figure", "at_least"), 70, "at least"),
    ]
    changed = figures.replaced(condition, {found[1].path: 75})
    assert changed["all"][1]["figure"]["at_least"] == 75
    assert condition["all"][1]["figure"]["at_least"] == 70


def test_every_figure_of_the_known_rules_can_be_changed():
    for rule in AwardRule.objects.all():
        for figure in figures.of(rule.conditions, YEAR):
            assert figures.replaced(rule.conditions, {figure.path: figure.value}) == rule.conditions
            assert str(figure.words)


def test_a_changed_figure_holds_from_its_day_and_the_former_one_before(standing):
    before = rule_on(DAY)
    conditions = figures.replaced(before.conditions, {("all", 1, "figure", "at_least"): 75})

    made = write(before, by=standing, conditions=conditions)

    assert rule_on(date(YEAR, 5, 31)) == before
    assert rule_on(DAY) == made
    assert rule_on(DAY, code="CO_TINH") == rule_on(date(YEAR, 5, 31), code="CO_TINH")
    old, new = before.rule_set, made.rule_set
    old.refresh_from_db()
    event = new.events.get(step="rule")
    assert (event.actor, SOURCE in event.note, "Conditions" in event.note.title()) == (standing, True, True)


def test_a_set_that_nobody_was_judged_by_is_filled_in_place(standing):
    first = write(rule_on(DAY), by=standing, vote_percent=70)

    second = write(rule_on(DAY), by=standing, vote_percent=75)

    assert (second, second.vote_percent) == (first, 75)
    notes = list(second.rule_set.events.filter(step="rule").values_list("note", flat=True))
    assert "70 → 75" in notes[1]


def test_the_same_again_changes_nothing(standing):
    made = write(rule_on(DAY), by=standing, vote_percent=70)

    assert write(made, by=standing, vote_percent=70) == made
    assert made.rule_set.events.filter(step="rule").count() == 1


def test_what_a_proposal_was_judged_by_is_not_overwritten(season, members, leader_head, standing):
    proposal = sent(season, members[:1], by=leader_head)
    proposals.receive(proposal, by=standing, at=NOON)
    day = proposal.received_on

    with pytest.raises(Refused, match=f"1 proposal received on or after {day:%d/%m/%Y}"):
        write(rule_on(day), by=standing, starts=day, vote_percent=70)

    assert proposal.rule_set == rules.rule_set_on(day)


def test_the_empty_set_of_2026_inherits_until_it_is_filled(standing):
    empty = RuleSet.objects.get(code="RS-2026-10")
    inherited = rules.rules_of(empty)["CO_TINH", "collective"]
    assert (empty.rules.count(), inherited.rule_set.code) == (0, "RS-2024-01")

    made = write(inherited, by=standing, starts=empty.starts, vote_percent=85)

    assert made.rule_set == empty
    assert rules.rules_of(empty)["CO_TINH", "collective"].vote_percent == 85
    assert rules.rules_of(inherited.rule_set)["CO_TINH", "collective"].vote_percent == 80


def test_a_change_names_its_source(standing):
    with pytest.raises(ValidationError, match="Say which document"):
        write(rule_on(DAY), by=standing, source="")


def test_what_cannot_be_asked_is_not_kept(standing):
    with pytest.raises(ValidationError, match="unknown question"):
        write(rule_on(DAY), by=standing, conditions={"luck": True})


def test_before_the_first_rules_nothing_can_be_changed(standing):
    with pytest.raises(Refused, match=r"No rules of awards hold on 31/12/2019"):
        write(rule_on(DAY), by=standing, starts=date(2019, 12, 31), vote_percent=70)


def test_a_head_does_not_change_rules(head):
    with pytest.raises(Refused, match="Only the standing agency"):
        write(rule_on(DAY), by=head, vote_percent=70)


def figures_on(day):
    return {name: figure.value for name, figure in rules.figures_of(rules.rule_set_on(day)).items()}


def own_figures(rule_set):
    return {name: getattr(rule_set, name) for name in rules.SET_FIGURES}


def set_figures(by, *, starts=DAY, **changed):
    given = own_figures(rules.rule_set_on(starts)) | changed
    return rule_sets.set_figures(starts=starts, source=SOURCE, by=by, at=NOON, **given)


def test_the_figures_of_a_set_change_from_a_day_on(standing):
    made = set_figures(standing, quota_percent=15)

    assert (figures_on(date(YEAR, 5, 31))["quota_percent"], figures_on(DAY)["quota_percent"]) == (20, 15)
    assert "20 → 15" in made.events.get(step="figures").note


@pytest.mark.parametrize("name", rules.SET_FIGURES)
def test_the_empty_set_of_2026_takes_each_figure_from_the_one_before(standing, name):
    empty = RuleSet.objects.get(code="RS-2026-10")
    before = figures_on(empty.starts)
    inherited = rules.figures_of(empty)[name]
    assert own_figures(empty) == dict.fromkeys(rules.SET_FIGURES)
    assert (inherited.is_inherited, inherited.source.code) == (True, "RS-2025-07")
    assert before == figures_on(date(YEAR, 9, 30))

    made = set_figures(standing, starts=empty.starts, **{name: 7})

    assert made == empty
    assert figures_on(empty.starts) == before | {name: 7}
    assert not rules.figures_of(made)[name].is_inherited
    assert figures_on(date(YEAR, 9, 30)) == before


def test_a_figure_filled_in_amid_the_time_of_a_set_makes_a_dated_row(standing):
    day = date(YEAR, 11, 15)

    made = set_figures(standing, starts=day, fewest_months=6)

    assert (made.starts, made.parent.code, made.quota_percent) == (day, "RS-2026-10", None)
    assert figures_on(day) == figures_on(date(YEAR, 11, 14)) | {"fewest_months": 6}


def test_an_emptied_figure_is_taken_from_the_set_before_again(standing):
    first = set_figures(standing, starts=date(YEAR, 10, 1), quota_percent=15)

    set_figures(standing, starts=date(YEAR, 10, 1), quota_percent=None)

    assert figures_on(first.starts)["quota_percent"] == 20
    note = first.events.filter(step="figures").order_by("pk").last().note
    assert "15 → 20, as in RS-2025-07" in note


def test_what_comes_later_takes_over_from_an_earlier_change(standing):
    set_figures(standing, starts=DAY, quota_percent=15)
    write(rule_on(DAY), by=standing, vote_percent=70)

    assert figures_on(date(YEAR, 10, 1))["quota_percent"] == 15
    assert rule_on(date(YEAR, 10, 1)).vote_percent == 70


def test_no_limit_is_a_figure_of_its_own(standing):
    made = set_figures(standing, fewest_months=0)

    book = rules.book_of(made)
    nobody = general.nominee(Record(kind="person", year=YEAR, on=DAY), book.limits)
    assert [str(finding.words) for finding in nobody.of_titles] == [
        "Less than 40 working days of leave without pay"
    ]


def test_the_quota_counter_of_2026_stands_on_the_inherited_percentage(season, members, leader_head, standing):
    proposal = proposed(season, members[:1], by=leader_head)
    empty = RuleSet.objects.get(code="RS-2026-10")
    publication = season.publications.create(version=1, at=NOON)
    publication.places.create(organisation=members[0], order=1, rank=1, base=90, bonus=0, deduction=0)

    inherited = conflicts.quota(proposal, empty)
    set_figures(standing, starts=empty.starts, quota_percent=100)
    own = conflicts.quota(proposal, empty)

    assert (inherited.percent, inherited.leading, inherited.most) == (20, 1, 0)
    assert (own.percent, own.most, own.proposed) == (100, 1, 0)


@pytest.fixture
def nomination(season, members, head, standing):
    """Two excellent years, as the certificate asks."""
    recipient = honours.of_organisation(members[2])
    for year in (YEAR, YEAR - 1):
        honours.rate(recipient, year=year, rating="excellent", by=standing, at=NOON)
    return nominated(members[2], season=season, by=head)


def seen_by(user):
    return people.person(user, on=NOON.date())


def stricter(rule):
    return AwardRule(
        rule_set=rule.rule_set,
        award=rule.award,
        whom=rule.whom,
        conditions={"streak": {"rating": "excellent", "years": 3}, "article": "Điều 5"},
        judged=[],
        vote_percent=rule.vote_percent,
        source=SOURCE,
    )


def test_a_preview_names_whose_checklist_changes_and_saves_nothing(nomination, standing):
    rule = rule_on(NOON.date(), "BK_TINH")
    before = RuleSet.objects.count()

    found = reading.touched(stricter(rule), starts=NOON.date(), someone=seen_by(standing))

    assert [(row.nomination, row.before.met, row.after.met) for row in found] == [
        (nomination, Met.YES, Met.UNKNOWN)
    ]
    assert reading.touched(rule, starts=NOON.date(), someone=seen_by(standing)) == []
    assert RuleSet.objects.count() == before


def test_a_preview_asks_the_same_however_many_there_are(
    nomination, season, members, leader_head, standing, django_assert_max_num_queries
):
    nominated(members[0], season=season, by=leader_head)
    someone: Person = seen_by(standing)

    with django_assert_max_num_queries(16):
        reading.touched(stricter(rule_on(NOON.date(), "BK_TINH")), starts=NOON.date(), someone=someone)


def test_two_sets_side_by_side_name_the_more_favourable(nomination, standing):
    other = RuleSet.objects.get(code="RS-2026-10")
    same = reading.compared(nomination, other, on=NOON.date())
    assert (same.more_favourable, same.conclusion) == (
        None,
        "Both sets of rules come to the same for this nomination.",
    )
    rule = rules.rules_of(other)["BK_TINH", "collective"]
    rule_sets.write(
        award("BK_TINH"),
        "collective",
        starts=other.starts,
        fields=fields(rule, conditions=stricter(rule).conditions),
        by=standing,
        at=NOON,
    )

    found = reading.compared(nomination, other, on=NOON.date())

    assert (found.own.met, found.other.met) == (Met.YES, Met.UNKNOWN)
    assert found.more_favourable == found.own
    assert found.conclusion == "The rules that hold for this nomination are the more favourable ones."


def test_where_conditions_are_alike_the_lower_pass_mark_is_more_favourable(nomination, standing):
    other = RuleSet.objects.get(code="RS-2026-10")
    rule = rules.rules_of(other)["BK_TINH", "collective"]
    assert rule.vote_percent is None
    rule_sets.write(
        award("BK_TINH"),
        "collective",
        starts=other.starts,
        fields=fields(rule, vote_percent=80),
        by=standing,
        at=NOON,
    )

    found = reading.compared(nomination, other, on=NOON.date())

    assert found.more_favourable == found.own


def test_a_missing_rule_set_is_told_when_a_nomination_is_handed_in(nomination, head):
    AwardRule.objects.all().delete()
    RuleSet.objects.filter(parent__isnull=False).update(parent=None)
    nominations.Nomination.objects.update(rule_set=None)
    RuleSet.objects.all().delete()

    with pytest.raises(Refused, match="No rules of awards hold on"):
        nominations.submit(nomination, by=head, at=NOON)
