"""The small scripts, in a browser: what they add, and that pages do without them."""

from pathlib import Path

import pytest

from emulation.models import User

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.emulation.gallery_urls"),
    pytest.mark.django_db(transaction=True),
]
AXE = Path(__file__).resolve().parents[1] / "vendor/axe.min.js"
FORM = "form[data-draft]"


@pytest.fixture
def person(transactional_db):
    return User.objects.create_user("mau", "mau@example.vn", "mat-khau-thu", full_name="Nguyễn Thị Mẫu")


@pytest.fixture
def signed_in(client, person, live_server):
    """signed_in(page): the page's browser carries the person's session."""

    def sign_in(page):
        client.force_login(person)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        return page

    return sign_in


@pytest.fixture
def gallery(open_page, signed_in):
    page = signed_in(open_page())
    page.goto("/components/")
    return page


def type_and_wait(page, text):
    page.locator("#id_note").press_sequentially(text)
    page.locator(".draft-saved").wait_for()


def leave(page, address):
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(address)


def test_text_that_was_not_sent_comes_back(gallery):
    type_and_wait(gallery, "Đang viết dở")

    leave(gallery, "/components/")
    assert gallery.locator("#id_note").input_value() == ""
    gallery.get_by_role("button", name="Khôi phục").click()

    assert gallery.locator("#id_note").input_value() == "Đang viết dở"
    assert gallery.locator(".draft-note").count() == 0


def test_text_that_is_thrown_away_stays_away(gallery):
    type_and_wait(gallery, "Bỏ đi")
    leave(gallery, "/components/")

    gallery.get_by_role("button", name="Bỏ nội dung này").click()
    gallery.goto("/components/")

    assert gallery.locator(".draft-note").count() == 0


def test_leaving_with_unsent_text_asks_first(gallery):
    asked = []
    type_and_wait(gallery, "Chưa gửi")

    gallery.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    gallery.goto("/components/")

    assert asked == ["beforeunload"]


def test_what_was_sent_is_not_offered_again(gallery):
    gallery.fill("#id_name", "Tỉnh Đoàn")
    gallery.fill("#id_email", "a@example.vn")
    gallery.check("#id_agreed")
    type_and_wait(gallery, "Đã xong")

    gallery.locator(FORM).get_by_role("button", name="Lưu").click()
    gallery.locator("#messages .callout--good").wait_for()

    assert gallery.locator(".draft-note").count() == 0
    assert gallery.evaluate("localStorage.length") == 0


def test_a_refused_form_keeps_its_text_on_the_page_and_on_the_machine(gallery):
    type_and_wait(gallery, "Thiếu tên")

    gallery.locator(FORM).get_by_role("button", name="Lưu").click()
    gallery.locator(".form-errors").wait_for()

    assert gallery.locator("#id_note").input_value() == "Thiếu tên"
    assert gallery.evaluate("localStorage.length") == 1


def test_a_lost_session_loses_no_text(gallery, signed_in):
    gallery.evaluate(f"document.querySelector('{FORM}').action = '/accounts/password/change/'")
    type_and_wait(gallery, "Viết từ sáng")
    gallery.context.clear_cookies(name="sessionid")

    gallery.locator(FORM).get_by_role("button", name="Lưu").click()
    gallery.wait_for_url("**/accounts/login/**")
    signed_in(gallery)
    gallery.goto("/components/")
    gallery.get_by_role("button", name="Khôi phục").click()

    assert gallery.locator("#id_note").input_value() == "Viết từ sáng"


def test_another_person_on_the_same_machine_sees_nothing_of_it(gallery, client, live_server):
    type_and_wait(gallery, "Của riêng tôi")
    User.objects.create_user("khac", "khac@example.vn", "mat-khau-thu", full_name="Lê Văn Mẫu")
    client.force_login(User.objects.get(username="khac"))
    gallery.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )

    leave(gallery, "/components/")

    assert gallery.locator(".draft-note").count() == 0


def test_a_form_is_sent_once_however_often_its_button_is_pressed(gallery):
    sent = []
    gallery.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    gallery.route(
        "**/components/", lambda route: None if route.request.method == "POST" else route.continue_()
    )
    button = gallery.get_by_role("button", name="Nhắc hai đơn vị")

    shut = gallery.evaluate(
        """(button) => {
            button.form.action = "/components/";
            for (let times = 0; times < 3; times += 1) button.click();
            return new Promise((answer) => setTimeout(() => answer(button.disabled), 100));
        }""",
        button.element_handle(),
    )

    assert shut is True
    assert len(sent) == 1


