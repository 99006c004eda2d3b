"""How a page is used: short, on the pages where officers work, its terms at hand."""

import pytest
from django.urls import reverse
from django.utils import translation

from awards.how_to import GUIDES as AWARDS
from blocs.how_to import GUIDES as BLOCS
from blocs.selectors import glossary
from emulation import how_to
from tests import factories
from tests.project.addresses import all_addresses

GUIDES = {**BLOCS, **AWARDS}


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_a_guide_belongs_to_a_page_is_short_and_names_known_terms(name):
    guide = GUIDES[name]

    assert any(address == name or address.startswith(f"{name}-") for address in all_addresses())
    assert 2 <= len(guide.lines) <= 4
    assert {*guide.terms} <= {term.slug for term in glossary.terms()}


def test_a_page_without_a_guide_of_its_own_has_that_of_its_subject():
    assert how_to.guide("blocs:season-dates") is GUIDES["blocs:season-dates"]
    assert how_to.guide("blocs:season-members") is GUIDES["blocs:season"]
    assert how_to.guide("account_login") is None


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_mark_beside_a_term_leads_to_its_very_line_with_its_article(client, language):
    person = factories.someone(factories.organisation(), "officer")
    person.language = language
    person.save()
    client.force_login(person)

    page = client.get(reverse("blocs:pledge-list")).content.decode()

    with translation.override(language):
        term = next(term for term in glossary.terms() if term.slug == "giao-uoc-thi-dua")
        assert f'href="{reverse("blocs:glossary")}#giao-uoc-thi-dua"' in page
        assert term.meaning in page
        assert str(how_to.guide("blocs:pledge-list").lines[0]) in page
    assert 'id="giao-uoc-thi-dua"' in client.get(reverse("blocs:glossary")).content.decode()


def test_handing_in_a_vote_and_the_list_of_ballots_have_words_of_their_own():
    with translation.override("vi"):
        words = {translation.gettext(text) for text in ("Vote", "Ballots", "Hand in my vote")}

    assert len(words) == 3
