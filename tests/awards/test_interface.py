"""What other systems read at /api/v1/: with a key, of their own province, and nothing before its time."""

import json
from datetime import date, timedelta

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis
from schemathesis import GenerationMode

from awards.api import door
from awards.api.urls import api
from blocs.services import outside_systems
from emulation.wsgi import application
from tests import factories
from tests.awards.interface import (
    EVERYTHING,
    LISTS,
    decided,
    given_key,
    published_scores,
    renamed,
    signed_pledge,
    with_key,
)
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(agency, season, members):
    """One of everything, in the province of the agency."""
    signed_pledge(season)
    published_scores(season)
    decided(agency.province, members[0])
    season.events.create(step="start", at=NOON)
    season.milestones.create(kind="pledge", due=season.first_day)
    season.bloc.changes.create(step="create", at=NOON)
    for member in members:
        member.changes.create(step="create", at=NOON)
    return season


@pytest.fixture
def ask(client, agency):
    """ask(address, **query): what a system that may read everything is answered."""
    _system, key = given_key(agency)

    def asked(address, headers=None, **query):
        response = client.get(f"/api/v1/{address}", query, headers=with_key(key) | (headers or {}))
        assert response.headers["Content-Type"].startswith("application/json")
        return response.status_code, response.json()

    return asked


def items(ask, address, **query):
    status, answer = ask(address, **query)
    assert status == 200, answer
    return answer["items"]


def test_an_organisation_is_told_with_the_name_of_the_day(ask, told, members):
    renamed(members[1], "Hội Nông dân và Thanh niên", on=date(2026, 7, 15))

    before = items(ask, "organisations/", on="2026-07-14")
    after = items(ask, "organisations/", on="2026-07-15")

    names = [{row["code"]: row["name"] for row in rows} for rows in (before, after)]
    assert [each["hnd"] for each in names] == ["Hội Nông dân tỉnh Thử Nghiệm", "Hội Nông dân và Thanh niên"]
    assert {row["code"] for row in after} == {"td", "hnd", "pn", "snv"}
    assert next(row for row in after if row["code"] == "hnd")["names"] == [
        {
            "name": "Hội Nông dân tỉnh Thử Nghiệm",
            "short_name": "Hội Nông dân",
            "valid_from": None,
            "valid_to": "2026-07-14",
        },
        {
            "name": "Hội Nông dân và Thanh niên",
            "short_name": "",
            "valid_from": "2026-07-15",
            "valid_to": None,
        },
    ]


def test_a_season_is_told_with_members_leaders_and_dates(ask, told):
    status, season = ask(f"seasons/khoi-thu/{YEAR}/")

    assert status == 200
    assert (season["bloc"], season["year"], season["stage"]) == ("khoi-thu", YEAR, "preparing")
    assert [row["organisation"] for row in season["members"]] == ["td", "hnd", "pn"]
    assert [(row["organisation"], row["role"]) for row in season["leaders"]] == [
        ("td", "leader"),
        ("hnd", "deputy"),
    ]
    assert season["milestones"] == [{"kind": "pledge", "due": f"{YEAR}-01-01", "done_on": None}]


@pytest.mark.parametrize("status", ["draft", "comment", "agreed", "signing", "void"])
def test_a_pledge_is_told_once_it_is_in_force(ask, season, status):
    signed_pledge(season, status=status)

    assert items(ask, "pledges/") == []
    assert ask(f"pledges/khoi-thu/{YEAR}/")[0] == 404


def test_of_a_pledge_the_newest_that_was_signed_is_told(ask, season):
    signed_pledge(season, status="amended")
    signed_pledge(season, version=2)
    signed_pledge(season, version=3, status="draft")

    status, pledge = ask(f"pledges/khoi-thu/{YEAR}/")

    assert (status, pledge["version"], pledge["status"]) == (200, 2, "in_force")
    assert pledge["items"] == [{"section": "content", "text": "Giúp hộ nghèo."}]
    assert [(row["text"], float(row["value"]), row["owner"]) for row in pledge["targets"]] == [
        ("Hộ được giúp", 12.5, "td")
    ]
    assert [row["version"] for row in items(ask, "pledges/")] == [1, 2]


def test_scores_are_told_once_published_and_as_corrected(ask, season, members):
    table = factories.score_table(status="open")
    report = season.reports.create(
        organisation=members[0], kind="annual", status="accepted", submitted_at=NOON
    )
    report.scores.create(criterion=table.groups.first().criteria.first(), level="final", base=3, at=NOON)
    assert items(ask, "scores/") == []
    assert ask(f"scores/khoi-thu/{YEAR}/")[0] == 404

    published_scores(season)
    published_scores(season, version=2, reason="Cộng nhầm")

    (scores,) = items(ask, "scores/", bloc="khoi-thu", year=YEAR)
    assert (scores["version"], scores["corrected_because"]) == (2, "Cộng nhầm")
    assert [(row["organisation"], row["rank"], float(row["total"])) for row in scores["places"]] == [
        ("td", 1, 90.5),
        ("hnd", 2, 89.5),
        ("pn", 3, 88.5),
    ]


