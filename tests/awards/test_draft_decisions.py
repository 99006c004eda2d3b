"""What a draft of a decision asks of the database: the same for few as for many."""

import pytest

from awards.models import Decision, DecisionLine, Nomination
from awards.selectors import rules
from awards.services import decisions, honours
from tests import factories
from tests.awards import nominees
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def appraised(season):
    """Those of whom no vote is asked."""
    organisations = [factories.organisation(f"Hội số {number}") for number in range(9)]
    rule_set = rules.rule_set_on(NOON.date())
    return [
        Nomination.objects.create(
            province=season.bloc.province,
            channel="vertical",
            year=2026,
            award=nominees.award("BK_TINH"),
            recipient=honours.of_organisation(organisation),
            rule_set=rule_set,
            state="appraised",
        )
        for organisation in organisations
    ]


@pytest.mark.parametrize("how_many", [1, 9])
def test_a_draft_is_prepared_in_as_many_queries(
    season, appraised, standing, how_many, django_assert_max_num_queries
):
    chosen = list(Nomination.objects.for_listing()[:how_many])

    with django_assert_max_num_queries(20):
        decisions.prepare(season.bloc.province, nominees=chosen, by=standing, at=NOON, **nominees.DECISION)

    assert list(DecisionLine.objects.order_by("order").values_list("nomination", flat=True)) == [
        row.pk for row in chosen
    ]


@pytest.mark.parametrize("how_many", [1, 9])
def test_the_page_of_a_draft_costs_the_same(
    client, sign_in, season, appraised, standing, how_many, django_assert_max_num_queries
):
    decision = decisions.prepare(
        season.bloc.province, nominees=appraised[:how_many], by=standing, at=NOON, **nominees.DECISION
    )
    sign_in(standing)

    with django_assert_max_num_queries(14):
        page = client.get(decision.get_absolute_url()).content.decode()

    assert page.count("Hội số") >= how_many


def test_an_edit_keeps_the_words_of_those_who_stay_and_their_new_order(season, appraised, standing):
    one, two, three = appraised[:3]
    decision = decisions.prepare(
        season.bloc.province, nominees=[one, two], by=standing, at=NOON, **nominees.DECISION
    )
    line = decision.lines.get(nomination=two)
    decisions.word(decision, {line.pk: ("Hội số hai", "Đã có thành tích")}, by=standing, at=NOON)

    decisions.edit(decision, nominees=[three, two], by=standing, at=NOON, **nominees.DECISION)

    found = Decision.objects.get().lines.order_by("order").values_list("nomination", "name", "pk")
    assert [row[0] for row in found] == [three.pk, two.pk]
    assert found[1][1:] == ("Hội số hai", line.pk)
