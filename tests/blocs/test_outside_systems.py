"""An administrator gives keys to other systems of the province, changes and ends them."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs.models import LogLine, OutsideSystem
from blocs.rules import keys
from blocs.selectors import outside_systems as reading
from blocs.services import outside_systems
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db
KEY = re.compile(r"thidua_[\w-]{43}")


@pytest.fixture
def administrator(agency):
    user = factories.someone(agency, "administrator")
    user.language = "en"
    user.save(update_fields=["language"])
    return user


@pytest.fixture
def given(agency, administrator):
    """A system that reads blocs, and its key."""
    return outside_systems.begin(agency.province, name="Cổng dữ liệu", scopes=["blocs"], by=administrator)


def sent(client, page, /, *args, **fields):
    return client.post(reverse(f"blocs:outside-system-{page}", args=args), fields)


def test_a_key_is_shown_once_and_kept_nowhere(client, administrator):
    client.force_login(administrator)

    answer = sent(client, "new", name="  Cổng   dữ liệu ", scopes=["scores", "blocs"])

    (key,) = set(KEY.findall(answer.content.decode()))
    system = OutsideSystem.objects.get()
    assert (system.name, system.scopes) == ("Cổng dữ liệu", ["blocs", "scores"])
    assert "no-store" in answer.headers["Cache-Control"]
    assert reading.by_key(key) == system
    assert key not in str(OutsideSystem.objects.values().get())
    shown = client.get(reverse("blocs:outside-system-detail", args=[system.pk])).content.decode()
    assert not KEY.search(shown)
    assert f"thidua_{key[7:13]}…" in shown


def test_sent_twice_there_is_one_system(client, administrator):
    client.force_login(administrator)
    fields = {"name": "Cổng dữ liệu", "scopes": ["blocs"]}
    sent(client, "new", **fields)

    answer = sent(client, "new", **fields)

    assert "Another system has this name already." in answer.content.decode()
    assert OutsideSystem.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "", "scopes": ["blocs"]}, "This field is required."),
        ({"name": "x" * 121, "scopes": ["blocs"]}, "at most 120 characters"),
        ({"name": "Cổng"}, "Choose at least one thing"),
        ({"name": "Cổng", "scopes": ["ballots"]}, "ballots"),
    ],
)
def test_what_is_missing_is_said_at_its_field(client, administrator, fields, said):
    client.force_login(administrator)

    answer = sent(client, "new", **fields)

    assert said in answer.content.decode()
    assert not OutsideSystem.objects.exists()


def test_the_database_holds_a_name_once_while_it_is_open(given, administrator):
    system, _key = given
    other = {"name": system.name, "key_start": "x", "key_made_at": factories.NOON, "scopes": ["blocs"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideSystem.objects.create(province=system.province, key_hash="1", **other)

    outside_systems.end(system, by=administrator)

    assert OutsideSystem.objects.create(province=system.province, key_hash="2", **other).pk


def test_a_new_key_ends_the_old_one_and_pressed_twice_changes_once(client, given, administrator):
    system, old = given
    client.force_login(administrator)

    first = sent(client, "renew", system.pk, seen=1)
    second = sent(client, "renew", system.pk, seen=1)

    (new,) = set(KEY.findall(first.content.decode()))
    assert second.status_code == 302
    assert reading.by_key(old) is None
    assert reading.by_key(new) == system


def test_an_ended_key_opens_nothing_and_stays_in_the_list(client, given, administrator):
    system, key = given
    client.force_login(administrator)

    for _ in range(2):
        assert sent(client, "end", system.pk).status_code == 302

    assert reading.by_key(key) is None
    assert system.changes.filter(step="end_key").count() == 1
    assert "Cổng dữ liệu" in client.get(reverse("blocs:outside-system-list")).content.decode()
    with pytest.raises(Refused):
        outside_systems.renew(system, seen=1, by=administrator)
    with pytest.raises(Refused):
        outside_systems.edit(system, name="Khác", scopes=["blocs"], by=administrator)


def test_what_it_may_read_is_changed_without_a_new_key(client, given, administrator):
    system, key = given
    client.force_login(administrator)

    sent(client, "edit", system.pk, name="Trục liên thông", scopes=["blocs", "decisions"])

    found = reading.by_key(key)
    assert (found.name, found.scopes) == ("Trục liên thông", ["blocs", "decisions"])
    other, _key = outside_systems.begin(
        system.province, name="Cổng dữ liệu", scopes=["blocs"], by=administrator
    )
    with pytest.raises(ValidationError):
        outside_systems.edit(other, name="Trục liên thông", scopes=["blocs"], by=administrator)


def test_each_step_stands_in_the_log_without_the_key(given, administrator):
    system, key = given
    outside_systems.edit(system, name=system.name, scopes=["scores"], by=administrator)
    newer = outside_systems.renew(system, seen=1, by=administrator)
    outside_systems.end(system, by=administrator)

    lines = LogLine.objects.filter(source="blocs.outsidesystemchange").order_by("pk")

    assert [line.step for line in lines] == ["give_key", "edit", "renew_key", "end_key"]
    assert {(line.actor, line.title, line.province_id) for line in lines} == {
        (administrator, "Cổng dữ liệu", system.province_id)
    }
    told = " ".join(line.note for line in lines)
    assert "Cổng dữ liệu: Khối thi đua → Cổng dữ liệu: Điểm đã công bố" in told
    assert key not in told
    assert newer not in told


@pytest.mark.parametrize("role", ["standing", "auditor"])
def test_only_an_administrator_of_the_province_gives_keys(agency, given, role):
    system, _key = given
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    stranger = factories.someone(factories.organisation(province=far), "administrator")

    for someone in (factories.someone(agency, role), stranger):
        with pytest.raises(Refused):
            outside_systems.begin(agency.province, name="Khác", scopes=["blocs"], by=someone)
        for act in (
            lambda by: outside_systems.edit(system, name="Khác", scopes=["blocs"], by=by),
            lambda by: outside_systems.renew(system, seen=1, by=by),
            lambda by: outside_systems.end(system, by=by),
        ):
            with pytest.raises(Refused):
                act(someone)


def test_an_administrator_of_another_province_does_not_find_it(client, given):
    system, _key = given
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    client.force_login(factories.someone(factories.organisation(province=far), "administrator"))

    assert "Cổng dữ liệu" not in client.get(reverse("blocs:outside-system-list")).content.decode()
    for name in ("detail", "edit", "renew", "end"):
        assert client.get(reverse(f"blocs:outside-system-{name}", args=[system.pk])).status_code == 404


@pytest.mark.parametrize("key", ["", "thidua_", "khóa", "Bearer", "thidua_" + "x" * 100])
def test_what_is_no_key_is_told_apart_before_anybody_asks_the_database(key, django_assert_num_queries):
    with django_assert_num_queries(1 if keys.looks_like_one(key) else 0):
        assert reading.by_key(key) is None
