import pytest
from django.urls import reverse

from blocs.services import movements, organisations
from tests import factories

YEAR = factories.YEAR
SEARCH = reverse("blocs:search")


def found(client, query):
    """The titles of each group."""
    response = client.get(SEARCH, {"q": query})
    return {str(group.icon): [hit.title for hit in group.hits] for group in response.context["groups"]}


ORGANISATIONS, BLOCS, SEASONS = "buildings", "people", "calendar3"
MOVEMENTS, PAPERS, PEOPLE = "flag", "file-earmark-text", "person-lines-fill"


@pytest.fixture
def world(standing, bloc, season, members, outsider, agency):
    """Something of each kind, called Ước mơ."""
    wish = factories.organisation("Hội Ước mơ tỉnh Thử Nghiệm", short_name="Hội Ước mơ", code="hum")
    season.memberships.create(organisation=wish, order=4, joined_on=season.first_day)
    movements.launch(
        bloc.province,
        name="Thắp sáng ước mơ",
        form="thematic",
        level="province",
        years=[YEAR],
        by=standing,
        at=factories.NOON,
    )
    factories.paper(season, title="Danh sách vì ước mơ", number_text="12/ƯM-TĐ")
    factories.season(factories.bloc("Khối Ước mơ", code="khoi-um"), [members[0], members[2]])
    person = factories.UserFactory(full_name="Đỗ Thị Ước Mơ")
    factories.mandate(wish, "officer", user=person)
    return wish


EVERY_WAY = ["ước mơ", "uoc mo", "ƯỚC MƠ", "U\u031bo\u031b\u0301c mo\u031b", "  mơ   ước "]


@pytest.mark.parametrize("query", EVERY_WAY)
def test_everything_is_found_however_it_is_typed(client, world, standing, query):
    client.force_login(standing)

    assert found(client, query) == {
        ORGANISATIONS: ["Hội Ước mơ tỉnh Thử Nghiệm"],
        BLOCS: ["Khối Ước mơ"],
        SEASONS: [f"Năm thi đua {YEAR}"],
        MOVEMENTS: ["Thắp sáng ước mơ"],
        PAPERS: ["Danh sách đơn vị thành viên 12/ƯM-TĐ"],
        PEOPLE: ["Đỗ Thị Ước Mơ"],
    }


def test_every_result_leads_to_a_page(client, world, standing):
    client.force_login(standing)

    for group in client.get(SEARCH, {"q": "ước mơ"}).context["groups"]:
        for hit in group.hits:
            response = client.get(hit.url)
            list(response)
            assert response.status_code == 200
        if group.list_url:
            assert client.get(group.list_url).context["page"].paginator.count == 1


def test_an_organisation_is_found_by_what_people_call_it(client, standing):
    ministry = factories.organisation("Sở Thông tin và Truyền thông tỉnh Thử Nghiệm", code="stttt")
    organisations.add_alias(ministry, text="Sở TT-TT", by=standing)
    client.force_login(standing)

    for query in ("so tttt", "Sở TT-TT", "sở tt&tt", "thong tin truyen thong", "Sở Thông Tin"):
        assert found(client, query) == {ORGANISATIONS: [ministry.current_name]}


def test_đ_ê_ơ_and_tones_make_no_difference(client, standing):
    names = ["Đảng ủy Điện lực", "Tổ chức Kế toán", "Hội Người mù", "Ban Chỉ đạo Lễ hội"]
    for number, name in enumerate(names):
        factories.organisation(name, code=f"dv-{number}")
    client.force_login(standing)

    for name, query in zip(names, ["dang uy dien luc", "ke toan", "nguoi mu", "le hoi"], strict=True):
        assert found(client, query) == {ORGANISATIONS: [name]}


def test_who_is_called_just_so_comes_first(client, standing):
    for number in range(12):
        factories.organisation(f"Ban A{number:02d} Hội Nông dân xã", code=f"hnd-{number}")
    factories.organisation("Hội Nông dân", code="hnd-tinh")
    client.force_login(standing)

    [group] = client.get(SEARCH, {"q": "hội nông dân"}).context["groups"]

    assert [hit.title for hit in group.hits][:2] == ["Hội Nông dân", "Ban A00 Hội Nông dân xã"]
    assert (len(group.hits), group.total) == (8, 13)
    assert "Xem tất cả 13" in client.get(SEARCH, {"q": "hội nông dân"}).content.decode()


@pytest.mark.parametrize("query", ["{year}", "khoi thu nghiem {year}", "{year} khối thi đua"])
def test_a_year_finds_its_seasons(client, bloc, members, season, officer, query):
    factories.season(bloc, members, year=YEAR - 1)
    client.force_login(officer)

    response = client.get(SEARCH, {"q": query.format(year=YEAR - 1)})

    [hit] = next(group.hits for group in response.context["groups"] if group.icon == SEASONS)
    assert hit.url == reverse("blocs:season-detail", args=[bloc.code, YEAR - 1])


def test_a_school_year_is_found_as_it_is_written(client, bloc, members, officer):
    factories.season(bloc, members, year=2021, period="school")
    client.force_login(officer)

    assert found(client, "2021-2022") == {SEASONS: ["Năm thi đua 2021-2022"]}
    assert found(client, "2021-2023") == {}


