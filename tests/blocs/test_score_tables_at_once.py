"""Two who write at once. Such tests leave an empty database behind, and so fill in what they need."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal as D

import pytest
from django.db import connection

from blocs.models import ScoreTable
from blocs.services import score_tables
from documents import profiles
from documents.models import FormatProfile
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def standing():
    profiles.load(FormatProfile)
    agency = factories.organisation("Sở Nội vụ tỉnh Thử Nghiệm", code="snv", kind="state_agency")
    return factories.someone(agency, "standing")


def at_once(*acts):
    def one(act):
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(one, act) for act in acts]]


def test_a_form_sent_twice_at_once_begins_one_table(standing):
    province = factories.ProvinceFactory()

    tables = at_once(*[lambda: score_tables.create(province, name="Bảng điểm", year=2026, by=standing)] * 2)

    assert tables[0] == tables[1]
    assert ScoreTable.objects.filter(is_example=False).count() == 1


def test_two_new_versions_at_once_are_one(standing):
    table = factories.score_table(status="open")

    outcomes = at_once(
        *[lambda: score_tables.begin_version(ScoreTable.objects.get(pk=table.pk), by=standing)] * 2
    )

    assert sorted(type(outcome) is Refused for outcome in outcomes) == [False, True]
    assert ScoreTable.objects.filter(series=table.series).count() == 2


def test_opening_and_adding_at_once_never_opens_a_table_that_does_not_fit(standing):
    table = factories.score_table()
    group = table.groups.get(order=1)

    at_once(
        lambda: score_tables.open_for_use(ScoreTable.objects.get(pk=table.pk), by=standing),
        lambda: score_tables.parts.add_criterion(group, name="Thêm", max=D(5), by=standing),
    )

    table.refresh_from_db()
    added = group.criteria.filter(name="Thêm").exists()
    assert (table.status == "open") != added


def test_two_criteria_at_once_are_both_there_one_after_the_other(standing):
    table = factories.score_table()
    groups = [table.groups.get(order=1) for _number in range(2)]

    at_once(
        lambda: score_tables.parts.add_criterion(groups[0], name="Một", bonus_max=D(1), by=standing),
        lambda: score_tables.parts.add_criterion(groups[1], name="Hai", bonus_max=D(1), by=standing),
    )

    assert sorted(groups[0].criteria.values_list("order", flat=True)) == [0, 1, 2, 3]
    table.refresh_from_db()
    assert table.revision == table.events.count() == 2
