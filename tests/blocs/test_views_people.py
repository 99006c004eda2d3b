import re
from datetime import timedelta
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from blocs.models import Mandate
from blocs.services import accounts
from emulation.models import User
from tests import factories
from tests.posting import posted

LIST = reverse("blocs:person-list")
ACCOUNT = {"full_name": "Lê Thị Mẫu", "username": "le.mau", "email": "mau@example.vn", "phone": "0203"}
FORMS = ["person-edit", "mandate-new", "mandate-edit", "mandate-end"]
BUTTONS = ["person-close", "person-reopen", "person-password-mail", "person-reset-second-step"]
OTHERS = ["officer", "head", "leader_head", "deputy_head", "council", "outsider"]


def address(name, user):
    args = [user.pk] + ([user.mandates.first().pk] if name in ("mandate-edit", "mandate-end") else [])
    return reverse(f"blocs:{name}", args=args)


def shown(response):
    return [line.user for line in response.context["lines"]]


@pytest.fixture
def clerk(agency):
    return factories.someone(
        agency, "officer", user=factories.UserFactory(full_name="Đặng Văn Thư", username="thu")
    )


@pytest.fixture
def stranger(db):
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    return factories.someone(factories.organisation(province=elsewhere), "administrator")


@pytest.mark.parametrize("seat", ["standing", "auditor", "administrator"])
def test_who_manages_or_watches_sees_people_and_their_mandates(request, client, clerk, seat):
    client.force_login(request.getfixturevalue(seat))

    listed, page = client.get(LIST), client.get(address("person-detail", clerk))

    assert clerk in shown(listed)
    assert [row for row, _holds, _open in page.context["mandates"]] == list(clerk.mandates.all())


@pytest.mark.parametrize("seat", OTHERS)
@pytest.mark.parametrize("name", ["person-list", "person-new", "person-detail", *FORMS])
def test_all_others_find_nothing(request, client, clerk, seat, name):
    client.force_login(request.getfixturevalue(seat))
    url = reverse(f"blocs:{name}") if name in ("person-list", "person-new") else address(name, clerk)

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["person-detail", *FORMS])
def test_people_of_another_province_are_hidden(client, clerk, stranger, administrator, name):
    client.force_login(stranger)
    assert client.get(address(name, clerk)).status_code == 404
    assert shown(client.get(LIST)) == [stranger]

    client.force_login(administrator)
    assert stranger not in shown(client.get(LIST))


def test_mandates_in_another_province_are_hidden_even_of_a_person_one_sees(
    client, clerk, stranger, administrator
):
    factories.mandate(clerk.mandates.get().organisation, "auditor", user=stranger)
    client.force_login(administrator)

    page = client.get(address("person-detail", stranger))

    assert [row.role for row, _holds, _open in page.context["mandates"]] == ["auditor"]


@pytest.mark.parametrize("seat", ["standing", "auditor"])
@pytest.mark.parametrize("name", ["person-new", *FORMS])
def test_who_only_watches_is_told_and_sees_no_form(request, client, clerk, seat, name):
    client.force_login(request.getfixturevalue(seat))
    url = reverse("blocs:person-new") if name == "person-new" else address(name, clerk)

    response = client.get(url)

    assert response.context["verdict"].reasons
    assert "form-actions" not in response.content.decode()


@pytest.mark.parametrize("seat", ["standing", "auditor"])
def test_who_only_watches_changes_nothing_by_posting(request, client, clerk, seat):
    client.force_login(request.getfixturevalue(seat))

    client.post(reverse("blocs:person-new"), ACCOUNT)
    client.post(address("person-edit", clerk), ACCOUNT)
    for name in BUTTONS:
        client.post(address(name, clerk))

    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.is_active, posted()) == ("Đặng Văn Thư", True, [])
    assert not User.objects.filter(username="le.mau").exists()


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_answer_only_when_pressed(client, clerk, administrator, name):
    client.force_login(administrator)

    assert client.get(address(name, clerk)).status_code == 405


def test_signed_out_people_are_asked_to_sign_in(client, clerk):
    for url in (LIST, address("person-detail", clerk), address("mandate-new", clerk)):
        assert "/accounts/login/" in client.get(url)["Location"]


