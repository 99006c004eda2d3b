"""One's own account: language, letters, sessions to end, the log of sign-ins."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from emulation import devices
from emulation.models import SignIn, User

PASSWORD = "mat-khau-thu-7"
ME, LOGIN = reverse("account-me"), reverse("account_login")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
def person(db):
    return User.objects.create_user("mau", "mau@example.vn", PASSWORD, full_name="Nguyễn Thị Mẫu")


def signs_in(password=PASSWORD, browser=CHROME, login="mau"):
    client = Client(headers={"user-agent": browser})
    client.post(LOGIN, {"login": login, "password": password})
    return client


def text(response):
    return response.content.decode()


def test_language_and_letters_are_kept_for_every_computer(person):
    client = signs_in()

    response = client.post(ME, {"language": "en", "large_text": "on"}, follow=True)

    person.refresh_from_db()
    assert (person.language, person.large_text) == ("en", True)
    assert '<html lang="en" class="large-text">' in text(response)
    assert client.cookies["django_language"].value == "en"


def test_a_language_that_there_is_not_is_told_at_the_field(person):
    response = signs_in().post(ME, {"language": "xx"})

    assert response.context["form"].errors.keys() == {"language"}
    person.refresh_from_db()
    assert person.language == "vi"


def test_each_device_is_listed_and_can_be_signed_out(person):
    here, there = signs_in(), signs_in(browser=PHONE)
    shown = here.get(ME).context["sessions"]
    assert [(row.device, row.is_this) for row in shown] == [
        ("Chrome trên Windows", True),
        ("Safari trên iPhone", False),
    ]

    here.post(reverse("account-session-end", args=[shown[1].pk]))

    assert there.get(ME).status_code == 302
    assert [row.is_this for row in here.get(ME).context["sessions"]] == [True]


def test_all_others_are_signed_out_at_once(person):
    here, others = signs_in(), [signs_in(browser=PHONE) for _ in range(2)]

    response = here.post(reverse("account-sessions-end"), follow=True)

    assert "Đã đăng xuất 2 thiết bị." in text(response)
    assert [client.get(ME).status_code for client in others] == [302, 302]
    assert "Tài khoản chưa đăng nhập ở nơi nào khác." in text(
        here.post(reverse("account-sessions-end"), follow=True)
    )


def test_nobody_ends_the_session_of_somebody_else(person):
    other = User.objects.create_user("khac", "khac@example.vn", PASSWORD, full_name="Trần Văn Khác")
    theirs, here = signs_in(login="khac"), signs_in()

    here.post(reverse("account-session-end", args=[UserSession.objects.get(user=other).pk]))

    assert theirs.get(ME).status_code == 200


def test_ending_the_session_in_which_one_is_signs_out(person):
    client = signs_in()
    own = client.get(ME).context["sessions"][0].pk

    assert client.post(reverse("account-session-end", args=[own]))["Location"] == LOGIN
    assert client.get(ME).status_code == 302


def test_sessions_from_before_the_password_changed_are_not_shown(person):
    signs_in(browser=PHONE)
    person.set_password("một câu dài dễ nhớ")
    person.save()

    client = signs_in(password="một câu dài dễ nhớ")

    assert [row.device for row in client.get(ME).context["sessions"]] == ["Chrome trên Windows"]


def test_sign_ins_and_refusals_are_written_down(person):
    signs_in(password="sai")
    client = signs_in()
    signs_in(login="khong-co", password="sai")

    rows = SignIn.objects.all()
    assert [(row.succeeded, row.way, row.address, row.device) for row in rows] == [
        (True, "password", "127.0.0.1", "Chrome trên Windows"),
        (False, "password", "127.0.0.1", "Chrome trên Windows"),
    ]
    assert "bị từ chối" in text(client.get(ME))


def test_the_log_cannot_be_changed_even_past_the_program(person):
    signs_in()
    row = SignIn.objects.get()

    for act in (SignIn.objects.filter(pk=row.pk).delete, lambda: SignIn.objects.update(address="10.0.0.1")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()
    with pytest.raises(AssertionError):
        row.save()


@pytest.mark.parametrize("how_many", [1, 25])
def test_the_page_costs_the_same_however_long_the_lists(person, how_many, django_assert_max_num_queries):
    for _ in range(how_many):
        signs_in(browser=PHONE)
    client = signs_in()

    with django_assert_max_num_queries(8):
        client.get(ME)


@pytest.mark.parametrize(
    ("browser", "words"),
    [
        (CHROME, "Chrome trên Windows"),
        (PHONE, "Safari trên iPhone"),
        ("curl/8", "thiết bị chưa rõ"),
        ("Linux", "Linux"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(browser, words):
    assert devices.in_words(browser) == words


def test_where_no_sign_on_is_set_there_is_nothing_to_join(person):
    client, join = signs_in(), reverse("account-sign-on-join")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.post(join).status_code == 404
    assert join not in text(client.get(ME))
