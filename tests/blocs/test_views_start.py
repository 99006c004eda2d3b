"""Start pages and navigation: what each person finds after signing in."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blocs.models import Milestone, Pledge, RegisteredTarget, Registration, Season
from tests import factories

YEAR = factories.YEAR
MOST_QUERIES = 8


@pytest.fixture
def page(client):
    """page(person, path): the page as the person gets it."""

    def get(person, path="/"):
        client.force_login(person)
        response = client.get(path)
        assert response.status_code == 200
        return response

    return get


@pytest.fixture
def pledge(season):
    """Open for comments until yesterday."""
    Season.objects.filter(pk=season.pk).update(stage=Season.Stage.PLEDGING)
    return season.pledges.create(
        status=Pledge.Status.COMMENT, comments_until=timezone.localdate() - timedelta(days=1)
    )


def registered(pledge, organisation):
    return Registration.objects.create(pledge=pledge, organisation=organisation, updated_at=timezone.now())


def titles(response):
    return [str(shown.task.title) for shown in response.context["tasks"]]


def subjects(response):
    return [str(item.label) for item in response.context["navigation"]["items"]]


def test_who_is_not_signed_in_is_sent_to_the_sign_in(client, db):
    response = client.get("/")

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/"


def test_who_holds_no_mandate_is_told_what_to_do(page, db):
    response = page(factories.UserFactory())

    assert "hiện chưa có phân công" in response.content.decode()
    assert subjects(response) == ["Việc của tôi"]


def test_each_sees_the_subjects_that_are_theirs(page, officer, standing, administrator, auditor):
    assert {"Khối thi đua"} <= set(subjects(page(officer)))
    assert "Nhập và xuất dữ liệu" not in subjects(page(officer))
    assert {"Khối thi đua", "Nhập và xuất dữ liệu"} <= set(subjects(page(standing)))
    assert "Nhập và xuất dữ liệu" not in subjects(page(auditor))
    assert "Khối thi đua" not in subjects(page(administrator))


def test_an_administrator_is_led_to_all_that_the_role_looks_after(page, administrator, officer):
    names = ("person-list", "trust-list", "outside-system-list", "usual-line-list", "paper-format-list")
    addresses = [f'href="{reverse(f"blocs:{name}")}"' for name in names]

    assert [address for address in addresses if address not in page(administrator).content.decode()] == []
    assert addresses[-1] not in page(officer).content.decode()


def test_the_subject_of_the_page_is_marked(page, season, officer):
    response = page(officer, season.get_absolute_url())

    current = [str(item.label) for item in response.context["navigation"]["items"] if item.current]
    assert current == ["Khối thi đua"]
    assert response.content.decode().count('aria-current="page"') == 1


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("leader_head", f"Tỉnh Đoàn · Khối trưởng {YEAR}"),
        ("deputy_head", f"Hội Nông dân · Khối phó {YEAR}"),
        ("officer", "Hội Phụ nữ · Chuyên viên"),
    ],
)
def test_the_bar_says_who_one_is(request, page, season, who, line):
    shown = page(request.getfixturevalue(who)).context["navigation"]

    assert shown["person_line"] == line
    assert shown["brand"] == "Thi đua, khen thưởng tỉnh Thử Nghiệm"


def test_the_season_switch_stays_on_the_same_page_of_another_year(page, bloc, season, members, officer):
    last_year = factories.season(bloc, members, year=YEAR - 1)

    seasons = page(officer, reverse("blocs:season-members", args=[bloc.code, YEAR])).context["navigation"][
        "seasons"
    ]

    assert [row["url"] for row in seasons] == [
        reverse("blocs:season-members", args=[bloc.code, year]) for year in (YEAR, last_year.year)
    ]
    assert [row["current"] for row in seasons] == [True, False]


def test_the_agency_is_led_to_all_years_of_the_bloc_it_looks_at(page, bloc, season, members, standing):
    factories.season(bloc, members, year=YEAR - 1)

    assert page(standing).context["navigation"]["seasons"] == []
    seasons = page(standing, season.get_absolute_url()).context["navigation"]["seasons"]
    assert [row["url"] for row in seasons] == [season.get_absolute_url(), bloc.get_absolute_url()]


def test_a_member_is_asked_to_comment_and_to_register(page, pledge, officer, head):
    for person in (officer, head):
        assert titles(page(person)) == ["Góp ý dự thảo giao ước", "Đăng ký danh hiệu và chỉ tiêu"]


def test_what_is_done_waits_no_longer(page, pledge, officer, members):
    pledge.comments.create(author=officer, organisation=members[2], text="Nhất trí.", at=timezone.now())
    assert titles(page(officer)) == ["Đăng ký danh hiệu và chỉ tiêu"]

    registered(pledge, members[2])
    response = page(officer)
    assert titles(response) == []
    assert "không có việc nào đang chờ" in response.content.decode()


def test_a_colleagues_remark_is_not_ones_own(page, pledge, officer, deputy_head, members):
    pledge.comments.create(author=deputy_head, organisation=members[1], text="Nhất trí.", at=timezone.now())

    assert "Góp ý dự thảo giao ước" in titles(page(officer))


@pytest.mark.parametrize(
    ("status", "officer_does", "head_does"),
    [
        (None, "Bắt đầu soạn giao ước", "Bắt đầu soạn giao ước"),
        (Pledge.Status.DRAFT, "Hoàn thành dự thảo giao ước", "Hoàn thành dự thảo giao ước"),
        (Pledge.Status.COMMENT, "Trả lời ý kiến về giao ước", "Chốt nội dung giao ước"),
    ],
)
def test_the_leaders_people_are_told_the_next_step(
    page, season, leader_officer, leader_head, status, officer_does, head_does
):
    Season.objects.filter(pk=season.pk).update(stage=Season.Stage.PLEDGING)
    if status:
        season.pledges.create(status=status)

    assert officer_does in titles(page(leader_officer))
    assert head_does in titles(page(leader_head))


def test_a_date_that_comes_near_is_a_task_of_the_leader_alone(page, season, leader_officer, officer):
    Season.objects.filter(pk=season.pk).update(stage=Season.Stage.RUNNING)
    season.milestones.create(kind=Milestone.Kind.CROSS_CHECK, due=timezone.localdate() + timedelta(days=3))

    response = page(leader_officer)
    assert titles(response) == [Milestone.Kind.CROSS_CHECK.label]
    assert "còn 3 ngày" in response.content.decode()
    assert titles(page(officer)) == []


def test_a_closed_year_asks_nothing(page, pledge, season, officer, leader_head):
    Season.objects.filter(pk=season.pk).update(stage=Season.Stage.CLOSED)

    assert titles(page(officer)) == titles(page(leader_head)) == []


def test_the_targets_are_those_of_all_and_ones_own(page, pledge, officer, members):
    pledge.targets.create(text="Của tất cả")
    pledge.targets.create(text="Của riêng mình", owner=members[2])
    pledge.targets.create(text="Của đơn vị khác", owner=members[1])
    pledge.targets.create(text="Đã bỏ", removed_in=1)
    registration = Registration.objects.create(
        pledge=pledge, organisation=members[2], updated_at=timezone.now()
    )
    RegisteredTarget.objects.create(registration=registration, text="Tự đăng ký", value=12000)

    shown = page(officer).content.decode()

    assert all(text in shown for text in ("Của tất cả", "Của riêng mình", "Tự đăng ký", "12.000"))
    assert "Của đơn vị khác" not in shown
    assert "Đã bỏ" not in shown


def test_the_leader_sees_who_is_missing_and_has_a_letter_ready(
    page, pledge, leader_officer, officer, members
):
    registered(pledge, members[0])
    officer.phone = "0203 111 222"
    officer.save()

    response = page(leader_officer)
    board = response.context["own"][0].board

    assert [row.organisation for row in board.missing] == members[1:]
    assert "Hội Phụ nữ" in board.reminder
    assert "Tỉnh Đoàn" not in board.reminder.partition("http")[0].partition("Đăng ký")[2]
    assert officer.email in board.addresses
    assert "tel:0203111222" in response.content.decode()


def test_members_see_no_board(page, pledge, officer, deputy_head):
    assert page(officer).context["own"][0].board is None
    assert page(deputy_head).context["own"][0].board is None


def test_those_who_serve_the_province_see_all_blocs_the_late_ones_first(
    page, season, standing, auditor, council
):
    late = factories.season(factories.bloc("Khối thi đua Muộn", code="khoi-muon"), [factories.organisation()])
    late.milestones.create(kind=Milestone.Kind.PLEDGE, due=timezone.localdate() - timedelta(days=2))

    for person in (standing, auditor, council):
        province = page(person).context["province"]
        assert [row.line.season for row in province.blocs] == [late, season]
        assert province.late == 1
    assert titles(page(standing)) == ["1 khối chậm so với các mốc"]
    assert titles(page(auditor)) == []


def test_the_agency_of_another_province_sees_nothing_of_it(page, season):
    elsewhere = factories.organisation(province=factories.ProvinceFactory(code="KH", name="tỉnh Khác"))

    assert page(factories.someone(elsewhere, "standing")).context["province"].blocs == []


def test_mandates_that_run_out_are_a_task_of_the_administrator(page, officer, administrator):
    assert titles(page(administrator)) == []
    officer.mandates.update(ends=timezone.localdate() + timedelta(days=10))

    assert titles(page(administrator)) == ["1 phân công sắp hết hạn"]


def test_several_mandates_show_all_their_parts(page, pledge, officer, agency):
    factories.mandate(agency, "standing", user=officer)

    response = page(officer)

    assert response.context["own"]
    assert response.context["province"]


def many(bloc, members, count):
    for number in range(count):
        member = factories.organisation()
        bloc.seasons.get(year=YEAR).memberships.create(
            organisation=member, order=10 + number, joined_on=date(YEAR, 1, 1)
        )
        factories.someone(member, "officer")
        factories.season(factories.bloc(f"Khối {number}", code=f"khoi-{number}"), [member, *members])


@pytest.mark.parametrize("count", [0, 6])
@pytest.mark.parametrize("who", ["officer", "leader_head", "standing", "auditor", "administrator"])
def test_a_start_page_costs_the_same_however_much_there_is(
    request, client, bloc, pledge, members, who, count
):
    many(bloc, members, count)
    client.force_login(request.getfixturevalue(who))
    client.get("/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/")

    assert len(asked) <= MOST_QUERIES, [query["sql"][:90] for query in asked]


def test_navigation_costs_two_queries(client, season, officer):
    client.force_login(officer)
    client.get(reverse("account_change_password"))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("account_change_password"))

    assert 'FROM "emulation_user"' in asked[0]["sql"]  # who it is
    assert len(asked) == 1 + 2, [query["sql"][:90] for query in asked]