def test_the_list_is_searched_filtered_and_sorted(client, clerk, agency, administrator, officer, members):
    idle = accounts.open_account(agency.province, by=administrator, **ACCOUNT)
    ending = factories.someone(agency, "officer", ends=timezone.localdate() + timedelta(days=30))
    factories.someone(agency, "officer", ends=timezone.localdate() + timedelta(days=31))
    closed = factories.someone(agency, "auditor", user=factories.UserFactory(is_active=False))
    client.force_login(administrator)

    def found(**query):
        return set(shown(client.get(LIST, query)))

    assert found(q="dang van") == found(q="ĐẶNG") == {clerk}
    assert found(organisation=members[2].pk) == {officer}
    assert found(organisation=agency.pk, role="auditor") == {closed}
    assert found(state="ending") == {ending}
    assert found(state="idle") == {idle}
    assert found(state="closed") == {closed}
    assert found(state="active") == found() - {closed}
    assert found(q="không có ai") == set()
    assert shown(client.get(LIST, {"sort": "-name"})) == shown(client.get(LIST))[::-1]
    assert found(role="x", organisation="y", state="z") == found()


def test_the_list_is_taken_away_as_a_workbook(client, clerk, administrator):
    client.force_login(administrator)

    response = client.get(LIST, {"q": "dang", "format": "xlsx"})

    rows = list(load_workbook(BytesIO(response.getvalue())).active.values)
    assert rows[1][:3] == ("Đặng Văn Thư", "thu", clerk.email)
    assert rows[1][7] == clerk.mandates.get().organisation.current_name


@pytest.mark.parametrize("how_many", [1, 30])
def test_list_and_page_cost_the_same_however_long(
    client, clerk, agency, administrator, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        factories.someone(factories.organisation(), "officer")
        accounts.edit(clerk, by=administrator, **ACCOUNT | {"phone": str(number)})
        factories.mandate(factories.organisation(), "officer", user=clerk)
    client.force_login(administrator)

    with django_assert_max_num_queries(8):
        listed = client.get(LIST)
    with django_assert_max_num_queries(10):
        page = client.get(address("person-detail", clerk))

    assert len(shown(listed)) == how_many + 2
    assert len(page.context["changes"]) == how_many
    assert len(page.context["mandates"]) == how_many + 1


def test_an_account_from_its_form_to_the_first_sign_in(client, agency, administrator):
    client.force_login(administrator)
    client.post(reverse("blocs:person-new"), ACCOUNT)
    user = User.objects.get(username="le.mau")
    given = {
        "organisation": agency.pk,
        "role": "officer",
        "title": "Chuyên viên",
        "starts": "01/01/2026",
        "signing_form": "own",
    }
    client.post(address("mandate-new", user), given)
    for _twice in range(2):
        client.post(address("person-password-mail", user))

    assert [row.role for row in user.mandates.all()] == ["officer"]
    [mail] = posted()
    assert mail.to == ["mau@example.vn"]
    client.logout()
    link = re.search(r"http\S+/accounts/password/reset/key/\S+", mail.body).group()
    form = client.get(link, follow=True)
    password = "mot-mat-khau-dai-9"
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})
    client.post(reverse("account_login"), {"login": "le.mau", "password": password})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"username": "THU"}, "username"),
        ({"email": "THU@example.vn"}, "email"),
        ({"email": "không"}, "email"),
        ({"full_name": " "}, "full_name"),
        ({"username": "tên có dấu cách"}, "username"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    client, clerk, administrator, more, field
):
    client.force_login(administrator)
    given = ACCOUNT | {"phone": "0203 555"} | more

    response = client.post(reverse("blocs:person-new"), given)

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["phone"].value() == "0203 555"
    assert User.objects.filter(phone="0203 555").count() == 0


def test_a_failed_edit_still_shows_the_person_under_the_old_name(client, clerk, administrator):
    client.force_login(administrator)

    response = client.post(
        address("person-edit", clerk), ACCOUNT | {"email": administrator.email, "full_name": "Tên khác"}
    )

    assert str(response.context["person"]) == "Đặng Văn Thư"
    assert response.context["form"]["full_name"].value() == "Tên khác"


