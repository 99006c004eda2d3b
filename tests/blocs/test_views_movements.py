from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Movement
from blocs.services import movements
from tests import factories

YEAR = factories.YEAR
LIST = reverse("blocs:movement-list")
NEW = reverse("blocs:movement-new")


def launch(by, name="Dân vận khéo", **more):
    given = {"years": [YEAR], "form": "thematic", "at": factories.NOON, **more}
    if given.get("bloc") is None:
        given.setdefault("level", "province")
    return movements.launch(factories.ProvinceFactory(), name=name, by=by, **given)


def typed(**more):
    return {"name": "Dân vận khéo", "form": "thematic", "level": "province", "first_year": str(YEAR), **more}


def new_in(bloc):
    return reverse("blocs:movement-new-in-bloc", args=[bloc.code])


def edit_of(movement):
    return reverse("blocs:movement-edit", args=[movement.pk])


def shown(response):
    return [line.movement for line in response.context["lines"]]


@pytest.fixture
def cast(standing, bloc, season, leader_head):
    """One movement of the province and one of the bloc."""
    return launch(standing, "Dân vận khéo"), launch(leader_head, "Đền ơn đáp nghĩa", bloc=bloc)


@pytest.mark.parametrize("who", ["officer", "head", "leader_officer", "standing", "council", "auditor"])
def test_members_and_those_who_watch_see_both(client, cast, who, request):
    client.force_login(request.getfixturevalue(who))

    assert shown(client.get(LIST)) == list(cast)
    for movement in cast:
        assert client.get(movement.get_absolute_url()).status_code == 200


def test_another_bloc_sees_the_provinces_alone(client, cast, outsider):
    of_province, of_bloc = cast
    client.force_login(outsider)

    assert shown(client.get(LIST)) == [of_province]
    assert client.get(of_province.get_absolute_url()).status_code == 200
    for address in (of_bloc.get_absolute_url(), edit_of(of_bloc), new_in(of_bloc.bloc)):
        assert client.get(address).status_code == 404


def test_another_province_sees_nothing(client, cast):
    abroad = factories.ProvinceFactory(code="XX", name="tỉnh Khác", place="Khác")
    client.force_login(factories.someone(factories.organisation(province=abroad), "standing"))

    assert shown(client.get(LIST)) == []
    for movement in cast:
        assert client.get(movement.get_absolute_url()).status_code == 404
        assert client.get(edit_of(movement)).status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client, cast):
    for address in (LIST, NEW, new_in(cast[1].bloc), cast[0].get_absolute_url(), edit_of(cast[0])):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("who", "in_province", "in_bloc"),
    [
        ("standing", True, True),
        ("leader_head", False, True),
        ("leader_officer", False, True),
        ("deputy_head", False, False),
        ("officer", False, False),
        ("auditor", False, False),
        ("council", False, False),
    ],
)
def test_who_may_gets_a_form_and_the_others_a_reason(client, cast, who, in_province, in_bloc, request):
    client.force_login(request.getfixturevalue(who))
    of_province, of_bloc = cast

    for address, allowed in [
        (NEW, in_province),
        (edit_of(of_province), in_province),
        (new_in(of_bloc.bloc), in_bloc),
        (edit_of(of_bloc), in_bloc),
    ]:
        response = client.get(address)
        assert bool(response.context["verdict"]) == allowed
        assert ('data-draft="' in response.content.decode()) == allowed
    for movement, allowed in [(of_province, in_province), (of_bloc, in_bloc)]:
        page = client.get(movement.get_absolute_url()).content.decode()
        assert (edit_of(movement) in page) == allowed


@pytest.mark.parametrize("who", ["officer", "deputy_head", "auditor"])
def test_posting_past_the_form_changes_nothing(client, cast, bloc, who, request):
    client.force_login(request.getfixturevalue(who))

    client.post(NEW, typed(name="Một phong trào khác"))
    client.post(new_in(bloc), typed(name="Một phong trào khác"))
    client.post(edit_of(cast[1]), typed(name="Một phong trào khác"))

    assert set(Movement.objects.values_list("name", flat=True)) == {"Dân vận khéo", "Đền ơn đáp nghĩa"}


