import pytest
from django.urls import reverse

from blocs.models import Report
from tests import factories

NOON = factories.NOON


@pytest.fixture
def handed_in(season, members):
    season.milestones.create(kind="reports", due="2026-12-10")
    for member, status in zip(members, ("submitted", "accepted", "draft"), strict=True):
        at = None if status == "draft" else NOON
        Report.objects.create(
            season=season, organisation=member, kind="annual", status=status, submitted_at=at
        )
    return season


def show(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("blocs:report-list"), asked)


def test_each_season_tells_how_far_its_reports_are(client, handed_in, officer):
    [row] = show(client, officer).context["page"].object_list

    assert (row.pk, row.members, row.handed_in, row.settled) == (handed_in.pk, 3, 2, 1)
    assert not row.published


def test_only_seasons_of_ones_own_blocs_are_listed(client, handed_in, outsider, standing):
    assert handed_in not in show(client, outsider).context["page"].object_list
    assert handed_in in show(client, standing).context["page"].object_list


def test_the_list_is_searched_and_filtered(client, handed_in, bloc, members, standing):
    factories.season(bloc, members, year=2025)

    assert [row.year for row in show(client, standing).context["page"].object_list] == [2026, 2025]
    assert [row.year for row in show(client, standing, year="2025").context["page"].object_list] == [2025]
    assert show(client, standing, q="không có khối này").context["page"].object_list.count() == 0


def test_the_section_of_the_navigation_opens_the_reports(client, handed_in, officer):
    page = show(client, officer).content.decode()

    assert f'href="{reverse("blocs:report-list")}" aria-current="page"' in page


def test_it_goes_to_a_file(client, handed_in, officer):
    response = show(client, officer, format="csv")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ",3,2,1,2026-12-10," in lines[1]