def test_a_mandate_that_cannot_be_says_so_at_its_field(client, clerk, agency, administrator):
    client.force_login(administrator)
    given = {
        "organisation": agency.pk,
        "role": "head",
        "title": "Phó Giám đốc",
        "starts": "01/01/2026",
        "signing_form": "TUQ",
        "on_behalf_of": "Giám đốc",
    }

    response = client.post(address("mandate-new", clerk), given)

    assert set(response.context["form"].errors) == {"authorisation", "ends"}
    assert response.context["form"]["title"].value() == "Phó Giám đốc"
    assert clerk.mandates.count() == 1


def test_an_organisation_of_another_province_cannot_be_chosen(client, clerk, stranger, administrator):
    client.force_login(administrator)
    elsewhere = stranger.mandates.get().organisation

    response = client.post(
        address("mandate-new", clerk),
        {
            "organisation": elsewhere.pk,
            "role": "head",
            "title": "x",
            "starts": "01/01/2026",
            "signing_form": "own",
        },
    )

    assert list(response.context["form"].errors) == ["organisation"]


def test_title_and_last_day_from_their_forms(client, clerk, administrator):
    client.force_login(administrator)
    today = timezone.localdate()

    client.post(
        address("mandate-edit", clerk),
        {"title": "Phó Trưởng phòng", "signing_form": "TL", "on_behalf_of": "Giám đốc"},
    )
    client.post(address("mandate-end", clerk), {"on": f"{today:%d/%m/%Y}", "reason": "Nghỉ hưu"})

    mandate = Mandate.objects.get(user=clerk)
    assert (mandate.title, mandate.signing_form, mandate.ends) == ("Phó Trưởng phòng", "TL", today)
    page = client.get(address("person-detail", clerk)).content.decode()
    assert "Nghỉ hưu" in page


def test_closing_and_opening_again_by_button(client, clerk, administrator):
    client.force_login(administrator)
    states = []
    for name in ("person-close", "person-close", "person-reopen"):
        client.post(address(name, clerk))
        clerk.refresh_from_db()
        states.append(clerk.is_active)

    assert states == [False, False, True]


def test_a_mandate_of_somebody_else_is_not_reached_through_this_person(client, clerk, officer, administrator):
    client.force_login(administrator)
    other = officer.mandates.get().pk

    assert client.get(reverse("blocs:mandate-edit", args=[clerk.pk, other])).status_code == 404


def test_an_administrator_sees_no_season_and_no_pledge(client, administrator, season, bloc):
    client.force_login(administrator)

    for url in (bloc.get_absolute_url(), season.get_absolute_url(), f"{season.get_absolute_url()}pledge/"):
        assert client.get(url).status_code == 404


def test_who_saves_an_account_second_sees_both(client, clerk, agency, administrator):
    other = factories.someone(agency, "administrator")
    client.force_login(administrator)
    drawn = {"seen": client.get(address("person-edit", clerk)).context["form"]["seen"].value()}
    accounts.edit(clerk, by=other, **ACCOUNT | {"full_name": "Bản của người khác"})

    late = client.post(address("person-edit", clerk), ACCOUNT | drawn)

    clerk.refresh_from_db()
    assert clerk.full_name == "Bản của người khác"
    assert [(row["theirs"], row["yours"]) for row in late.context["meanwhile"].differences] == [
        ("Bản của người khác", ACCOUNT["full_name"])
    ]


def test_the_second_step_is_taken_off_with_a_button_and_the_person_reads_of_it(client, clerk, administrator):
    Authenticator.objects.create(user=clerk, type="totp", data={"secret": "x"})
    client.force_login(administrator)
    assert (
        address("person-reset-second-step", clerk)
        in client.get(address("person-detail", clerk)).content.decode()
    )

    client.post(address("person-reset-second-step", clerk))

    page = client.get(address("person-detail", clerk)).content.decode()
    assert address("person-reset-second-step", clerk) not in page
    assert "chưa thiết lập" in page
    (letter,) = posted()
    assert (letter.to, letter.subject) == ([clerk.email], "Xác thực bước hai của ông/bà đã được gỡ")
    for body in (letter.body, letter.alternatives[0][0]):
        assert "Kính gửi Đặng Văn Thư," in body
        assert "http://testserver/accounts/2fa/" in body
