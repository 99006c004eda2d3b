from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from blocs.models import Milestone, Pledge, Registration
from tests import factories

YEAR = factories.YEAR
LIST = reverse("blocs:pledge-list")


def shown(response):
    return [row.pledge for row in response.context["rows"]]


def write(season, status="draft", version=1, **fields):
    agreed = "" if status in ("draft", "comment", "void") else "a" * 64
    return Pledge.objects.create(season=season, status=status, version=version, agreed_hash=agreed, **fields)


@pytest.mark.parametrize("who", ["officer", "leader_head", "standing", "council", "auditor"])
def test_members_and_those_who_watch_see_the_pledge(client, season, who, request):
    pledge = write(season)
    client.force_login(request.getfixturevalue(who))

    response = client.get(LIST)

    assert shown(response) == [pledge]
    assert f'href="{pledge.get_absolute_url()}"' in response.content.decode()


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_strangers_see_nothing(client, season, who, request):
    write(season)
    client.force_login(request.getfixturevalue(who))

    assert shown(client.get(LIST)) == []


def test_another_province_sees_nothing(client, season):
    write(season)
    abroad = factories.ProvinceFactory(code="XX", name="tỉnh Khác", place="Khác")
    client.force_login(factories.someone(factories.organisation(province=abroad), "standing"))

    assert shown(client.get(LIST)) == []


def test_of_each_season_the_newest_alone_and_the_newest_year_first(client, bloc, members, season, officer):
    write(season, "amended")
    newest = write(season, "draft", version=2)
    before = write(factories.season(bloc, members, year=YEAR - 1), "in_force")
    client.force_login(officer)

    assert shown(client.get(LIST)) == [newest, before]
    assert shown(client.get(LIST, {"sort": "year"})) == [before, newest]
    assert shown(client.get(LIST, {"sort": "-year"})) == [newest, before]


def test_members_and_registrations_are_counted(client, season, members, officer):
    pledge = write(season, "comment")
    for member in members[:2]:
        Registration.objects.create(pledge=pledge, organisation=member, updated_at=factories.NOON)
    season.memberships.filter(organisation=members[1]).update(left_on=date(YEAR, 6, 30))
    client.force_login(officer)

    response = client.get(LIST)

    [row] = response.context["rows"]
    assert (row.pledge.members, row.pledge.registered) == (2, 2)
    assert "2/2 đơn vị" in response.content.decode()


TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("status", "until", "signing_done", "stage", "kind", "days"),
    [
        ("draft", None, False, "pledging", "pledge", 5),
        ("comment", 3, False, "pledging", "pledge", 3),
        ("comment", None, False, "pledging", "pledge", 5),
        ("agreed", 3, False, "pledging", "pledge", 5),
        ("in_force", None, False, "running", "handover", -5),
        ("draft", None, True, "pledging", "handover", -5),
        ("in_force", None, False, "closed", None, None),
    ],
)
def test_the_next_date_is_that_of_the_pledges_step(
    client, season, officer, status, until, signing_done, stage, kind, days
):
    season.stage = stage
    season.save()
    write(season, status, comments_until=TODAY + timedelta(days=until) if until else None)
    Milestone.objects.create(season=season, kind="handover", due=TODAY - timedelta(days=5))
    Milestone.objects.create(
        season=season,
        kind="pledge",
        due=TODAY + timedelta(days=5),
        done_on=TODAY if signing_done else None,
    )
    client.force_login(officer)

    [row] = client.get(LIST).context["rows"]

    if kind is None:
        assert row.next is None
    else:
        milestone = row.next.deadline.milestone
        assert (milestone.kind, milestone.due) == (kind, TODAY + timedelta(days=days))


def test_it_is_searched_and_filtered(client, bloc, season, standing, outsider):
    own = write(season)
    other = write(outsider.mandates.get().organisation.memberships.get().season, "comment")
    old = write(factories.season(bloc, [], year=2020), "closed")
    client.force_login(standing)

    def found(**given):
        return set(shown(client.get(LIST, given)))

    assert found(q="khoi thi dua khac") == {other}
    assert found(q="thử nghiệm") == found(q="Thu\u031b\u0309 nghie\u0323\u0302m") == {own, old}
    assert found(year="2020") == {old}
    assert found(status="comment") == {other}
    assert found(status="comment", year="2020") == set()
    assert found(year="x", status="y", sort="z", page="0") == {own, other, old}


def test_what_is_shown_is_taken_away_as_a_workbook(client, season, standing):
    write(season)
    Milestone.objects.create(season=season, kind="pledge", due=date(YEAR, 2, 28))
    client.force_login(standing)

    sheet = load_workbook(BytesIO(client.get(LIST, {"format": "xlsx"}).getvalue())).active

    assert [cell.value for cell in sheet[2]][:5] == ["Khối thi đua Thử nghiệm", str(YEAR), "Dự thảo", 3, 0]
    assert sheet["G2"].value.date() == date(YEAR, 2, 28)


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "Chưa có giao ước nào"), ({"status": "draft"}, "Không có dòng nào khớp với điều kiện lọc")],
)
def test_an_empty_list_says_what_to_do(client, season, officer, given, words):
    client.force_login(officer)

    assert words in client.get(LIST, given).content.decode()


@pytest.mark.parametrize("how_many", [1, 30])
@pytest.mark.parametrize("who", ["standing", "officer"])
def test_it_costs_the_same_however_many(
    client, bloc, members, season, how_many, who, request, django_assert_max_num_queries
):
    for number in range(how_many):
        write(factories.season(bloc, members, year=YEAR - 1 - number))
    client.force_login(request.getfixturevalue(who))

    with django_assert_max_num_queries(8):
        response = client.get(LIST)

    assert len(shown(response)) == how_many
