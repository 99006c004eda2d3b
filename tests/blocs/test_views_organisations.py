from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Organisation
from blocs.services import organisations
from tests import factories

LIST = "blocs:organisation-list"
FORMS = ["organisation-edit", "organisation-alias-add"]


def address(name, organisation, *args):
    return reverse(f"blocs:{name}", args=[organisation.province.code, organisation.code, *args])


def shown(response):
    return [line.organisation for line in response.context["lines"]]


def facts(**more):
    return {
        "kind": "state_agency",
        "format_profile": "state",
        "flag_eligible": "on",
        "name": "Sở Y tế tỉnh Thử Nghiệm",
        "code": "syt",
        **more,
    }


def test_the_list_is_in_the_order_of_the_vietnamese_alphabet(client, standing, agency):
    for name in ("Ơ", "O", "Ă", "Đ", "D", "Â", "A"):
        factories.organisation(f"Hội {name}")
    client.force_login(standing)

    names = [row.current_name for row in shown(client.get(reverse(LIST)))]
    backwards = [row.current_name for row in shown(client.get(reverse(LIST), {"sort": "-name"}))]

    assert names == [f"Hội {name}" for name in ["A", "Ă", "Â", "D", "Đ", "O", "Ơ"]] + [agency.current_name]
    assert backwards == names[::-1]


def test_it_is_searched_without_marks_and_by_other_names(client, standing, agency, members):
    organisations.add_alias(agency, text="Sở TT-TT", by=standing)
    client.force_login(standing)

    assert shown(client.get(reverse(LIST), {"q": "so tttt"})) == [agency]
    assert shown(client.get(reverse(LIST), {"q": "phu nu"})) == [members[2]]
    assert shown(client.get(reverse(LIST), {"q": "không có"})) == []


def test_it_is_filtered_by_kind_and_by_bloc(client, standing, agency, season, members, outsider):
    client.force_login(standing)

    assert shown(client.get(reverse(LIST), {"kind": "state_agency"})) == [agency]
    assert set(shown(client.get(reverse(LIST), {"bloc": season.bloc.code}))) == set(members)
    both = client.get(reverse(LIST), {"bloc": season.bloc.code, "kind": "state_agency"})
    assert shown(both) == []


def test_filters_of_nonsense_are_left_aside(client, standing, agency):
    client.force_login(standing)

    response = client.get(reverse(LIST), {"kind": "không", "bloc": "không", "sort": "x", "page": "chín"})

    assert shown(response) == [agency]


def test_a_filter_that_is_gone_is_named_and_the_others_hold(client, standing, agency, members):
    standing.language = "en"
    standing.save()
    client.force_login(standing)

    response = client.get(reverse(LIST), {"kind": "gone", "q": agency.current_name})

    assert shown(response) == [agency]
    assert "What was chosen for “Kind” is not there any more" in response.content.decode()


def test_the_list_shows_place_and_blocs(client, standing, agency, season, members):
    members[0].parent = factories.organisation("Tỉnh ủy", code="tu", parent=agency)
    members[0].save()
    client.force_login(standing)

    response = client.get(reverse(LIST), {"q": "tinh doan"})
    [line] = response.context["lines"]

    assert line.above == ("Sở Nội vụ", "Tỉnh ủy")
    assert "Sở Nội vụ › Tỉnh ủy" in response.content.decode()
    assert line.blocs == (season.bloc,)


def test_the_list_is_taken_away_as_a_workbook_with_the_same_filters(client, standing, season, members):
    client.force_login(standing)

    response = client.get(reverse(LIST), {"q": "doan", "format": "xlsx"})

    rows = list(load_workbook(BytesIO(response.getvalue())).active.values)
    assert [row[:3] for row in rows[1:]] == [("td", "Tỉnh Đoàn Thử Nghiệm", "Tỉnh Đoàn")]
    assert rows[1][5] == season.bloc.current_name


def test_a_member_sees_its_own_bloc_only(client, officer, members, agency, outsider):
    client.force_login(officer)

    assert set(shown(client.get(reverse(LIST)))) == set(members)


def test_an_administrator_sees_organisations_but_no_season(client, administrator, season, members, agency):
    client.force_login(administrator)

    listed = client.get(reverse(LIST))
    page = client.get(members[0].get_absolute_url())

    assert set(shown(listed)) == {agency, *members}
    assert [line.blocs for line in listed.context["lines"]] == [()] * 4
    assert season.bloc.current_name not in listed.content.decode() + page.content.decode()
    assert page.context["years"] == []


