"""Made-up provinces: plausible enough that every page of them opens, and never among real data by mistake."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from awards.models import Honour
from blocs.models import LogLine, Organisation, PublishedPlace, Report, Score, Season
from emulation.models import User
from tests import factories

pytestmark = pytest.mark.django_db
SMALL = {"blocs": 2, "members": 3, "years": 2}
THIS_YEAR = timezone.localdate().year


def generate(**options):
    said = StringIO()
    call_command("generate", stdout=said, **(SMALL | options))
    return said.getvalue()


def test_a_province_has_its_people_years_reports_ranks_and_honours():
    generate(provinces=2)

    assert Organisation.objects.filter(invented=True).count() == 2 * (1 + 2 * 3)
    assert Season.objects.count() == 2 * 2 * 2
    assert Report.objects.count() == 2 * 2 * 3
    assert Score.objects.count() == Report.objects.count() * 16 * 2
    assert PublishedPlace.objects.filter(rank=1).count() >= 4
    assert Honour.objects.count() == 2 * 2 * 3
    assert LogLine.objects.filter(source="blocs.reportevent").count() == Report.objects.count() * 2
    assert not User.objects.get(username="t01-snv-1").has_usable_password()


def test_the_same_seed_makes_the_same_words():
    generate(seed=7)
    first = list(Organisation.objects.order_by("code").values_list("code", "name_now"))

    generate(seed=7, provinces=1)

    second = Organisation.objects.filter(province__code="T02").order_by("code")
    assert list(second.values_list("code", flat=True)) == [code for code, _name in first]
    assert list(second.values_list("code", "name_now")) != first  # another province


def test_its_pages_open():
    generate(provinces=1, password="thidua-2024")
    client = Client()
    assert client.login(username="t01-snv-1", password="thidua-2024")

    for year in (THIS_YEAR - 1, THIS_YEAR):
        season = f"/blocs/t01-1/{year}/"
        pages = ("", "pledge/", "reports/", "scores/", "ranking/", "statistics/", "bloc-report/")
        for address in (
            "/",
            "/overview/",
            "/organisations/T01/dv-1-1/",
            "/log/",
            *(season + page for page in pages),
        ):
            assert client.get(address).status_code == 200, address


def test_real_data_stays_alone():
    factories.organisation()

    with pytest.raises(CommandError, match="--force"):
        generate()
    assert Season.objects.count() == 0

    generate(force=True)
    assert Season.objects.count() == 4


def test_people_of_nobody_are_real_too():
    factories.UserFactory()

    with pytest.raises(CommandError, match="--force"):
        generate()


@pytest.mark.parametrize(("name", "number"), [("provinces", 0), ("members", 1), ("years", 51), ("blocs", -1)])
def test_a_size_that_cannot_be_is_told(name, number):
    with pytest.raises(CommandError, match=name):
        generate(**{name: number})