def test_a_movement_with_all_that_the_law_asks_for(client, standing, members):
    client.force_login(standing)
    given = typed(
        slogan="Gần dân, hiểu dân",
        launcher="Chủ tịch Ủy ban nhân dân tỉnh",
        lead_agency="Ban Dân vận",
        decision="Kế hoạch số 01/KH-UBND ngày 05/01/2026",
        scope="Toàn tỉnh",
        objects_of_emulation="Tập thể, cá nhân",
        goal="Mỗi đơn vị một mô hình",
        contents="Vận động nhân dân",
        criteria="Có mô hình được công nhận",
        last_year=str(YEAR + 2),
        starts=f"01/01/{YEAR}",
        ends=f"31/12/{YEAR + 2}",
        interim_review_on=f"1-7-{YEAR + 1}",
        final_review_on=f"{YEAR + 2}-12-20",
        award_forms="Bằng khen: mỗi đơn vị một tập thể",
        dossier_due=f"15/12/{YEAR + 2}",
        receiving_office="Sở Nội vụ",
        participants=[members[0].pk, members[1].pk],
        note="Lưu ý",
    )

    response = client.post(NEW, given)

    made = Movement.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert [row.year for row in made.years.all()] == [YEAR, YEAR + 1, YEAR + 2]
    assert made.interim_review_on == date(YEAR + 1, 7, 1)
    page = client.get(made.get_absolute_url()).content.decode()
    for name, text in given.items():
        if name not in ("form", "level", "first_year", "last_year", "interim_review_on", "final_review_on"):
            for words in text if isinstance(text, list) else [text]:
                assert (
                    members[words == members[1].pk].current_name if isinstance(words, int) else words
                ) in page
    for text in (f"{YEAR}-{YEAR + 2}", f"01/07/{YEAR + 1}", f"20/12/{YEAR + 2}", "từ 3 năm đến dưới 5 năm"):
        assert text in page


def test_it_stands_on_the_page_of_the_season(client, cast, season, officer):
    client.force_login(officer)

    page = client.get(season.get_absolute_url()).content.decode()

    assert all(f'href="{movement.get_absolute_url()}"' in page for movement in cast)


@pytest.mark.parametrize(
    ("who", "stage", "offered"),
    [
        ("leader_officer", "running", True),
        ("standing", "running", True),
        ("officer", "running", False),
        ("leader_officer", "closed", False),
    ],
)
def test_the_page_of_the_season_leads_to_launching_one(client, bloc, season, who, stage, offered, request):
    season.stage = stage
    season.save()
    client.force_login(request.getfixturevalue(who))

    assert (new_in(bloc) in client.get(season.get_absolute_url()).content.decode()) == offered


def test_the_list_offers_the_leader_its_bloc_alone(client, bloc, season, outsider, leader_head, deputy_head):
    other = outsider.mandates.get().organisation.memberships.get().season.bloc

    for person, offered in ((leader_head, {bloc}), (outsider, {other}), (deputy_head, set())):
        client.force_login(person)
        response = client.get(LIST)
        assert set(response.context["led_blocs"]) == offered
        assert ("Phát động phong trào trong khối" in response.content.decode()) == bool(offered)


def test_who_leads_two_blocs_chooses_by_name(client, bloc, season, members, leader_head):
    second = factories.bloc("Khối thi đua Thứ hai", code="khoi-hai")
    factories.season(second, members[:2])
    client.force_login(leader_head)

    page = client.get(LIST).content.decode()

    for one in (bloc, second):
        assert new_in(one) in page
        assert f"Phát động phong trào trong {one.current_name}" in page


def test_the_leader_of_the_last_year_is_offered_its_bloc_until_the_next_begins(client, members, officer):
    old = factories.bloc("Khối cũ", code="khoi-cu")
    factories.season(old, [members[2], members[1]], year=2020)
    client.force_login(officer)

    offered = client.get(LIST).context["led_blocs"]
    form = client.get(new_in(old)).context["form"]
    factories.season(old, [members[1], members[2]], year=2021)

    assert offered == [old]
    assert form["first_year"].value() == 2020
    assert client.get(LIST).context["led_blocs"] == []
    assert not client.get(new_in(old)).context["verdict"]


