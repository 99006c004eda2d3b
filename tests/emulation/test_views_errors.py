import pytest
from django.test import Client

from emulation.models import User

pytestmark = pytest.mark.urls("tests.emulation.gallery_urls")
KINDS = [
    ("suspicious", 400, "Không hiểu được yêu cầu"),
    ("forbidden", 403, "Trang này không thuộc nhiệm vụ của ông/bà"),
    ("missing", 404, "Không có trang này"),
    ("broken", 500, "Hệ thống gặp lỗi"),
]


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def person(db):
    return User.objects.create_user("mau", "mau@example.vn", "mat-khau-thu", full_name="Nguyễn Thị Mẫu")


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(("how", "status", "title"), KINDS)
def test_each_failure_has_a_page_that_says_what_to_do_next(visitor, how, status, title):
    response = visitor.get(f"/failing/{how}/")

    assert response.status_code == status
    assert f'<h1 class="error-page__title">{title}</h1>' in text(response)
    assert 'href="/"' in text(response)


@pytest.mark.parametrize(("how", "status", "title"), KINDS)
def test_each_failure_looks_so_with_debug_as_well(visitor, settings, how, status, title):
    settings.DEBUG = True

    response = visitor.get(f"/failing/{how}/")

    assert response.status_code == status
    assert title in text(response)


@pytest.mark.parametrize("debug", [False, True])
def test_an_address_that_leads_nowhere_has_the_same_page(visitor, settings, debug):
    settings.DEBUG = debug

    response = visitor.get("/khong-co/")

    assert response.status_code == 404
    assert "Không có trang này" in text(response)


def test_failures_speak_english_to_those_who_chose_it(visitor, person):
    person.language = "en"
    person.save()
    visitor.force_login(person)

    assert "There is no such page" in text(visitor.get("/failing/missing/"))


def test_the_page_for_errors_asks_nothing_of_the_database(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.get("/failing/broken/")

    assert response.status_code == 500


def test_the_page_for_errors_comes_even_when_templates_are_broken(visitor, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]

    response = visitor.get("/failing/broken/")

    assert response.status_code == 500
    assert "<h1>Hệ thống gặp lỗi</h1>" in text(response)


def test_the_address_of_a_button_says_that_it_is_no_page(visitor):
    response = visitor.get("/language/")

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "Địa chỉ này không phải là một trang" in text(response)


@pytest.mark.parametrize("debug", [False, True])
def test_what_is_too_large_answers_413(visitor, settings, debug):
    settings.DEBUG = debug
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = visitor.post("/accounts/login/", {"login": "x" * 2000})

    assert response.status_code == 413
    assert "Nội dung gửi lên quá lớn" in text(response)


def test_too_many_fields_answer_413(visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5

    response = visitor.post("/accounts/login/", {f"field-{number}": "" for number in range(9)})

    assert response.status_code == 413


@pytest.mark.parametrize("debug", [False, True])
def test_a_mangled_form_answers_400(visitor, settings, debug):
    settings.DEBUG = debug

    response = visitor.post("/accounts/login/", b"x", content_type="multipart/form-data; boundary=")

    assert response.status_code == 400
    assert "Không hiểu được yêu cầu" in text(response)


def test_an_unknown_host_answers_400(visitor):
    response = visitor.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "Không hiểu được yêu cầu" in text(response)


def test_a_form_without_its_token_says_how_to_go_on(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "mau"})

    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in text(response)


def test_too_many_attempts_answer_429(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    visitor.post("/accounts/password/reset/", {"email": "a@example.vn"})

    response = visitor.post("/accounts/password/reset/", {"email": "a@example.vn"})

    assert response.status_code == 429
    assert "Thử quá nhiều lần" in text(response)


def test_pages_for_failures_do_not_end_drafts(visitor, person):
    visitor.force_login(person)

    assert "data-person" in text(visitor.get("/components/"))
    assert "data-person" not in text(visitor.get("/failing/missing/"))


def test_who_must_show_once_more_who_it_is_is_asked_with_debug_as_well(client, person, settings):
    settings.DEBUG = True
    client.force_login(person)

    response = client.get("/accounts/2fa/totp/activate/")

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/reauthenticate/")
