import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from emulation.views import gallery

pytestmark = pytest.mark.urls("tests.emulation.gallery_urls")


def text(response):
    return response.content.decode()


def test_without_debug_nobody_finds_the_gallery():
    with pytest.raises(Resolver404):
        resolve("/components/", "emulation.urls")


@pytest.mark.django_db
def test_all_components_stand_on_one_page(client):
    page = text(client.get("/components/?messages"))

    for name in (
        "stage-line",
        "card--next",
        "progress-ring",
        "sheet",
        "table--stacked",
        "pill--good",
        "pagination",
        "empty-state",
        "diff",
        "facts",
        "person",
        "callout--bad",
        "timeline",
        "help",
        "confirm",
        "action__reason",
        "breadcrumbs",
        "filters",
        "menu",
        "nav__link",
    ):
        assert f'class="{name}' in page or f" {name}" in page, name


@pytest.mark.django_db
def test_pages_carry_no_inline_script_or_style(client):
    page = text(client.get("/components/?messages"))

    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')


@pytest.mark.django_db
def test_errors_interrupt_and_the_rest_waits_its_turn(client):
    page = text(client.get("/components/?messages"))

    assert page.count('<div role="alert">') == 1
    assert page.count('<div role="status">') == 3


@pytest.mark.django_db
def test_a_button_that_the_rules_shut_says_why(client):
    page = " ".join(text(client.get("/components/")).split())

    assert 'type="submit" disabled>Chốt nội dung</button>' in page
    assert "Chỉ Khối trưởng được thực hiện việc này." in page


@pytest.mark.django_db
def test_a_step_that_cannot_be_taken_back_asks_with_its_name(client):
    page = text(client.get("/components/"))

    assert '<p class="confirm__question">Mở lại giao ước năm 2024?</p>' in page
    assert "Đồng ý: Mở lại giao ước" in page


@pytest.mark.django_db
def test_what_is_wrong_stands_above_the_form_and_leads_to_each_field(client):
    page = text(client.post("/components/", {"email": "a", "note": "<b>giữ lại</b>"}))

    for field in ("name", "email", "agreed"):
        assert f'<a class="form-errors__link" href="#id_{field}">' in page
        assert f'id="error_1_id_{field}"' in page
    assert "&lt;b&gt;giữ lại&lt;/b&gt;</textarea>" in page


@pytest.mark.django_db
def test_pages_of_a_list_keep_its_filters(client):
    page = text(client.get("/components/?q=h%E1%BB%99i&page=3"))

    assert "?q=h%E1%BB%99i&amp;page=4" in page
    assert 'aria-current="page">3</span>' in page


def test_the_frame_stands_without_a_person_and_without_a_session():
    page = text(gallery.gallery(with_messages(RequestFactory().get("/components/"))))

    assert "topbar" in page


def with_messages(request):
    request._messages = []
    return request