def test_decisions_are_told_once_recorded(ask, agency, members):
    decided(agency.province, members[1], state="draft", number="1/QĐ")
    decision = decided(agency.province, members[0])

    (told,) = items(ask, "decisions/", year=YEAR)

    assert (told["id"], told["number"], told["signer"]) == (decision.pk, "125/QĐ-UBND", "Trần Văn Mẫu")
    (awarded,) = told["awarded"]
    assert (awarded["award"], awarded["organisation"], awarded["year"]) == ("BK_TINH", "td", YEAR - 1)
    assert items(ask, "decisions/", year=YEAR - 1) == []
    assert ask(f"decisions/{decision.pk}/")[1] == told


@pytest.mark.parametrize("address", [f"{name}/" for name in LISTS])
def test_nothing_of_another_province_is_told(client, ask, told, address):
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    agency = factories.organisation("Sở Nội vụ tỉnh Xa", province=far, kind="state_agency", code="snv-xa")
    _system, key = given_key(agency)

    seen = client.get(f"/api/v1/{address}", headers=with_key(key)).json()["items"]

    assert [row.get("code") for row in seen] == (["snv-xa"] if address == "organisations/" else [])
    mine = items(ask, address)
    assert mine
    assert "snv-xa" not in json.dumps(mine)


@pytest.mark.parametrize(
    "address", ["organisations/td/", "blocs/khoi-thu/", *(f"{name}/khoi-thu/2026/" for name in LISTS[2:5])]
)
def test_another_province_does_not_find_it_by_its_address_either(client, ask, told, address):
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    agency = factories.organisation("Sở Nội vụ tỉnh Xa", province=far, kind="state_agency")
    _system, key = given_key(agency)

    assert ask(address)[0] == 200
    answer = client.get(f"/api/v1/{address}", headers=with_key(key))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("scope", EVERYTHING)
def test_a_scope_opens_its_own_addresses_alone(client, agency, told, scope):
    _system, key = given_key(agency, [scope])

    met = {name: client.get(f"/api/v1/{name}/", headers=with_key(key)) for name in LISTS}

    assert {name: answer.status_code for name, answer in met.items()} == {
        name: 200 if name == scope else 403 for name in LISTS
    }
    assert {answer.json().get("code") for answer in met.values()} == {None, "no_scope"}


def test_without_an_open_key_nothing_is_told(client, agency, told):
    system, key = given_key(agency)
    administrator = factories.someone(agency, "administrator")
    newer = outside_systems.renew(system, seen=1, by=administrator)
    answers = [
        client.get("/api/v1/blocs/"),
        client.get("/api/v1/blocs/", headers=with_key("thidua_sai")),
        client.get("/api/v1/blocs/", headers=with_key(key)),
        client.get("/api/v1/blocs/", headers=with_key("khóa\x00 nào")),
        client.get("/api/v1/blocs/", headers={"Authorization": f"Basic {newer}"}),
    ]
    client.force_login(administrator)
    answers.append(client.get("/api/v1/blocs/"))

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(401, "no_key")}
    assert {each.headers["WWW-Authenticate"] for each in answers} == {"Bearer"}
    assert client.get("/api/v1/blocs/", headers=with_key(newer)).status_code == 200

    outside_systems.end(system, by=administrator)
    assert client.get("/api/v1/blocs/", headers=with_key(newer)).status_code == 401


def test_who_asks_too_often_waits(client, agency, monkeypatch):
    monkeypatch.setattr(door, "PER_MINUTE", 2)
    monkeypatch.setattr(door, "WRONG_PER_MINUTE", 2)
    _system, key = given_key(agency)
    _other, other_key = given_key(agency, name="Hệ thống khác")

    met = [client.get("/api/v1/blocs/", headers=with_key(key)) for _ in range(3)]
    guessed = [client.get("/api/v1/blocs/", headers=with_key(f"thidua_{n}")) for n in range(3)]

    assert [answer.status_code for answer in met] == [200, 200, 429]
    assert met[2].headers["Retry-After"] == "60"
    assert [answer.status_code for answer in guessed] == [401, 401, 429]
    assert client.get("/api/v1/blocs/", headers=with_key(other_key)).status_code == 200


def test_a_list_comes_in_parts_that_neither_repeat_nor_leave_out(client, agency, ask):
    for number in range(7):
        factories.organisation(code=f"c-{number}")
    seen, address = [], "/api/v1/organisations/?limit=3&kind=association"
    _system, key = given_key(agency, name="Hệ thống khác")

    while address:
        answer = client.get(address, headers=with_key(key)).json()
        seen += [row["code"] for row in answer["items"]]
        address = (answer["next"] or "").removeprefix("http://testserver")
        if len(seen) == 3:
            factories.organisation(code="c-7")

    assert seen == [f"c-{number}" for number in range(8)]


@pytest.mark.parametrize("address", ["organisations/", "blocs/", "seasons/", "pledges/", "decisions/"])
def test_only_what_changed_since_is_told(ask, told, address):
    before, after = NOON.isoformat(), (NOON + timedelta(seconds=1)).isoformat()

    assert len(items(ask, address, updated_since=before)) > 0
    assert items(ask, address, updated_since=after) == []


