from django.urls import reverse

from tests import factories

TOUR, START, LEAVE = "blocs:tour", "blocs:start", "blocs:tour-leave"


def steps_of(client, user):
    client.force_login(user)
    return [entry.url_name for entry, _guide in client.get(reverse(TOUR)).context["steps"]]


def test_each_is_shown_the_subjects_that_they_use(client, officer, standing, administrator):
    officers, agency, admins = (steps_of(client, user) for user in (officer, standing, administrator))

    assert "blocs:pledge-list" in officers
    assert "blocs:overview-list" not in officers
    assert "blocs:overview-list" in agency
    assert "blocs:person-list" in admins
    assert "blocs:pledge-list" not in admins


def test_it_is_offered_until_it_is_left_and_can_be_taken_again(client, season, officer):
    client.force_login(officer)
    assert client.get(reverse(START)).context["offers_tour"]

    assert client.post(reverse(LEAVE)).url == reverse(START)

    page = client.get(reverse(START))
    assert not page.context["offers_tour"]
    assert reverse(LEAVE) not in page.content.decode()
    assert f'href="{reverse(TOUR)}"' in page.content.decode()
    assert client.get(reverse(TOUR)).status_code == 200


def test_a_visit_does_not_leave_it(client, db):
    client.force_login(factories.someone(factories.organisation(), "officer"))
    client.get(reverse(LEAVE))

    assert client.get(reverse(START)).context["offers_tour"]
