import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.urls import reverse

from emulation.models import User
from tests.posting import posted

PASSWORD = "mat-khau-thu-7"
HOME, STEP = reverse("mfa_index"), reverse("mfa_authenticate")


@pytest.fixture
def person(db):
    return User.objects.create_user("mau", "mau@example.vn", PASSWORD, full_name="Nguyễn Thị Mẫu")


def signs_in(client):
    return client.post(reverse("account_login"), {"login": "mau", "password": PASSWORD})


def text(response):
    return response.content.decode()


def code(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def wrong(secret):
    """A code of none of the half minutes around."""
    now = int(time.time()) // 30
    near = {auth.format_hotp_value(auth.hotp_value(secret, now + by)) for by in range(-5, 6)}
    return next(f"{number:06d}" for number in range(20) if f"{number:06d}" not in near)


def still_me(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def sets_up(client):
    still_me(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return secret


@pytest.fixture
def secret(client, person):
    """Of a person with a second step, signed out again."""
    signs_in(client)
    made = sets_up(client)
    client.logout()
    auth.cache.clear()  # a code is good once, and the tests do not wait half a minute
    return made


def signed_in(client):
    return "_auth_user_id" in client.session


def test_setting_up_shows_a_picture_a_key_and_then_the_recovery_codes(client, person):
    signs_in(client)
    still_me(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml;base64," in text(page)
    assert page.context["form"].secret in text(page)

    sets_up(client)

    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<code>\d{8}</code>", text(codes))) == 10
    assert text(client.get(reverse("mfa_download_recovery_codes"))).split() == codes.context["unused_codes"]
    assert "đã thiết lập" in text(client.get(HOME))


def test_a_wrong_code_sets_nothing_up_and_keeps_the_key(client, person):
    signs_in(client)
    still_me(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    page = client.post(reverse("mfa_activate_totp"), {"code": wrong(secret)})

    assert "Mã không đúng." in text(page)
    assert page.context["form"].secret == secret
    assert not Authenticator.objects.exists()


def test_the_password_alone_no_longer_signs_in(client, secret):
    assert signs_in(client)["Location"] == STEP
    assert not signed_in(client)
    assert "/accounts/login/" in client.get(HOME)["Location"]
    assert '<html lang="vi"' in text(client.get(STEP))

    client.post(STEP, {"code": code(secret)})

    assert signed_in(client)


def test_a_recovery_code_signs_in_once(client, person, secret):
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()

    for works in (True, False):
        signs_in(client)
        client.post(STEP, {"code": codes[0]})
        assert signed_in(client) == works
        client.logout()


def test_five_wrong_codes_close_the_door_even_to_the_right_one(client, secret):
    signs_in(client)
    for _attempt in range(5):
        assert "Mã không đúng." in text(client.post(STEP, {"code": wrong(secret)}))

    page = client.post(STEP, {"code": code(secret)})

    assert not signed_in(client)
    assert "Mã không đúng." not in text(page)
    assert "form-errors" in text(page)


def test_secrets_are_not_stored_in_clear_and_outlive_a_new_key_of_the_site(client, person, secret, settings):
    assert secret not in str(list(Authenticator.objects.values("data")))

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-the-site-" * 3
    signs_in(client)
    client.post(STEP, {"code": code(secret)})

    assert signed_in(client)


def test_taking_it_off_takes_the_recovery_codes_with_it(client, secret):
    signs_in(client)
    client.post(STEP, {"code": code(secret)})
    still_me(client)
    assert "Gỡ xác thực bước hai?" in text(client.get(reverse("mfa_deactivate_totp"), follow=True))

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert [letter.subject for letter in posted()] == ["Thông tin đăng nhập đã thay đổi"]


def test_new_recovery_codes_replace_the_old_ones(client, person, secret):
    signs_in(client)
    client.post(STEP, {"code": code(secret)})
    still_me(client)
    before = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))

    after = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert (len(after), set(after) & set(before)) == (10, set())


def test_who_was_signed_in_long_ago_shows_once_more_who_it_is(client, person):
    client.force_login(person)

    asked = client.get(reverse("mfa_activate_totp"))

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(asked["Location"]).status_code == 200
