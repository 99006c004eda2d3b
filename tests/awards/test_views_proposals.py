import pytest
from django.urls import reverse

from awards.models import Award, Nominee, ProposedAward

pytestmark = pytest.mark.django_db


def address(season):
    return reverse("awards:proposal-list", args=[season.bloc.code, season.year])


def propose(season, code, *nominees):
    proposed = ProposedAward.objects.create(season=season, award=Award.objects.get(code=code))
    for order, nominee in enumerate(nominees, start=1):
        words = {"text": nominee} if isinstance(nominee, str) else {"organisation": nominee}
        Nominee.objects.create(proposed=proposed, order=order, **words)
    return proposed


@pytest.mark.parametrize("who", ["officer", "leader_head", "standing", "council", "auditor"])
def test_whoever_sees_the_season_reads_what_it_proposes(client, season, members, who, request):
    propose(season, "CO_TINH", members[0], "Bà Nguyễn Thị Hằng")
    client.force_login(request.getfixturevalue(who))

    page = client.get(address(season)).content.decode()

    assert "Cờ thi đua của Ủy ban nhân dân tỉnh" in page
    assert "Danh hiệu thi đua" in page
    assert page.index("Tỉnh Đoàn Thử Nghiệm</li>") < page.index("Bà Nguyễn Thị Hằng</li>")


def test_an_award_without_nominees_says_so(client, season, standing):
    propose(season, "BK_TTG")
    client.force_login(standing)

    assert "Chưa nêu tên" in client.get(address(season)).content.decode()


def test_a_season_without_proposals_says_what_comes_here(client, season, officer):
    client.force_login(officer)

    assert "Chưa có đề nghị khen thưởng" in client.get(address(season)).content.decode()


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_strangers_find_nothing(client, season, who, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address(season)).status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client, season):
    assert client.get(address(season)).status_code == 302


@pytest.mark.parametrize("how_many", [1, 20])
def test_many_proposals_ask_as_many_queries_as_one(
    client, season, members, standing, how_many, django_assert_num_queries
):
    for code in Award.objects.values_list("code", flat=True)[:how_many]:
        propose(season, code, *members)
    client.force_login(standing)

    client.get(address(season))  # the session is kept from here on

    with django_assert_num_queries(9):
        client.get(address(season))