def test_rows_move_by_keys_and_the_order_is_sent(gallery):
    assert not gallery.locator("#position-1").is_visible()
    handles = gallery.locator("[data-sortable] [data-handle]")

    with gallery.expect_request(lambda request: request.method == "POST") as sent:
        handles.nth(0).focus()
        gallery.keyboard.press("Alt+ArrowDown")
        gallery.keyboard.press("Alt+ArrowDown")

    body = sent.value.post_data
    places = [body.split(f'name="position-{number}"')[1].split("--")[0].strip() for number in (1, 2, 3)]
    assert places == ["3", "1", "2"]
    gallery.get_by_text("Đã lưu thứ tự.").wait_for()
    assert gallery.evaluate("document.activeElement.hasAttribute('data-handle')")


def test_rows_move_by_dragging(gallery):
    rows = gallery.locator("[data-sortable] tr")
    rows.nth(2).locator("[data-handle]").hover()
    goal = rows.nth(0).bounding_box()

    with gallery.expect_request(lambda request: request.method == "POST"):
        gallery.mouse.down()
        for part in (0.9, 0.5, 0.1):  # rows make way between the steps
            gallery.mouse.move(goal["x"] + 20, goal["y"] + goal["height"] * part, steps=5)
            gallery.wait_for_timeout(250)
        gallery.mouse.up()

    assert "120 hộ" in rows.nth(0).inner_text()


def test_an_order_that_is_refused_says_so_and_gives_the_button_back(gallery):
    gallery.evaluate(
        "document.querySelectorAll('[data-position]').forEach((field) => field.name = 'position-1')"
    )

    gallery.locator("[data-sortable] [data-handle]").nth(0).focus()
    gallery.keyboard.press("Alt+ArrowDown")

    gallery.get_by_text("Chưa lưu được thứ tự.").first.wait_for()
    assert gallery.get_by_role("button", name="Lưu thứ tự").is_visible()


def test_open_menus_close_by_escape_and_by_a_click_elsewhere(gallery):
    menu = gallery.locator(".topbar__person")

    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None
    gallery.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert gallery.evaluate("document.activeElement.matches('.topbar__person summary')")

    menu.locator("summary").click()
    gallery.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_a_password_can_be_read_while_it_is_typed(open_page):
    page = open_page()
    page.goto("/accounts/login/")

    page.get_by_label("Hiện mật khẩu").check()

    assert page.locator("#id_password").get_attribute("type") == "text"


def test_without_scripts_menus_open_and_rows_have_their_numbers(open_page, signed_in):
    page = signed_in(open_page(390, 844, java_script_enabled=False))
    page.goto("/components/")

    assert not page.locator(".nav").is_visible()
    page.locator(".topbar__fold-switch").click()
    assert page.locator(".nav").is_visible()
    assert page.locator(".topbar__search").is_visible()
    assert page.locator("#position-1").is_visible()
    assert page.get_by_role("button", name="Lưu thứ tự").is_visible()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize(
    "address", ["/components/?messages", "/accounts/login/", "/accounts/password/reset/"]
)
def test_nothing_shuts_anybody_out(open_page, size, address):
    page = open_page(*size, has_touch=size[0] < 500, bypass_csp=True)
    page.goto(address)

    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {preload: false})")

    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("address", ["/components/", "/accounts/login/"])
def test_fingers_have_room(open_page, address):
    page = open_page(390, 844, has_touch=True, is_mobile=True)
    page.goto(address)

    narrow = page.evaluate(
        """(kinds) => [...document.querySelectorAll(kinds)]
            .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
            .map((element) => element.outerHTML.slice(0, 80))""",
        "button, .btn, .form-control, .form-select, .nav__link, .menu__switch, .page-link",
    )

    assert narrow == []


def test_a_table_wider_than_the_window_is_reached_by_keys(gallery):
    box = gallery.locator(".table-responsive").first
    assert box.get_attribute("tabindex") is None

    gallery.evaluate("document.querySelector('.table-responsive > table').style.minWidth = '3000px'")

    gallery.locator(".table-responsive[tabindex='0']").first.wait_for()
