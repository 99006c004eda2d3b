"""Two who import at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from blocs import models
from blocs.services import imports, sent_files
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.season_files import a_file, a_season, as_bytes

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    def one(job):
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(one, job) for job in jobs]]


def load(whole):
    return imports.load(as_bytes(whole), by=None, at=factories.NOON)


def test_the_same_file_from_several_at_once_is_there_once():
    outcomes = at_once(*[lambda: load(a_file())] * 4)

    assert sum(outcome.saved for outcome in outcomes) == 1
    # The others found everything there, or are asked to start again because the province came up meanwhile.
    assert all(not outcome.changes_anything for outcome in outcomes if not outcome.saved)
    assert models.Organisation.objects.count() == 3
    assert models.Membership.objects.count() == 3


def test_two_files_for_one_province_at_once_are_both_there():
    load(a_file(blocs=[]))
    files = [a_season(year=year) for year in (2021, 2022, 2023, 2024)]

    outcomes = at_once(*[lambda whole=whole: load(whole) for whole in files])

    assert [str(problem) for outcome in outcomes for problem in outcome.problems] == []
    assert sorted(models.Season.objects.values_list("year", flat=True)) == [2021, 2022, 2023, 2024]


def test_a_button_pressed_twice_at_once_saves_once():
    agency = factories.organisation("Sở Nội vụ tỉnh Thử Nghiệm", code="snv", kind="state_agency")
    standing = factories.someone(agency, "standing")
    file = sent_files.keep("a.json", as_bytes(a_file()), by=standing, at=factories.NOON)
    seen = sent_files.preview(file, by=standing, at=factories.NOON)[0].digest()

    def press():
        try:
            own = models.SentFile.objects.get(pk=file.pk)
            return sent_files.save(own, seen=seen, by=standing, at=factories.NOON).saved
        except Refused:
            return "refused"

    assert sorted(at_once(press, press), key=str) == [True, "refused"]