def test_one_year_is_enough(client, standing):
    client.force_login(standing)

    client.post(NEW, typed())

    assert [row.year for row in Movement.objects.get().years.all()] == [YEAR]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Đ" * 251}, "name"),
        ({"name": " … "}, "name"),
        ({"starts": f"31/12/{YEAR}", "ends": f"01/01/{YEAR}"}, "ends"),
        ({"starts": f"31/02/{YEAR}"}, "starts"),
        ({"interim_review_on": f"01/08/{YEAR}", "final_review_on": f"01/07/{YEAR}"}, "final_review_on"),
        ({"first_year": "năm nay"}, "first_year"),
        ({"first_year": "24"}, "first_year"),
        ({"first_year": ""}, "first_year"),
        ({"last_year": str(YEAR - 1)}, "last_year"),
        ({"last_year": str(YEAR + 40)}, "last_year"),
        ({"form": "x"}, "form"),
        ({"level": "bloc"}, "level"),
        ({"participants": ["987654"]}, "participants"),
        ({"participants": ["x"]}, "participants"),
        ({"award_forms": "x" * 501}, "award_forms"),
        ({"criteria": "x" * 8001}, "criteria"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(client, standing, more, field):
    client.force_login(standing)

    response = client.post(NEW, typed(goal="Giữ lại điều này") | more)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert "Giữ lại điều này" in response.content.decode()
    assert not Movement.objects.exists()


def test_a_name_of_250_letters_fits(client, standing):
    client.force_login(standing)

    client.post(NEW, typed(name="Đ" * 250))

    assert client.get(LIST).context["lines"][0].movement.name == "Đ" * 250


def test_html_stays_text(client, standing):
    client.force_login(standing)

    client.post(NEW, typed(name="<script>alert(1)</script>", goal="<b>đậm</b>\n<img src=x>"))

    for address in (LIST, Movement.objects.get().get_absolute_url()):
        page = client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


def test_marks_in_pieces_are_one_name(client, standing):
    client.force_login(standing)
    client.post(NEW, typed(name="Dân vận khéo"))

    response = client.post(NEW, typed(name="Da\u0302n va\u0302\u0323n khe\u0301o", goal="Khác"))

    assert set(response.context["form"].errors) == {"name"}
    assert Movement.objects.get().name == "Dân vận khéo"


def test_a_form_sent_twice_launches_once(client, standing, members):
    client.force_login(standing)
    given = typed(goal="Gần dân", participants=[member.pk for member in members])

    first, second = client.post(NEW, given), client.post(NEW, given)

    assert first["Location"] == second["Location"] == Movement.objects.get().get_absolute_url()


def test_in_a_bloc_only_its_members_are_asked_and_the_level_is_its_own(
    client, season, bloc, members, outsider, leader_officer
):
    client.force_login(leader_officer)
    stranger = outsider.mandates.get().organisation

    refused = client.post(new_in(bloc), typed(participants=[stranger.pk]))
    client.post(new_in(bloc), typed(level="prime_minister", participants=[members[2].pk]))

    assert set(refused.context["form"].errors) == {"participants"}
    made = Movement.objects.get()
    assert (made.bloc, made.level, list(made.participants.all())) == (bloc, "bloc", [members[2]])


def test_editing_begins_with_what_is_written_and_keeps_it(client, standing, members):
    movement = launch(
        standing, goal="Gần dân", starts=date(YEAR, 3, 1), participants=members[:2], years=[YEAR, YEAR + 2]
    )
    client.force_login(standing)
    form = client.get(edit_of(movement)).context["form"]
    given = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in given.items() if value not in (None, [])}

    unchanged = client.post(edit_of(movement), given)
    client.post(edit_of(movement), given | {"goal": "Hiểu dân"})

    assert unchanged.status_code == 302
    movement.refresh_from_db()
    assert movement.goal == "Hiểu dân"
    assert movement.starts == date(YEAR, 3, 1)
    assert [row.year for row in movement.years.all()] == [YEAR, YEAR + 2]
    assert set(movement.participants.all()) == set(members[:2])
    assert [row.step for row in movement.changes.all()] == ["launch", "edit"]