def test_who_holds_no_mandate_is_told_why_the_list_is_empty(client, agency):
    client.force_login(factories.UserFactory())

    response = client.get(reverse(LIST))

    assert shown(response) == []
    assert "empty-state" in response.content.decode()


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_costs_the_same_however_long(client, standing, how_many, django_assert_max_num_queries):
    for number in range(how_many):
        parent = factories.organisation()
        member = factories.organisation(parent=parent)
        factories.season(factories.bloc(code=f"khoi-{number}"), [member])
    client.force_login(standing)

    with django_assert_max_num_queries(8):
        response = client.get(reverse(LIST))

    assert response.context["page"].paginator.count == 2 * how_many + 1


@pytest.mark.parametrize("how_many", [1, 30])
def test_a_page_costs_the_same_however_long(
    client, standing, agency, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        factories.organisation(parent=agency)
        factories.season(factories.bloc(code=f"khoi-{number}"), [agency])
        factories.someone(agency, "officer")
        organisations.add_alias(agency, text=f"Tên gọi {number}", by=standing)
    client.force_login(standing)

    with django_assert_max_num_queries(9):
        response = client.get(agency.get_absolute_url())

    assert len(response.context["years"]) == how_many


def test_a_page_shows_the_years_led_and_who_acts_today(client, officer, season, members, leader_head):
    client.force_login(officer)

    response = client.get(members[0].get_absolute_url())

    assert response.context["years_led"] == [season.year]
    assert [row.user for row in response.context["holders"]] == [leader_head]


def test_colleagues_see_heads_and_officers_and_no_administrators(client, agency, standing, members, season):
    admin = factories.someone(members[0], "administrator")
    client.force_login(factories.someone(members[1], "officer"))

    response = client.get(members[0].get_absolute_url())

    assert admin.full_name not in response.content.decode()


@pytest.mark.parametrize("name", ["organisation-detail", *FORMS, "organisation-log"])
def test_strangers_find_nothing(client, outsider, members, season, name):
    client.force_login(outsider)

    assert client.get(address(name, members[0])).status_code == 404


@pytest.mark.parametrize("name", ["organisation-detail", *FORMS, "organisation-log"])
def test_another_province_is_hidden(client, agency, name):
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    client.force_login(factories.someone(factories.organisation(province=elsewhere), "standing"))

    assert client.get(address(name, agency)).status_code == 404


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("seat", ["officer", "leader_head", "council", "auditor", "administrator"])
def test_who_may_not_change_is_told_and_sees_no_form(request, client, members, season, name, seat):
    client.force_login(request.getfixturevalue(seat))

    response = client.get(address(name, members[0]))

    assert response.context["verdict"].reasons
    assert "form-actions" not in response.content.decode()


@pytest.mark.parametrize("seat", ["officer", "council", "administrator"])
def test_posting_past_the_form_changes_nothing(request, client, members, season, seat):
    client.force_login(request.getfixturevalue(seat))

    client.post(address("organisation-edit", members[0]), facts(phone="0203"))

    members[0].refresh_from_db()
    assert members[0].phone == ""


def test_the_log_is_for_the_standing_agency_and_the_auditor(client, agency, standing, auditor, council):
    organisations.edit(agency, phone="0203 999", by=standing)
    seen = {}
    for person in (standing, auditor, council):
        client.force_login(person)
        seen[person] = "0203 999" in client.get(address("organisation-log", agency)).content.decode()

    assert seen == {standing: True, auditor: True, council: False}


def test_a_new_organisation_is_entered_in_one_form(client, standing, agency):
    client.force_login(standing)

    response = client.post(reverse("blocs:organisation-new"), facts(parent=agency.pk, format_profile=""))

    made = Organisation.objects.get(code="syt")
    assert response["Location"] == made.get_absolute_url()
    assert (made.parent, made.format_profile_id) == (agency, "state")


def test_without_scripts_a_look_alike_is_shown_and_must_be_ticked(client, standing, agency):
    client.force_login(standing)
    given = facts(name="Sở Nội vụ", phone="0203 123")

    warned = client.post(reverse("blocs:organisation-new"), given)
    taken = client.post(reverse("blocs:organisation-new"), given | {"confirmed": "on"})

    assert [row.known.key for row in warned.context["similar"]] == [agency.pk]
    assert list(warned.context["form"].errors) == ["confirmed"]
    assert "id_confirmed" in warned.content.decode()
    assert warned.context["form"]["phone"].value() == "0203 123"
    assert taken.status_code == 302


def test_the_same_name_cannot_be_ticked_away(client, standing, agency):
    client.force_login(standing)

    response = client.post(reverse("blocs:organisation-new"), facts(name=agency.current_name, confirmed="on"))

    assert list(response.context["form"].errors) == ["name"]
    assert "id_confirmed" not in response.content.decode()


def test_while_a_name_is_typed_look_alikes_are_answered(client, standing, agency):
    client.force_login(standing)
    url = reverse("blocs:organisation-similar")

    found = client.get(url, {"name": "so noi vu"})
    own = client.get(url, {"name": "so noi vu", "organisation": agency.code})
    nothing = client.get(url, {"name": ""})
    nonsense = client.get(url, {"name": "x" * 400, "organisation": "không phải mã"})

    assert agency.get_absolute_url() in found.content.decode()
    for response in (own, nothing, nonsense):
        assert agency.get_absolute_url() not in response.content.decode()
        assert response.status_code == 200


@pytest.mark.parametrize("seat", ["officer", "council", "auditor", "administrator", "outsider"])
def test_look_alikes_are_for_the_standing_agency(request, client, agency, seat):
    client.force_login(request.getfixturevalue(seat))

    assert client.get(reverse("blocs:organisation-similar"), {"name": "so"}).status_code == 404


def test_rename_correct_and_other_names_from_their_forms(client, standing, agency):
    client.force_login(standing)
    name = agency.names.get()

    client.post(
        address("organisation-name-correct", agency, name.pk),
        {"name": "Sở Nội vụ tỉnh Thử nghiệm", "short_name": "SNV"},
    )
    typed = {"name": "Sở Nội vụ mới", "day": "01/07/2026", "confirmed": "on"}
    rename = address("organisation-event-new", agency, "rename")
    seen = client.post(rename, typed).context["plan"].digest
    client.post(rename, typed | {"seen": seen})
    client.post(address("organisation-alias-add", agency), {"text": "Cơ quan thường trực"})
    alias = agency.aliases.get()
    page = client.get(agency.get_absolute_url()).content.decode()
    for _twice in range(2):
        client.post(address("organisation-alias-remove", agency, alias.pk))

    assert "Sở Nội vụ tỉnh Thử nghiệm" in page
    assert "01/07/2026" in page
    assert "Cơ quan thường trực" in page
    assert agency.aliases.count() == 0
    agency.refresh_from_db()
    assert agency.current_name == "Sở Nội vụ mới"


def test_an_alias_is_removed_by_button_only(client, standing, agency):
    alias = organisations.add_alias(agency, text="Cơ quan thường trực", by=standing)
    client.force_login(standing)

    assert client.get(address("organisation-alias-remove", agency, alias.pk)).status_code == 405


def test_signed_out_people_are_asked_to_sign_in(client, agency):
    for url in (reverse(LIST), agency.get_absolute_url(), address("organisation-edit", agency)):
        assert "/accounts/login/" in client.get(url)["Location"]


def test_who_saves_second_sees_both_and_loses_nothing(client, standing, agency):
    other = factories.someone(agency, "standing")
    client.force_login(standing)
    drawn = {"seen": client.get(address("organisation-edit", agency)).context["form"]["seen"].value()}
    given = {"kind": "state_agency", "format_profile": "state", "phone": "0203 222", **drawn}
    organisations.edit(agency, phone="0203 111", flag_eligible=True, by=other)

    late = client.post(address("organisation-edit", agency), given)

    agency.refresh_from_db()
    assert agency.phone == "0203 111"
    assert late.context["meanwhile"].by == other
    shown_pairs = {(row["theirs"], row["yours"]) for row in late.context["meanwhile"].differences}
    assert ("0203 111", "0203 222") in shown_pairs
    again = given | {"seen": late.context["form"]["seen"].value()}
    for _pressed_twice in range(2):
        assert client.post(address("organisation-edit", agency), again).status_code == 302
    agency.refresh_from_db()
    assert agency.phone == "0203 222"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"code": "sở y tế"}, "code"),
        ({"name": " "}, "name"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"email": "không phải thư"}, "email"),
        ({"parent": "999999"}, "parent"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(client, standing, agency, more, field):
    client.force_login(standing)

    response = client.post(reverse("blocs:organisation-new"), facts(head_office="Số 1") | more)

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["head_office"].value() == "Số 1"
    assert Organisation.objects.count() == 1


def test_a_code_that_is_taken_is_said_at_its_field(client, standing, agency):
    client.force_login(standing)

    response = client.post(reverse("blocs:organisation-new"), facts(code=agency.code))

    assert list(response.context["form"].errors) == ["code"]
    assert Organisation.objects.count() == 1
