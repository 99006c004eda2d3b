from datetime import timedelta

import pytest

from blocs import models
from blocs.services import sent_files
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.season_files import a_file, a_season, as_bytes

pytestmark = pytest.mark.django_db


def keep(whole, *, by, at=factories.NOON):
    return sent_files.keep("khoi.json", as_bytes(whole), by=by, at=at)


def seen(file, *, by):
    outcome, _tables = sent_files.preview(file, by=by, at=factories.NOON)
    return outcome.digest()


def test_a_file_is_kept_until_it_is_saved_and_then_only_what_it_did(standing):
    file = keep(a_file(), by=standing)

    outcome = sent_files.save(file, seen=seen(file, by=standing), by=standing, at=factories.NOON)

    assert outcome.saved
    file.refresh_from_db()
    assert (file.is_saved, bytes(file.content), file.province.code) == (True, b"", "TT")
    assert "Đơn vị: thêm mới 3" in file.summary.splitlines()
    assert models.Season.objects.get(bloc__code="khoi-1").memberships.count() == 3


def test_a_preview_saves_nothing(standing):
    file = keep(a_file(), by=standing)

    outcome, tables = sent_files.preview(file, by=standing, at=factories.NOON)

    assert (outcome.changes_anything, tables) == (True, [])
    assert not models.Bloc.objects.filter(code="khoi-1").exists()


def test_pressed_twice_it_is_saved_once(standing):
    file = keep(a_file(), by=standing)
    digest = seen(file, by=standing)
    sent_files.save(file, seen=digest, by=standing, at=factories.NOON)

    with pytest.raises(Refused, match="Tệp này đã được lưu"):
        sent_files.save(file, seen=digest, by=standing, at=factories.NOON)

    assert models.Season.objects.filter(bloc__code="khoi-1").count() == 1


def test_what_nobody_has_seen_is_not_saved(standing):
    file = keep(a_file(), by=standing)
    digest = seen(file, by=standing)
    factories.organisation("Hội Nông dân tỉnh Thử Nghiệm", code="hoi-nd")

    with pytest.raises(Refused, match="Dữ liệu trên hệ thống đã thay đổi"):
        sent_files.save(file, seen=digest, by=standing, at=factories.NOON)

    assert not models.Bloc.objects.filter(code="khoi-1").exists()
    assert not models.SentFile.objects.get().is_saved


def test_a_file_with_mistakes_is_never_saved(standing):
    file = keep(a_season(year=20244), by=standing)

    with pytest.raises(Refused):
        sent_files.save(file, seen=seen(file, by=standing), by=standing, at=factories.NOON)


def test_after_a_day_the_file_is_sent_in_again(standing):
    file = keep(a_file(), by=standing)
    later = factories.NOON + timedelta(days=1, minutes=1)

    with pytest.raises(Refused, match="hơn một ngày"):
        sent_files.save(file, seen=seen(file, by=standing), by=standing, at=later)


def test_files_that_nobody_saved_go_after_a_day_and_saved_ones_stay(standing):
    saved, left = keep(a_file(), by=standing), keep(a_file(), by=standing)
    sent_files.save(saved, seen=seen(saved, by=standing), by=standing, at=factories.NOON)

    new = keep(a_file(), by=standing, at=factories.NOON + timedelta(days=2))

    assert set(models.SentFile.objects.values_list("pk", flat=True)) == {saved.pk, new.pk}
    assert not models.SentFile.objects.filter(pk=left.pk).exists()


def test_of_one_person_only_the_newest_files_wait(standing):
    sent = [keep(a_file(), by=standing) for _time in range(7)]

    waiting = models.SentFile.objects.order_by("pk").values_list("pk", flat=True)
    assert list(waiting) == [file.pk for file in sent[2:]]


@pytest.mark.parametrize("who", ["officer", "leader_head", "auditor", "council", "administrator", "outsider"])
def test_only_the_standing_agency_sends_files_in(who, request):
    with pytest.raises(Refused):
        keep(a_file(), by=request.getfixturevalue(who))