def test_a_bloc_without_a_season_is_found_once_and_one_with_many_too(client, standing, members):
    factories.bloc("Khối mới lập", code="khoi-moi")
    old = factories.bloc("Khối lập đã lâu", code="khoi-cu")
    for year in range(2015, 2027):
        factories.season(old, members, year=year)
    client.force_login(standing)

    groups = {group.icon: group for group in client.get(SEARCH, {"q": "khối lập"}).context["groups"]}

    assert [hit.title for hit in groups[BLOCS].hits] == ["Khối lập đã lâu", "Khối mới lập"]
    assert (len(groups[SEASONS].hits), groups[SEASONS].total) == (8, 12)
    assert groups[SEASONS].hits[0].title == "Năm thi đua 2026"


@pytest.mark.parametrize("query", ["12/ƯM", "um-td", "12/um-tđ"])
def test_a_paper_is_found_by_its_number(client, world, officer, query):
    client.force_login(officer)

    assert found(client, query) == {PAPERS: ["Danh sách đơn vị thành viên 12/ƯM-TĐ"]}


def test_a_paper_is_found_by_its_code(client, season, officer):
    paper = factories.paper(season)
    client.force_login(officer)

    for query in (paper.code_text, paper.code.lower()):
        assert list(found(client, query)) == [PAPERS]


@pytest.mark.parametrize("who", ["officer", "head", "leader_head"])
def test_a_member_finds_what_its_blocs_have_and_no_people(client, world, who, request):
    client.force_login(request.getfixturevalue(who))

    assert set(found(client, "ước mơ")) == {ORGANISATIONS, BLOCS, SEASONS, MOVEMENTS, PAPERS}


def test_another_bloc_finds_the_provinces_movement_alone(client, world, outsider):
    client.force_login(outsider)

    assert found(client, "ước mơ") == {MOVEMENTS: ["Thắp sáng ước mơ"]}


@pytest.mark.parametrize(
    ("who", "sees"), [("council", False), ("auditor", True), ("standing", True), ("administrator", True)]
)
def test_people_are_found_by_those_who_see_the_list_of_people(client, world, who, sees, request):
    client.force_login(request.getfixturevalue(who))

    assert (PEOPLE in found(client, "ước mơ")) == sees


def test_a_person_called_just_so_comes_before_whose_address_holds_the_words(client, members, standing):
    for name in ("Bùi Thị Mẫu", "Lê Thị Mẫu"):  # "le" is in "example" as well
        factories.mandate(
            members[0], "officer", user=factories.UserFactory(full_name=name, email=f"{len(name)}@example.vn")
        )
    client.force_login(standing)

    (group,) = client.get(SEARCH, {"q": "le thi mau"}).context["groups"]

    assert [hit.title for hit in group.hits][:2] == ["Lê Thị Mẫu", "Bùi Thị Mẫu"]


def test_another_province_finds_nothing(client, world):
    abroad = factories.ProvinceFactory(code="XX", name="tỉnh Khác", place="Khác")
    client.force_login(factories.someone(factories.organisation(province=abroad), "standing"))

    assert found(client, "ước mơ") == {}


def test_signed_out_one_is_asked_to_sign_in(client, db):
    assert client.get(SEARCH, {"q": "a"}).status_code == 302


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Ông/bà cần tìm gì?"),
        ({"q": ""}, "Ông/bà cần tìm gì?"),
        ({"q": "   "}, "Ông/bà cần tìm gì?"),
        ({"q": "…!?"}, "Ông/bà cần tìm gì?"),
        ({"q": "không có đâu"}, "Không tìm thấy kết quả cho “không có đâu”"),
        ({"q": "<script>x"}, "Không tìm thấy kết quả cho “&lt;script&gt;x”"),
        ({"q": "%"}, "Ông/bà cần tìm gì?"),
        ({"q": "a" * 201}, "200"),
        ({"q": "a b c d " * 24}, "Không tìm thấy kết quả"),
        ({"q": "x\x00y"}, "Không tìm thấy kết quả"),
        ({"q": "99999999"}, "Không tìm thấy kết quả"),
    ],
)
def test_the_page_says_what_to_do_when_there_is_nothing(client, season, officer, query, words):
    client.force_login(officer)

    response = client.get(SEARCH, query)

    assert response.status_code == 200
    assert words in response.content.decode()


def test_the_bar_above_every_page_searches(client, season, officer):
    client.force_login(officer)

    assert f'action="{SEARCH}"' in client.get(reverse("blocs:start")).content.decode()


@pytest.mark.parametrize("how_many", [1, 30])
@pytest.mark.parametrize("who", ["standing", "officer", "administrator"])
def test_it_costs_the_same_however_much_is_found(
    client, bloc, members, season, standing, how_many, who, request, django_assert_max_num_queries
):
    for number in range(how_many):
        other = factories.organisation(f"Hội Thử {number}")
        factories.season(factories.bloc(f"Khối Thử {number}", code=f"thu-{number}"), [other, members[2]])
        factories.paper(season, title=f"Văn bản thử {number}")
        factories.mandate(other, "head", user=factories.UserFactory(full_name=f"Trần Thử {number}"))
        movements.launch(
            bloc.province,
            name=f"Phong trào thử {number}",
            form="regular",
            level="province",
            years=[YEAR],
            by=standing,
            at=factories.NOON,
        )
    client.force_login(request.getfixturevalue(who))

    with django_assert_max_num_queries(8):
        response = client.get(SEARCH, {"q": "thử"})

    assert response.context["groups"]
