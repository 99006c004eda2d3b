import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from emulation.models import User
from tests.posting import posted

PASSWORD = "mat-khau-thu-7"
SIGNED_OUT = [
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
]
SIGNED_IN = ["account_change_password", "account_email", "account_reauthenticate", "account_logout"]


@pytest.fixture
def person(db):
    return User.objects.create_user("mau", "mau@example.vn", PASSWORD, full_name="Nguyễn Thị Mẫu")


def text(response):
    return response.content.decode()


def is_ours_and_vietnamese(page):
    return '<html lang="vi"' in page and "css/app.css" in page and page.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", SIGNED_OUT)
def test_each_page_before_the_sign_in_opens_in_our_frame(client, name):
    response = client.get(reverse(name), follow=True)

    assert response.status_code == 200
    assert is_ours_and_vietnamese(text(response))


@pytest.mark.parametrize("name", SIGNED_IN)
def test_each_page_of_the_account_opens_in_our_frame(client, person, name):
    client.force_login(person)

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert is_ours_and_vietnamese(text(response))


@pytest.mark.parametrize("name", ["mau", "MAU", "mau@example.vn", " mau "])
def test_people_sign_in_by_name_or_mail_in_any_case(client, person, name):
    response = client.post(reverse("account_login"), {"login": name, "password": PASSWORD})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_sign_in_leads_on_to_the_page_that_was_asked_for(client, person):
    page = reverse("account_change_password")
    asked = client.get(page)
    form = text(client.get(asked["Location"]))

    assert f'<input type="hidden" name="next" value="{page}">' in form.replace(" />", ">")
    response = client.post(asked["Location"], {"login": "mau", "password": PASSWORD, "next": page})
    assert response["Location"] == page


@pytest.mark.parametrize(
    ("page", "next_page"),
    [
        ("http://testserver/blocs/?q=a", "/blocs/?q=a"),
        ("https://elsewhere.example/blocs/", "/"),
        ("", "/"),
    ],
)
@pytest.mark.django_db
def test_a_button_pressed_after_the_session_leads_back_to_its_page(client, page, next_page):
    response = client.post(reverse("account_change_password"), {"password1": "x"}, headers={"referer": page})

    assert response["Location"] == f"{reverse('account_login')}?{urlencode({'next': next_page}, safe='/')}"
    assert "nên chưa có gì được lưu" in text(client.get(response["Location"]))


def test_a_wrong_password_is_told_without_telling_which_half_is_wrong(client, person):
    known = client.post(reverse("account_login"), {"login": "mau", "password": "sai"})
    unknown = client.post(reverse("account_login"), {"login": "khong-co", "password": "sai"})

    for response in (known, unknown):
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in text(response)
        assert 'role="alert"' in text(response)
        assert "sai" not in re.findall(r'value="([^"]*)"', text(response))
    assert 'value="mau"' in text(known)


def test_what_is_missing_is_told_above_and_at_the_field(client, db):
    page = text(client.post(reverse("account_login"), {"login": "mau"}))

    assert '<a class="form-errors__link" href="#id_password">Mật khẩu</a>' in page
    assert 'id="error_1_id_password"' in page


def test_nobody_opens_an_account_alone(client, db):
    data = {"username": "moi", "email": "moi@example.vn", "password1": PASSWORD, "password2": PASSWORD}

    response = client.post(reverse("account_signup"), data)

    assert "Tài khoản do quản trị viên cấp" in text(response)
    assert not User.objects.exists()


def test_a_forgotten_password_is_replaced_by_the_link_in_a_vietnamese_mail(client, person):
    sent = client.post(reverse("account_reset_password"), {"email": "mau@example.vn"})
    assert sent["Location"] == reverse("account_reset_password_done")

    message = posted()[0]
    assert message.to == ["mau@example.vn"]
    assert message.subject == "Đặt mật khẩu mới"
    assert message.body.startswith("Kính gửi Nguyễn Thị Mẫu,")
    assert "Mở đường dẫn sau để đặt mật khẩu mới" in message.body
    link = re.search(r"http://testserver(/\S+)", message.body)[1]
    assert f'href="http://testserver{link}"' in message.alternatives[0][0]
    form = client.get(link, follow=True)
    assert is_ours_and_vietnamese(text(form))

    done = client.post(
        form.redirect_chain[-1][0],
        {"password1": "mat-khau-moi-8", "password2": "mat-khau-moi-8"},
        follow=True,
    )

    person.refresh_from_db()
    assert person.check_password("mat-khau-moi-8")
    assert "Đã đổi mật khẩu" in text(done)
    assert "Đường dẫn không còn hiệu lực" in text(client.get(link, follow=True))


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, db):
    response = client.post(reverse("account_reset_password"), {"email": "ai-do@example.vn"})

    assert response["Location"] == reverse("account_reset_password_done")
    assert posted() == []


def test_a_password_is_changed_by_who_knows_the_old_one(client, person):
    client.force_login(person)
    new = {"password1": "mat-khau-moi-8", "password2": "mat-khau-moi-8"}

    refused = client.post(reverse("account_change_password"), {"oldpassword": "sai", **new})
    assert "form-errors" in text(refused)

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    person.refresh_from_db()
    assert person.check_password("mat-khau-moi-8")


def test_a_weak_password_is_refused_in_vietnamese(client, person):
    client.force_login(person)

    page = text(
        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "123", "password2": "123"},
        )
    )

    assert "Mật khẩu này quá phổ biến." in page
    assert "This password" not in page


def test_the_address_of_an_account_is_shown_and_not_changed_here(client, person):
    client.force_login(person)

    page = text(client.post(reverse("account_email"), {"email": "moi@example.vn", "action_add": ""}))

    person.refresh_from_db()
    assert person.email == "mau@example.vn"
    assert "<strong>mau@example.vn</strong>" in page


def test_signing_out_asks_and_then_says_so(client, person):
    client.force_login(person)
    assert "Đăng xuất?" in text(client.get(reverse("account_logout")))

    client.post(reverse("account_logout"))

    page = text(client.get(reverse("account_login")))
    assert "_auth_user_id" not in client.session
    assert "Ông/bà đã đăng xuất." in page
