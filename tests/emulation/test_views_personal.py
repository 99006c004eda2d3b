import pytest

from emulation.models import User


@pytest.fixture
def person(db):
    return User.objects.create_user("mau", "mau@example.vn", "mat-khau-thu", full_name="Nguyễn Thị Mẫu")


@pytest.mark.django_db
def test_a_visitor_reads_in_the_language_chosen(client):
    response = client.post("/language/", {"language": "en", "next": "/accounts/login/"})

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/"
    assert '<html lang="en">' in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_without_a_choice_the_site_speaks_vietnamese_whatever_the_browser_wants(client):
    page = client.get("/accounts/login/", headers={"accept-language": "en-US,en"}).content.decode()

    assert '<html lang="vi">' in page


def test_the_language_is_kept_with_the_account(client, person):
    client.force_login(person)

    client.post("/language/", {"language": "en", "next": "/"})

    person.refresh_from_db()
    assert person.language == "en"


def test_an_unknown_language_changes_nothing(client, person):
    client.force_login(person)

    response = client.post("/language/", {"language": "tlh", "next": "/"})

    person.refresh_from_db()
    assert response.status_code == 302
    assert person.language == "vi"
    assert "django_language" not in client.cookies


def test_large_text_is_kept_with_the_account_and_taken_back(client, person):
    client.force_login(person)

    client.post("/large-text/", {"next": "/accounts/password/change/"})
    person.refresh_from_db()
    assert person.large_text is True
    assert 'class="large-text"' in client.get("/accounts/password/change/").content.decode()

    client.post("/large-text/", {"next": "/accounts/password/change/"})
    person.refresh_from_db()
    assert person.large_text is False
    assert 'class="large-text"' not in client.get("/accounts/password/change/").content.decode()


@pytest.mark.django_db
def test_a_visitor_has_large_text_until_it_is_taken_back(client):
    client.post("/large-text/", {"next": "/accounts/login/"})
    assert 'class="large-text"' in client.get("/accounts/login/").content.decode()

    client.post("/large-text/", {"next": "/accounts/login/"})
    assert 'class="large-text"' not in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/language/", "/large-text/"])
@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_to_another_site(client, address, page):
    response = client.post(address, {"language": "en", "next": page})

    assert response["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/language/", "/large-text/"])
def test_choices_are_made_by_button_only(client, address):
    assert client.get(address).status_code == 405