def test_who_saves_later_reads_both_texts_and_then_decides(client, standing, agency):
    movement = launch(standing, goal="Cũ", starts=date(YEAR, 3, 1))
    seen = movements.last_change(movement)
    colleague = factories.someone(agency, "standing")
    movements.edit(
        movement,
        by=colleague,
        at=factories.NOON,
        seen=seen,
        years=[YEAR],
        participants=[],
        goal="Của đồng nghiệp",
        starts=date(YEAR, 4, 1),
    )
    client.force_login(standing)
    mine = typed(goal="Của tôi", starts=f"01/03/{YEAR}", seen=str(seen))

    response = client.post(edit_of(movement), mine)

    page = response.content.decode()
    for text in ("Của đồng nghiệp", "Của tôi", f"01/04/{YEAR}", str(colleague)):
        assert text in page
    movement.refresh_from_db()
    assert movement.goal == "Của đồng nghiệp"

    client.post(edit_of(movement), mine | {"seen": response.context["form"]["seen"].value()})

    movement.refresh_from_db()
    assert (movement.goal, movement.starts) == ("Của tôi", date(YEAR, 3, 1))


def test_the_log_is_for_the_agency_and_the_auditor(client, cast, standing, auditor, leader_head):
    for person, sees in ((standing, True), (auditor, True), (leader_head, False)):
        client.force_login(person)
        assert bool(client.get(cast[1].get_absolute_url()).context["changes"]) == sees


def test_the_list_is_searched_filtered_and_sorted(client, standing, bloc, season):
    old = launch(standing, "Ơn nghĩa", years=[2023], form="regular", level="prime_minister")
    launch(standing, "Đền ơn", level="sector")
    own = launch(standing, "An toàn", bloc=bloc, starts=date(YEAR, 2, 1))
    client.force_login(standing)

    def names(**given):
        return [movement.name for movement in shown(client.get(LIST, given))]

    assert names() == ["Ơn nghĩa", "Đền ơn", "An toàn"]
    assert names(sort="-level") == ["An toàn", "Đền ơn", "Ơn nghĩa"]
    assert names(sort="name") == ["An toàn", "Đền ơn", "Ơn nghĩa"]
    assert names(q="on") == ["Ơn nghĩa", "Đền ơn"]
    assert names(q="den on") == ["Đền ơn"]
    assert names(level="bloc") == [own.name]
    assert names(year="2023") == [old.name]
    movements.edit(
        own,
        seen=movements.last_change(own),
        years=[YEAR],
        participants=[],
        starts=date(2023, 12, 31),
        by=standing,
        at=factories.NOON,
    )
    assert names(year="2023") == [old.name, own.name]
    assert names(year="2023", q="den") == []
    assert names(level="sector", year="2023") == []
    assert names(level="x", year="y", sort="z", page="9999") == ["Ơn nghĩa", "Đền ơn", "An toàn"]


def test_what_is_shown_is_taken_away_as_a_workbook(client, standing):
    launch(standing, "=1+1", years=[YEAR, YEAR + 1], starts=date(YEAR, 1, 1), ends=date(YEAR + 1, 12, 31))
    launch(standing, "Khác")
    client.force_login(standing)

    sheet = load_workbook(BytesIO(client.get(LIST, {"format": "xlsx", "q": "1"}).getvalue())).active

    assert sheet.max_row == 2
    row = [cell.value for cell in sheet[2]]
    assert row[0] == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert f"{YEAR}-{YEAR + 1}" in row


@pytest.mark.parametrize(
    ("who", "given", "words"),
    [
        ("standing", {}, "Chưa phát động phong trào nào"),
        ("officer", {}, "Chưa có phong trào nào"),
        ("officer", {"q": "không có"}, "Không có dòng nào khớp với điều kiện lọc"),
    ],
)
def test_an_empty_list_says_what_to_do(client, season, who, given, words, request):
    client.force_login(request.getfixturevalue(who))

    assert words in client.get(LIST, given).content.decode()


@pytest.mark.parametrize("how_many", [1, 30])
@pytest.mark.parametrize("who", ["standing", "leader_head", "officer"])
def test_pages_cost_the_same_however_many_rows(
    client, season, bloc, standing, how_many, who, request, django_assert_max_num_queries
):
    people = [factories.organisation() for _ in range(how_many)]
    for number in range(how_many):
        last = launch(
            standing, f"Phong trào {number}", bloc=bloc, years=[YEAR, YEAR + 1], participants=people
        )
    client.force_login(request.getfixturevalue(who))

    with django_assert_max_num_queries(8):
        assert len(shown(client.get(LIST))) == how_many
    # with who takes part, what is counted, papers, exemplars, and what waits for an answer
    with django_assert_max_num_queries(12):
        client.get(last.get_absolute_url())
