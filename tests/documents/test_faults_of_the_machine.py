"""A disk that is full and a clock that jumps while papers are archived."""

import os
import resource
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from documents.models import Paper
from documents.services import audit
from tests.documents import samples

FULL = 16_384  # bytes: less than any paper


def kept():
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.mark.django_db(transaction=True)
def test_a_disk_that_is_full_leaves_no_gap_no_half_file_and_no_word_of_it(issue):
    issue()
    before = kept()
    connection.close()

    child = os.fork()
    if not child:
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (FULL, FULL)
        )  # the kernel refuses more, as a full disk does
        try:
            issue()
        except (OSError, DatabaseError):
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 3
    assert kept() == before
    assert issue().number == 2
    assert Paper.objects.count() == 2
    assert list(audit.problems()) == []


def test_a_clock_that_jumps_back_neither_repeats_a_number_nor_breaks_the_log(issue):
    moments = [samples.MOMENT + timedelta(hours=hours) for hours in (0, 5, -3, 48, 1)]

    papers = [issue(at=moment) for moment in moments]

    assert [paper.number for paper in papers] == [1, 2, 3, 4, 5]
    assert list(audit.problems()) == []
