from datetime import date

import pytest
from django.urls import reverse

from awards.models import RuleSet
from awards.selectors import rules
from tests.awards.nominees import nominated
from tests.documents.reading import words_of
from tests.factories import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
CHANGE = reverse("awards:rule-change", args=["RS-2025-07", "TT_LDTT", "collective"])
TYPED = {
    "starts": f"01/06/{YEAR}",
    "source": "Quyết định 12/2026/QĐ-UBND",
    "confidence": "sourced",
    "figure-0": 75,
    "figure-1": 0,
    "vote_percent": 70,
}


def rule_on(day):
    return rules.rules_of(rules.rule_set_on(day))["TT_LDTT", "collective"]


def test_a_figure_is_typed_beside_its_condition_and_holds_from_its_day(client, sign_in, standing):
    sign_in(standing)
    page = client.get(CHANGE).content.decode()
    assert "Share of Advanced Workers among its people: at least 70%" in page

    client.post(CHANGE, TYPED)

    made = rule_on(date(YEAR, 6, 1))
    assert made.conditions["all"][1]["figure"]["at_least"] == 75
    assert rule_on(date(YEAR, 5, 31)).conditions["all"][1]["figure"]["at_least"] == 70
    detail = client.get(reverse("awards:rule-set-detail", args=[made.rule_set.code])).content.decode()
    assert "Quyết định 12/2026/QĐ-UBND" in detail
    assert "from RS-2024-01" in detail


def test_looking_first_saves_nothing_and_keeps_what_is_typed(client, sign_in, standing):
    sign_in(standing)
    before = RuleSet.objects.count()

    page = client.post(CHANGE, TYPED | {"preview": "1"}).content.decode()

    assert "Whose checklist changes" in page
    assert 'value="75"' in page
    assert RuleSet.objects.count() == before


def test_a_missing_source_is_told_at_its_field(client, sign_in, standing):
    sign_in(standing)

    answer = client.post(CHANGE, TYPED | {"source": ""})

    assert answer.context["form"].errors["source"] == ["This field is required."]


def test_an_award_without_a_rule_gets_one(client, sign_in, standing):
    sign_in(standing)
    address = reverse("awards:rule-change", args=["RS-2026-10", "KNC_TINH", "household"])
    starts = RuleSet.objects.get(code="RS-2026-10").starts

    client.post(address, TYPED | {"starts": f"{starts:%d/%m/%Y}", "judged": "Có cống hiến.\nGương mẫu."})

    made = rules.rules_of(rules.rule_set_on(starts))["KNC_TINH", "household"]
    assert made.judged == ["Có cống hiến.", "Gương mẫu."]


def test_two_sets_are_compared_on_page_and_paper(client, sign_in, season, members, head):
    nomination = nominated(members[2], season=season, by=head)
    sign_in(head)
    address = reverse("awards:nomination-compare", args=[nomination.pk])

    page = client.get(address, {"rules": "RS-2024-01"}).content.decode()
    paper = client.get(reverse("awards:nomination-compare-pdf", args=[nomination.pk, "RS-2024-01"]))

    assert "Both sets of rules come to the same for this nomination." in page
    text = words_of(paper.content)
    assert "BẢNG ĐỐI CHIẾU QUY ĐỊNH" in text
    assert "Luật Thi đua, khen thưởng 2022 và Nghị định 98/2023/NĐ-CP" in text
