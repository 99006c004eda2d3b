"""Filters that people keep: saved from the list, opened in one click, renamed, deleted; each one's own."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation import saved_filters
from emulation.models import SavedFilter
from tests import factories
from tests.factories import YEAR

LIST = reverse("blocs:movement-list")
SAVE = reverse("filter-save")


@pytest.fixture
def officer(db):
    member = factories.organisation()
    factories.season(factories.bloc(), [member, factories.organisation(code="khac")])
    return factories.mandate(member, "officer").user


@pytest.fixture
def client(officer):
    return _of(officer)


def _of(user):
    client = Client()
    client.force_login(user)
    return client


def _saved(client, name="Của năm", query=f"year={YEAR}", address=LIST):
    return client.post(SAVE, {"address": address, "query": query, "name": name})


def _text(response):
    return response.content.decode()


def test_saved_from_the_list_it_opens_in_one_click(client):
    assert SAVE not in _text(client.get(LIST)), "nothing is asked yet: nothing to save"
    assert SAVE in _text(client.get(LIST, {"year": YEAR}))

    response = _saved(client, query=f"year={YEAR}&page=3&format=csv&q=&sort=-name")

    address = f"{LIST}?sort=-name&year={YEAR}"
    assert response["Location"] == address
    plain = _text(client.get(LIST))
    assert f'href="{address.replace("&", "&amp;")}">Của năm</a>' in plain
    opened = _text(client.get(address))
    assert 'aria-current="true">Của năm</a>' in opened
    assert SAVE not in opened, "what is saved already is not offered again"


def test_each_list_and_each_person_has_its_own(client, officer):
    _saved(client)
    _saved(client, address=reverse("blocs:bloc-list"), query="q=khối")

    neighbour = _of(factories.someone(factories.organisation(code="lang-gieng"), "officer"))
    assert _saved(neighbour).status_code == 302
    assert officer.saved_filters.count() == 2
    assert _text(client.get(LIST)).count("Của năm</a>") == 1
    assert f'href="{LIST}?' not in _text(client.get(reverse("blocs:bloc-list")))


@pytest.mark.parametrize("name", ["Của năm", "  Của   năm "])
def test_a_name_stands_once_and_what_was_typed_stays(client, officer, name):
    _saved(client)

    response = _saved(client, name=name, query="q=khác")

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "Danh sách này đã có bộ lọc mang tên đó. Hãy đặt tên khác."
    ]
    assert 'value="q=khác"' in _text(response)
    assert officer.saved_filters.get().query == f"year={YEAR}"


def test_pressed_twice_it_is_saved_once(client, officer):
    assert _saved(client)["Location"] == _saved(client)["Location"]
    assert officer.saved_filters.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"address": "https://example.com/"},
        {"address": "//example.com/movements/"},
        {"address": "/no-such-page/"},
        {"address": f"{LIST}?year=2020"},
        {"address": "javascript:alert(1)"},
        {"query": ""},
        {"query": "page=2&q="},
        {"query": "q=" + "a" * 1000},
        {"name": "   "},
        {"name": "a" * 61},
    ],
    ids=str,
)
def test_what_cannot_be_saved_is_told(client, officer, sent):
    response = client.post(SAVE, {"address": LIST, "query": "q=hội", "name": "Hội"} | sent)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert "example.com" not in response.context["back"]
    assert not officer.saved_filters.exists()


def test_a_list_keeps_no_more_than_are_found_at_a_glance(client, officer):
    for number in range(saved_filters.MOST):
        _saved(client, name=f"Bộ lọc {number}", query=f"q={number}")

    response = _saved(client, name="Một bộ lọc nữa", query="q=nữa")

    assert response.context["form"].errors
    assert officer.saved_filters.count() == saved_filters.MOST


def test_it_is_renamed_and_deleted_and_the_list_stays_as_it_was_shown(client, officer):
    _saved(client)
    _saved(client, name="Hội", query="q=hội")
    row = officer.saved_filters.get(name="Của năm")

    renamed = client.post(reverse("filter-rename", args=[row.pk]), {"name": "Năm nay", "shown": "q=hội"})
    taken = client.post(reverse("filter-rename", args=[row.pk]), {"name": "Hội"})
    assert renamed["Location"] == f"{LIST}?q=h%E1%BB%99i"
    assert taken.status_code == 200
    assert taken.context["form"].errors
    row.refresh_from_db()
    assert row.name == "Năm nay"

    deleted = client.post(reverse("filter-delete", args=[row.pk]), {"shown": "https://example.com/"})
    assert deleted["Location"] == LIST
    assert [each.name for each in officer.saved_filters.all()] == ["Hội"]
    assert client.post(reverse("filter-delete", args=[row.pk])).status_code == 404
    client.post(reverse("filter-delete", args=[officer.saved_filters.get().pk]))
    officer.refresh_from_db()
    assert not officer.saves_filters


def test_only_the_lists_of_those_who_save_ask_for_what_they_saved(client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as before:
        client.get(LIST)
    cost = len(before)
    _saved(client)
    _saved(client, name="Hội", query="q=hội")

    with django_assert_num_queries(cost + 1):
        client.get(LIST)


def test_nobody_touches_those_of_another(client, officer):
    _saved(client)
    row = SavedFilter.objects.get()
    other = _of(factories.someone(factories.organisation(code="lang-gieng"), "officer"))

    assert other.post(reverse("filter-rename", args=[row.pk]), {"name": "Của tôi"}).status_code == 404
    assert other.post(reverse("filter-delete", args=[row.pk])).status_code == 404
    assert SavedFilter.objects.get().name == "Của năm"


def test_what_it_names_and_is_gone_is_left_out_and_named(client, officer):
    _saved(client, address=reverse("blocs:bloc-list"), query="q=khối&kind=gone", name="Loại cũ")

    response = client.get(officer.saved_filters.get().get_absolute_url())

    assert "filters__note" in _text(response)
    assert response.context["page"].paginator.count == 1