@pytest.mark.parametrize(
    ("address", "query", "where"),
    [
        ("organisations/", {"on": "15/07/2026"}, "on"),
        ("organisations/", {"kind": "planet"}, "kind"),
        ("organisations/", {"limit": 0}, "limit"),
        ("organisations/", {"limit": 201}, "limit"),
        ("organisations/", {"after": "x"}, "after"),
        ("organisations/", {"updated_since": "2026-01-01T00:00:00"}, "updated_since"),
        ("organisations/", {"update_since": "2026-01-01T00:00:00Z"}, "update_since"),
        ("seasons/", {"bloc": "khối"}, "bloc"),
        ("seasons/", {"bloc": "a\x00"}, "bloc"),
        ("seasons/", {"year": 1900}, "year"),
        ("scores/", {"updated_since": "2026-01-01T00:00:00Z"}, "updated_since"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_place(ask, address, query, where):
    status, problem = ask(address, **query)

    assert (status, problem["code"]) == (400, "bad_request")
    assert [each["where"] for each in problem["errors"]] == [where]


def test_problems_are_told_in_the_language_that_is_asked_for(ask):
    english = ask("blocs/khong-co/", headers={"Accept-Language": "en-GB,en;q=0.9"})[1]["detail"]
    vietnamese = [
        ask("blocs/khong-co/", headers=asked)[1]["detail"] for asked in ({}, {"Accept-Language": "fr"})
    ]

    assert english.startswith("There is nothing at this address")
    assert set(vietnamese) != {english}
    assert len(set(vietnamese)) == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "head", "options"])
def test_nothing_can_be_changed(client, agency, told, method):
    _system, key = given_key(agency)

    answer = getattr(client, method)("/api/v1/blocs/khoi-thu/", headers=with_key(key))

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")


def test_wrong_addresses_answer_as_json(client):
    answer = client.get("/api/v1/blocs/khoi-thu")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_beginning_leads_to_the_description_and_each_list(client, agency):
    home = client.get("/api/v1/").json()

    _system, key = given_key(agency)
    assert client.get(home["description"]).json()["info"]["title"] == "Thi đua"
    assert home["lists"].keys() == set(LISTS)
    assert {client.get(each, headers=with_key(key)).status_code for each in home["lists"].values()} == {200}


def test_a_failure_is_told_by_its_number_alone(client, agency, monkeypatch, caplog):
    _system, key = given_key(agency)
    monkeypatch.setattr("awards.selectors.interface.blocs", lambda province: 1 / 0)

    answer = client.get("/api/v1/blocs/", headers=with_key(key))

    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "ZeroDivision" not in answer.content.decode()
    assert "interface:bloc-list" in caplog.text


def test_use_is_written_down_now_and_then(client, agency):
    system, key = given_key(agency)
    now = timezone.now()

    for _ in range(2):
        client.get("/api/v1/blocs/", headers=with_key(key))
    system.refresh_from_db()
    first = system.last_used_at
    outside_systems.used(system, at=first + timedelta(minutes=4))
    system.refresh_from_db()
    assert (first >= now, system.last_used_at) == (True, first)
    outside_systems.used(system, at=first + timedelta(minutes=6))
    system.refresh_from_db()
    assert system.last_used_at == first + timedelta(minutes=6)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long_it_is(
    client, agency, told, members, name, django_assert_num_queries
):
    _system, key = given_key(agency)
    headers = with_key(key)
    client.get(f"/api/v1/{name}/", headers=headers)  # from now on the use of the key is known
    with django_assert_num_queries(QUERIES[name]):
        client.get(f"/api/v1/{name}/", headers=headers)

    for number in range(2):
        party = factories.organisation(code=f"them-{number}", parent=members[0])
        season = factories.season(factories.bloc(code=f"khoi-{number}"), [party, *members])
        signed_pledge(season)
        published_scores(season)
        decided(agency.province, party, number=f"{number}/QĐ")

    with django_assert_num_queries(QUERIES[name]):
        assert len(client.get(f"/api/v1/{name}/", headers=headers).json()["items"]) >= 3


# The key, the rows, and what hangs on them.
QUERIES = {"organisations": 3, "blocs": 3, "seasons": 7, "pledges": 4, "scores": 4, "decisions": 4}


def described():
    """Every address of the description, to be asked in this very process."""
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    schema.app = application
    for each in schema.get_all_operations():
        operation = each.ok()
        yield pytest.param(operation, id=operation.definition.raw["operationId"])


@pytest.fixture
def kept_connection():
    """The end of a request shall not close the connection that the test holds."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("operation", list(described()))
def test_every_address_answers_as_it_is_described(agency, told, kept_connection, operation, mode):
    headers = with_key(given_key(agency)[1])

    @hypothesis(max_examples=15)
    @given(case=operation.as_strategy(mode))
    def asked(case):
        cache.clear()  # where the rate of questions is counted
        case.call_and_validate(headers=headers)

    asked()
