"""Two who enter the same at once. These leave an empty database behind, and so fill in what they need."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from blocs.models import Organisation
from blocs.services import accounts, mandates, organisations
from emulation.models import User
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def administrators():
    agency = factories.organisation("Sở Nội vụ", code="snv")
    return [factories.someone(agency, "administrator") for _number in range(2)]


def at_once(job, *arguments):
    """Each in a thread and a connection of its own; what came of it, in words."""
    start = Barrier(len(arguments))

    def one(given):
        try:
            start.wait()
            job(*given)
        except ValidationError as error:
            return next(iter(error.error_dict))
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(arguments)) as pool:
        return sorted(pool.map(one, arguments))


def test_the_same_organisation_is_entered_once():
    agency = factories.organisation("Sở Nội vụ", code="snv")
    standing = factories.someone(agency, "standing").pk

    def enter(code):
        by = User.objects.get(pk=standing)
        organisations.create(agency.province, name="Sở Y tế", code=code, kind="state_agency", by=by)

    assert at_once(enter, ["syt"], ["so-y-te"]) == ["done", "name"]
    assert Organisation.objects.filter(name_now="Sở Y tế").count() == 1


def test_two_do_not_put_each_other_above_one_another():
    first, second = (factories.organisation(code=code) for code in ("mot", "hai"))
    standing = factories.someone(factories.organisation("Sở Nội vụ"), "standing").pk

    def place(below, above):
        organisation, parent = Organisation.objects.get(pk=below), Organisation.objects.get(pk=above)
        organisations.edit(organisation, parent=parent, by=User.objects.get(pk=standing))

    assert at_once(place, [first.pk, second.pk], [second.pk, first.pk]) == ["done", "parent"]


def test_one_user_name_goes_to_one_person(administrators):
    province = administrators[0].mandates.get().organisation.province

    def enter(by, number):
        accounts.open_account(
            province,
            full_name="Lê Thị Mẫu",
            username="le.mau",
            email=f"mau{number}@example.vn",
            by=User.objects.get(pk=by),
        )

    assert at_once(enter, [administrators[0].pk, 1], [administrators[1].pk, 2]) == ["done", "username"]


def test_two_administrators_cannot_close_each_other(administrators):
    one, other = (administrator.pk for administrator in administrators)

    def close(whom, by):
        accounts.close(User.objects.get(pk=whom), by=User.objects.get(pk=by))

    assert at_once(close, [one, other], [other, one]) == ["done", "refused"]
    assert User.objects.filter(is_active=True).count() == 1


def test_an_organisation_gets_one_head(administrators):
    office = factories.organisation("Sở Tài chính")
    people = [factories.UserFactory().pk for _number in range(2)]

    def name(person, by):
        user, where = User.objects.get(pk=person), Organisation.objects.get(pk=office.pk)
        mandates.give(
            user,
            where,
            role="head",
            title="Giám đốc",
            starts=date(2026, 1, 1),
            by=User.objects.get(pk=by),
        )

    pairs = zip(people, (administrator.pk for administrator in administrators), strict=True)
    assert at_once(name, *map(list, pairs)) == ["done", "role"]
    assert office.mandates.count() == 1
