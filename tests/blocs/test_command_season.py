import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blocs import models
from tests.blocs.season_files import a_file, a_season, as_bytes, book, book_bytes

pytestmark = pytest.mark.django_db
DEMO = "emulation/demo/quang-ninh.json"


@pytest.fixture
def file(tmp_path):
    """file(content) or file(plain data): where it lies."""

    def laid(content, name="season.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else as_bytes(content))
        return str(path)

    return laid


def test_a_file_is_read_and_what_was_done_is_told(capsys):
    call_command("import_season", DEMO)

    lines = capsys.readouterr().out.splitlines()
    assert (
        "Thêm mới · Năm thi đua “Khối thi đua MTTQ và các tổ chức chính trị - xã hội tỉnh Quảng Ninh 2024”"
        in lines
    )
    assert "Đơn vị: thêm mới 6" in lines
    assert lines[-1] == "Đã lưu."
    assert models.Season.objects.count() == 2


def test_the_second_time_it_says_that_nothing_changed(capsys):
    call_command("import_season", DEMO)
    capsys.readouterr()

    call_command("import_season", DEMO)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Tỉnh: giữ nguyên 1"
    assert lines[-1] == "Mọi dữ liệu trong tệp đều đã có; không có gì thay đổi."


def test_a_trial_run_saves_nothing(capsys):
    call_command("import_season", DEMO, "--dry-run")

    assert capsys.readouterr().out.splitlines()[-1] == "Đây là lần chạy thử; chưa lưu gì."
    assert models.Season.objects.count() == 0


def test_wrong_values_are_told_one_to_a_line(capsys, file):
    with pytest.raises(CommandError, match=r"Có 2 lỗi; chưa lưu gì\."):
        call_command("import_season", file(a_season(year=20244, leader="ccb")))

    assert capsys.readouterr().err.splitlines() == [
        "blocs[0].seasons[0].leader: “ccb” không nằm trong danh sách thành viên của năm thi đua.",
        "blocs[0].seasons[0].year: 20244 không phải là năm trong khoảng từ 1948 đến 2100.",
    ]
    assert models.Province.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"not a workbook", "Đây không phải bảng tính Excel (.xlsx) cũng không phải tệp JSON"),
        ("a.json", b"", "Tệp trống."),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Đây là tệp Excel đời cũ (.xls)"),
        ("a.csv", "mã,tên\ntd,Tỉnh Đoàn".encode(), "nếu là tệp .csv"),
        ("a.json", b"[" * 100_000, "Tệp có quá nhiều cấp lồng nhau."),
        ("a.json", b'{"format": NaN}', "format: Không rõ định dạng NaN"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(capsys, file, name, content, expected):
    with pytest.raises(CommandError):
        call_command("import_season", file(content, name))

    assert expected in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(capsys, tmp_path):
    for path in (tmp_path / "nowhere.json", tmp_path):
        with pytest.raises(CommandError):
            call_command("import_season", str(path))
        assert f"Không mở được tệp {path}" in capsys.readouterr().err


def test_a_workbook_is_read_whatever_it_is_called(file):
    call_command("import_season", file(book_bytes(book()), "season.json"))

    assert models.Membership.objects.count() == 3


def test_it_wants_one_file_or_the_template():
    with pytest.raises(CommandError, match="Hãy ghi tên tệp cần nhập"):
        call_command("import_season")


def test_the_empty_workbook_is_written(tmp_path, capsys):
    path = tmp_path / "mau.xlsx"

    call_command("import_season", "--template", str(path))

    assert path.read_bytes().startswith(b"PK")
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("import_season", "--template", str(tmp_path / "nowhere" / "mau.xlsx"))


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_a_season_is_written_in_the_form_of_the_files_ending(tmp_path, ending):
    call_command("import_season", DEMO)
    path = tmp_path / f"season.{ending}"

    call_command("export_season", "mttq-ctxh", "2024", "--output", str(path))

    assert path.read_bytes().startswith(b"PK" if ending == "xlsx" else b'{\n "format": "emulation-season/1"')


@pytest.mark.parametrize(
    ("bloc", "year", "output", "expected"),
    [
        ("khoi-9", "2024", "a.json", r"Không có khối “khoi-9”. Các khối hiện có: khoi-1\."),
        ("khoi-1", "2025", "a.json", r"Khối “khoi-1” không có năm 2025; hiện có: 2024\."),
        ("khoi-1", "2024", "a.pdf", r"Tên tệp phải có đuôi \.json hoặc \.xlsx"),
        ("khoi-1", "2024", "nowhere/a.json", "Không ghi được tệp"),
    ],
)
def test_what_cannot_be_taken_out_is_told(file, tmp_path, bloc, year, output, expected):
    call_command("import_season", file(a_file()))

    with pytest.raises(CommandError, match=expected):
        call_command("export_season", bloc, year, "--output", str(tmp_path / output))


@pytest.mark.parametrize(("language", "expected"), [("", "Tệp trống."), ("en_US:en", "The file is empty.")])
def test_in_a_shell_a_wrong_file_ends_with_one_and_without_a_traceback(file, language, expected):
    environment = {**os.environ, "LANGUAGE": language, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    ran = subprocess.run(
        [sys.executable, "manage.py", "import_season", file(b"")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert expected in ran.stderr
    assert "Traceback" not in ran.stderr


def test_export_then_import_then_export_gives_the_same_file(tmp_path):
    call_command("import_season", "tests/blocs/files/dak-lak.json")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    call_command("export_season", "dl-so-nganh", "2024", "--output", str(first))
    call_command("import_season", str(first))

    call_command("export_season", "dl-so-nganh", "2024", "--output", str(second))

    assert second.read_bytes() == first.read_bytes()
    assert json.loads(Path(first).read_text(encoding="utf-8"))["province"]["name"] == "tỉnh Đắk Lắk"
