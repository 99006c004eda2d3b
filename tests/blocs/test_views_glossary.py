"""The glossary, and the calendar of a year."""

from datetime import date

import pytest
from django.urls import reverse

from blocs.selectors import glossary, year_calendar
from blocs.selectors.people import person
from tests import factories

YEAR = factories.YEAR


def test_each_term_has_a_place_of_its_own_and_both_languages():
    slugs = [term.slug for term in glossary.terms()]

    assert len(set(slugs)) == len(slugs)
    assert {term.group for term in glossary.terms()} == set(glossary.GROUPS)
    assert all(term.vi and term.en and term.meaning_vi and term.meaning_en for term in glossary.terms())


@pytest.mark.parametrize("query", ["giao ước", "giao uoc", "GIAO  UOC thi dua", "emulation pledge"])
def test_terms_are_found_with_or_without_marks(query):
    found = [term.slug for group in glossary.grouped(query) for term in group.terms]

    assert "giao-uoc-thi-dua" in found
    assert len(found) < len(glossary.terms())


def test_words_that_no_term_holds_lead_back_to_all(client, officer):
    client.force_login(officer)

    response = client.get(reverse("blocs:glossary"), {"q": "xyzxyz"})

    assert response.context["groups"] == []
    assert f'href="{reverse("blocs:glossary")}"' in response.content.decode()


@pytest.mark.usefixtures("english")
def test_sources_name_law_or_decree():
    sources = {term.slug: str(term.source or "") for term in glossary.terms()}

    assert sources["thi-dua"] == "Law 06/2022/QH15, article 3.1"
    assert sources["muc-luong-co-so"] == "Decree 161/2026/NĐ-CP"
    assert sources["chuyen-de"] == ""


def test_the_calendar_shows_months_in_order_and_what_is_done(season, officer):
    season.milestones.create(kind="reports", due=date(YEAR, 11, 20))
    season.milestones.create(kind="pledge", due=date(YEAR, 2, 28), done_on=date(YEAR, 2, 27))
    season.milestones.create(kind="cross_check", due=date(YEAR, 11, 10))
    on = date(YEAR, 11, 1)

    months = year_calendar.months(person(officer, on=on), YEAR, on=on)

    shown = [(month.first.month, [str(row.milestone.kind) for row in month.deadlines]) for month in months]
    assert shown == [(2, ["pledge"]), (11, ["cross_check", "reports"])]
    assert [month.is_now for month in months] == [False, True]
    assert months[0].deadlines[0].tone == "good"


def test_strangers_see_nothing_of_a_blocs_dates(season, outsider):
    season.milestones.create(kind="pledge", due=date(YEAR, 2, 28))
    on = date(YEAR, 2, 1)

    assert year_calendar.months(person(outsider, on=on), YEAR, on=on) == []


def test_the_calendar_of_one_bloc(season, standing):
    season.milestones.create(kind="pledge", due=date(YEAR, 2, 28))
    on = date(YEAR, 2, 1)
    someone = person(standing, on=on)

    assert year_calendar.months(someone, YEAR, on=on, bloc=season.bloc.code)
    assert year_calendar.months(someone, YEAR, on=on, bloc="khong-co") == []


@pytest.mark.parametrize("asked", [str(YEAR), "", "abc", "9999"])
def test_a_year_that_there_is_not_shows_one_that_there_is(client, season, officer, asked):
    season.milestones.create(kind="pledge", due=date(YEAR, 2, 28))
    client.force_login(officer)

    response = client.get(reverse("blocs:calendar"), {"year": asked})

    assert response.status_code == 200
    assert response.context["year"] == YEAR
    assert season.bloc.current_name in response.content.decode()
